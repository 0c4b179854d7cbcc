"""The workspace's own colour in its pictures."""

from __future__ import annotations

from commands.call import Answer, Call, Values
from commands.registry import Command
from journey.colors import read_color
from journey.fields import SHORT, Field, Form, Input
from journey.words import mark

NONE = "off"
ACCENT = Form(
    "accent",
    Field(
        "accent",
        ("accent", "accentkleur"),
        mark("Accent colour"),
        lambda text, _asking: read_color(text) or NONE,
        Input.LINE,
        mark("For example #0a7d6c; off for none"),
        required=True,
        most=SHORT,
    ),
    example=mark("accent #0a7d6c"),
)


def accent(call: Call, values: Values) -> Answer:
    call.must_facilitate()
    color = "" if values["accent"] == NONE else str(values["accent"])
    call.store.set_accent(call.visit, call.journey.id, color)
    if not color:
        return Answer([call.say(mark("Pictures of this workspace have no colour of their own any more."))])
    kept = mark("Pictures of this workspace bear {color} from now on; darker or lighter where text needs it.")
    return Answer([call.say(kept, color=color)])


COMMANDS = (
    Command(
        ("accent",),
        "accentkleur",
        mark("the colour of your organisation in the pictures"),
        accent,
        mark("#RRGGBB or off"),
        ACCENT,
        opens=True,
        facilitators=True,
    ),
)
