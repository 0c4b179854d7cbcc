"""What Slack knows of people and channels, asked for and read."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from journey.model import Person
from storage.values import KnownPerson

NOT_THERE = {"channel_not_found", "not_in_channel", "missing_scope"}


class KnownChannel(NamedTuple):
    joined: bool
    name: str = ""
    private: bool = False


def person(slack: WebClient, user: Person, now: datetime) -> KnownPerson | None:
    """Somebody by id; None when Slack cannot be asked right now. Somebody it does not know counts as gone."""
    try:
        found = slack.users_info(user=user, include_locale=True)
    except SlackApiError as error:
        return KnownPerson(user, active=False, learned_at=now) if error.response["error"] == "user_not_found" else None
    except OSError:
        return None
    return person_from(found.get("user") or {"id": user}, now)


def person_from(user: dict[str, Any], now: datetime) -> KnownPerson:
    """Slack's user object (users.info, user_change), as far as we need it."""
    profile = user.get("profile") or {}
    return KnownPerson(
        id=user["id"],
        name=profile.get("display_name") or user.get("real_name") or profile.get("real_name") or user.get("name") or "",
        locale=user.get("locale") or "",
        timezone=user.get("tz", "") or "",
        active=not user.get("deleted", False),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        bot=bool(user.get("is_bot")),
        learned_at=now,
    )


def channel(slack: WebClient, channel_id: str) -> KnownChannel | None:
    """A channel by id, with whether we are in it; a private one that we are not in is not shown to us at all."""
    try:
        found = slack.conversations_info(channel=channel_id)["channel"]
    except SlackApiError as error:
        return KnownChannel(False) if error.response["error"] in NOT_THERE else None
    except OSError:
        return None
    if "is_member" not in found:
        return None
    joined = bool(found["is_member"]) and not found.get("is_archived")
    return KnownChannel(joined, found.get("name", ""), bool(found.get("is_private")))
