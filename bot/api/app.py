"""The API as a WSGI application."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from bot.api.measures import MOST_BYTES, MeasuresApi
from bot.api.problems import Problem

log = logging.getLogger("waymark.api")
Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Headers = list[tuple[str, str]]
WAYS = {"/api/measures": "POST", "/api/openapi.json": "GET"}
WANTED = ("authorization", "idempotency-key")


def api_app(api: MeasuresApi, wake: Callable[[], None]) -> Callable[[Environ, StartResponse], Iterable[bytes]]:
    """`wake` is called when there is something new to tell Slack."""

    def app(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        try:
            method = WAYS[environ["PATH_INFO"]]
            if environ["REQUEST_METHOD"] != method:
                raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, "Another method", method, headers=(("Allow", method),))
            return _described(start) if method == "GET" else posted(environ, start)
        except Problem as problem:
            headers = [*problem.headers, *_about(problem.body, "application/problem+json")]
            start(f"{int(problem.status)} {problem.status.phrase}", headers)
            return [problem.body]

    def posted(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        answer, again = _guarded(lambda: api.post(_headers(environ), _body(environ)))
        wake()
        repeated = [("Idempotency-Replayed", "true")] if again else []
        start("200 OK", [*repeated, *_about(answer, "application/json")])
        return [answer]

    return app


def _guarded(work: Callable[[], tuple[bytes, bool]]) -> tuple[bytes, bool]:
    try:
        return work()
    except Problem:
        raise
    except Exception:  # the API's one place for what nobody foresaw
        reference = secrets.token_hex(4)
        log.exception("request failed, reference %s", reference)
        raise Problem(
            HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here", f"Nothing was kept. Reference: {reference}"
        ) from None


def _described(start: StartResponse) -> Iterable[bytes]:
    from bot.api.openapi import description  # made when somebody asks

    body = json.dumps(description(), ensure_ascii=False).encode()
    start("200 OK", _about(body, "application/json"))
    return [body]


def _about(body: bytes, kind: str) -> Headers:
    return [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]


def _headers(environ: Environ) -> dict[str, str]:
    found = {name: environ.get(f"HTTP_{name.upper().replace('-', '_')}", "") for name in WANTED}
    return {**found, "content-type": environ.get("CONTENT_TYPE", "")}


def _body(environ: Environ) -> bytes:
    """Never more than is allowed, whatever the header says."""
    told = str(environ.get("CONTENT_LENGTH") or "")
    if not told.isdecimal():
        raise Problem(HTTPStatus.LENGTH_REQUIRED, "How long is it?", "Send a Content-Length.")
    if len(told) > 9 or int(told) > MOST_BYTES:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Too large", f"At most {MOST_BYTES} bytes; send several requests."
        )
    body: bytes = environ["wsgi.input"].read(int(told))
    return body
