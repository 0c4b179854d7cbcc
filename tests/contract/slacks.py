"""A Slack that is poorer than ours: it knows only some methods, and says no more than their documentation promises.

It stands between the bot and the stand-in. Also: what Slack would send, signed, without anybody who types it.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.running import Bot

Payload = dict[str, Any]
ESSENTIAL = frozenset(
    {
        "auth.test", "apps.connections.open", "chat.postMessage", "chat.postEphemeral", "chat.update",
        "conversations.open", "files.completeUploadExternal", "files.getUploadURLExternal", "views.open",
        "views.publish", "views.push", "views.update",
    }
)  # fmt: skip


def only(*names: str) -> Callable[[Payload], Payload]:
    return lambda answer: {name: answer[name] for name in ("ok", *names) if name in answer}


def with_id(what: str) -> Callable[[Payload], Payload]:
    return lambda answer: {"ok": True, what: {"id": answer[what]["id"]}}


LEAST: Mapping[str, Callable[[Payload], Payload]] = {
    "auth.test": only("user_id", "team_id"),
    "chat.postMessage": only("channel", "ts"),
    "chat.update": only("channel", "ts"),
    "chat.postEphemeral": only("message_ts"),
    "conversations.info": with_id("channel"),
    "conversations.open": with_id("channel"),
    "files.completeUploadExternal": only(),
    "files.info": with_id("file"),
    "users.info": with_id("user"),
    "views.open": with_id("view"),
    "views.publish": only(),
    "views.push": with_id("view"),
    "views.update": with_id("view"),
}


@contextmanager
def poorer(api_url: str, methods: Collection[str] | None = None) -> Iterator[str]:
    """The address of its API. `methods`: those it knows; None is all of them."""

    class Between(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            method = self.path.rpartition("/")[2]
            if methods is not None and method not in methods:
                self._answers(200, b'{"ok": false, "error": "unknown_method"}')
                return
            headers = {name: self.headers[name] for name in ("Content-Type", "Authorization") if name in self.headers}
            try:
                with urlopen(Request(api_url + method, body, headers), timeout=20) as answer:
                    said: Payload = json.load(answer)
            except HTTPError as error:
                self._answers(error.code, error.read())
                return
            self._answers(200, json.dumps(LEAST.get(method, dict)(said) if said["ok"] else said).encode())

        def _answers(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Between)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/"
    finally:
        server.shutdown()
        server.server_close()


def sent(bot: Bot, body: bytes, content_type: str = "application/x-www-form-urlencoded") -> tuple[int, bytes]:
    """What the bot answers to a body that Slack signed."""
    stamp = str(int(time.time()))
    signed = hmac.new(bot.slack.signing_secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256)
    headers = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signed.hexdigest()}",
    }
    status, _, said = asked(bot, "POST", "/slack/events", body, headers)
    return status, said


def asked(
    bot: Bot, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> tuple[int, str | None, bytes]:
    """The status, which methods are allowed, and the body."""
    line = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=20)
    try:
        line.request(method, path, body, dict(headers or {}))
        answer = line.getresponse()
        return answer.status, answer.getheader("Allow"), answer.read()
    finally:
        line.close()
