"""How a journey begins in a channel."""

from __future__ import annotations

from collections.abc import Sequence

from commands.blocks import actions, button
from commands.call import Answer, Call, Values
from commands.posts import card, introduction, learn_members
from commands.registry import Command
from journey.forms import START
from journey.model import Perspective, Step
from journey.refusal import Refusal
from journey.stages import DEFAULT_SET, read_stages
from journey.words import mark
from storage.values import JourneyHead, Post


def start(call: Call, values: Values) -> Answer:
    check_place(call)
    language = str(values.get("language") or call.say.language)
    begun = call.store.start_journey(
        call.visit,
        name=str(values["name"]),
        stages=read_stages(str(values.get("stages") or DEFAULT_SET), language),
        language=language,
        timezone=str(values.get("timezone") or call.standing.person.timezone or "Europe/Amsterdam"),
        perspective=Perspective(values.get("perspective") or Perspective.AS_IS),
        posts=lambda head: first_posts(call, head),
    )
    lines = [
        call.line(
            mark("The journey “{name}” has begun, and you facilitate it. The card is in the channel."), name=begun.name
        ),
        call.say(
            mark("First, the goal: `{command} goal More trials become customers | measure: NPS 20 to 35 by June`"),
            command=call.spoken,
        ),
        call.say(
            mark("Ask people of every department to join in, and to say `{command} department …` first."),
            command=call.spoken,
        ),
    ]
    return Answer(lines, [actions([button(call.say(mark("Set the goal")), "form:goal", begun.id, style="primary")])])


def first_posts(call: Call, head: JourneyHead) -> Sequence[Post]:
    return [
        introduction(head, Step.GOAL),
        card(head),
        learn_members(head.channel),
    ]


def check_place(call: Call) -> None:
    """A journey lives in a channel that the bot is in; a direct message is no such place."""
    call.must_be_of_here()
    if call.visit.channel.startswith("D"):
        raise Refusal(
            mark("A journey lives in a channel, where the team can join in. Go to one and type it there."),
            example=START.example,
        )
    joined = call.standing.channel_joined
    if joined is None or not joined:
        joined = call.ask_whether_joined()
    if joined is False:
        raise Refusal(
            mark(
                "I am not in this channel yet, so I could not show the journey here. Invite me "
                "with `/invite @Waymark`, then start again."
            )
        )


COMMANDS = (
    Command(
        ("start",),
        "begin",
        mark("begins a journey in this channel"),
        start,
        mark(
            "NAME [| stages: canvas|software|service desk|webshop|A, B, C] [| language: en|nl] [| as: to-be]"
            " [| timezone: Europe/Amsterdam]"
        ),
        START,
        opens=True,
        needs_journey=False,
    ),
)
