"""One function puts the house together, for the program and for the tests."""

from __future__ import annotations

import logging
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.courier import Courier
from bot.metrics import Metrics
from bot.settings import Settings
from commands.deliveries import Desk
from commands.door import Door
from commands.listeners import register
from commands.pace import Pace
from drawing.process import DrawingProcess
from storage.store import Store

log = logging.getLogger("waymark")
API_TIMEOUT = 10
ASK_AFTER_SECONDS = 1.0
"""Being ready comes first."""
DOOR_TIMEOUT = 2
"""Seconds for a call that somebody waits for: a modal has three in all."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class House:
    settings: Settings
    store: Store
    app: App
    courier: Courier
    clock: Clock
    drawing: DrawingProcess
    metrics: Metrics

    def begin(self) -> None:
        """Starts what goes on by itself: the courier and the clock."""
        self.courier.start()
        self.clock.start()

    def end(self) -> None:
        """Finishes what is under way, gives back what is not."""
        self.clock.stop()
        self.courier.stop()
        self.drawing.close()
        self.store.close()


def build(settings: Settings, now: Callable[[], datetime] = utc_now, *, name: str = "") -> House:
    """Opens the database (migrating it when needed) and ties everything together; starts nothing. `name` is the
    courier's."""
    store = Store(settings.database_url, settings.secret)
    store.open()
    metrics = Metrics()
    context = ssl.create_default_context()
    slack = web_client(settings, API_TIMEOUT, context)
    door = Door(store, web_client(settings, DOOR_TIMEOUT, context), now, Pace(settings.per_minute))
    drawing = DrawingProcess(str(cache_folder(settings)))

    turn = threading.Lock()

    def desk(client: WebClient, moment: datetime) -> Desk:
        return Desk(store, client, drawing.draw, moment, turn, settings.command)

    courier = Courier(store, slack, desk, now, metrics, pace=settings.pace, name=name)
    app = bolt_app(settings, slack, store)
    register(app, door)
    return House(settings, store, app, courier, Clock(store, courier, now, metrics), drawing, metrics)


def web_client(settings: Settings, timeout: int, context: ssl.SSLContext | None = None) -> WebClient:
    """One SSL context for all calls: loading the certificates anew costs 21 ms each."""
    return WebClient(token=settings.bot_token, base_url=settings.api_url, timeout=timeout, ssl=context)


def bolt_app(settings: Settings, slack: WebClient, store: Store) -> App:
    """Listeners run before the response, in the server's own thread; who we are is asked once, not at each request."""
    who = _WhoWeAre(slack)
    quiet = logging.getLogger("waymark.bolt")
    quiet.setLevel(logging.ERROR)  # it warns that we bring a client and an authorize of our own
    return App(
        logger=quiet,
        signing_secret=settings.signing_secret or "unused-with-socket-mode",
        client=slack,
        process_before_response=True,
        authorize=lambda enterprise_id, team_id: AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token=settings.bot_token, bot_user_id=who.bot_user_id
        ),
    )


class _WhoWeAre:
    """Our own user id, learned in the background: nobody waits for it."""

    def __init__(self, slack: WebClient) -> None:
        self.bot_user_id: str | None = None
        self._slack = slack
        asking = threading.Timer(ASK_AFTER_SECONDS, self._ask)
        asking.daemon = True
        asking.start()

    def _ask(self) -> None:
        try:
            self.bot_user_id = str(self._slack.auth_test()["user_id"])
        except (SlackApiError, OSError) as error:
            log.warning("Slack does not say who we are yet: %s", type(error).__name__)


def cache_folder(settings: Settings) -> Path:
    """A lasting place for matplotlib's font cache, which costs a quarter of a second to make anew."""
    if settings.database_url.startswith("sqlite:///"):
        return Path(settings.database_url.removeprefix("sqlite:///")).resolve().parent / ".waymark-cache"
    return Path.home() / ".cache" / "waymark"
