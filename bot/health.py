"""Health, metrics and the API for a bot in Socket Mode, whose Slack does not come over HTTP."""

from __future__ import annotations

import socket
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from bot.http import http_app
from bot.wiring import Front


class _Threaded(ThreadingMixIn, WSGIServer):
    """Who sends slowly keeps nobody else waiting."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    timeout = 10

    def log_message(self, format: str, *args: object) -> None:
        pass


class _OnSix(_Threaded):
    address_family = socket.AF_INET6


def serve_health(front: Front) -> WSGIServer:
    server = make_server(
        front.settings.host,
        front.settings.port,
        http_app(front, events_too=False),
        server_class=_OnSix if ":" in front.settings.host else _Threaded,
        handler_class=_Quiet,
    )
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server
