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
import sys
import threading
from functools import partial
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any, NoReturn

from bot.building import opened
from bot.certificates import trusted
from bot.keeper import Keeper, Waking
from bot.line import Line
from bot.listening import at_an_address, place
from bot.logs import set_up_logs
from bot.settings import Settings, WrongSetting, environment, read_settings
from bot.settling import settle_soon

if TYPE_CHECKING:
    from bot.http import WsgiApp

log = logging.getLogger("waymark")
BLOCKING_THREADS = 16
"""Eight carry the commands; the rest are for modals, which wait for Slack within their three seconds."""
MOST_CONNECTIONS = 2048
"""Open ones, idle ones too: one more than this gets no answer until another closes."""
WORKER_SECONDS = 4
"""For the worker to end, of the ten that a stop may take; a request takes three at most."""
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
    settings = at_an_address(settings)
    if settings.socket_mode:
        from bot.socket_mode import run_socket  # only where it is used

        run_socket(settings)
    else:
        run_http(settings)


def run_http(settings: Settings) -> None:
    """Two processes: granian's worker answers Slack; this one, which keeps the worker, is the office."""
    from granian.constants import Interfaces  # only where HTTP is served
    from granian.server.mp import MPServer

    certificates = threading.Thread(target=trusted)  # OpenSSL reads them on the other core
    certificates.start()
    import bot.http  # noqa: F401 - before the processes part: what both need lies in memory once

    certificates.join()
    line = Line()
    keeper = Keeper(settings, line)

    class Served(MPServer):
        def startup(self, spawn_target: Any, target_loader: Any) -> None:
            super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]
            keeper.start()  # only now: a process with threads should not part

        def shutdown(self, exit_code: int = 0) -> None:
            for worker in self.wrks:  # one that ends by itself says why
                if not self.interrupt_signal and (worker.inner.exitcode or 0) < 0:
                    log.error("the process that answers Slack was ended by signal %s", -worker.inner.exitcode)
            super().shutdown(exit_code)  # type: ignore[no-untyped-call]

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
    server.main_loop_interrupt = Waking()
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
    front = opened(lambda: build_front(settings, line.ring, partial(line.ask, threading.Lock())))
    front.metrics.count_the_log()
    Finalize(None, front.store.close, exitpriority=100)
    settle_soon()
    line.ring()
    log.info("ready on http://%s/slack/events", place(settings.host, settings.port))
    return http_app(front)


def _die_with(parent: int) -> None:
    """A parent that is killed must not leave a worker behind that holds the port. Linux tells us itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
