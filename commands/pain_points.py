"""Step 6 in Slack: what hurts, why, and what comes first."""

from __future__ import annotations

import re
from typing import Any

from commands.blocks import actions, button
from commands.call import Answer, Call, Values
from commands.kept import answer, details_in_words, kept_line, more_buttons, next_line, undo_button
from commands.registry import Command
from journey.fields import Field, Form, Input, item_number
from journey.forms import CAUSE, PAIN_POINT
from journey.model import Step
from journey.refusal import Refusal
from journey.typed import plain
from journey.words import mark
from storage.values import NEW, Add, Change, Kind, Vote

VOTES = 3
VOTE = Form(
    "vote",
    None,
    (
        Field(
            "pain_points",
            ("pain points", "knelpunten"),
            mark("Pain points"),
            item_number,
            Input.PAIN_POINTS,
            required=True,
        ),
    ),
    example=mark("vote 1 4"),
)


def add_pain_point(call: Call, values: Values) -> Answer:
    columns = {name: value for name, value in values.items() if name != "cause"}
    changes: list[Change] = [Add(Kind.PAIN_POINT, columns)]
    if values.get("cause"):
        changes.append(Add(Kind.CAUSE, {"pain_point": NEW, "why": values["cause"]}))
    kept = call.keep(changes)
    number = kept.first.number
    lines = [kept_line(call, kept.first, str(values["what"])), details_in_words(call, PAIN_POINT, values)]
    lines.append(next_line(call, mark("Why does it happen? `{command} cause {number} …`"), number))
    return answer(call, Step.PAIN_POINTS, kept, lines, [more_buttons(call, "pain", mark("Another pain point"))])


def add_cause(call: Call, values: Values) -> Answer:
    kept = call.keep([Add(Kind.CAUSE, {"pain_point": values["pain_point"], "why": values["why"]})])
    lines = [
        kept_line(call, kept.first, str(values["why"])),
        call.say(mark("And why is that? Go on until you reach the root, then vote.")),
    ]
    buttons = [
        button(call.say(mark("And why is that?")), "form:cause", f"{call.journey.id}:{values['pain_point']}"),
        undo_button(call),
    ]
    return answer(call, Step.PAIN_POINTS, kept, lines, [actions(buttons)])


def read_votes(_call: Call, typed: str) -> dict[str, Any]:
    words = [word for word in re.split(r"[\s,]+", plain(typed)) if word]
    wrong = [word for word in words if not re.fullmatch(r"#?\d{1,9}", word)]
    if wrong or not words:
        raise Refusal(
            mark("“{text}” is not the number of a pain point."),
            text=" ".join(wrong)[:80],
            field="pain_points",
            example=mark("vote 1 4"),
        )
    return {"pain_points": tuple(dict.fromkeys(int(word.lstrip("#")) for word in words))}


def vote(call: Call, values: Values) -> Answer:
    kept = call.keep([Vote(number) for number in values["pain_points"]])
    mine = call.store.my_votes(call.visit, call.journey.id)
    left = VOTES - len(mine)
    lines = [
        call.say(mark("Your votes are at: {numbers}."), numbers=", ".join(map(str, mine)))
        if mine
        else call.say(mark("You took your votes back.")),
        call.say.many("You have {count} vote left.", "You have {count} votes left.", left)
        if left
        else call.say(mark("All your votes are given. Vote for one of them again to take it back.")),
    ]
    return answer(call, Step.PAIN_POINTS, kept, lines)


def vote_for(call: Call, value: str) -> Answer:
    return vote(call, {"pain_points": (int(value),)})


COMMANDS = (
    Command(
        ("pain",),
        "knelpunt",
        mark("where the customer is unhappy or stuck"),
        add_pain_point,
        mark("N WHAT [| cause: …] [| severity: 1-5] [| frequency: 1-5]"),
        PAIN_POINT,
        opens=True,
    ),
    Command(("cause", "why"), "oorzaak", mark("why a pain point happens"), add_cause, "N WHY", CAUSE, opens=True),
    Command(
        ("vote",),
        "stem",
        mark("which pain points come first; vote again to take it back"),
        vote,
        mark("[N …]"),
        VOTE,
        read_votes,
        opens=True,
    ),
)
ACTIONS = {"vote": vote_for}
