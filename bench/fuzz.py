"""Hostile text through the door: `python -m bench.fuzz --count 100000 [--seed 1]`.

Commands and forms, signed as Slack signs them, go into the bot's own HTTP application in this process; what they make
the bot tell goes over HTTP to a stand-in Slack. Counted: answers other than 200, references to errors, and markup that
is not ours in anything that people would see.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import random
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.http import http_app
from bot.office import build_office
from bot.settings import read_settings
from bot.wiring import build_front
from playground import payloads
from playground.cast import EVERYBODY, default_cast
from playground.delivery import INTERACTIVE, SLASH, encode, sign
from playground.server import StandIn
from tests import hostile

DRAIN_EVERY, BEGIN_EVERY = 200, 100


class _Told(logging.Handler):
    """What the bot logs as an error: what nobody foresaw, and what Slack would not take."""

    def __init__(self, wrong: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.wrong = wrong

    def emit(self, record: logging.LogRecord) -> None:
        what = logging.Formatter().formatException(record.exc_info)[-300:] if record.exc_info else ""
        self.wrong.append(f"{record.getMessage()} {what}")


class Fuzz:
    """The bot in this process, and a journey with something in it."""

    def __init__(self, slack: StandIn, folder: Path) -> None:
        self.slack, self.world = slack, slack.world
        default_cast(self.world)
        self.wrong: list[str] = []
        self.channel = self.world.add_channel("fuzz", EVERYBODY)
        settings = read_settings(
            {
                "SLACK_BOT_TOKEN": slack.bot_token,
                "SLACK_SIGNING_SECRET": slack.signing_secret,
                "SLACK_API_URL": slack.api_url,
                "DATABASE_URL": f"sqlite:///{folder}/waymark.db",
                "WAYMARK_SECRET": "a-secret-of-the-fuzz-only",
                "WAYMARK_PER_MINUTE": "0",
                "WAYMARK_PACE": "1000",
            }
        )
        self.office, self.front = build_office(settings), build_front(settings, lambda: None, bytes)
        logging.getLogger("waymark").addHandler(_Told(self.wrong))
        self.door = http_app(self.front)
        self.looked = 0
        self.begin()

    def begin(self) -> None:
        """A journey that is open, whatever became of the one before, with something of each kind."""
        for line in ("start Trial | language: en", "touchpoint Reads", "pain 1 Slow", "action Faster", "task 1 Call"):
            self.types("ana", line)

    def send(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        content_type, body = encode(kind, payload)
        stamp = str(int(time.time()))
        status: list[str] = []
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/slack/events",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": content_type,
            "HTTP_CONTENT_TYPE": content_type,
            "HTTP_X_SLACK_REQUEST_TIMESTAMP": stamp,
            "HTTP_X_SLACK_SIGNATURE": sign(self.slack.signing_secret, stamp, body),
            "wsgi.input": io.BytesIO(body),
        }
        answer = b"".join(self.door(environ, lambda line, _headers, *_rest: status.append(line)))
        said: dict[str, Any] = json.loads(answer) if answer[:1] == b"{" else {}
        if not status[0].startswith("200"):
            self.wrong.append(f"{status[0]} {payload.get('text') or payload.get('view', {}).get('state')!r}: {said}")
        self.wrong += hostile.wrong_in(said)
        return said

    def types(self, name: str, line: str, *, escape: bool = True) -> dict[str, Any]:
        user = self.world.user(name).id
        return self.send(
            SLASH, payloads.command_payload(self.world, user, self.channel, f"/journey {line}", escape=escape)
        )

    def submits(self, name: str, callback: str, state: dict[str, Any]) -> dict[str, Any]:
        user = self.world.user(name).id
        metadata = {"channel": self.channel.id, "journey": self._journey(), "spoken": "/journey"}
        blocks = [{"type": "input", "block_id": field, "element": {"action_id": "value"}} for field in state]
        view = {"id": f"V{uuid4().hex[:9].upper()}", "hash": uuid4().hex, "type": "modal", "callback_id": callback}
        view |= {"private_metadata": json.dumps(metadata), "blocks": blocks, "state": {"values": state}}
        payload = payloads._base(self.world, "view_submission", user) | {"trigger_id": "t", "view": view}
        return self.send(INTERACTIVE, payload)

    def _journey(self) -> str:
        standing = self.office.store.standing(self.world.team.id, self.channel.id, "")
        return standing.journey.id if standing.journey else ""

    def round(self, chance: random.Random) -> None:
        name = chance.choice(EVERYBODY)
        if chance.random() < 0.6:
            self.types(name, hostile.typed(chance), escape=chance.random() < 0.5)
        else:
            self.submits(name, *hostile.submission(chance))

    def settle(self) -> None:
        """Delivers what waits, and looks at all that Slack received."""
        self.office.courier.drain(20)
        with self.world.lock:  # the stand-in would forget the oldest of a long run
            calls = self.world.calls[:]
            self.world.calls.clear()
        self.looked += len(calls)
        for call in calls:
            self.wrong += hostile.wrong_in(dict(call.args))

    def close(self) -> None:
        self.front.store.close()
        self.office.end()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    logging.lastResort = None
    chance, began = random.Random(asked.seed), time.perf_counter()
    with StandIn() as slack, tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(slack, Path(folder))
        for number in range(1, asked.count + 1):
            fuzz.round(chance)
            if number % BEGIN_EVERY == 0:
                fuzz.begin()
            if number % DRAIN_EVERY == 0:
                fuzz.settle()
        fuzz.settle()
        fuzz.close()
    seconds = time.perf_counter() - began
    print(f"{asked.count} inputs, {fuzz.looked} calls of Slack's looked at, {seconds:.0f} s, {len(fuzz.wrong)} wrong")
    for wrong in fuzz.wrong[:20]:
        print("  ", wrong[:400])
    raise SystemExit(bool(fuzz.wrong))


if __name__ == "__main__":
    main()
