"""Puts together the front, which answers what Slack sends, for the program and for the tests; bot/office.py is the
other half of the house. Served over HTTP they are two processes, so that reading a whole journey for its card keeps
nobody waiting; in Socket Mode they share one."""

from __future__ import annotations

import logging
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.certificates import trusted
from bot.clients import WorkspaceClient
from bot.measured import MeasuredClient, Told
from bot.metrics import FrontMetrics
from bot.settings import Settings
from commands.door import Door
from commands.listeners import register
from commands.pace import Pace
from storage.store import Store

log = logging.getLogger("waymark")
API_TIMEOUT = 10
ASK_AFTER_SECONDS = 1.0
"""Being ready comes first."""
DOOR_TIMEOUT = 2
"""Seconds for a call that somebody waits for: a modal has three in all."""
MOST_DOORS = 10_000


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Front:
    """Where commands are answered. `wake` tells the office that there may be something to do; `office_metrics` are
    its figures as Prometheus reads them."""

    settings: Settings
    store: Store
    app: App
    metrics: FrontMetrics
    wake: Callable[[], None]
    office_metrics: Callable[[], bytes]


def build_front(
    settings: Settings,
    wake: Callable[[], None],
    office_metrics: Callable[[], bytes],
    now: Callable[[], datetime] = utc_now,
) -> Front:
    """Opens the database (migrating it when needed) and ties together what answers Slack."""
    store = Store(settings.database_url, settings.secret)
    store.open()
    metrics = FrontMetrics()
    store.when_unavailable(metrics.database_failed)
    context = trusted()
    if settings.many_workspaces:
        app = _for_many_workspaces(settings, store, now, metrics, context)
    else:
        app = bolt_app(settings, web_client(settings, API_TIMEOUT, context, metrics.slack_called))
        slack = web_client(settings, DOOR_TIMEOUT, context, metrics.slack_called)
        door = Door(store, slack, now, Pace(settings.per_minute))
        register(app, lambda _workspace: door)
    return Front(settings, store, app, metrics, wake, office_metrics)


def web_client(
    settings: Settings, timeout: int, context: ssl.SSLContext | None = None, told: Told = lambda *_: None
) -> MeasuredClient:
    """`context`: of `trusted()`, for whoever calls more than once."""
    return MeasuredClient(
        told, token=settings.bot_token or None, base_url=settings.api_url, timeout=timeout, ssl=context
    )


def bolt_app(settings: Settings, slack: WebClient) -> App:
    """Listeners run before the response, in the server's own thread; who we are is asked once, not at each request."""
    who = _WhoWeAre(slack)
    return App(
        name="waymark.bolt",  # a logger, whose level Bolt sets; without one it reads the stack for a name: 15 ms
        logger=_quiet(),
        signing_secret=settings.signing_secret or "unused-with-socket-mode",
        client=slack,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        authorize=lambda enterprise_id, team_id: AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token=settings.bot_token, bot_user_id=who.bot_user_id
        ),
    )


def _for_many_workspaces(
    settings: Settings, store: Store, now: Callable[[], datetime], metrics: FrontMetrics, context: ssl.SSLContext
) -> App:
    """Each workspace has a door of its own, whose client speaks with its token."""
    from bot.oauth.kit import build_tokens, oauth_app  # only where it is used

    tokens = build_tokens(settings, store, now, context)
    app = oauth_app(settings, tokens, web_client(settings, API_TIMEOUT, context, metrics.slack_called), _quiet())
    like = web_client(settings, DOOR_TIMEOUT, context, metrics.slack_called)
    pace = Pace(settings.per_minute)

    @lru_cache(MOST_DOORS)
    def door_of(workspace: str) -> Door:
        return Door(store, WorkspaceClient(tokens, workspace, like), now, pace)

    register(app, door_of)
    return app


def _quiet() -> logging.Logger:
    quiet = logging.getLogger("waymark.bolt")
    quiet.setLevel(logging.ERROR)  # it warns that we bring a client and an authorize of our own
    return quiet


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
