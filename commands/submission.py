"""A submitted modal, read as what would have been typed: one way of reading serves both."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from commands.call import Call
from commands.form_elements import VALUE
from commands.pain_points import read_votes
from journey.details import read_field
from journey.fields import Field, Form, Input
from journey.refusal import Refusal, Refusals
from journey.words import mark
from storage.values import Item


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
