"""Step 5 in Slack: the map, drawn and posted in the channel."""

from __future__ import annotations

from commands.call import Answer, Call, Values
from commands.posts import picture
from commands.registry import Command
from journey.fields import Field, Form, Input, choice_of
from journey.refusal import Refusal
from journey.typed import plain
from journey.words import mark

FORMS = ("png", "svg", "pdf")
MAP = Form(
    "map",
    None,
    (Field("form", ("form", "vorm"), mark("As"), choice_of(dict.fromkeys(FORMS, ())), Input.CHOICE, choices=FORMS),),
    example=mark("map pdf"),
)


def read_map(call: Call, typed: str) -> dict[str, str]:
    wanted = plain(typed).lower().lstrip(".") or "png"
    if wanted not in FORMS:
        raise Refusal(
            mark("I can draw the map as {known}, not as “{form}”."),
            known=", ".join(FORMS),
            form=wanted[:40],
            example=mark("map pdf"),
        )
    return {"form": wanted}


def draw_map(call: Call, values: Values) -> Answer:
    form = str(values.get("form", "png"))
    call.store.post(call.visit.workspace, [picture(call.journey, form, call.visit.person)], call.visit.now)
    return Answer([call.say(mark("The map is being drawn; it appears in the channel in a moment."))])


def draw_now(call: Call, _value: str) -> Answer:
    return draw_map(call, read_map(call, ""))


COMMANDS = (Command(("map",), "kaart", mark("posts the map in the channel"), draw_map, "[png|svg|pdf]", MAP, read_map),)
ACTIONS = {"map": draw_now}
