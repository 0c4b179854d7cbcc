"""What can be done with anything that is kept: edit, remove, undo, done, reopen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commands.action_plan import nudge_time, tell_owner
from commands.call import Answer, Call, Values
from commands.form_modal import edit_view
from commands.kept import details_in_words
from commands.kinds import KIND_NAMES, ItemName, form_of, kind_name, read_item
from commands.owners import check_owner
from commands.posts import card
from commands.registry import Command
from commands.slack_text import escaped
from commands.telling import letters, newly_done, proposed
from commands.touchpoints import beside_columns, touchpoint_columns, with_stage_matched
from journey.details import read_form
from journey.fields import Asking, Field, Form, Input
from journey.forms import ITEM_FORMS, edit_form
from journey.refusal import Refusal
from journey.typed import plain
from journey.words import Said, mark
from storage.values import Change, Edit, KeptItem, Kind, Post, Remove


def _item_field(text: str, _asking: Asking) -> ItemName:
    return read_item(text)[0]


ITEM = Form(
    "item",
    Field("item", ("item",), mark("Which one?"), _item_field, Input.ITEM, required=True),
)


# --- edit ---------------------------------------------------------------------------------------------------


def read_edit(call: Call, typed: str) -> dict[str, Any]:
    if re.match(r"\s*(goal|doel)\b", typed, re.IGNORECASE):
        values = read_form(ITEM_FORMS["goal"], re.sub(r"^\s*\w+", "", typed), call.asking, need_text=False)
        return {"item": (Kind.JOURNEY, 0), "values": values}
    item, rest = read_item(typed)
    form = edit_form(form_of(item[0]))
    cleared, rest = _take_cleared(form, rest)
    return {"item": item, "values": {**read_form(form, rest, call.asking, need_text=False), **cleared}}


def _take_cleared(form: Form, typed: str) -> tuple[dict[str, Any], str]:
    """ "| owner: -" empties a detail."""
    cleared: dict[str, Any] = {}

    def take(found: re.Match[str]) -> str:
        cleared[form.by_key(found[1]).name] = None
        return ""

    return cleared, re.sub(r"\|\s*([^|:<>]+?)\s*:\s*-\s*(?=\||$)", take, typed)


def edit(call: Call, values: Values) -> Answer:
    if "values" not in values:
        return edit_view_answer(call, values["item"])
    (kind, number), changed = values["item"], dict(values["values"])
    if not changed:
        return edit_view_answer(call, (kind, number))
    return apply_edit(call, kind, number, changed, values.get("version"))


def edit_view_answer(call: Call, item: ItemName) -> Answer:
    kind, number = item
    kept = call.store.item(call.journey.id, call.visit.workspace, kind, number)
    return Answer(view=edit_view(call, kept))


def apply_edit(call: Call, kind: Kind, number: int, values: Mapping[str, Any], version: int | None) -> Answer:
    check_owner(call, values)
    changes, told = edit_changes(call, kind, number, values, version), _new_owner_told(call, kind, number, values)
    kept = with_stage_matched(call, changes, told)
    form = edit_form(form_of(kind))
    text = kept.first.values.get(form.text.name, "") if form.text else ""
    lines = [
        call.say(
            mark("Changed: {kind} {number}, “{text}”"),
            kind=call.tell(kind_name(kind)),
            number=number or "",
            text=escaped(str(text)),
        ),
        details_in_words(call, form, {name: value for name, value in values.items() if value is not None}),
    ]
    return Answer([line for line in lines if line])


def _new_owner_told(call: Call, kind: Kind, number: int, values: Mapping[str, Any]) -> list[Post]:
    """As when it is added with an owner, or handed over."""
    if kind not in {Kind.ACTION, Kind.TASK} or not values.get("owner"):
        return []
    before = call.store.item(call.journey.id, call.visit.workspace, kind, number).values
    now = {**before, **values}
    if before.get("owner") == now["owner"] or before.get("state") == "done":
        return []
    return tell_owner(call, kind, str(now["goal" if kind is Kind.ACTION else "what"]), now)


def edit_changes(call: Call, kind: Kind, number: int, values: Mapping[str, Any], version: int | None) -> list[Change]:
    columns = dict(values)
    beside: list[Change] = []
    if kind is Kind.TOUCHPOINT:
        beside = beside_columns(number, {name: value for name, value in values.items() if value is not None})
        columns = touchpoint_columns({name: _emptied(name, value) for name, value in values.items()})
    elif kind in {Kind.ACTION, Kind.TASK}:
        if {"owner", "due"} & set(columns):
            before = call.store.item(call.journey.id, call.visit.workspace, kind, number).values
            columns |= {"nudge_at": nudge_time(call, {**before, **columns}), "nudges": 0}
    else:
        columns = {name: _emptied(name, value) for name, value in values.items()}
    return [Edit(kind, number, columns, version, free=kind is Kind.JOURNEY), *beside]


_EMPTY_TEXT = {
    field.name
    for form in ITEM_FORMS.values()
    for field in form.details
    if field.input in {Input.LINE, Input.LINES, Input.STAGE} and field.name != "departments"
}


def _emptied(name: str, value: Any) -> Any:
    """What an emptied detail is kept as: nothing typed, or no choice made."""
    if value is not None:
        return value
    if name in _EMPTY_TEXT:
        return ""
    return {"direction": "up", "departments": [], "key": False, "ours": True, "kind": "contact"}.get(name)


# --- remove and undo ----------------------------------------------------------------------------------------


def read_item_only(_call: Call, typed: str) -> dict[str, Any]:
    item, rest = read_item(typed)
    if rest:
        raise Refusal(
            mark("Give only the kind and the number, without “{text}”."),
            text=plain(rest)[:60],
            example=mark("remove touchpoint 3"),
        )
    return {"item": item}


def remove(call: Call, values: Values) -> Answer:
    kind, number = values["item"]
    kept = call.keep([Remove(kind, number)])
    text = ""
    if form := ITEM_FORMS.get(kind.value):
        text = (
            str(kept.first.before.get(form.text.name, "") or kept.first.values.get(form.text.name, ""))
            if form.text
            else ""
        )
    lines = [
        call.say(
            mark("Removed: {kind} {number}, “{text}”"),
            kind=call.tell(kind_name(kind)),
            number=number,
            text=escaped(text),
        )
    ]
    along = [
        call.say.many("{count} rating", "{count} ratings", count)
        if str(what) == "rating"
        else f"{count} × {call.say(KIND_NAMES[Kind(what)])}"
        for what, count in kept.first.along.items()
        if count and (str(what) == "rating" or str(what) in set(Kind))
    ]
    if along:
        lines.append(call.say(mark("Removed along with it: {items}."), items=call.say.listing(along)))
    lines.append(call.say(mark("`{command} undo` brings it back."), command=call.spoken))
    return Answer(lines)


def undo(call: Call, _values: Values) -> Answer:
    kept = call.store.undo(call.visit, call.journey.id, [card(call.journey)])
    names = [_taken_back(call, item) for item in kept.items if item.kind]
    if not names:
        return Answer([call.say(mark("Your last contribution is taken back."))])
    lines = [call.say(mark("Taken back: {items}."), items=call.say.listing(list(dict.fromkeys(names))))]
    if any("score" in item.values and not item.values.get("removed") for item in kept.items):
        lines.append(call.say(mark("What you gave before counts again.")))
    return Answer(lines)


def _taken_back(call: Call, item: KeptItem) -> str:
    """To the one who did it, and nobody else: a rating or a vote is called what it is."""
    if "score" in item.values:
        return call.say(mark("your rating of touchpoint {number}"), number=item.number)
    if "voted" in item.values:
        text = (
            mark("your vote for pain point {number}")
            if item.values["voted"]
            else mark("that you took your vote for pain point {number} back")
        )
        return call.say(text, number=item.number)
    return f"{call.tell(kind_name(item.kind or Kind.JOURNEY))} {item.number or ''}".strip()


# --- done and reopen ----------------------------------------------------------------------------------------


def done(call: Call, values: Values) -> Answer:
    return set_state(call, values["item"], "done", mark("Done: {kind} {number}, “{text}”. Well done."))


def reopen(call: Call, values: Values) -> Answer:
    return set_state(call, values["item"], "open", mark("Open again: {kind} {number}, “{text}”."))


def set_state(call: Call, item: ItemName, state: str, text: str) -> Answer:
    """Anybody who sees that a thing is done may say so."""
    kind, number = item
    if kind not in {Kind.ACTION, Kind.TASK}:
        raise Refusal(mark("Only an action or a task can be done or open."), field="item")
    fresh = newly_done(call, kind, number) if state == "done" else None
    kept = call.keep([Edit(kind, number, {"state": state}, free=True)], letters(call, fresh))
    what = kept.first.values.get("goal") or kept.first.values.get("what") or ""
    lines, blocks = proposed(call, fresh)
    return Answer([call.line(text, kind=Said(KIND_NAMES[kind]), number=number, text=str(what)), *lines], blocks)


def done_by_button(call: Call, value: str) -> Answer:
    return done(call, {"item": read_item(value)[0]})


def item_command(name: str, dutch: str, summary: str, run: Any, example: str, listed: Input = Input.ITEM) -> Command:
    form = replace(ITEM, text=ITEM.fields[0]._replace(input=listed), example=example)
    return Command((name,), dutch, summary, run, "ITEM", form, read_item_only, opens=True)


COMMANDS = (
    Command(
        ("edit",),
        "wijzig",
        mark("changes what is kept"),
        edit,
        "ITEM [TEXT] [| …]",
        replace(ITEM, example=mark("edit touchpoint 3 | channel: e-mail")),
        read_edit,
        opens=True,
    ),
    item_command("remove", "verwijder", mark("takes something off the map"), remove, mark("remove touchpoint 3")),
    Command(("undo",), "herstel", mark("takes back your last contribution"), undo),
    item_command("done", "klaar", mark("an action or task is done"), done, mark("done task 5"), Input.OPEN_WORK),
    item_command(
        "reopen",
        "heropen",
        mark("an action or task is not done after all"),
        reopen,
        mark("reopen task 5"),
        Input.DONE_WORK,
    ),
)
ACTIONS = {"undo": lambda call, _value: undo(call, {}), "done": done_by_button}
