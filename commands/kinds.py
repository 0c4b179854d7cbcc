"""The kinds of items: how they are called, and how people name one of them ("touchpoint 3")."""

from __future__ import annotations

import re

from journey.fields import Form
from journey.forms import ITEM_FORMS
from journey.refusal import Refusal
from journey.typed import plain
from journey.words import Said, mark, voice
from storage.values import Kind

KIND_NAMES: dict[Kind, str] = {
    Kind.PERSONA: mark("persona"),
    Kind.EVIDENCE: mark("evidence"),
    Kind.TOUCHPOINT: mark("touchpoint"),
    Kind.NEED: mark("need"),
    Kind.PAIN_POINT: mark("pain point"),
    Kind.CAUSE: mark("cause"),
    Kind.ACTION: mark("action"),
    Kind.TASK: mark("task"),
    Kind.MEASURE: mark("measure"),
    Kind.JOURNEY: mark("journey"),
}
"""How items are called when people type them and when they are told of them."""


def kind_name(kind: Kind) -> Said:
    return Said(KIND_NAMES[kind])


def form_of(kind: Kind) -> Form:
    """What is kept of an item of this kind; the journey's own is the goal."""
    return ITEM_FORMS["goal" if kind is Kind.JOURNEY else kind.value]


ItemName = tuple[Kind, int]
_NAME = re.compile(r"\s*([^\W\d_]+(?:[\s_-][^\W\d_]+)?)\s*#?(\d{1,9})\b[\s:.,]*(.*)", re.DOTALL)
ALSO: dict[Kind, tuple[str, ...]] = {
    Kind.TOUCHPOINT: ("tp", "contactpunt"),
    Kind.EVIDENCE: ("research", "onderzoek", "onderbouwing"),
    Kind.PAIN_POINT: ("pain", "knelpunt", "pain point", "pain_point"),
    Kind.ACTION: ("actie",),
    Kind.TASK: ("taak",),
    Kind.CAUSE: ("oorzaak",),
    Kind.NEED: ("behoefte",),
    Kind.MEASURE: ("metric", "meetwaarde"),
}


def read_item(typed: str) -> tuple[ItemName, str]:
    """ "action 2 …" as its kind and number, and what follows."""
    found = _NAME.match(typed)
    if found:
        wanted = " ".join(found[1].lower().split())
        for kind, name in KIND_NAMES.items():
            if kind is not Kind.JOURNEY and wanted in {name, voice("nl")(name).lower(), *ALSO.get(kind, ())}:
                return (kind, int(found[2])), found[3].strip()
    known = tuple(Said(name) for kind, name in KIND_NAMES.items() if kind is not Kind.JOURNEY)
    raise Refusal(
        mark("“{text}” is not an item. Give its kind and its number; the kinds are {known}."),
        text=plain(typed)[:60],
        known=known,
        field="item",
    )
