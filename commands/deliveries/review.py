"""The review in the channel: what to look at, and what can be done about it."""

from __future__ import annotations

from commands import blocks as b
from commands.deliveries.desk import Desk
from commands.slack_text import escaped, mention
from commands.step_view import measures
from journey.model import JourneyMap
from journey.steps import GUIDES
from journey.words import Voice, mark, voice
from storage.values import Letter

SHOWN = 8


def deliver(desk: Desk, letter: Letter) -> None:
    journey = desk.journey(letter)
    if journey is None or journey.closed:
        return
    say = voice(journey.language)
    title = say(mark("Review of “{name}”"), name=escaped(journey.name))
    parts = [
        say(
            mark("Is this map still true, and did it get better? Change what is not: `{command} edit touchpoint 3 …`"),
            command=desk.spoken,
        )
    ]
    parts += [part for part in (_actions(journey, say), _warnings(journey, say), _measures(journey, say)) if part]
    buttons = [
        b.button(say(mark("Draw the map")), "map", journey.id, style="primary"),
        b.button(say(mark("Correct something")), "form:edit", journey.id),
        b.button(say(mark("Rate a touchpoint")), "form:emotion", journey.id),
        b.button(say(mark("Add a value")), "form:measure", journey.id),
    ]
    desk.slack.chat_postMessage(
        channel=journey.channel,
        text="\n".join([title, *parts]),
        blocks=[b.section(f"*{title}*"), *map(b.section, parts), b.actions(buttons)],
        unfurl_links=False,
    )


def _actions(journey: JourneyMap, say: Voice) -> str:
    still = [action for action in journey.actions if action.state == "open"]
    if not still:
        return ""
    lines = [
        f"• {action.number}. {escaped(action.goal)}"
        + (f" – {mention(action.owner)}" if action.owner else "")
        + (f", {say.day(action.due, 'medium')}" if action.due else "")
        for action in still[:SHOWN]
    ]
    return "\n".join([f"*{say(mark('Actions still open:'))}*", *lines])


def _warnings(journey: JourneyMap, say: Voice) -> str:
    found = [what.by(say, escaped) for guide in GUIDES for what in guide.warnings(journey)]
    return "\n".join([f"*{say(mark('Worth a look:'))}*", *(f"• {what}" for what in found[:SHOWN])]) if found else ""


def _measures(journey: JourneyMap, say: Voice) -> str:
    lines = measures(journey, say)
    return "\n".join([f"*{say(mark('Measures'))}*", *lines[:SHOWN]]) if lines else ""
