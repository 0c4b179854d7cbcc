"""`waymark run`: HTTP through granian, or Socket Mode; and how each stops.

Granian keeps a worker process beside the one that was started. The worker answers Slack and does nothing else; the
one that was started keeps the office: reading whole journeys for their cards in the worker made commands wait.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.util import Finalize
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from bot.certificates import trusted
from bot.line import Line
from bot.logs import set_up_logs
from bot.settings import Settings, WrongSetting, environment, read_settings
from storage.values import StorageUnavailable

if TYPE_CHECKING:
    from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler

    from bot.http import WsgiApp
    from bot.office import Office

log = logging.getLogger("waymark")
BLOCKING_THREADS = 16
"""Eight carry the commands; the rest are for modals, which wait for Slack within their three seconds."""
MOST_CONNECTIONS = 2048
"""Open ones, idle ones too: one more than this gets no answer until another closes."""
SETTLE_SECONDS = 2.0
WORKER_SECONDS = 4
"""For the worker to end, of the ten that a stop may take; a request takes three at most."""
BUILDING_SECONDS = 5
"""For an office that is still being built when the bot is told to stop."""
NICENESS = 5
"""Of the office: an answer that somebody waits for comes before a card."""
PR_SET_PDEATHSIG = 1


def run_as_set() -> NoReturn:
    """`waymark run`: serves with the settings of the environment until told to stop; one line on what is wrong.

    The process then ends at once, with all that is ours closed: a thread that is inside OpenSSL at that moment would
    crash while the interpreter takes itself apart."""
    status = _served()
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _served() -> int:
    """The exit status."""
    try:
        run(read_settings(environment()))
    except WrongSetting as wrong:
        print(f"waymark: {wrong}", file=sys.stderr)
        return 1
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        log.exception("the bot ends")
        return 1
    return 0


def run(settings: Settings) -> None:
    """Serves until it is told to stop. Raises WrongSetting where the port or the database cannot be used."""
    _check_port(settings)
    if settings.socket_mode:
        run_socket(settings)
    else:
        run_http(settings)


def _check_port(settings: Settings) -> None:
    """Granian would share the port with whoever has it; two bots on one port each get half of what Slack sends."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            place = f"{settings.host}:{settings.port}"
            raise WrongSetting(
                f"PORT: cannot listen on {place} ({error.strerror}). Set another HOST or PORT."
            ) from None


def run_http(settings: Settings) -> None:
    """Two processes: granian's worker answers Slack; this one, which keeps the worker, is the office."""
    from granian.constants import Interfaces  # only where HTTP is served
    from granian.server.mp import MPServer

    certificates = threading.Thread(target=trusted)  # OpenSSL reads them on the other core
    certificates.start()
    import bot.http  # noqa: F401 - before the processes part: what both need lies in memory once

    certificates.join()
    line = Line()
    keeper = _Keeper(settings, line)

    class Served(MPServer):
        def startup(self, spawn_target: Any, target_loader: Any) -> None:
            super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]
            keeper.start()  # only now: a process with threads should not part

    server = Served(
        "waymark",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=BLOCKING_THREADS,
        blocking_threads_idle_timeout=600,
        backpressure=MOST_CONNECTIONS,
        websockets=False,
        log_enabled=False,
        workers_kill_timeout=WORKER_SECONDS,
    )
    server.main_loop_interrupt = _Waking()
    set_up_logs(settings.log_level, settings.log_format)
    gc.freeze()
    try:
        server.serve(target_loader=partial(_worker, settings, os.getpid(), line), wrap_loader=False)
    finally:
        keeper.stop()


def _worker(settings: Settings, parent: int, line: Line, *_: object) -> WsgiApp:
    """Runs in granian's worker, which ends with its parent whatever ends that one."""
    from bot.http import http_app
    from bot.wiring import build_front

    _die_with(parent)
    set_up_logs(settings.log_level, settings.log_format)
    front = _opened(lambda: build_front(settings, line.ring, partial(line.ask, threading.Lock())))
    front.metrics.count_the_log()
    Finalize(None, front.store.close, exitpriority=100)
    _settle_soon()
    line.ring()
    log.info("ready on http://%s:%s/slack/events", settings.host, settings.port)
    return http_app(front)


class _Waking(threading.Event):
    """What the main thread waits for. It looks up twice a second: a signal that another thread of the process receives
    does not end a wait without end, and a SIGTERM would be heard by nobody."""

    def wait(self, timeout: float | None = None) -> bool:
        while not super().wait(0.5 if timeout is None else timeout) and timeout is None:
            pass
        return self.is_set()


class _Keeper:
    """Keeps the office beside the main thread, from the front's first ring on."""

    def __init__(self, settings: Settings, line: Line) -> None:
        self._settings, self._line = settings, line
        self._office: Office | None = None
        self._ending = threading.Event()
        self._building = threading.Lock()
        """Held while it begins: a process that ends while a thread loads certificates may crash."""
        self._thread = threading.Thread(target=self._keep, name="office", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ending.set()
        if self._building.acquire(timeout=BUILDING_SECONDS) and self._office is not None:
            self._office.end()

    def _keep(self) -> None:
        self._line.until_rung()
        os.nice(NICENESS)
        while not self._ending.is_set():
            try:
                office = self._begun()
            except StorageUnavailable as error:
                log.warning("the office waits, the database is out of reach: %s", error)
                self._ending.wait(1)
            else:
                _settle_soon()
                self._line.listen(office.courier.wake, office.metrics.told)

    def _begun(self) -> Office:
        with self._building:
            if self._ending.is_set():
                raise SystemExit  # of this thread
            self._office = office = _office(self._settings)
            office.metrics.count_the_log()
            office.begin()
            return office


def _office(settings: Settings) -> Office:
    from bot.office import build_office

    return build_office(settings, name=_place(settings))


T = TypeVar("T")


def _opened(build: Callable[[], T]) -> T:
    """What was built. A database that cannot be used ends the process with one line that names the setting."""
    try:
        return build()
    except StorageUnavailable as error:
        why = " ".join(str(error).split())
        print(f"waymark: DATABASE_URL: the database cannot be used: {why}", file=sys.stderr, flush=True)
        raise SystemExit(1) from None


def _settle_soon() -> None:
    settling = threading.Timer(SETTLE_SECONDS, _settle)
    settling.daemon = True
    settling.start()


def _settle() -> None:
    """Once the bot is ready: what is here now stays, so the collector need not look at it again; and a journey is
    thousands of small values without cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library without it
            ctypes.CDLL(None).malloc_trim(0)  # what loading left free goes back to the system


def _hang_up(handler: SocketModeHandler) -> None:
    """Closes the line. Its reader sleeps in a select that may last ten seconds, unless the socket itself ends first;
    where even that comes too early for the library, we do not wait for it: it has nothing of ours any more."""
    handler.client.auto_reconnect_enabled = False
    session = handler.client.current_session
    if session is not None and session.sock is not None and session.sock.sock is not None:
        with suppress(OSError):
            session.sock.sock.shutdown(socket.SHUT_RDWR)
    closing = threading.Thread(target=handler.close, name="hanging-up", daemon=True)
    closing.start()
    closing.join(2)


def _place(settings: Settings) -> str:
    """Where this bot runs, which is what it is called among others on one database."""
    return f"{socket.gethostname()}:{settings.port}"


def _die_with(parent: int) -> None:
    """A parent that is killed must not leave a worker behind that holds the port. Linux tells us itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def run_socket(settings: Settings) -> None:
    """Socket Mode, with the client that notices a cut line and reconnects within half a second; the HTTP side stays
    for health and metrics."""
    from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler

    from bot.health import serve_health
    from bot.wiring import API_TIMEOUT, build_front, web_client

    set_up_logs(settings.log_level, settings.log_format)
    office = _opened(lambda: _office(settings))
    front = build_front(settings, office.courier.wake, office.metrics.told)
    front.metrics.count_the_log()
    office.begin()
    _settle_soon()
    handler = SocketModeHandler(
        front.app,
        settings.app_token,
        web_client=web_client(settings, API_TIMEOUT, trusted()),
        concurrency=BLOCKING_THREADS,
    )

    def wake(_app: object, _message: str) -> None:
        front.wake()

    handler.client.on_message_listeners.append(wake)
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    health = serve_health(front)
    handler.connect()  # type: ignore[no-untyped-call]
    log.info("ready in Socket Mode")
    while not stopping.wait(0.5):
        pass  # a signal that another thread of the process receives does not wake a wait without end
    _hang_up(handler)
    health.shutdown()
    office.end()
    front.store.close()
