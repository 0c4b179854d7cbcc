"""Closing the loop: what customers could be told of a done action, proposed to a facilitator when it suits them."""

from __future__ import annotations

from commands.deliveries.desk import Desk, Later
from commands.telling import proposal_message, seconds_until_it_suits
from journey.model import State
from storage.values import Letter


def deliver(desk: Desk, letter: Letter) -> None:
    """Nothing when it was told or opened again meanwhile, or when the person is reminded of nothing any more."""
    journey, person = desk.journey(letter), str(letter.payload["person"])
    action = journey.action(int(letter.payload["action"])) if journey else None
    if journey is None or journey.closed or action is None or action.state is not State.DONE or action.told_on:
        return
    times = desk.store.nudge_times(letter.workspace, person)
    if times.off:
        return
    known = desk.store.people(letter.workspace, [person]).get(person)
    zone = (known.timezone if known else "") or journey.timezone
    if (wait := seconds_until_it_suits(times, zone, desk.now)) > 0:
        raise Later(wait)
    say = desk.voice_of(letter.workspace, person, journey.language)
    channel = desk.slack.conversations_open(users=person)["channel"]["id"]
    message = proposal_message(say, journey, action, str(letter.payload["by"]))
    desk.slack.chat_postMessage(channel=channel, unfurl_links=False, **message)
