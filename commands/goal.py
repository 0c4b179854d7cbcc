"""Step 1 in Slack: the goal and whom the map is for."""

from __future__ import annotations

from commands.call import Answer, Call, Values
from commands.kept import answer, details_in_words, kept_line, more_buttons, next_line
from commands.registry import Command
from commands.slack_text import escaped
from journey.forms import GOAL, PERSONA
from journey.model import Step
from journey.words import mark
from storage.values import Add, Edit, Kind


def set_goal(call: Call, values: Values) -> Answer:
    kept = call.keep([Edit(Kind.JOURNEY, 0, dict(values), free=True)])
    lines = [call.say(mark("The goal is kept: “{goal}”"), goal=escaped(str(values.get("goal", call.journey.goal))))]
    lines.append(details_in_words(call, GOAL, values))
    if "measure" not in values and not call.map.measure:
        lines.append(
            call.say(
                mark(
                    "It has no measure yet. How will you know that it is reached? `{command} "
                    "goal … | measure: NPS 20 to 35 by June`"
                ),
                command=call.spoken,
            )
        )
    if not call.map.personas:
        lines.append(next_line(call, mark("Next, whom is it for? `{command} persona Sam | about: office manager`")))
    return answer(call, Step.GOAL, kept, lines)


def add_persona(call: Call, values: Values) -> Answer:
    kept = call.keep([Add(Kind.PERSONA, dict(values))])
    lines = [
        kept_line(call, kept.first, str(values["name"])),
        details_in_words(call, PERSONA, values),
        next_line(call, mark("Next, what do you know of them? `{command} research …`")),
    ]
    step = call.journey.step if call.journey.step in {Step.GOAL, Step.RESEARCH} else Step.RESEARCH
    return answer(call, step, kept, lines, [more_buttons(call, "persona", mark("Another persona"))])


COMMANDS = (
    Command(
        ("goal",),
        "doel",
        mark("what this map should achieve, and how you will know"),
        set_goal,
        mark("TEXT [| measure: NPS 20 to 35 by June] [| trigger: …] [| from: …] [| to: …] [| expectation: …]"),
        GOAL,
        opens=True,
    ),
    Command(
        ("persona",),
        "persona",
        mark("whom the map is for"),
        add_persona,
        mark("NAME [| about: …] [| wants: …] [| drives: …]"),
        PERSONA,
        opens=True,
    ),
)
