"""Says it when what was asked cannot be done: what a person can put right, and what nobody foresaw."""

from __future__ import annotations

import logging
from collections.abc import Callable

from commands.call import Answer
from commands.reference import begin, current
from commands.refusals import as_refusal, unavailable
from commands.slack_text import escaped
from journey.refusal import Refusal
from journey.words import Said, Voice, mark
from storage.refusals import StorageUnavailable, StoreRefusal

log = logging.getLogger("waymark.door")


def guarded(say: Voice, spoken: str, work: Callable[[], Answer]) -> Answer:
    """What a person can put right is told to them; all else too, with a reference that the log bears as well."""
    try:
        return work()
    except Exception as error:  # the door's one place for what nobody foresaw
        return Answer(refusal_lines(say, told_of(error), spoken))


def told_of(error: Exception) -> Refusal:
    """What a person is told when this stopped their request; called while it is handled."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, StoreRefusal):
        return as_refusal(error)
    if isinstance(error, StorageUnavailable):
        log.error("storage unavailable: %s", error)
        return unavailable(error)
    reference = current() or begin()
    log.exception("request failed, reference %s", reference)
    return Refusal(
        mark(
            "Something went wrong on my side, and nothing was kept. Please try again; if it stays, "
            "tell whoever runs Waymark this reference: {reference}."
        ),
        reference=reference,
    )


def refusal_lines(say: Voice, refused: Refusal, spoken: str) -> list[str]:
    say = refused.voice or say
    lines = [refused.said.by(say, escaped)]
    if refused.example:
        example = refused.example.by(say, escaped) if isinstance(refused.example, Said) else say(refused.example)
        lines.append(say(mark("For example: `{command} {example}`"), command=spoken, example=example))
    return lines
