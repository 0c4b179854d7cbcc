"""Slack's side of the line to the bot: sends, signs, waits three seconds for the acknowledgement, retries events.

Over HTTP it posts to `bot_url`; over Socket Mode it hands the envelope to the open lines (`socket_mode`).
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode, urlsplit

from playground.world import Delivery, Payload, World

PATIENCE = 3.0
"""Seconds within which the bot must acknowledge."""
RETRY_PAUSES = (0.0, 60.0, 300.0)
"""Events are sent again at once, after a minute, after five more."""

SLASH = "slash_commands"
INTERACTIVE = "interactive"
EVENT = "events_api"


@dataclass(frozen=True)
class Sending:
    """How something is sent when it is not sent properly."""

    age: float = 0.0
    """Seconds the request's timestamp lies back."""
    bad_signature: bool = False
    retry: int = 0
    retry_reason: str = ""


PROPERLY = Sending()


class Lines(Protocol):
    """The open Socket Mode lines; `send` returns the acknowledgement's payload, or None if none came in time."""

    @property
    def count(self) -> int: ...

    def send(self, kind: str, payload: Payload, sending: Sending, patience: float) -> Payload | None: ...


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """X-Slack-Signature, version 0."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256)
    return f"v0={digest.hexdigest()}"


class Postman:
    """Takes everything to the bot. `bot_url` for HTTP, or `lines` when `socket` is on."""

    def __init__(self, world: World, signing_secret: str, lines: Lines) -> None:
        self.world = world
        self.signing_secret = signing_secret
        self.lines = lines
        self.bot_url = ""
        self.socket = False
        self.patience = PATIENCE
        self.retry_pauses: tuple[float, ...] = RETRY_PAUSES
        self._stopped = threading.Event()

    def deliver(self, kind: str, payload: Payload, sending: Sending = PROPERLY) -> Delivery:
        """Sends and waits for the acknowledgement; the record says how it went."""
        delivery = Delivery(kind, payload, self.world.now(), "socket" if self.socket else "http", retry=sending.retry)
        start = time.monotonic()
        if self.socket:
            self._by_socket(delivery, sending)
        else:
            self._by_http(delivery, sending)
        delivery.seconds = time.monotonic() - start
        self.world.record_delivery(delivery)
        return delivery

    def event(self, payload: Payload) -> Delivery:
        """An event, and again when it is not acknowledged; retries with a pause happen in the background."""
        first = self.deliver(EVENT, payload)
        if first.error and not first.wants_no_retry:
            self._retry(payload, first, 1)
        return first

    def _retry(self, payload: Payload, last: Delivery, number: int) -> None:
        if number > len(self.retry_pauses) or self._stopped.is_set():
            return
        pause = self.retry_pauses[number - 1]
        reason = "http_timeout" if last.error == "operation_timeout" else "http_error"

        def again() -> None:
            if self._stopped.wait(pause):
                return
            delivery = self.deliver(EVENT, payload, Sending(retry=number, retry_reason=reason))
            if delivery.error and not delivery.wants_no_retry:
                self._retry(payload, delivery, number + 1)

        if pause:
            threading.Thread(target=again, name="retry an event", daemon=True).start()
        else:
            again()

    def stop(self) -> None:
        """No more retries."""
        self._stopped.set()

    def _by_socket(self, delivery: Delivery, sending: Sending) -> None:
        if not self.lines.count:
            delivery.error = "dispatch_failed"
            return
        answer = self.lines.send(delivery.kind, delivery.payload, sending, self.patience)
        if answer is None:
            delivery.error = "operation_timeout"
        else:
            delivery.status, delivery.answer = 200, answer
            delivery.body = json.dumps(answer) if answer else ""

    def _by_http(self, delivery: Delivery, sending: Sending) -> None:
        content_type, body = encode(delivery.kind, delivery.payload)
        headers = self._headers(content_type, body, sending)
        try:
            status, answer_headers, answer = post(self.bot_url, body, headers, self.patience)
        except TimeoutError:
            delivery.error = "operation_timeout"
            return
        except (OSError, http.client.HTTPException):
            delivery.error = "dispatch_failed"
            return
        delivery.status, delivery.body = status, answer
        delivery.answer = read_answer(answer_headers.get("content-type", ""), answer)
        delivery.wants_no_retry = answer_headers.get("x-slack-no-retry") == "1"
        if status != 200:
            delivery.error = "dispatch_failed"

    def _headers(self, content_type: str, body: bytes, sending: Sending) -> dict[str, str]:
        # The bot compares with its own clock, so this one is real even where the workspace's is not.
        timestamp = str(int(time.time() - sending.age))
        secret = "not " * sending.bad_signature + self.signing_secret
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(secret, timestamp, body),
        }
        if sending.retry:
            headers |= {"X-Slack-Retry-Num": str(sending.retry), "X-Slack-Retry-Reason": sending.retry_reason}
        return headers


def encode(kind: str, payload: Payload) -> tuple[str, bytes]:
    """Content type and body, as Slack sends each kind."""
    if kind in (EVENT, "url_verification"):
        return "application/json", json.dumps(payload).encode()
    form = {"payload": json.dumps(payload)} if kind == INTERACTIVE else payload
    return "application/x-www-form-urlencoded", urlencode(form).encode()


def read_answer(content_type: str, body: str) -> Payload:
    """The acknowledgement: JSON as it is, plain text as `text`."""
    if not body.strip():
        return {}
    if "json" in content_type:
        try:
            given = json.loads(body)
        except ValueError:
            return {"text": body}
        return given if isinstance(given, dict) else {"text": body}
    return {"text": body}


def post(url: str, body: bytes, headers: dict[str, str], patience: float) -> tuple[int, dict[str, str], str]:
    """One POST: status, headers in small letters, body. TimeoutError when all of it takes longer than `patience`."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise ConnectionError("the bot's address is not known")
    kind: Callable[..., http.client.HTTPConnection] = (
        http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    )
    until = time.monotonic() + patience
    connection = kind(parts.hostname, parts.port, timeout=patience)
    try:
        connection.request("POST", parts.path or "/", body, headers)
        if connection.sock is not None:
            connection.sock.settimeout(max(until - time.monotonic(), 0.001))
        response = connection.getresponse()
        answer = response.read().decode()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, answer
    finally:
        connection.close()
