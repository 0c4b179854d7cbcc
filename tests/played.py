"""A workshop whose time the test sets: the real bot in this process, on a clock that jumps."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from bot.http import http_app
from bot.office import build_office
from bot.settings import read_settings
from bot.sweeping import sweep_once, what_would_be_sent
from bot.wiring import build_front
from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from playground.world import Message
from tests.rooms import Room
from tests.running import Bot


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_told: object) -> None:
        pass


class Played:
    """`at` is what the bot takes for now, and runs on from where it is set. Nothing goes out by itself: `settle`
    sends what waits, `sweep` is `waymark sweep --at`."""

    def __init__(self, slack: StandIn, folder: Path, at: str, database: str = "") -> None:
        self.slack = slack
        self.at = datetime.fromisoformat(at)
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        bot = Bot(slack, folder, database=database)
        self.settings = read_settings(bot.env)
        self.office = build_office(self.settings, self._now)
        self.front = build_front(self.settings, lambda: None, bytes, self._now)
        app = http_app(self.front, now=self._now)
        self.server: WSGIServer = make_server("127.0.0.1", 0, app, handler_class=_Quiet)
        slack.bot_url = f"http://127.0.0.1:{self.server.server_port}/slack/events"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.room = Room(bot, "room")

    @property
    def at(self) -> datetime:
        return self._at + (datetime.now(UTC) - self._since)

    @at.setter
    def at(self, moment: datetime) -> None:
        self._at, self._since = moment, datetime.now(UTC)

    def _now(self) -> datetime:
        return self.at

    def __enter__(self) -> Played:
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.front.store.close()
        self.office.end()

    def settle(self) -> None:
        """Lets what waits a moment go out."""
        self.at += timedelta(minutes=1)
        assert self.office.courier.drain(20)

    def sweep(self, at: str) -> int:
        """How many reviews and reminders were looked at."""
        self.at = datetime.fromisoformat(at).astimezone(UTC)
        count, delivered = sweep_once(self.settings, self.at)
        assert delivered
        return count

    def would_send(self, at: str) -> list[str]:
        return list(what_would_be_sent(self.office.store, datetime.fromisoformat(at)))

    def digests(self, name: str) -> list[str]:
        """The reminders that this person sees, as they read now."""
        return [m.text for m in self.digest_messages(name)]

    def digest_messages(self, name: str) -> list[Message]:
        titles = ("A reminder ", " reminders ", "Een herinnering ", " herinneringen ")
        first = [(m, m.text.split("\n")[0]) for m in self.room.person(name).dms]
        return [m for m, title in first if any(words in title for words in titles)]

    def reviews(self) -> int:
        """How many review messages stand in the channel."""
        return sum(m.text.startswith("Review of") for m in self.room.messages())
