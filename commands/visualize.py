"""Step 5 in Slack: the map or one of its stages, drawn and posted in the channel."""

from __future__ import annotations

from commands.call import Answer, Call, Values
from commands.posts import picture
from commands.registry import Command
from journey.fields import SHORT, Field, Form, Input, choice_of, text_of
from journey.refusal import Refusal
from journey.typed import plain
from journey.words import mark

FORMS = ("png", "svg", "pdf")
MAP = Form(
    "map",
    None,
    (
        Field("form", ("form", "vorm"), mark("As"), choice_of(dict.fromkeys(FORMS, ())), Input.CHOICE, choices=FORMS),
        Field("stage", ("stage", "fase"), mark("Only this stage"), text_of(SHORT), Input.STAGE, most=SHORT),
    ),
    example=mark("map pdf"),
)


def read_map(call: Call, typed: str) -> dict[str, str]:
    """A form, the name of a stage, or both: `pdf`, `Decision`, `Decision pdf`."""
    words = plain(typed).split()
    form = words[-1].lower().lstrip(".") if words else ""
    if form in FORMS:
        words.pop()
    stage = " ".join(words)
    return {"form": form if form in FORMS else "png"} | ({"stage": _stage(call, stage)} if stage else {})


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
            example=mark("map pdf"),
        )
    raise Refusal(
        mark("“{form}” is neither a form of the map ({known}) nor one of its stages: {stages}."),
        known=", ".join(FORMS),
        form=wanted[:40],
        stages=", ".join(stages),
        example=mark("map pdf"),
    )


def draw_map(call: Call, values: Values) -> Answer:
    form, stage = str(values.get("form") or "png"), str(values.get("stage") or "")
    name = f"stage:{stage}" if stage else "map"
    call.store.post(call.visit.workspace, [picture(call.journey, form, call.visit.person, name)], call.visit.now)
    return Answer([call.say(mark("The map is being drawn; it appears in the channel in a moment."))])


def draw_now(call: Call, _value: str) -> Answer:
    return draw_map(call, read_map(call, ""))


COMMANDS = (
    Command(("map",), "kaart", mark("posts the map in the channel"), draw_map, "[STAGE] [png|svg|pdf]", MAP, read_map),
)
ACTIONS = {"map": draw_now}
