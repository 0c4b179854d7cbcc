"""Turns of phrase that the charts' words share. The caller escapes what people typed for where it goes."""

from __future__ import annotations

from collections.abc import Sequence

from drawing.markdown import shortened
from drawing.wording import persona_names
from journey.model import JourneyMap
from journey.words import Voice

PHRASE = 80
NAME = 120


def opening(say: Voice, title: str, journey: JourneyMap) -> str:
    """Which picture this is, of which journey."""
    name = shortened(journey.name, NAME) or say("A journey without a name")
    if not journey.personas:
        return f"{say(title)}: “{name}”."
    persona = shortened(persona_names(journey), NAME)
    return say("{picture}: “{name}” of {persona}.", picture=say(title), name=name, persona=persona)


def numbered(number: int, text: str) -> str:
    return f"{number}. {shortened(text, PHRASE)}"


def some(say: Voice, items: Sequence[str], most: int = 8, between: str = "; ") -> str:
    """The first items, and how many more there are."""
    told = between.join(items[:most])
    rest = len(items) - most
    return told if rest <= 0 else told + between + say.many("{count} more", "{count} more", rest)


def people(say: Voice, count: int) -> str:
    return say.many("{count} person", "{count} people", count)
