"""How an answer says what was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from commands.blocks import Block, actions, button
from commands.call import Answer, Call
from commands.kinds import kind_name
from commands.slack_text import escaped, mention
from journey.fields import Field, Form, Input
from journey.model import Step
from journey.steps import guide_for
from journey.words import Said, mark
from storage.values import Kept, KeptItem

LOOKED_AT_AGAIN = (Step.RESEARCH, Step.TOUCHPOINTS, Step.EMOTIONS)
"""Signals, new touchpoints and new ratings are what a review asks for."""


def value_in_words(call: Call, field: Field, value: Any) -> str:
    """One detail as its giver reads it back."""
    if field.input is Input.PERSON:
        return mention(str(value)) if value else "–"
    if isinstance(value, bool):
        return call.say(mark("yes")) if value else call.say(mark("no"))
    if isinstance(value, date):
        return call.say.day(value)
    if isinstance(value, float):
        return call.say.number(value)
    if isinstance(value, (list, tuple)):
        return escaped(", ".join(map(str, value)))
    return escaped(call.say(str(value)) if field.choices or field.name == "channel" else str(value))


def named(call: Call, field: Field) -> str:
    """Its label, which in a form may be a question."""
    return call.say(field.label).rstrip("?")


def details_in_words(call: Call, form: Form, values: Mapping[str, Any], without: Sequence[str] = ()) -> str:
    parts = [
        f"{named(call, field)}: {value_in_words(call, field, values[field.name])}"
        for field in form.details
        if field.name in values and field.name not in without
    ]
    return " · ".join(parts)


def kept_line(call: Call, item: KeptItem, text: str) -> str:
    assert item.kind is not None
    name = call.say(kind_name(item.kind).text)
    return call.say(mark("Kept as {kind} {number}: “{text}”"), kind=name, number=item.number, text=escaped(text))


def outside_step(call: Call, step: Step) -> list[str]:
    """A word about a contribution to a step that the team is not at; it is kept all the same."""
    if call.journey.step == step or (call.journey.step is Step.REVIEW and step in LOOKED_AT_AGAIN):
        return []
    return [
        call.line(
            mark("_This belongs to the step “{step}”; the team is at “{now}”. It is kept all the same._"),
            step=Said(guide_for(step).title),
            now=Said(guide_for(call.journey.step).title),
        )
    ]


def away(call: Call) -> list[str]:
    """A word when the channel cannot see the card any more."""
    if call.standing.channel_joined is not False:
        return []
    return [
        call.say(mark("_I am not in this channel any more: its card stands still. Invite me: `/invite @Waymark`._"))
    ]


def next_line(call: Call, text: str, number: int = 0) -> str:
    """What to type next; `text` is a marked message with the command and perhaps an item's number in it."""
    return call.say(text, command=call.spoken, number=number)


def answer(call: Call, step: Step, kept: Kept, lines: Sequence[str], blocks: Sequence[Block] = ()) -> Answer:
    again = [call.say(mark("_You sent this before; it was kept once._"))] if kept.again else []
    said = [*again, *(line for line in lines if line), *outside_step(call, step), *away(call)]
    return Answer(said, list(blocks))


def undo_button(call: Call) -> Block:
    return button(
        call.say(mark("Undo")), f"undo:{call.journey.id}", hears=call.say(mark("Take back what I just added"))
    )


def more_buttons(call: Call, form_name: str, label: str) -> Block:
    """Under an answer: add another one of the same, or take this one back."""
    return actions([button(call.say(label), f"form:{form_name}", call.journey.id), undo_button(call)])
