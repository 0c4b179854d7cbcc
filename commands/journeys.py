"""Several journeys in one channel: list them, open one, close one."""

from __future__ import annotations

from typing import Any

from commands.call import Answer, Call, Values
from commands.posts import announcement, card
from commands.registry import Command
from commands.slack_text import escaped
from journey.fields import SHORT, Field, Form, Input, text_of
from journey.refusal import Refusal
from journey.steps import guide_for
from journey.typed import plain
from journey.words import mark
from storage.values import JourneyHead

OPEN = Form(
    "open",
    Field("name", ("name", "naam"), mark("Journey"), text_of(SHORT), Input.JOURNEY, required=True),
    example=mark("open Free trial"),
)


def list_journeys(call: Call, _values: Values) -> Answer:
    heads = call.store.journeys_in(call.visit.workspace, call.visit.channel)
    if not heads:
        return Answer(
            [
                call.say(
                    mark("There is no journey in this channel yet. Start one: `{command} start Free trial`"),
                    command=call.spoken,
                )
            ]
        )
    lines = [call.say(mark("*Journeys in this channel*")), *(_line(call, head) for head in heads)]
    return Answer([*lines, call.say(mark("`{command} open NAME` takes up another."), command=call.spoken)])


def _line(call: Call, head: JourneyHead) -> str:
    state = mark("closed") if head.closed else mark("current") if head.current else mark("open")
    return f"• {escaped(head.name)} – {call.say(guide_for(head.step).title)}, {call.say(state)} (`{head.id}`)"


def open_journey(call: Call, values: Values) -> Answer:
    head = journey_named(call, str(values.get("name", "")))
    if head.closed:
        _must_facilitate_that(call, head)
    call.store.open_journey(call.visit, head.id, [card(head)])
    return Answer([call.line(mark("“{name}” is the current journey of this channel now."), name=head.name)])


def _must_facilitate_that(call: Call, head: JourneyHead) -> None:
    journey = call.store.load_map(head.id, call.visit.workspace)
    if journey and call.visit.person not in journey.facilitators:
        raise Refusal(mark("“{name}” is closed; a facilitator can open it again."), name=head.name)


def journey_named(call: Call, wanted: str) -> JourneyHead:
    """The journey of this channel that somebody means by its name, its beginning or its id."""
    heads = call.store.journeys_in(call.visit.workspace, call.visit.channel)
    names = ", ".join(head.name for head in heads) or "–"
    low = wanted.casefold().strip()
    exact = [head for head in heads if low in {head.name.casefold(), head.id.casefold()}]
    found = exact or [head for head in heads if low and head.name.casefold().startswith(low)]
    if not low and len(heads) == 1:
        found = heads
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        ids = ", ".join(head.id for head in found)
        raise Refusal(
            mark("Several journeys are called “{name}”. Open one by its id: {ids}."), name=wanted, ids=ids, field="name"
        )
    raise Refusal(
        mark("There is no journey “{name}” in this channel. There are: {known}."),
        name=wanted,
        known=names,
        field="name",
    )


def read_open(_call: Call, typed: str) -> dict[str, Any]:
    return {"name": plain(typed)}


def close(call: Call, _values: Values) -> Answer:
    call.must_facilitate()
    posts = [
        card(call.journey),
        announcement(
            call.journey,
            mark("The journey “{name}” is closed. It can still be read, and opened again."),
            name=call.journey.name,
        ),
    ]
    call.store.close_journey(call.visit, call.journey.id, posts)
    return Answer(
        [
            call.line(
                mark("“{name}” is closed. `{command} open {name}` opens it again."),
                name=call.journey.name,
                command=call.spoken,
            )
        ]
    )


COMMANDS = (
    Command(("list",), "lijst", mark("the journeys of this channel"), list_journeys, needs_journey=False),
    Command(
        ("open",),
        "open",
        mark("takes up another journey"),
        open_journey,
        mark("[NAME]"),
        OPEN,
        read_open,
        opens=True,
        needs_journey=False,
    ),
    Command(("close",), "sluit", mark("ends the journey; it stays readable"), close, facilitators=True),
)
