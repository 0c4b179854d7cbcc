"""Step 7 in Slack: what is done about it, by whom, by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from commands.call import Answer, Call, Values
from commands.kept import answer, details_in_words, kept_line, more_buttons, next_line
from commands.owners import check_owner
from commands.posts import announcement, direct
from commands.registry import Command
from journey.forms import ACTION, TASK
from journey.model import Step
from journey.nudging import first_nudge
from journey.words import mark
from storage.values import Add, Kind, Post


def nudge_time(call: Call, values: Values) -> datetime | None:
    """When the owner first hears of it again, at the hour and in the zone of theirs; never without a date. Without
    an owner a facilitator does."""
    owner = str(values.get("owner") or "")
    if not owner or values.get("due") is None:
        return first_nudge(values.get("due"), call.journey.timezone, call.visit.now)
    known = call.known(owner)
    zone = (known.timezone if known else "") or call.journey.timezone
    return first_nudge(values["due"], zone, call.visit.now, call.store.nudge_times(call.visit.workspace, owner))


def columns(call: Call, values: Values) -> dict[str, Any]:
    return {**values, "nudge_at": nudge_time(call, values)}


def tell_owner(call: Call, kind: Kind, text: str, values: Values) -> list[Post]:
    """The channel hears who answers for an action; the owner gets a word of their own when it was somebody else."""
    owner = values.get("owner")
    if not owner:
        return []
    posts = []
    if kind is Kind.ACTION:
        posts.append(
            announcement(call.journey, mark("{owner} answers for the action “{goal}”."), owner=f"<@{owner}>", goal=text)
        )
    if owner != call.visit.person:
        posts.append(asked_to_take_on(call, owner, text, values.get("due")))
    return posts


def asked_to_take_on(call: Call, owner: str, text: str, due: date | None) -> Post:
    values = {"by": f"<@{call.visit.person}>", "text": text, "journey": call.journey.name}
    if due is None:
        told = mark("{by} asked you to take on “{text}” in the journey “{journey}”. You can find it on my Home tab.")
        return direct(owner, told, values)
    told = mark(
        "{by} asked you to take on “{text}” by {day}, in the journey “{journey}”. You can find it on my Home tab."
    )
    return direct(owner, told, {**values, "day": {"day": due.isoformat()}})


def add_action(call: Call, values: Values) -> Answer:
    check_owner(call, values)
    kept = call.keep(
        [Add(Kind.ACTION, columns(call, values))], tell_owner(call, Kind.ACTION, str(values["goal"]), values)
    )
    lines = [
        kept_line(call, kept.first, str(values["goal"])),
        details_in_words(call, ACTION, values),
        *_lacking(call, values),
    ]
    lines.append(next_line(call, mark("Cut it into small tasks: `{command} task {number} …`"), kept.first.number))
    return answer(call, Step.ACTION_PLAN, kept, lines, [more_buttons(call, "action", mark("Another action"))])


def add_task(call: Call, values: Values) -> Answer:
    check_owner(call, values)
    kept = call.keep([Add(Kind.TASK, columns(call, values))], tell_owner(call, Kind.TASK, str(values["what"]), values))
    lines = [
        kept_line(call, kept.first, str(values["what"])),
        details_in_words(call, TASK, values),
        *_lacking(call, values),
    ]
    return answer(call, Step.ACTION_PLAN, kept, lines, [more_buttons(call, "task", mark("Another task"))])


def _lacking(call: Call, values: Values) -> Sequence[str]:
    lacks = [
        call.say(word) for name, word in (("owner", mark("an owner")), ("due", mark("a date"))) if not values.get(name)
    ]
    return [call.say(mark("It still needs {what}."), what=call.say.listing(lacks))] if lacks else []


COMMANDS = (
    Command(
        ("action",),
        "actie",
        mark("what will be done about a pain point"),
        add_action,
        mark("GOAL [| pain: N] [| owner: @…] [| due: DATE] [| effort: 1-5] [| effect: 1-5]"),
        ACTION,
        opens=True,
    ),
    Command(
        ("task",),
        "taak",
        mark("a small step of an action"),
        add_task,
        mark("N WHAT [| owner: @…] [| due: DATE]"),
        TASK,
        opens=True,
    ),
)
