"""Where we are, what to do now, what I still can add: the answer to the bare command."""

from __future__ import annotations

from commands.blocks import actions, button
from commands.call import Answer, Call, Values
from commands.flow import step_buttons
from commands.registry import Command
from commands.slack_text import escaped
from journey.model import Step
from journey.steps import GUIDES, ORDER, guide_for
from journey.words import mark


def status(call: Call, _values: Values) -> Answer:
    if not call.has_journey:
        return _nothing_here(call)
    journey, guide = call.map, guide_for(call.journey.step)
    place = ORDER.index(guide.step) + 1
    lines = [
        f"*{escaped(journey.name)}*",
        call.say(
            mark("Step {place} of 8: *{step}*. {purpose}"),
            place=place,
            step=call.say(guide.title),
            purpose=call.say(guide.purpose),
        ),
        *(
            f"{number}. {call.say(each.title)}: {call.tell(each.gathered(journey))}"
            for number, each in enumerate(GUIDES, 1)
        ),
    ]
    if missing := guide.missing(journey):
        lines += [f"*{call.say(mark('Still missing:'))}*", *(f"• {call.tell(what)}" for what in missing)]
    lines += _mine(call)
    lines.append(
        call.say(mark("For example: `{command} {example}`"), command=call.spoken, example=call.say(guide.examples[0]))
    )
    buttons = step_buttons(call.say, guide.step, call.journey.id)
    buttons.append(button(call.say(mark("Everything you can do")), "hub", call.journey.id))
    return Answer(lines, [actions(buttons)])


def _mine(call: Call) -> list[str]:
    lines = []
    if not call.standing.department:
        lines.append(
            call.say(mark("For which department do you take part? `{command} department …`"), command=call.spoken)
        )
    unrated = call.store.unrated_by(call.visit.workspace, call.journey.id, call.visit.person)
    if unrated and ORDER.index(call.journey.step) >= ORDER.index(Step.EMOTIONS):
        lines.append(
            call.say.many("You can still rate {count} touchpoint: "
                "{numbers}.", "You can still rate {count} touchpoints: "
                "{numbers}.",
                          len(unrated), numbers=", ".join(map(str, unrated[:10])))
        )  # fmt: skip
    return lines


def _nothing_here(call: Call) -> Answer:
    lines = [
        call.say(mark("There is no open journey in this channel yet.")),
        call.say(
            mark("A journey map shows what customers live through with us, step by step. I lead your team through it.")
        ),
        call.say(mark("Start one: `{command} start Free trial | stages: software`"), command=call.spoken),
    ]
    return Answer(lines, [actions([button(call.say(mark("Start a journey")), "form:start", style="primary")])])


COMMANDS = (
    Command(("status",), "stand", mark("where we are, what to do now, what you can add"), status, needs_journey=False),
)
ACTIONS = {"status": lambda call, _value: status(call, {})}
