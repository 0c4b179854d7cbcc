"""Step 4 in Slack: what the customer feels and needs at each touchpoint."""

from __future__ import annotations

from commands.blocks import actions, button
from commands.call import Answer, Call, Values
from commands.kept import answer, named, undo_button
from commands.registry import Command
from commands.slack_text import escaped
from journey.forms import EMOTION
from journey.model import Step
from journey.words import mark
from storage.values import Add, Change, Kind, Rate


def rate(call: Call, values: Values) -> Answer:
    number, (score, word) = values["touchpoint"], values["score"]
    changes: list[Change] = [Rate(number, score, word, values.get("why", ""), values.get("importance"))]
    if values.get("need"):
        changes.append(Add(Kind.NEED, {"touchpoint": number, "text": values["need"]}))
    kept = call.keep(changes)
    lines = [
        call.say(
            mark("Kept for touchpoint {number}: {score} ({word})"),
            number=number,
            score=call.say.signed(score),
            word=call.say(word) if word.isascii() else escaped(word),
        )
    ]
    if kept.first.before:
        lines.append(call.say(mark("It replaces what you gave before.")))
    lines += [
        f"{named(call, EMOTION.field(name))}: {escaped(str(values[name]))}"
        for name in ("why", "need", "importance")
        if values.get(name)
    ]
    lines.append(call.say(mark("_Nobody sees that it was you: the map shows the mean and how far you all disagree._")))
    buttons = [button(call.say(mark("Rate the next one")), "form:emotion", call.journey.id), undo_button(call)]
    return answer(call, Step.EMOTIONS, kept, lines, [actions(buttons)])


COMMANDS = (
    Command(
        ("emotion", "feeling"),
        "emotie",
        mark("what the customer feels at a touchpoint"),
        rate,
        mark("N SCORE [WHY] [| need: …] [| importance: 1-5]"),
        EMOTION,
        opens=True,
    ),
)
