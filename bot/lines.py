"""The line to Slack in Socket Mode: always one open, and an answer goes back by the line on which the request came.

Slack's own client (slack_sdk) closes the old line before it opens a new one half a second later: what comes in between
is lost, and so are the answers to what was under way. Here the old line stays until the new one is open, and a while
longer; an answer whose line has gone takes the newest.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from socket import SHUT_RDWR
from typing import Any

from slack_bolt import App, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websocket import WebSocketApp, WebSocketException

from bot.taking import answer_to

log = logging.getLogger("waymark")
REFUSED = {
    "account_inactive", "invalid_auth", "missing_scope", "no_permission", "not_allowed_token_type", "not_authed",
    "token_expired", "token_revoked",
}  # fmt: skip
"""Slack's words for an app token with which no line will ever open."""
OPENING_SECONDS = 10.0
PING_SECONDS = 10.0
STEADY_SECONDS = 5.0
"""A line that lived so long was a good one: the next is opened at once."""
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 15.0
ANSWERED_WITHIN = 3.0
"""Seconds, as Slack has it: so long an old line is kept, an answer waits for a new one, and an end for answers."""
QUIET_SECONDS = 0.3
"""Without a message: nothing lies unread on the line."""
GONE = (WebSocketException, OSError, AttributeError)
"""What sending raises on a line that ends meanwhile."""


class Lines:
    """`begin` opens the first line and keeps one open; `end` lets what is under way be answered. `refused` is Slack's
    word for an app token that it does not take."""

    def __init__(self, app: App, slack: WebClient, token: str, threads: int, heard: Callable[[], None]) -> None:
        self.refused = ""
        self._app, self._slack, self._token, self._heard = app, slack, token, heard
        self._workers = ThreadPoolExecutor(threads, "line")
        self._lines: list[WebSocketApp] = []
        """The newest last."""
        self._under_way: set[Future[None]] = set()
        self._heard_at = 0.0
        self._wanted, self._ending = threading.Event(), threading.Event()

    def begin(self) -> None:
        threading.Thread(target=self._keep, name="lines", daemon=True).start()

    def end(self) -> None:
        self._ending.set()
        self._wanted.set()
        until = time.monotonic() + ANSWERED_WITHIN
        while time.monotonic() < until and (self._under_way or time.monotonic() - self._heard_at < QUIET_SECONDS):
            time.sleep(0.02)
        for line in list(self._lines):
            _hang_up(line)

    # --- one line is always open ------------------------------------------------------------------------------

    def _keep(self) -> None:
        pause = 0.0
        while not self._ending.wait(pause):
            began = time.monotonic()
            self._wanted.clear()
            least = self._open_one()
            self._wanted.wait()
            steady = time.monotonic() - began > STEADY_SECONDS and not least
            pause = 0.0 if steady else max(least, min(max(pause, FIRST_PAUSE / 2) * 2, LONGEST_PAUSE))

    def _open_one(self) -> float:
        """How many seconds Slack wants us to wait before the next; `_wanted` is set when there has to be one."""
        try:
            address = self._slack.apps_connections_open(app_token=self._token)["url"]
        except (SlackApiError, OSError, KeyError) as error:
            self._wanted.set()
            return self._not_opened(error)
        opened = threading.Event()
        line = WebSocketApp(address, on_open=lambda _: opened.set(), on_message=self._hears)
        older = list(self._lines)
        self._lines.append(line)
        threading.Thread(target=self._listen, args=(line,), name="line-listens", daemon=True).start()
        end = time.monotonic() + OPENING_SECONDS
        while not opened.wait(0.05) and line in self._lines and time.monotonic() < end and not self._ending.is_set():
            pass
        if not opened.is_set():
            _hang_up(line)
            self._ended(line)
            return 0.0
        log.info("the line to Slack is open")
        for each in older:
            later = threading.Timer(ANSWERED_WITHIN, _hang_up, (each,))
            later.daemon = True
            later.start()
        return 0.0

    def _not_opened(self, error: Exception) -> float:
        if not isinstance(error, SlackApiError):
            log.warning("no line to Slack: %s", error)
            return 0.0
        why = str(error.response.get("error"))
        log.warning("no line to Slack: %s", why)
        if why in REFUSED and not self._lines:
            self.refused = why
        return float(error.response.headers.get("Retry-After") or 0) if why == "ratelimited" else 0.0

    def _listen(self, line: WebSocketApp) -> None:
        """Until the line ends, whoever ends it."""
        try:
            line.run_forever(ping_interval=PING_SECONDS)
        finally:
            self._ended(line)

    def _ended(self, line: WebSocketApp) -> None:
        newest = line in self._lines[-1:]
        with suppress(ValueError):
            self._lines.remove(line)
        if newest and not self._ending.is_set():
            log.warning("the line to Slack ended; opening another")
            self._wanted.set()

    # --- what comes, and what goes back -----------------------------------------------------------------------

    def _hears(self, line: WebSocketApp, text: str) -> None:
        self._heard_at = time.monotonic()
        taking = self._workers.submit(self._take, line, text)
        self._under_way.add(taking)
        taking.add_done_callback(self._under_way.discard)

    def _take(self, line: WebSocketApp, text: str) -> None:
        try:
            told = json.loads(text)
        except ValueError:
            told = None
        if not isinstance(told, dict):
            log.warning("a message of Slack's is no JSON object")
            return
        try:
            if told.get("type") == "disconnect":
                if line in self._lines[-1:]:  # else another is open already
                    self._wanted.set()
            elif "envelope_id" in told:
                self._answer(line, str(told["envelope_id"]), answer_to(self._app, told.get("payload")))
                self._heard()
        except Exception as error:  # whatever it is, the next message is heard
            log.error("a message of Slack's could not be taken", exc_info=error)

    def _answer(self, line: WebSocketApp, envelope: str, answer: BoltResponse) -> None:
        if answer.status != 200:
            return
        said: dict[str, Any] = {"envelope_id": envelope}
        if answer.body:
            is_json = answer.first_headers().get("content-type", "").startswith("application/json")
            said["payload"] = json.loads(answer.body) if is_json else {"text": answer.body}
        end = time.monotonic() + ANSWERED_WITHIN
        while not _sent(line, json.dumps(said)):
            if time.monotonic() > end:
                log.warning("an answer found no line to Slack")
                return
            time.sleep(0.02)
            line = self._lines[-1] if self._lines else line


def _sent(line: WebSocketApp, text: str) -> bool:
    try:
        line.send(text)
    except GONE:
        return False
    return True


def _hang_up(line: WebSocketApp) -> None:
    """Its reader may sleep in a select for ten seconds, unless the socket itself ends."""
    line.keep_running = False
    sock = line.sock.sock if line.sock is not None else None
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(SHUT_RDWR)
