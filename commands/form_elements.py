"""One field of a form as Slack's element for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from commands import blocks as b
from commands.call import Call
from commands.kinds import KIND_NAMES
from commands.slack_text import OPTIONS
from commands.versions import versions
from journey.feelings import FEELINGS
from journey.fields import Field, Input
from journey.steps import GUIDES
from journey.words import mark
from storage.values import Kind

VALUE = "value"
Option = tuple[str, str]


def element(call: Call, field: Field, value: Any) -> b.Block:
    make = _ELEMENTS.get(field.input)
    if make is not None:
        return make(call, value)
    if field.input in {Input.CHOICE, Input.GRADE, Input.YES_NO, Input.FEELING, Input.STEP}:
        return _choice(call, _options_of(call, field), "" if value is None else _typed(value))
    if field.input in _LISTS:
        options = _LISTS[field.input](call)
        if options and len(options) <= OPTIONS:
            return _choice(call, options, "" if value is None else str(value))
    return _text_input(field, call.say(value) if field.name == "channel" and value else value)


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
            (f"{say.signed(feeling.score)} {say(feeling.word)}", str(feeling.score)) for feeling in reversed(FEELINGS)
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


def _work(call: Call, state: str) -> list[Option]:
    """The actions and tasks that are open, or done."""
    found = {f"{KIND_NAMES[Kind.ACTION]} {a.number}" for a in call.map.actions if a.state == state}
    found |= {f"{KIND_NAMES[Kind.TASK]} {t.number}" for a in call.map.actions for t in a.tasks if t.state == state}
    return [option for option in _items(call) if option[1] in found]


def _journeys(call: Call) -> list[Option]:
    return [(head.name, head.id) for head in call.store.journeys_in(call.visit.workspace, call.visit.channel)]


_LISTS: dict[Input, Callable[[Call], list[Option]]] = {
    Input.STAGE: lambda call: [(stage, stage) for stage in call.store.stages(call.journey.id, call.visit.workspace)],
    Input.TOUCHPOINT: _touchpoints,
    Input.PAIN_POINT: _pain_points,
    Input.ACTION: lambda call: [(f"{a.number}. {a.goal}", str(a.number)) for a in call.map.actions],
    Input.ITEM: _items,
    Input.OPEN_WORK: lambda call: _work(call, "open"),
    Input.DONE_WORK: lambda call: _work(call, "done"),
    Input.JOURNEY: _journeys,
    Input.VERSION: lambda call: [(version.label, version.ref) for version in versions(call)],
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
    """Where there are more than a list holds, their numbers are typed."""
    options = [b.option(label, value) for label, value in _pain_points(call)]
    if not options or len(options) > OPTIONS:
        return {"type": "plain_text_input", "action_id": VALUE}
    return {"type": "multi_static_select", "action_id": VALUE, "options": options}


_ELEMENTS: dict[Input, Callable[[Call, Any], b.Block]] = {
    Input.DATE: _date,
    Input.CLOCK: _clock,
    Input.PERSON: _person,
    Input.PEOPLE: _people,
    Input.PAIN_POINTS: _several_pain_points,
}
