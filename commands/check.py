"""How honest the map is: every doubt about it in order of weight, each with what to do; and invitations to forward."""

from __future__ import annotations

from collections.abc import Sequence

from commands.blocks import Block, context, section
from commands.call import Answer, Call, Values
from commands.registry import Command
from commands.slack_text import escaped
from journey.honesty import Doubt, doubts, weightiest
from journey.model import JourneyMap
from journey.steps import GUIDES
from journey.words import Said, mark, voice

MOST_INVITATIONS = 3
AT_A_STEP = 3
"""Doubts, of different kinds, that the facilitator hears of when the team goes on."""


def check(call: Call, _values: Values) -> Answer:
    found = doubts(call.map)
    lines = [f"• *{call.tell(doubt.what)}* {_what_to_do(call, doubt)}" for doubt in found]
    lines += _from_steps(call, [doubt.what for doubt in found])
    if not lines:
        return Answer([call.say(mark("Nothing about this map raises a question right now. Well done."))])
    title = call.say(mark("*What to look at, the weightiest first.* These are questions; you decide."))
    return Answer([title, *lines], invitations(call, found))


def _what_to_do(call: Call, doubt: Doubt) -> str:
    """What is to be typed gets the command in front."""
    return call.tell(doubt.do).replace("`", f"`{call.spoken} ", 1) if "`" in doubt.do.text else call.tell(doubt.do)


def _from_steps(call: Call, told: Sequence[Said]) -> list[str]:
    """What the steps warn of besides, with the word that shows the step and its buttons."""
    return [
        f"• {call.tell(what)} `{call.spoken} {call.say(guide.title).lower()}`"
        for guide in GUIDES
        for what in guide.warnings(call.map)
        if what not in told
    ]


def invitations(call: Call, found: Sequence[Doubt]) -> list[Block]:
    """For each department that is missing, a text to copy and send on; only the asker sees it."""
    missing = [doubt.department for doubt in found if doubt.department][:MOST_INVITATIONS]
    blocks: list[Block] = []
    for department in missing:
        blocks.append(context(call.line(mark("To forward to {department}:"), department=department)))
        blocks.append(section(f">{invitation(call.map, department, call.spoken)}"))
    return blocks


def invitation(journey: JourneyMap, department: str, spoken: str) -> str:
    """In the journey's language: its readers are colleagues there."""
    say = voice(journey.language)
    named = [t.what for t in journey.touchpoints if department in t.departments][:3]
    where = say(mark(" at “{touchpoints}”"), touchpoints=escaped("”, “".join(named))) if named else ""
    return say(
        mark(
            "We are mapping what customers live through in “{journey}”, step by step. {department} has a hand in it"
            "{where}, and what you know is still missing. Ten minutes help: come to <#{channel}> and type "
            "`{command} department {department}`, then `{command}`."
        ),
        journey=escaped(journey.name),
        department=escaped(department),
        where=where,
        channel=journey.channel,
        command=spoken,
    )


def at_a_step(call: Call) -> list[str]:
    """For the facilitator, when the team goes on."""
    heaviest = weightiest(call.map, AT_A_STEP)
    if not heaviest:
        return []
    lines = [f"• {call.tell(doubt.what)}" for doubt in heaviest]
    more = call.say(mark("`{command} check` shows everything, with what to do."), command=call.spoken)
    return [f"*{call.say(mark('Worth a look:'))}*", *lines, more]


COMMANDS = (Command(("check",), "controle", mark("how honest the map is, and what to do about it"), check),)
