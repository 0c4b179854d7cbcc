"""What changed from one picture to the next, in a sentence or two. Knows only what a picture shows, and tells all that
looks different, also a first rating; whether a change of feeling is more than a whim is `journey.compare`'s to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drawing.markdown import shortened
from drawing.peaks import mean_of
from journey.model import JourneyMap, State
from journey.words import Voice

NAMED = 4
PHRASE = 60
TENTH = 0.05
"""Smaller differences do not show in a score of one decimal."""


def changes(say: Voice, before: JourneyMap, after: JourneyMap) -> str:
    """Empty when nothing that is told here changed."""
    told = [*_touchpoints(say, before, after), *_feelings(say, before, after), *_pains_and_actions(say, before, after)]
    return say("Since the picture before: {changes}.", changes="; ".join(told)) if told else ""


def _touchpoints(say: Voice, before: JourneyMap, after: JourneyMap) -> Iterator[str]:
    was, now = ({t.number: t.what for t in journey.touchpoints} for journey in (before, after))
    if new := [f"{n}. {shortened(what, PHRASE)}" for n, what in now.items() if n not in was]:
        yield say("new: {touchpoints}", touchpoints=_some(say, new))
    if gone := [f"{n}. {shortened(what, PHRASE)}" for n, what in was.items() if n not in now]:
        yield say("gone: {touchpoints}", touchpoints=_some(say, gone))


def _feelings(say: Voice, before: JourneyMap, after: JourneyMap) -> Iterator[str]:
    was = {t.number: mean for t in before.touchpoints if (mean := mean_of(t)) is not None}
    now = {t.number: mean for t in after.touchpoints if (mean := mean_of(t)) is not None}
    both = [n for n in now if n in was]
    if rose := [str(n) for n in both if now[n] > was[n] + TENTH]:
        yield say("emotion rose at {numbers}", numbers=_some(say, rose))
    if fell := [str(n) for n in both if now[n] < was[n] - TENTH]:
        yield say("emotion fell at {numbers}", numbers=_some(say, fell))
    if first := [str(n) for n in now if n not in was]:
        yield say("rated for the first time: {numbers}", numbers=_some(say, first))


def _pains_and_actions(say: Voice, before: JourneyMap, after: JourneyMap) -> Iterator[str]:
    known = {p.number for p in before.pain_points}
    if new := sum(p.number not in known for p in after.pain_points):
        yield say.many("{count} new pain point", "{count} new pain points", new)
    planned = {a.number for a in before.actions}
    if new := sum(a.number not in planned for a in after.actions):
        yield say.many("{count} new action", "{count} new actions", new)
    open_then = {a.number for a in before.actions if a.state is State.OPEN}
    if done := sum(a.state is State.DONE and a.number in open_then for a in after.actions):
        yield say.many("{count} action done", "{count} actions done", done)


def _some(say: Voice, items: Sequence[str]) -> str:
    rest = len(items) - NAMED
    return ", ".join(items[:NAMED]) + (" " + say.many("and {count} more", "and {count} more", rest) if rest > 0 else "")
