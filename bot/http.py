"""The WSGI application: everything Slack sends, and what an operator's tools ask."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.wiring import Front, utc_now
from storage.values import StorageUnavailable

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WsgiApp = Callable[[Environ, StartResponse], Iterable[bytes]]
MOST_BYTES = 1_000_000
"""Slack's largest payload is a quarter of this; more is not from Slack."""
INSTALLING = ("/slack/install", "/slack/oauth_redirect")
TEXT = [("Content-Type", "text/plain; charset=utf-8")]


def http_app(front: Front, *, events_too: bool = True) -> WsgiApp:
    """`events_too` is off in Socket Mode: there nothing that comes in over HTTP is from Slack."""
    slack = SlackRequestHandler(front.app, path="/slack/events")

    def events(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        if int(environ.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return _plain(start, "413 Content Too Large", "too large")
        began = time.perf_counter()
        status = ["500"]

        def told(line: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            status[0] = line[:3]
            return start(line, headers, *rest)

        answer = slack(environ, told)
        front.metrics.answers.labels(status[0]).observe(time.perf_counter() - began)
        front.wake()
        return answer

    def app(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        match environ["REQUEST_METHOD"], environ["PATH_INFO"]:
            case "POST", "/slack/events" if events_too:
                return events(environ, start)
            case "GET", path if front.app.oauth_flow and path in INSTALLING:
                return slack(environ, start)
            case "GET", "/healthz":
                return _plain(start, "200 OK", "alive")
            case "GET", "/readyz":
                wrong = front.store.check()
                return _plain(start, "503 Service Unavailable" if wrong else "200 OK", wrong or "ready")
            case "GET", "/metrics":
                return _metrics(front, start)
        return _plain(start, "404 Not Found", "There is nothing here; Slack's requests go to /slack/events.")

    return app


def _plain(start: StartResponse, status: str, text: str) -> list[bytes]:
    start(status, TEXT)
    return [text.encode()]


def _metrics(front: Front, start: StartResponse) -> list[bytes]:
    metrics = front.metrics
    try:
        backlog = front.store.backlog(utc_now())
    except StorageUnavailable:
        pass  # the other figures are still true; /readyz says what is wrong
    else:
        metrics.waiting.set(backlog.waiting)
        metrics.oldest.set(backlog.oldest)
        metrics.set_aside.set(backlog.set_aside)
    start("200 OK", [("Content-Type", "text/plain; version=0.0.4; charset=utf-8")])
    return [metrics.told(), front.office_metrics()]
