"""A form as a modal, and a submitted modal as what would have been typed: both from the form's own fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from commands import blocks as b
from commands.call import Call
from commands.refusals import KIND_NAMES
from commands.registry import Command
from commands.slack_text import OPTIONS
from journey.details import read_field
from journey.feelings import FEELINGS
from journey.fields import Field, Form, Input
from journey.refusal import Refusal, Refusals
from journey.steps import GUIDES
from journey.words import mark
from storage.values import Item, Kind

VALUE = "value"
Option = tuple[str, str]


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
    from commands.items import edit_form  # items offers the modal, the modal needs its form

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
        _inputs(call, edit_form(item.kind), item.values),
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
    "review": mark("Review"),
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
    "export": mark("Export"),
}


def _above(call: Call, command: Command) -> list[b.Block]:
    return [b.context(call.say(mark("_Nobody sees which rating is yours._")))] if command.name == "emotion" else []


def _inputs(call: Call, form: Form, values: Mapping[str, Any]) -> list[b.Block]:
    return [_input(call, field, values.get(field.name)) for field in form.fields]


def _input(call: Call, field: Field, value: Any) -> b.Block:
    block: b.Block = {
        "type": "input",
        "block_id": field.name,
        "label": b.plain(call.say(field.label), 2000),
        "element": _element(call, field, value),
        "optional": not field.required,
    }
    if field.hint:
        block["hint"] = b.plain(call.say(field.hint), 2000)
    return block


# --- elements -----------------------------------------------------------------------------------------------


def _element(call: Call, field: Field, value: Any) -> b.Block:
    make = _ELEMENTS.get(field.input)
    if make is not None:
        return make(call, value)
    if field.input in {Input.CHOICE, Input.GRADE, Input.YES_NO, Input.FEELING, Input.STEP}:
        return _choice(call, _options_of(call, field), "" if value is None else _typed(value))
    if field.input in _LISTS:
        options = _LISTS[field.input](call)
        if options and len(options) <= OPTIONS:
            return _choice(call, options, "" if value is None else str(value))
    return _text_input(field, value)


def _text_input(field: Field, value: Any) -> b.Block:
    element: b.Block = {"type": "plain_text_input", "action_id": VALUE, "max_length": min(3000, field.most)}
    if field.input is Input.LINES:
        element["multiline"] = True
    if value not in (None, "", []):
        element["initial_value"] = _typed(value)[: element["max_length"]]
    return element


def _typed(value: Any) -> str:
    """A kept value as a person would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _choice(call: Call, options: Sequence[Option], initial: str) -> b.Block:
    made = [b.option(label, value) for label, value in options]
    return b.select(VALUE, call.say(mark("Choose")), made, initial)


def _options_of(call: Call, field: Field) -> list[Option]:
    say = call.say
    if field.input is Input.GRADE:
        return [(str(grade), str(grade)) for grade in range(1, 6)]
    if field.input is Input.YES_NO:
        return [(say(mark("yes")), "yes"), (say(mark("no")), "no")]
    if field.input is Input.FEELING:
        return [
            (
                f"{feeling.score:+d} {say(feeling.word)}" if feeling.score else f"0 {say(feeling.word)}",
                str(feeling.score),
            )
            for feeling in reversed(FEELINGS)
        ]
    if field.input is Input.STEP:
        return [(say(guide.title), guide.words[0]) for guide in GUIDES]
    return [(say(label), choice) for label, choice in zip(field.labels or field.choices, field.choices, strict=True)]


def _touchpoints(call: Call) -> list[Option]:
    return [(f"{t.number}. {t.what}", str(t.number)) for t in call.map.touchpoints]


def _pain_points(call: Call) -> list[Option]:
    return [(f"{p.number}. {p.what}", str(p.number)) for p in call.map.pain_points]


def _items(call: Call) -> list[Option]:
    m, name = call.map, {kind: call.say(word) for kind, word in KIND_NAMES.items()}
    listed = [(Kind.ACTION, a.number, a.goal) for a in m.actions]
    listed += [(Kind.TASK, t.number, t.what) for a in m.actions for t in a.tasks]
    listed += [(Kind.TOUCHPOINT, t.number, t.what) for t in m.touchpoints]
    listed += [(Kind.PAIN_POINT, p.number, p.what) for p in m.pain_points]
    listed += [(Kind.CAUSE, c.number, c.why) for p in m.pain_points for c in p.causes]
    listed += [(Kind.PERSONA, p.number, p.name) for p in m.personas]
    listed += [(Kind.EVIDENCE, e.number, e.finding) for e in m.evidence]
    listed += [(Kind.NEED, n.number, n.text) for t in m.touchpoints for n in t.needs]
    listed += [(Kind.MEASURE, x.number, x.name) for x in m.measures]
    return [(f"{name[kind]} {number}: {text}", f"{KIND_NAMES[kind]} {number}") for kind, number, text in listed]


def _journeys(call: Call) -> list[Option]:
    return [(head.name, head.id) for head in call.store.journeys_in(call.visit.workspace, call.visit.channel)]


_LISTS: dict[Input, Callable[[Call], list[Option]]] = {
    Input.STAGE: lambda call: [(stage, stage) for stage in call.store.stages(call.journey.id, call.visit.workspace)],
    Input.TOUCHPOINT: _touchpoints,
    Input.PAIN_POINT: _pain_points,
    Input.ACTION: lambda call: [(f"{a.number}. {a.goal}", str(a.number)) for a in call.map.actions],
    Input.ITEM: _items,
    Input.JOURNEY: _journeys,
}


def _date(_call: Call, value: Any) -> b.Block:
    made: b.Block = {"type": "datepicker", "action_id": VALUE}
    return made | {"initial_date": value.isoformat()} if isinstance(value, date) else made


def _clock(_call: Call, value: Any) -> b.Block:
    return {"type": "timepicker", "action_id": VALUE, "initial_time": str(value or "09:30")}


def _person(_call: Call, value: Any) -> b.Block:
    made: b.Block = {"type": "users_select", "action_id": VALUE}
    return made | {"initial_user": value} if value else made


def _people(_call: Call, _value: Any) -> b.Block:
    return {"type": "multi_users_select", "action_id": VALUE}


def _several_pain_points(call: Call, _value: Any) -> b.Block:
    options = [b.option(label, value) for label, value in _pain_points(call)][:OPTIONS]
    if not options:
        return {"type": "plain_text_input", "action_id": VALUE}
    return {"type": "multi_static_select", "action_id": VALUE, "options": options}


_ELEMENTS: dict[Input, Callable[[Call, Any], b.Block]] = {
    Input.DATE: _date,
    Input.CLOCK: _clock,
    Input.PERSON: _person,
    Input.PEOPLE: _people,
    Input.PAIN_POINTS: _several_pain_points,
}


# --- what was submitted --------------------------------------------------------------------------------------


def read_submission(call: Call, form: Form, state: Mapping[str, Any], *, edited: Item | None = None) -> dict[str, Any]:
    """The values by column name; every field that is wrong is told at once (Refusals, by block).

    An edit holds only what changed; a field that was emptied comes as None.
    """
    values: dict[str, Any] = {}
    wrong: dict[str, Refusal] = {}
    for field in form.fields:
        typed = _submitted(state.get(field.name, {}).get(VALUE, {}))
        try:
            if typed:
                values[field.name] = _read(field, typed, call)
            elif edited is not None and edited.values.get(field.name) not in (None, "", [], ()):
                values[field.name] = None
            elif field.required:
                raise Refusal(mark("Please fill this in."))
        except Refusal as refused:
            wrong[field.name] = refused
    if wrong:
        raise Refusals(wrong)
    if edited is not None:
        return {name: value for name, value in values.items() if value != _comparable(edited.values.get(name))}
    return values


def _comparable(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _read(field: Field, typed: str | list[str], call: Call) -> Any:
    if isinstance(typed, list):
        if field.input is Input.PEOPLE:
            return tuple(typed)
        return tuple(int(value) for value in typed)
    if field.input is Input.PAIN_POINTS:
        from commands.pain_points import read_votes  # typed where there were too many to choose from

        return read_votes(call, typed)["pain_points"]
    return read_field(field, typed, call.asking)


def _submitted(element: Mapping[str, Any]) -> str | list[str]:
    """What an element of Slack's state holds, as it would have been typed; text gets the entities that a typed
    command has, so that one way of reading serves both."""
    if element.get("selected_option"):
        return str(element["selected_option"]["value"])
    if element.get("selected_options"):
        return [str(option["value"]) for option in element["selected_options"]]
    if element.get("selected_users"):
        return list(element["selected_users"])
    for key in ("selected_date", "selected_time", "selected_user"):
        if element.get(key):
            return str(element[key])
    return escape(str(element.get("value") or "").strip(), quote=False)
