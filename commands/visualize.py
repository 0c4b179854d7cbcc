"""Step 5 in Slack: the map, drawn and posted in the channel."""

from __future__ import annotations

from commands.call import Answer, Call, Values
from commands.posts import picture
from commands.registry import Command
from journey.details import read_form
from journey.fields import Field, Form, Input, choice_of
from journey.refusal import Refusal
from journey.typed import plain
from journey.words import mark

FORMS = ("png", "svg", "pdf")
THEMES = {mark("light"): (), mark("dark"): (), mark("print"): ("printen",)}
MAP = Form(
    "map",
    None,
    (
        Field("form", ("form", "vorm"), mark("As"), choice_of(dict.fromkeys(FORMS, ())), Input.CHOICE, choices=FORMS),
        Field("theme", ("theme", "thema"), mark("Colours"), choice_of(THEMES), Input.CHOICE, choices=tuple(THEMES)),
    ),
    example=mark("map pdf | theme: dark"),
)


def read_map(call: Call, typed: str) -> dict[str, str]:
    values = read_form(MAP, _details(typed), call.asking)
    typed = typed.partition("|")[0]
    wanted = plain(typed).lower().lstrip(".") or str(values.get("form", "png"))
    if wanted not in FORMS:
        raise Refusal(
            mark("I can draw the map as {known}, not as “{form}”."),
            known=", ".join(FORMS),
            form=wanted[:40],
            example=mark("map pdf | theme: dark"),
        )
    return {**values, "form": wanted}


def _details(typed: str) -> str:
    """Without what stands before the first bar, which is the form."""
    return "".join(typed.partition("|")[1:])


def draw_map(call: Call, values: Values) -> Answer:
    form, theme = str(values.get("form") or "png"), str(values.get("theme") or "light")
    letter = picture(call.journey, form, call.visit.person, theme=theme)
    call.store.post(call.visit.workspace, [letter], call.visit.now)
    return Answer([call.say(mark("The map is being drawn; it appears in the channel in a moment."))])


def draw_now(call: Call, _value: str) -> Answer:
    return draw_map(call, read_map(call, ""))


COMMANDS = (
    Command(
        ("map",),
        "kaart",
        mark("posts the map in the channel"),
        draw_map,
        mark("[png|svg|pdf] [| theme: light|dark|print]"),
        MAP,
        read_map,
    ),
)
ACTIONS = {"map": draw_now}
