"""Step 2 in Slack: what we know, with where it comes from."""

from __future__ import annotations

from commands.call import Answer, Call, Values
from commands.kept import answer, details_in_words, kept_line, more_buttons
from commands.registry import Command
from journey.forms import EVIDENCE
from journey.model import Step
from journey.words import mark
from storage.values import Add, Kind


def add_evidence(call: Call, values: Values) -> Answer:
    kept = call.keep([Add(Kind.EVIDENCE, dict(values))])
    lines = [kept_line(call, kept.first, str(values["finding"])), details_in_words(call, EVIDENCE, values)]
    if "source" not in values and "link" not in values:
        lines.append(
            call.say(
                mark("Who or what says so? `{command} edit evidence {number} | source: …`"),
                command=call.spoken,
                number=kept.first.number,
            )
        )
    return answer(call, Step.RESEARCH, kept, lines, [more_buttons(call, "research", mark("More evidence"))])


COMMANDS = (
    Command(
        ("research", "evidence"),
        "onderzoek",
        mark("what you know of the customer, and how"),
        add_evidence,
        mark(
            "FINDING [| kind: interview|survey|analytics|ticket|quote|walkthrough|other] [| source: …] [| date: …]"
            " [| touchpoint: N] [| link: …]"
        ),
        EVIDENCE,
        opens=True,
    ),
)
