"""Closing the loop: what customers or colleagues can be told when an action is done."""

from __future__ import annotations

from journey.model import Action, JourneyMap
from journey.words import mark, voice


def proposal(journey: JourneyMap, action: Action) -> str:
    """A short text in the journey's language, plain, to be changed by whoever posts it."""
    say = voice(journey.language)
    pain = journey.pain_point(action.pain_point)
    touchpoint = journey.touchpoint(pain.touchpoint) if pain else None
    told = []
    if pain and touchpoint:
        told.append(
            say(
                mark("At “{touchpoint}” something was not right: “{pain}”."), touchpoint=touchpoint.what, pain=pain.what
            )
        )
    if pain and pain.causes:
        told.append(say(mark("We looked for the cause and found it: “{cause}”."), cause=pain.causes[-1].why))
    told.append(say(mark("Now this is done: “{goal}”."), goal=action.goal))
    told.append(say(mark("Thank you for telling us. Do you notice the difference? We would like to hear it.")))
    return " ".join(told)
