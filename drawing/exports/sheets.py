"""The journey as tables, one per kind of thing, in one language. To add one: a function here and its name in SHEETS.

What is felt comes as aggregates only, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from drawing.exports.cells import Cell, rounded
from drawing.wording import JUMPS, STATES
from journey.model import Action, JourneyMap, Touchpoint
from journey.words import Voice

Row = tuple[Cell, ...]


class Column(NamedTuple):
    """`width` in characters: long texts are wrapped, not cut."""

    title: str
    width: int = 12


class Sheet(NamedTuple):
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def _sheet(title: str, columns: Iterable[Column], rows: Iterable[Row]) -> Sheet:
    return Sheet(title, tuple(columns), tuple(rows))


def personas(journey: JourneyMap, say: Voice) -> Sheet:
    columns = (
        Column(say("Number"), 9),
        Column(say("Name"), 28),
        Column(say("Who they are"), 44),
        Column(say("What they want"), 44),
        Column(say("What drives them"), 44),
    )
    return _sheet(say("Personas"), columns, [(p.number, p.name, p.about, p.wants, p.drives) for p in journey.personas])


def evidence(journey: JourneyMap, say: Voice) -> Sheet:
    columns = (
        Column(say("Number"), 9),
        Column(say("Finding"), 60),
        Column(say("Kind"), 14),
        Column(say("Source"), 28),
        Column(say("Date")),
        Column(say("Touchpoint"), 13),
        Column(say("Link"), 36),
    )
    rows = [(e.number, e.finding, say(e.kind.value), e.source, e.date, e.touchpoint, e.link) for e in journey.evidence]
    return _sheet(say("Evidence"), columns, rows)


def touchpoints(journey: JourneyMap, say: Voice) -> Sheet:
    """The map itself: what happens, what is felt, what hurts there and what is done about it."""
    columns = (
        Column(say("Number"), 9),
        Column(say("Stage"), 18),
        Column(say("Touchpoint"), 40),
        Column(say("Kind"), 12),
        Column(say("Channel"), 16),
        Column(say("Ours"), 8),
        Column(say("Key moment"), 13),
        Column(say("When"), 16),
        Column(say("Key activity"), 36),
        Column(say("Information needed"), 28),
        Column(say("Needs"), 36),
        Column(say("Emotion"), 10),
        Column(say("Raters"), 9),
        Column(say("Spread"), 9),
        Column(say("Importance"), 12),
        Column(say("Evidence"), 13),
        Column(say("Departments"), 24),
        Column(say("Owner"), 20),
        Column(say("Then"), 20),
        Column(say("Pain points"), 40),
        Column(say("Actions"), 40),
    )
    return _sheet(say("Touchpoints"), columns, [_touchpoint(journey, say, t) for t in journey.touchpoints])


def _touchpoint(journey: JourneyMap, say: Voice, t: Touchpoint) -> Row:
    pains = journey.pain_points_at(t.number)
    actions = [a for p in pains for a in journey.actions_for(p.number)]
    found = {*t.evidence, *(e.number for e in journey.evidence if e.touchpoint == t.number)}
    felt: Row = (rounded(t.rating.mean), t.rating.count, rounded(t.rating.spread), rounded(t.rating.importance))
    return (
        *(t.number, t.stage, t.what, say(t.kind.value), say(t.channel), t.ours, t.key, t.when, t.activity, t.info),
        _lines(need.text for need in t.needs),
        *(felt if t.rating.count else (None, 0, None, felt[3])),
        len(found),
        ", ".join(t.departments),
        journey.name_of(t.owner),
        ", ".join(say(JUMPS[jump.kind], number=jump.to) for jump in t.jumps),
        _lines(f"{p.number}. {p.what}" for p in pains),
        _lines(f"{a.number}. {a.goal}" for a in actions),
    )


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def pain_points(journey: JourneyMap, say: Voice) -> Sheet:
    columns = (
        Column(say("Number"), 9),
        Column(say("Pain point"), 50),
        Column(say("Touchpoint"), 13),
        Column(say("Where"), 36),
        Column(say("Causes"), 50),
        Column(say("Severity"), 10),
        Column(say("Frequency"), 11),
        Column(say("Votes"), 9),
        Column(say("Set aside"), 11),
    )
    rows: list[Row] = []
    for p in journey.pain_points:
        at = journey.touchpoint(p.touchpoint)
        causes = _lines(cause.why for cause in p.causes)
        where = at.what if at else ""
        rows.append((p.number, p.what, p.touchpoint, where, causes, p.severity, p.frequency, p.votes, p.set_aside))
    return _sheet(say("Pain points"), columns, rows)


def actions(journey: JourneyMap, say: Voice) -> Sheet:
    columns = (
        Column(say("Kind"), 10),
        Column(say("Number"), 9),
        Column(say("Action"), 9),
        Column(say("What"), 50),
        Column(say("Pain point"), 12),
        Column(say("Owner"), 20),
        Column(say("Due")),
        Column(say("State"), 10),
        Column(say("Done on")),
        Column(say("Effort"), 9),
        Column(say("Effect"), 9),
    )
    return _sheet(say("Actions"), columns, (row for a in journey.actions for row in _action(journey, say, a)))


def _action(journey: JourneyMap, say: Voice, a: Action) -> Iterator[Row]:
    """The action, then its tasks."""
    who = journey.name_of
    state = say(STATES[a.state])
    yield (say("action"), a.number, a.number, a.goal, a.pain_point, who(a.owner), a.due, state, a.done_on, a.effort,
           a.effect)  # fmt: skip
    for t in a.tasks:
        state = say(STATES[t.state])
        yield (say("task"), t.number, a.number, t.what, None, who(t.owner), t.due, state, t.done_on, None, None)


def measures(journey: JourneyMap, say: Voice) -> Sheet:
    """A line per value; a measure without values has one line all the same."""
    columns = (
        Column(say("Number"), 9),
        Column(say("Measure"), 36),
        Column(say("Date")),
        Column(say("Value")),
        Column(say("Unit")),
        Column(say("Target")),
        Column(say("Touchpoint"), 13),
        Column(say("Stage"), 18),
    )
    rows: list[Row] = []
    for m in journey.measures:
        values: list[tuple[Cell, Cell]] = [(r.on, r.value) for r in m.values]
        rows += [
            (m.number, m.name, on, value, m.unit, m.target, m.touchpoint, m.stage)
            for on, value in values or [(None, None)]
        ]
    return _sheet(say("Measures"), columns, rows)


def departments(journey: JourneyMap, say: Voice) -> Sheet:
    columns = (Column(say("Department"), 28), Column(say("People"), 10), Column(say("Contributions"), 15))
    rows = [(p.department or say("no department"), p.people, p.contributions) for p in journey.participation]
    return _sheet(say("Departments"), columns, rows)


def reviews(journey: JourneyMap, say: Voice) -> Sheet:
    columns = (Column(say("Number"), 9), Column(say("Held on")), Column(say("Outcome"), 60))
    return _sheet(say("Reviews"), columns, [(r.number, r.held_at.date(), r.outcome) for r in journey.reviews])


SHEETS: tuple[Callable[[JourneyMap, Voice], Sheet], ...] = (
    touchpoints,
    personas,
    evidence,
    pain_points,
    actions,
    measures,
    departments,
    reviews,
)
