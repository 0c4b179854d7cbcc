"""Health and metrics for a bot in Socket Mode, which serves nothing else over HTTP."""

from __future__ import annotations

import threading
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from bot.http import http_app
from bot.wiring import Front


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def serve_health(front: Front) -> WSGIServer:
    server = make_server(
        front.settings.host, front.settings.port, http_app(front, events_too=False), handler_class=_Quiet
    )
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server
