"""The pictures beside the map: one command for all, a word of its own for those that have one, and their buttons.

What there is comes from `drawing.pictures.PICTURES`; a new picture needs nothing here.
"""

from __future__ import annotations

from typing import Any

from commands import blocks as b
from commands.call import Answer, Call, Values
from commands.compared_with import OTHERS, others_of
from commands.posts import picture as picture_post
from commands.registry import Command
from commands.visualize import FORMS
from drawing.pictures import ASKED_BY_NAME, Picture
from journey.details import read_form
from journey.fields import Asking, Field, Form, Input, choice_of
from journey.model import Step
from journey.refusal import Refusal
from journey.typed import plain, split_details
from journey.words import LANGUAGES, Either, Voice, mark, voice


def read_name(text: str, _asking: Asking) -> str:
    """A picture's name from what people call it: its name or its title, in either language."""
    wanted = "-".join(plain(text).lower().replace("_", " ").split())
    for name, entry in ASKED_BY_NAME.items():
        titles = {"-".join(voice(language)(entry.title).lower().split()) for language in LANGUAGES}
        if wanted in {name, entry.dutch, *titles}:
            return name
    raise Refusal(
        mark("I don't know the picture “{text}”. There are: {known}."),
        text=plain(text)[:60],
        known=tuple(Either(name, entry.dutch) for name, entry in ASKED_BY_NAME.items()),
        field="picture",
        example=mark("picture drivers"),
    )


PICTURE = Field(
    "picture",
    ("picture", "plaatje"),
    mark("Picture"),
    read_name,
    Input.CHOICE,
    choices=tuple(ASKED_BY_NAME),
    labels=tuple(entry.title for entry in ASKED_BY_NAME.values()),
    required=True,
)
FORM = Field("form", ("form", "vorm"), mark("As"), choice_of(dict.fromkeys(FORMS, ())), Input.CHOICE, choices=FORMS)


def form_of_picture(name: str, entry: Picture) -> Form:
    return Form(name, None, (FORM, OTHERS) if entry.compares else (FORM,), example=name)


ANY = Form("picture", None, (PICTURE, FORM, OTHERS), example=mark("picture drivers"))


# --- what is typed ------------------------------------------------------------------------------------------


def read_picture(call: Call, typed: str) -> dict[str, Any]:
    """NAME [png|svg|pdf] [| with: …]."""
    text, *_ = split_details(typed)
    *name, last = plain(text).lower().split() or [""]
    if name and last.lstrip(".") in FORMS:
        return {"picture": read_name(" ".join(name), call.asking), **_details(call, ANY, last, typed)}
    return {"picture": read_name(text, call.asking), **_details(call, ANY, "", typed)}


def _details(call: Call, form: Form, wanted: str, typed: str) -> dict[str, Any]:
    """The file's form, and what stands behind bars."""
    wanted = wanted.lower().lstrip(".") or "png"
    if wanted not in FORMS:
        raise Refusal(
            mark("I can draw a picture as {known}, not as “{form}”."),
            known=", ".join(FORMS),
            form=wanted[:40],
            field="form",
            example=mark("picture drivers pdf"),
        )
    _, bar, details = typed.partition("|")
    return {"form": wanted, **read_form(form, bar + details, call.asking, need_text=False)}


# --- what is drawn ------------------------------------------------------------------------------------------


def draw_picture(call: Call, values: Values) -> Answer:
    name = read_name(str(values["picture"]), call.asking)
    form = str(values.get("form") or "png")
    others = _others(call, name, str(values.get("others") or ""))
    call.store.post(
        call.visit.workspace, [picture_post(call.journey, form, call.visit.person, name, others=others)], call.visit.now
    )
    title = call.say(ASKED_BY_NAME[name].title)
    return Answer([call.say(mark("“{picture}” is being drawn; it appears in the channel in a moment."), picture=title)])


def _others(call: Call, name: str, typed: str) -> list[str]:
    """What the picture is compared with, as the delivery reads it: "review 2", "journey J…"."""
    wanted = [part.strip() for part in typed.split(",") if part.strip()]
    if wanted and not ASKED_BY_NAME[name].compares:
        comparing = tuple(Either(key, entry.dutch) for key, entry in ASKED_BY_NAME.items() if entry.compares)
        raise Refusal(
            mark("This picture shows one journey; these can compare: {known}."), known=comparing, field="others"
        )
    return others_of(call, typed)


def picture_buttons(say: Voice, step: Step, journey: str) -> list[b.Block]:
    """The pictures that fit a step."""
    return [
        b.button(say(entry.title), f"picture:{name}", f"{journey}:{name}")
        for name, entry in ASKED_BY_NAME.items()
        if entry.step is step
    ]


def _own_word(name: str, entry: Picture) -> Command:
    """The command that is a picture's own name."""
    form = form_of_picture(name, entry)

    def read(call: Call, typed: str) -> dict[str, Any]:
        return {"picture": name, **_details(call, form, plain(split_details(typed)[0]), typed)}

    def run(call: Call, values: Values) -> Answer:
        return draw_picture(call, {**values, "picture": name})

    usage = "[png|svg|pdf] [| with: …]" if entry.compares else "[png|svg|pdf]"
    return Command((name,), entry.dutch, entry.title, run, usage, form, read)


COMMANDS = (
    Command(
        ("picture", "chart"),
        "plaatje",
        mark("posts another picture: curves, drivers, quick wins …"),
        draw_picture,
        mark("NAME [png|svg|pdf] [| with: …]"),
        ANY,
        read_picture,
        opens=True,
    ),
    *(_own_word(name, entry) for name, entry in ASKED_BY_NAME.items() if entry.own_word),
)
ACTIONS = {"picture": lambda call, value: draw_picture(call, {"picture": value})}
