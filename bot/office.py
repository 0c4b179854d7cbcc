"""The office: what goes on by itself beside the commands. It tells Slack what the outbox holds, draws, and looks to the
clock. Loaded where it runs; the front needs none of it."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from bot.certificates import trusted
from bot.clients import Tokens
from bot.clock import Chore, Clock
from bot.courier import Courier
from bot.metrics import OfficeMetrics
from bot.purging import Retention
from bot.settings import Settings
from bot.wiring import API_TIMEOUT, utc_now, web_client
from commands.deliveries import Desk
from commands.deliveries.desk import PICTURE_REST, Draw
from drawing.process import DrawingProcess
from journey.model import JourneyMap
from storage.store import Store

CONNECTIONS = 8
"""Its threads mostly wait for Slack, and hold none meanwhile."""


@dataclass(frozen=True)
class Office:
    """What goes on by itself: what Slack is told besides the answers, the pictures, and what falls due."""

    store: Store
    courier: Courier
    clock: Clock
    drawing: DrawingProcess
    metrics: OfficeMetrics

    def begin(self) -> None:
        self.courier.start()
        self.clock.start()

    def end(self) -> None:
        """Finishes what is under way, gives back what is not."""
        self.clock.stop()
        self.courier.stop()
        self.drawing.close()
        self.store.close()


def build_office(settings: Settings, now: Callable[[], datetime] = utc_now, *, name: str = "") -> Office:
    """Opens the database and ties the office together; starts nothing. `name` is the courier's."""
    store = Store(settings.database_url, settings.secret, CONNECTIONS)
    store.open()
    metrics = OfficeMetrics()
    store.when_unavailable(metrics.database_failed)
    context = trusted()
    slack = web_client(settings, API_TIMEOUT, context, metrics.slack_called)
    drawing = DrawingProcess(str(cache_folder(settings)))

    draw = measured(drawing.draw, metrics)
    turn = threading.Lock()

    def desk(client: WebClient, moment: datetime) -> Desk:
        return Desk(store, client, draw, moment, turn, settings.command, PICTURE_REST / settings.pace)

    tokens, chores = _many_workspaces(settings, store, now, context)
    if settings.retention:
        chores = (*chores, Retention(store, settings.retention, now).do_some)
    courier = Courier(store, slack, desk, now, metrics, pace=settings.pace, name=name, tokens=tokens)
    return Office(store, courier, Clock(store, courier, now, metrics, chores=chores), drawing, metrics)


def _many_workspaces(
    settings: Settings, store: Store, now: Callable[[], datetime], context: ssl.SSLContext
) -> tuple[Tokens | None, tuple[Chore, ...]]:
    """Each workspace's own token, and what is to be done for them by the clock; nothing where one token serves."""
    if not settings.many_workspaces:
        return None, ()
    from bot.oauth.kit import build_tokens, purge_uninstalled  # cryptography, only where it is used

    tokens = build_tokens(settings, store, now, context)
    return tokens, (tokens.rotation.change_one, lambda: purge_uninstalled(store, now(), settings.keep_days))


def measured(draw: Draw, metrics: OfficeMetrics) -> Draw:
    """Draws the same, and tells how long it took and whether it came to anything."""

    def drawn(journey: JourneyMap, picture: str, form: str, language: str, theme: str, **beside: Any) -> bytes:
        began, outcome = time.monotonic(), "failed"
        try:
            made = draw(journey, picture, form, language, theme, **beside)
            outcome = "drawn"
            return made
        finally:
            metrics.draws.labels(picture, form, outcome).observe(time.monotonic() - began)

    return drawn


def cache_folder(settings: Settings) -> Path:
    """A lasting place for matplotlib's font cache, which costs a quarter of a second to make anew."""
    if settings.database_url.startswith("sqlite:///"):
        return Path(settings.database_url.removeprefix("sqlite:///")).resolve().parent / ".waymark-cache"
    return Path.home() / ".cache" / "waymark"
