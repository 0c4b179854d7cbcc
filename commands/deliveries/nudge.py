"""A reminder to an owner, in a direct message: what, by when, why it is theirs, and a button that says it is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from commands import blocks as b
from commands.deliveries.desk import Desk
from commands.kinds import KIND_NAMES
from commands.slack_text import escaped, mention
from journey.words import Voice, mark
from storage.values import Kind, Letter


def deliver(desk: Desk, letter: Letter) -> None:
    owed = letter.payload
    say = desk.voice_of(letter.workspace, str(owed["person"]), str(owed["language"]))
    lines = nudge_lines(say, owed)
    value = f"{owed['journey']}:{KIND_NAMES[Kind(owed['kind'])]} {owed['number']}"
    channel = desk.slack.conversations_open(users=str(owed["person"]))["channel"]["id"]
    desk.slack.chat_postMessage(
        channel=channel,
        text="\n".join(lines),
        blocks=[b.section("\n".join(lines)), b.actions([b.button(say(mark("Done")), "done", value, style="primary")])],
        unfurl_links=False,
    )


def nudge_lines(say: Voice, owed: Mapping[str, Any]) -> list[str]:
    due = say.day(date.fromisoformat(owed["due"])) if owed["due"] else ""
    text = mark("“{what}” was due on {due}. How far is it?") if owed["late"] else mark("“{what}” is due on {due}.")
    lines = [f"*{say(text, what=escaped(owed['what']), due=due)}*"]
    if owed["pain_point"]:
        cause = f" ({escaped(owed['cause'])})" if owed["cause"] else ""
        lines.append(
            say(mark("It answers the pain point “{pain}”{cause}."), pain=escaped(owed["pain_point"]), cause=cause)
        )
    where = say(
        mark("You own it in the journey “{journey}”, <#{channel}>."),
        journey=escaped(owed["name"]),
        channel=owed["channel"],
    )
    by = (
        say(mark("{person} asked for it."), person=mention(owed["by"]))
        if owed["by"] and owed["by"] != owed["person"]
        else ""
    )
    return [*lines, f"{where} {by}".strip()]
