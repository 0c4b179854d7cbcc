"""The WSGI application: everything Slack sends, and what an operator's tools ask."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.adapter.wsgi.http_response import WsgiHttpResponse
from slack_sdk.signature import SignatureVerifier

from bot.metrics import merged
from bot.taking import answer_to
from bot.wiring import Front, utc_now
from commands.payloads import Payload
from storage.refusals import StorageUnavailable

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WsgiApp = Callable[[Environ, StartResponse], Iterable[bytes]]
MOST_BYTES = 1_000_000
"""Slack's largest payload is a quarter of this; more is not from Slack."""
INSTALLING = ("/slack/install", "/slack/oauth_redirect")
TEXT = [("Content-Type", "text/plain; charset=utf-8")]


def http_app(front: Front, *, events_too: bool = True, now: Callable[[], datetime] = utc_now) -> WsgiApp:
    """`events_too` is off in Socket Mode: there nothing that comes in over HTTP is from Slack."""
    slack = SlackRequestHandler(front.app, path="/slack/events")
    events = _events(front)
    api = cache(lambda: _api(front, now))

    def app(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "HEAD":  # as GET; the server leaves the body out
            environ = {**environ, "REQUEST_METHOD": "GET"}
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
            case _, "/api/measures" | "/api/openapi.json":
                return api()(environ, start)
            case "GET", "/metrics":
                return _metrics(front, start)
            case _, "/slack/events" if events_too:
                return _not_allowed(start, "POST")
            case _, "/healthz" | "/readyz" | "/metrics":
                return _not_allowed(start, "GET, HEAD")
        return _plain(start, "404 Not Found", "There is nothing here; Slack's requests go to /slack/events.")

    return app


def _api(front: Front, now: Callable[[], datetime]) -> WsgiApp:
    from bot.api.app import api_app  # 25 ms, only where another program feeds values
    from bot.api.measures import MeasuresApi
    from bot.api.rates import Rates

    return api_app(MeasuresApi(front.store, now, Rates()), front.wake)


def _events(front: Front) -> WsgiApp:
    """What Slack sends: refused before Bolt sees it when it is not from Slack, measured when it is."""
    verifier = SignatureVerifier(front.settings.signing_secret or "unused-with-socket-mode")

    def events(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal():
            return _plain(start, "400 Bad Request", "no length")
        if int(length) > MOST_BYTES:
            return _plain(start, "413 Content Too Large", "too large")
        body = environ["wsgi.input"].read(int(length))
        if not _is_slack_s(verifier, environ, body):
            if b"ssl_check=1" in body[:2000]:  # Slack looks at our certificate, and signs nothing
                return _plain(start, "200 OK", "")
            return _plain(start, "401 Unauthorized", "not signed by Slack")
        if (told := _read(body)) is None:
            return _plain(start, "400 Bad Request", "neither a form nor a JSON object")
        return measured(told, start)

    def measured(told: Payload, start: StartResponse) -> Iterable[bytes]:
        began = time.perf_counter()
        said = answer_to(front.app, told)
        front.metrics.answers.labels(str(said.status)).observe(time.perf_counter() - began)
        front.wake()
        answer = WsgiHttpResponse(status=said.status, headers=said.headers, body=said.body)
        start(answer.status, answer.get_headers())
        return answer.get_body()

    return events


def _is_slack_s(verifier: SignatureVerifier, environ: Environ, body: bytes) -> bool:
    """Before anything in the body is read: first the time (five minutes), then the signature, in constant time."""
    signature = environ.get("HTTP_X_SLACK_SIGNATURE", "")
    timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
    if not timestamp.isdecimal() or not signature.isascii():
        return False
    try:
        return verifier.is_valid(body, timestamp, signature)
    except UnicodeDecodeError:  # a body that is no text is not from Slack
        return False


def _read(body: bytes) -> Payload | None:
    """A JSON object, one in the field `payload` of a form, or a form; None for anything else."""
    text = body.decode()
    form = {} if text.startswith(("{", "[", '"')) else dict(parse_qsl(text, keep_blank_values=True))
    try:
        told: Any = form if form and "payload" not in form else json.loads(form.get("payload", text))
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _not_allowed(start: StartResponse, allowed: str) -> list[bytes]:
    start("405 Method Not Allowed", [*TEXT, ("Allow", allowed)])
    return [f"Only {allowed} here.".encode()]


def _plain(start: StartResponse, status: str, text: str) -> list[bytes]:
    start(status, TEXT)
    return [text.encode()]


def _metrics(front: Front, start: StartResponse) -> list[bytes]:
    metrics = front.metrics
    try:
        backlog = front.store.backlog(utc_now())
    except StorageUnavailable:
        metrics.database.set(0)  # the other figures are still true; /readyz says what is wrong
    else:
        metrics.database.set(1)
        metrics.waiting.set(backlog.waiting)
        metrics.oldest.set(backlog.oldest)
        metrics.set_aside.set(backlog.set_aside)
    start("200 OK", [("Content-Type", "text/plain; version=0.0.4; charset=utf-8")])
    office = front.office_metrics()
    metrics.office.set(bool(office))
    return [merged(metrics.told(), office)]
