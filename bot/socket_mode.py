"""`waymark run` in Socket Mode: one process for the front and the office; and how it stops."""

from __future__ import annotations

import logging
import signal
import socket
import threading
import time
from contextlib import suppress
from types import FrameType

from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler

from bot.building import office_of, opened
from bot.certificates import trusted
from bot.health import serve_health
from bot.logs import set_up_logs
from bot.serving import BLOCKING_THREADS
from bot.settings import Settings
from bot.settling import settle_soon
from bot.wiring import API_TIMEOUT, build_front, web_client

log = logging.getLogger("waymark")


def run_socket(settings: Settings) -> None:
    """Socket Mode, with the client that notices a cut line and reconnects within half a second; the HTTP side stays
    for health and metrics."""
    set_up_logs(settings.log_level, settings.log_format)
    office = opened(lambda: office_of(settings))
    front = build_front(settings, office.courier.wake, office.metrics.told)
    front.metrics.count_the_log()
    office.begin()
    settle_soon()
    handler = SocketModeHandler(
        front.app,
        settings.app_token,
        web_client=web_client(settings, API_TIMEOUT, trusted()),
        concurrency=BLOCKING_THREADS,
    )

    def wake(_app: object, _message: str) -> None:
        front.wake()

    handler.client.on_message_listeners.append(wake)
    told: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        told.append(number)  # takes no lock: a handler that comes while its own is held would wait for itself

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    health = serve_health(front)
    handler.connect()  # type: ignore[no-untyped-call]
    log.info("ready in Socket Mode")
    while not told:
        time.sleep(0.2)  # a signal that another thread of the process receives does not wake a wait without end
    _hang_up(handler)
    health.shutdown()
    office.end()
    front.store.close()


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
