"""A form filled in by typing: TEXT | key: value | key: value."""

from __future__ import annotations

from typing import Any

from journey.fields import Asking, Field, Form
from journey.refusal import Refusal
from journey.typed import plain, split_details
from journey.words import Said, mark


def read_form(form: Form, typed: str, asking: Asking, *, need_text: bool = True) -> dict[str, Any]:
    """The values by column name; only of what was typed. Raises Refusal, which names the field."""
    text, *details = split_details(typed)
    values = _read_text(form, text, asking, need_text)
    for detail in details:
        if not detail:
            continue
        field, value = _read_detail(form, detail, asking)
        values[field.name] = value
    return values


def _read_text(form: Form, text: str, asking: Asking, need_text: bool) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for lead in form.leads:
        first, _, text = text.strip().partition(" ")
        if not first:
            raise Refusal(mark("“{what}” is missing."), field=lead.name, example=form.example, what=Said(lead.label))
        values[lead.name] = read_field(lead, first.strip(","), asking)
    if form.text is None:
        return values
    words = read_field(form.text, text, asking)
    if words:
        values[form.text.name] = words
    elif need_text and form.text.required:
        raise Refusal(mark("There is no text yet."), field=form.text.name, example=form.example)
    return values


def _read_detail(form: Form, detail: str, asking: Asking) -> tuple[Field, Any]:
    key, colon, value = detail.partition(":")
    field = form.by_key(key if colon else detail)
    if not colon:
        raise Refusal(
            mark("After “{key}” comes a colon and then a value."),
            key=plain(detail)[:60],
            field=field.name,
            example=form.example,
        )
    if not plain(value):
        raise Refusal(mark("“{key}” has no value."), key=plain(key), field=field.name, example=form.example)
    return field, read_field(field, value.strip(), asking)


def read_field(field: Field, typed: str, asking: Asking) -> Any:
    try:
        return field.read(typed, asking)
    except Refusal as refusal:
        raise refusal.at(field.name) from None
