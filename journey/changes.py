"""What a comparison says, in words: headings with their lines, the weightiest first; for messages and alt texts.

To tell one more kind of change: a field in `compare.Comparison`, and an entry in PARTS.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journey.compare import Comparison, DoneAction, Moved, Pair, Shift
from journey.model import PainPoint, Touchpoint
from journey.words import Either, Said, mark, said, voice

Part = tuple[str, tuple[Said, ...]]
"""A marked heading, and what stands under it."""


def told(comparison: Comparison) -> list[Part]:
    """Only parts that have something to say; none when nothing changed."""
    parts = [(title, tuple(lines(comparison))) for title, lines in PARTS]
    return [part for part in parts if part[1]]


def decimal(number: float) -> Either:
    """0.8, and 0,8 in Dutch; 12 without decimals."""
    rounded = round(number, 2) or 0
    return Either(voice("en").number(rounded), voice("nl").number(rounded))


def signed(change: float) -> Either:
    return Either(voice("en").signed(change), voice("nl").signed(change))


def _shift(shift: Shift) -> Said:
    return said(
        mark("{number}. {what}: {change} ({before} by {raters_then} people → {after} by {raters_now})"),
        number=shift.after.number,
        what=shift.after.what,
        change=signed(shift.change),
        before=decimal(shift.before.rating.mean or 0),
        after=decimal(shift.after.rating.mean or 0),
        raters_then=shift.before.rating.count,
        raters_now=shift.after.rating.count,
    )


def _touchpoint(touchpoint: Touchpoint) -> Said:
    if not touchpoint.stage:
        return said("{number}. {what}", number=touchpoint.number, what=touchpoint.what)
    return said("{number}. {what} ({stage})", number=touchpoint.number, what=touchpoint.what, stage=touchpoint.stage)


def _reworded(pair: Pair) -> Said:
    return said(
        mark("{number}. “{before}” is “{after}” now"),
        number=pair.after.number,
        before=pair.before.what,
        after=pair.after.what,
    )


def _moved(pair: Pair) -> Said:
    return said(
        mark("{number}. {what}: from “{before}” to “{after}”"),
        number=pair.after.number,
        what=pair.after.what,
        before=pair.before.stage or "–",
        after=pair.after.stage or "–",
    )


def _pain(pain: PainPoint) -> Said:
    return said("{number}. {what}", number=pain.number, what=pain.what)


def _done(done: DoneAction) -> Said:
    return said(
        mark("{number}. {goal} – {effect}"), number=done.action.number, goal=done.action.goal, effect=_effect(done)
    )


def _effect(done: DoneAction) -> Said:
    """Whether the feeling at its touchpoint moved with it; that is no proof that it was the cause."""
    at = done.touchpoint
    if at is None:
        return said(mark("it belongs to no touchpoint, so its effect cannot be seen on the map"))
    if done.change is None:
        return said(mark("rate touchpoint {number} again to see whether it helped"), number=at.number)
    if not done.sure:
        return said(mark("the feeling at touchpoint {number} has not clearly moved"), number=at.number)
    text = (
        mark("the feeling at touchpoint {number} rose with it, {change}")
        if done.change > 0
        else mark("yet the feeling at touchpoint {number} fell, {change}")
    )
    return said(text, number=at.number, change=signed(done.change))


def _measure(moved: Moved) -> Said:
    way = {
        True: said(mark("towards the target of {target}"), target=decimal(moved.measure.target or 0)),
        False: said(mark("away from the target of {target}"), target=decimal(moved.measure.target or 0)),
    }
    values = said(
        "{name}: {before} → {after}{unit}",
        name=moved.measure.name,
        before=decimal(moved.before),
        after=decimal(moved.after),
        unit=f" {moved.measure.unit}" if moved.measure.unit else "",
    )
    return values if moved.better is None else said("{values}, {way}", values=values, way=way[moved.better])


def _department(name: str) -> Said:
    return said("{department}", department=name)


def _each(
    pick: Callable[[Comparison], Sequence[object]], line: Callable[..., Said]
) -> Callable[[Comparison], list[Said]]:
    return lambda comparison: [line(each) for each in pick(comparison)]


PARTS: tuple[tuple[str, Callable[[Comparison], list[Said]]], ...] = (
    (mark("The feeling rose"), _each(lambda c: sorted(c.rose, key=lambda s: -s.change), _shift)),
    (mark("The feeling fell"), _each(lambda c: sorted(c.fell, key=lambda s: s.change), _shift)),
    (mark("Perhaps moved: few raters, or little agreement"), _each(lambda c: c.perhaps, _shift)),
    (mark("Actions done"), _each(lambda c: c.done, _done)),
    (mark("Pain points solved: all that was planned is done"), _each(lambda c: c.pains_solved, _pain)),
    (mark("New pain points"), _each(lambda c: c.pains_new, _pain)),
    (mark("Pain points no longer on the map"), _each(lambda c: c.pains_gone, _pain)),
    (mark("Measures"), _each(lambda c: c.measures, _measure)),
    (mark("New touchpoints"), _each(lambda c: c.came, _touchpoint)),
    (mark("Touchpoints that went"), _each(lambda c: c.went, _touchpoint)),
    (mark("Told in other words"), _each(lambda c: c.reworded, _reworded)),
    (mark("In another stage"), _each(lambda c: c.moved, _moved)),
    (mark("Departments that joined"), _each(lambda c: c.departments, _department)),
)
