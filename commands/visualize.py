"""Step 5 in Slack: the map or one of its stages, drawn and posted in the channel."""

from __future__ import annotations

from commands.call import Answer, Call, Values
from commands.compared_with import OTHERS, others_of
from commands.posts import picture
from commands.registry import Command
from journey.details import read_form
from journey.fields import SHORT, Field, Form, Input, choice_of, text_of
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
        Field("stage", ("stage", "fase"), mark("Only this stage"), text_of(SHORT), Input.STAGE, most=SHORT),
        Field("theme", ("theme", "thema"), mark("Colours"), choice_of(THEMES), Input.CHOICE, choices=tuple(THEMES)),
        OTHERS,
    ),
    example=mark("map pdf | theme: dark"),
)


def read_map(call: Call, typed: str) -> dict[str, str]:
    """A form, the name of a stage, or both: `pdf`, `Decision`, `Decision pdf`; details after a bar."""
    text, bar, details = typed.partition("|")
    values = read_form(MAP, bar + details, call.asking)
    words = plain(text).split()
    form = words[-1].lower().lstrip(".") if words else ""
    if form in FORMS:
        values["form"] = form
        words.pop()
    stage = " ".join(words) or values.get("stage")
    return values | ({"stage": _stage(call, stage)} if stage else {})


def _stage(call: Call, wanted: str) -> str:
    """The stage as it is written. Refuses what is neither a stage nor a form."""
    stages = call.store.stages(call.journey.id, call.visit.workspace)
    for stage in stages:
        if stage.casefold() == plain(wanted).casefold():
            return stage
    if not stages:
        raise Refusal(
            mark("I can draw the map as {known}, not as “{form}”."),
            known=", ".join(FORMS),
            form=wanted[:40],
            example=MAP.example,
        )
    raise Refusal(
        mark("“{form}” is neither a form of the map ({known}) nor one of its stages: {stages}."),
        known=", ".join(FORMS),
        form=wanted[:40],
        stages=", ".join(stages),
        example=MAP.example,
    )


def draw_map(call: Call, values: Values) -> Answer:
    form, theme, stage = (str(values.get(name) or "") for name in ("form", "theme", "stage"))
    name = f"stage:{stage}" if stage else "map"
    others = others_of(call, str(values.get("others") or ""))
    letter = picture(call.journey, form or "png", call.visit.person, name, theme=theme or "light", others=others)
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
        mark("[STAGE] [png|svg|pdf] [| theme: light|dark|print] [| with: …]"),
        MAP,
        read_map,
    ),
)
ACTIONS = {"map": draw_now}
