"""Shortcuts from Slack's menus: what a customer said in a message, kept as evidence in one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from slack_sdk.errors import SlackApiError

from commands.call import Answer
from commands.form_modal import form_view
from commands.guarding import guarded
from commands.payloads import workspace_of
from commands.research import COMMANDS as RESEARCH
from journey.words import mark, voice
from storage.values import Visit

if TYPE_CHECKING:
    from commands.door import Door


class Shortcut(NamedTuple):
    callback: str
    name: str
    description: str
    kind: str = "message"


SHORTCUTS = (
    Shortcut("add_evidence", mark("Add as evidence"), mark("Keeps what a customer said as evidence for the journey")),
)
CALLBACKS = frozenset(each.callback for each in SHORTCUTS)


def take(door: Door, body: dict[str, Any]) -> None:
    """Opens the form for evidence with the message's address in it; the message itself is not copied."""
    channel, person = body["channel"]["id"], body["user"]["id"]
    visit = Visit(workspace_of(body), channel, person, door.now(), body.get("trigger_id", ""))

    def work() -> Answer:
        call = door.call_for(visit, shown=channel)
        link = _permalink(door, channel, (body.get("message") or {}).get("ts") or "")
        return guarded(
            call.say, call.spoken, lambda: Answer(view=form_view(RESEARCH[0], call, {"kind": "quote", "link": link}))
        )

    answer = guarded(voice("en"), "/journey", work)
    door.answers.show(body.get("trigger_id") or "", visit, answer)


def _permalink(door: Door, channel: str, ts: str) -> str:
    try:
        return str(door.slack.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])
    except SlackApiError:
        return ""
