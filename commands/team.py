"""Who takes part: one's department, the facilitators; and the stages they agreed on."""

from __future__ import annotations

from typing import Any

from commands.call import Answer, Call, Values
from commands.posts import announcement, card
from commands.registry import Command
from commands.slack_text import escaped, mention
from journey.fields import LONG, SHORT, Field, Form, Input, text_of
from journey.refusal import Refusal
from journey.stages import read_stages
from journey.typed import read_people
from journey.words import mark
from storage.values import Stages

DEPARTMENT = Form(
    "department",
    Field(
        "department",
        ("department", "afdeling"),
        mark("Your department"),
        text_of(SHORT),
        Input.LINE,
        mark("For example: support, marketing, finance"),
        required=True,
        most=SHORT,
    ),
    example=mark("department support"),
)
FACILITATORS = Form(
    "facilitators",
    Field(
        "people",
        ("people", "mensen"),
        mark("Who else facilitates?"),
        lambda text, asking: read_people(text, asking.me),
        Input.PEOPLE,
        required=True,
    ),
    example=mark("facilitators @ana @bram"),
)
STAGES = Form(
    "stages",
    Field(
        "stages",
        ("stages", "fasen"),
        mark("Stages, in order"),
        text_of(LONG),
        Input.LINE,
        mark("canvas, software, service desk, webshop, or names of your own: A, B, C"),
        required=True,
        most=LONG,
    ),
    example=mark("stages Need, Contact, Waiting, Solution"),
)


def department(call: Call, values: Values) -> Answer:
    name = str(values["department"])
    call.store.set_department(call.visit, call.journey.id, name, [card(call.journey)])
    return Answer(
        [call.line(mark("You take part for {department}. The card shows which departments do."), department=name)]
    )


def facilitators(call: Call, values: Values) -> Answer:
    call.must_facilitate(or_orphaned=True)
    people = tuple(values["people"])
    for person in people:
        if (known := call.known(person)) is not None and (known.bot or not known.active):
            raise Refusal(mark("Only people who are still here can facilitate."), field="people")
    posts = [
        card(call.journey),
        announcement(
            call.journey, mark("{people} can lead this workshop from now on."), people=" ".join(map(mention, people))
        ),
    ]
    call.store.set_facilitators(call.visit, call.journey.id, people, posts, orphaned=not call.standing.facilitator)
    return Answer([call.say(mark("They can lead the workshop now: {people}."), people=" ".join(map(mention, people)))])


def stages(call: Call, values: Values) -> Answer:
    call.must_facilitate()
    names = read_stages(str(values["stages"]), call.journey.language)
    call.keep([Stages(names)])
    return Answer([call.say(mark("The stages are now: {stages}."), stages=escaped(", ".join(names)))])


def _read_people(call: Call, typed: str) -> dict[str, Any]:
    return {"people": read_people(typed, call.visit.person)}


COMMANDS = (
    Command(
        ("department",),
        "afdeling",
        mark("for which department you take part"),
        department,
        mark("NAME"),
        DEPARTMENT,
        opens=True,
    ),
    Command(
        ("facilitators", "facilitator"),
        "facilitatoren",
        mark("who else leads this workshop"),
        facilitators,
        mark("@a @b"),
        FACILITATORS,
        _read_people,
        opens=True,
        facilitators=True,
        or_orphaned=True,
    ),
    Command(
        ("stages",),
        "fasen",
        mark("the stages of this journey, in order"),
        stages,
        mark("A, B, C"),
        STAGES,
        opens=True,
        facilitators=True,
    ),
)
