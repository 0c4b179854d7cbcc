"""The whole journey as a file in the channel."""

from __future__ import annotations

from commands.call import Answer, Call, Values
from commands.posts import export as export_post
from commands.registry import Command
from drawing.exports import EXPORTS
from journey.fields import Field, Form, Input, choice_of
from journey.refusal import Refusal
from journey.typed import plain
from journey.words import mark

FORMATS = tuple(EXPORTS)
EXPORT = Form(
    "export",
    None,
    (
        Field(
            "form",
            ("form", "vorm", "as"),
            mark("As"),
            choice_of(dict.fromkeys(FORMATS, ())),
            Input.CHOICE,
            choices=FORMATS,
        ),
    ),
    example=mark("export json"),
)


def read_export(_call: Call, typed: str) -> dict[str, str]:
    wanted = plain(typed).lower().lstrip(".") or "json"
    if wanted not in FORMATS:
        raise Refusal(
            mark("I can export as {known}, not as “{form}”."),
            known=", ".join(FORMATS),
            form=wanted[:40],
            example=mark("export json"),
        )
    return {"form": wanted}


def export(call: Call, values: Values) -> Answer:
    form = str(values.get("form") or "json")
    call.store.post(call.visit.workspace, [export_post(call.journey, form, call.visit.person)], call.visit.now)
    return Answer([call.say(mark("The file appears in the channel in a moment."))])


COMMANDS = (
    Command(
        ("export",), "exporteer", mark("the journey as a file"), export, f"[{'|'.join(FORMATS)}]", EXPORT, read_export
    ),
)
