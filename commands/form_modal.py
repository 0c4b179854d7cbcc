"""A form as a modal: the forms that people can also type, and an item to change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from commands import blocks as b
from commands.call import Call
from commands.form_elements import element
from commands.kinds import KIND_NAMES, form_of
from commands.registry import Command
from drawing.pictures import PICTURES
from journey.fields import Field, Form
from journey.forms import edit_form
from journey.words import mark
from storage.values import Item


def form_view(command: Command, call: Call, values: Mapping[str, Any] | None = None) -> b.Block:
    """The modal of a command, empty or with some values filled in."""
    assert command.form is not None
    journey = call.journey.id if call.has_journey else ""
    metadata = {"journey": journey, "channel": call.visit.channel, "spoken": call.spoken}
    return b.modal(
        f"form:{command.name}",
        call.say(_title(command)),
        [*_above(call, command), *_inputs(call, command.form, values or {})],
        submit=call.say(mark("Save")),
        close=call.say(mark("Cancel")),
        metadata=json.dumps(metadata),
    )


def edit_view(call: Call, item: Item) -> b.Block:
    """The modal that changes an item; it remembers the version that was read, so that nobody overwrites another."""
    metadata = {
        "journey": call.journey.id,
        "channel": call.visit.channel,
        "spoken": call.spoken,
        "kind": item.kind,
        "number": item.number,
        "version": item.version,
    }
    title = f"{call.say(KIND_NAMES[item.kind])} {item.number or ''}".strip().capitalize()
    return b.modal(
        "edit",
        title,
        _inputs(call, edit_form(form_of(item.kind)), item.values),
        submit=call.say(mark("Save")),
        close=call.say(mark("Cancel")),
        metadata=json.dumps(metadata),
    )


def _title(command: Command) -> str:
    return TITLES.get(command.name, command.name.capitalize())


TITLES = {
    "start": mark("Start a journey"),
    "goal": mark("Goal"),
    "persona": mark("Persona"),
    "research": mark("Evidence"),
    "touchpoint": mark("Touchpoint"),
    "emotion": mark("Emotion"),
    "pain": mark("Pain point"),
    "cause": mark("Cause"),
    "vote": mark("Vote"),
    "action": mark("Action"),
    "task": mark("Task"),
    "measure": mark("Measure"),
    "values": mark("Many values"),
    "token": mark("New token"),
    "review": mark("Review"),
    "nudges": mark("Reminders"),
    "edit": mark("Change an item"),
    "remove": mark("Remove an item"),
    "done": mark("It is done"),
    "reopen": mark("Open it again"),
    "go": mark("Go to a step"),
    "department": mark("Your department"),
    "facilitators": mark("Facilitators"),
    "stages": mark("Stages"),
    "open": mark("Open a journey"),
    "map": mark("Map"),
    **{name: mark("Pictures") for name in ("picture", *PICTURES) if name != "map"},
    "export": mark("Export"),
    "snapshot": mark("Keep the map as it is"),
    "compare": mark("Compare"),
    "tell": mark("Tell customers"),
    "forget me": mark("Forget me"),
}


def _above(call: Call, command: Command) -> list[b.Block]:
    if command.ideas:
        return [b.context("\n".join(command.ideas(call)))]
    return [b.context(call.say(mark("_Nobody sees which rating is yours._")))] if command.name == "emotion" else []


def _inputs(call: Call, form: Form, values: Mapping[str, Any]) -> list[b.Block]:
    return [_input(call, field, values.get(field.name)) for field in form.fields]


def _input(call: Call, field: Field, value: Any) -> b.Block:
    asked = element(call, field, value)
    return b.asked(field.name, call.say(field.label), asked, hint=call.say(field.hint), optional=not field.required)
