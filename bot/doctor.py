"""`waymark doctor`: looks at everything that must be right, and says what to do about what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from slack_sdk.errors import SlackApiError

from bot.manifest import SCOPES
from bot.settings import Settings, WrongSetting, read_settings
from bot.wiring import DOOR_TIMEOUT, web_client
from storage.store import Store
from storage.values import StorageUnavailable

SLOW_BACKLOG_SECONDS = 300


@dataclass(frozen=True)
class Finding:
    what: str
    fine: bool
    says: str


def examine(env: Mapping[str, str]) -> list[Finding]:
    try:
        settings = read_settings(env)
    except WrongSetting as wrong:
        return [Finding("settings", False, str(wrong))]
    mode = "Socket Mode" if settings.socket_mode else f"HTTP on {settings.host}:{settings.port}"
    return [Finding("settings", True, mode), *_database(settings), *_slack(settings)]


def _database(settings: Settings) -> Iterator[Finding]:
    store = Store(settings.database_url, settings.secret)
    wrong = store.check()
    yield Finding("database", not wrong, wrong or "reached, its schema is current")
    if not wrong:
        try:
            yield _backlog(store)
            yield _reviews(store)
        except StorageUnavailable as error:
            yield Finding("messages", False, str(error))
    store.close()


def _backlog(store: Store) -> Finding:
    backlog = store.backlog(datetime.now(UTC))
    if backlog.set_aside:
        reasons = ", ".join(f"{count} × {reason}" for reason, count in backlog.reasons.items())
        return Finding(
            "messages",
            False,
            f"{backlog.set_aside} can never be sent ({reasons}); invite the bot to the channels it was removed from",
        )
    if backlog.oldest > SLOW_BACKLOG_SECONDS:
        return Finding(
            "messages",
            False,
            f"{backlog.waiting} wait, the oldest for {backlog.oldest:.0f} s; is the "
            f"bot running, and does Slack answer?",
        )
    return Finding("messages", True, f"{backlog.waiting} wait to be sent")


def _reviews(store: Store) -> Finding:
    paused = store.paused_reviews()
    if not paused:
        return Finding("reviews", True, "every planned review has its date")
    names = ", ".join(f"{head.name} ({head.id}) in {head.channel}" for head in paused[:5])
    says = f"{len(paused)} cannot be shown: {names}; unarchive the channel, invite the bot, plan the review anew"
    return Finding("reviews", False, says)


def _slack(settings: Settings) -> Iterator[Finding]:
    try:
        answer = web_client(settings, DOOR_TIMEOUT).auth_test()
    except SlackApiError as error:
        yield Finding(
            "SLACK_BOT_TOKEN",
            False,
            f"Slack refuses it ({error.response['error']}); install the app again and copy its bot token",
        )
        return
    except OSError as error:
        yield Finding(
            "Slack", False, f"cannot be reached at {settings.api_url} ({error}); check the network and SLACK_API_URL"
        )
        return
    yield Finding("SLACK_BOT_TOKEN", True, f"is {answer['user']} in {answer['team']}")
    granted = {
        scope.strip() for scope in str((answer.headers or {}).get("x-oauth-scopes", "")).split(",") if scope.strip()
    }
    lacking = sorted(set(SCOPES) - granted) if granted else []
    says = (
        f"lacking {', '.join(lacking)}; update the app with `waymark manifest` and install it again"
        if lacking
        else "all there"
    )
    yield Finding("scopes", not lacking, says)
