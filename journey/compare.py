"""Two maps beside each other: what came and went, what rose and fell, what was done and whether it helped.

Maps of one journey are matched by number; other maps (as it is and as it should be, say) by their words. A change of
feeling is only told as one when it is more than a few people's whim: see `_shift`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from typing import NamedTuple, TypeVar

from journey.model import Action, JourneyMap, Measure, PainPoint, State, Touchpoint

FEW_RATERS = 3
"""With fewer people than this on either side, a change of feeling is only a hint."""
STEP = 0.5
"""A mean that moved by less than this, on the scale from -2 to 2, has not moved."""
CERTAIN = 1.5
"""How many standard errors a change must be, beyond what other raters on another day would give as well."""
ALIKE = 0.5
"""The part of all their words that two texts must share to be taken for the same touchpoint."""

Item = TypeVar("Item")


class Pair(NamedTuple):
    """One touchpoint, then and now."""

    before: Touchpoint
    after: Touchpoint


class Shift(NamedTuple):
    """How a touchpoint's mean feeling moved; `sure` says whether it counts as a change."""

    before: Touchpoint
    after: Touchpoint
    change: float
    sure: bool


class DoneAction(NamedTuple):
    """An action that was done between the two maps, its touchpoint (now), and how that touchpoint's feeling moved:
    None where it was not rated on both sides."""

    action: Action
    touchpoint: Touchpoint | None = None
    change: float | None = None
    sure: bool = False


class Moved(NamedTuple):
    """A measure's last value, then and now. `better` is None where there is no target to judge by."""

    measure: Measure
    before: float
    after: float
    better: bool | None = None


class Comparison(NamedTuple):
    """What differs between two maps. `pairs` are all touchpoints that are on both, in the later map's order."""

    pairs: tuple[Pair, ...] = ()
    came: tuple[Touchpoint, ...] = ()
    went: tuple[Touchpoint, ...] = ()
    reworded: tuple[Pair, ...] = ()
    moved: tuple[Pair, ...] = ()
    """Now in another stage."""
    rose: tuple[Shift, ...] = ()
    fell: tuple[Shift, ...] = ()
    perhaps: tuple[Shift, ...] = ()
    """Moved, but rated by too few, or with too little agreement, to be told as a change."""
    pains_new: tuple[PainPoint, ...] = ()
    pains_gone: tuple[PainPoint, ...] = ()
    pains_solved: tuple[PainPoint, ...] = ()
    """All that was planned against them is done."""
    done: tuple[DoneAction, ...] = ()
    measures: tuple[Moved, ...] = ()
    departments: tuple[str, ...] = ()
    """That take part now and did not then."""

    @property
    def empty(self) -> bool:
        return self == Comparison(pairs=self.pairs)


def compare(before: JourneyMap, after: JourneyMap) -> Comparison:
    """`before` and `after` may be of one journey or of two."""
    same = bool(before.id) and before.id == after.id
    pairs = match(before, after)
    there, here = {p.before.number for p in pairs}, {p.after.number for p in pairs}
    shifts = [shift for pair in pairs if (shift := _shift(pair))]
    pains = _matched(before.pain_points, after.pain_points, _number if same else _what_hurts)
    return Comparison(
        pairs=pairs,
        came=tuple(t for t in after.touchpoints if t.number not in here),
        went=tuple(t for t in before.touchpoints if t.number not in there),
        reworded=tuple(p for p in pairs if words(p.before.what) != words(p.after.what)),
        moved=tuple(p for p in pairs if p.before.stage.casefold() != p.after.stage.casefold()),
        rose=tuple(s for s in shifts if s.sure and s.change > 0),
        fell=tuple(s for s in shifts if s.sure and s.change < 0),
        perhaps=tuple(s for s in shifts if not s.sure),
        pains_new=_without(after.pain_points, [now for _, now in pains]),
        pains_gone=_without(before.pain_points, [then for then, _ in pains]),
        pains_solved=tuple(
            now for then, now in pains if _all_done(after, now.number) and not _all_done(before, then.number)
        ),
        done=_done(before, after, pairs, same),
        measures=_measures(before, after, same),
        departments=_departments(before, after),
    )


# --- touchpoints --------------------------------------------------------------------------------------------


def match(before: JourneyMap, after: JourneyMap) -> tuple[Pair, ...]:
    """The touchpoints that are on both maps, in the later map's order; each is in one pair at most."""
    if before.id and before.id == after.id:
        found = _matched(before.touchpoints, after.touchpoints, _number)
    else:
        found = _by_words(before.touchpoints, after.touchpoints)
    place = {each.number: at for at, each in enumerate(after.touchpoints)}
    return tuple(Pair(then, now) for then, now in sorted(found, key=lambda pair: place[pair[1].number]))


def _by_words(before: Sequence[Touchpoint], after: Sequence[Touchpoint]) -> list[tuple[Touchpoint, Touchpoint]]:
    """The same words in the same stage first, then the same words anywhere, then most words in the same stage."""
    found: list[tuple[Touchpoint, Touchpoint]] = []
    left, right = list(before), list(after)
    for key in (_what_and_stage, _what):
        now = _matched(left, right, key)
        found += now
        left, right = (
            [each for each in left if all(each is not then for then, _ in now)],
            [each for each in right if all(each is not nowadays for _, nowadays in now)],
        )
    return found + _alike(left, right)


def _alike(left: list[Touchpoint], right: list[Touchpoint]) -> list[tuple[Touchpoint, Touchpoint]]:
    close = [
        (-likeness, sorted((words(then.what), words(now.what))), at, to)
        for at, then in enumerate(left)
        for to, now in enumerate(right)
        if then.stage.casefold() == now.stage.casefold() and (likeness := _likeness(then.what, now.what)) >= ALIKE
    ]
    found, taken_left, taken_right = [], set(), set()
    for _, _, at, to in sorted(close):
        if at not in taken_left and to not in taken_right:
            found.append((left[at], right[to]))
            taken_left.add(at)
            taken_right.add(to)
    return found


def words(text: str) -> str:
    """A text as it is compared: without case, marks and double spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _likeness(one: str, other: str) -> float:
    a, b = set(words(one).split()), set(words(other).split())
    return len(a & b) / len(a | b) if a | b else 0.0


def _number(item: Touchpoint | PainPoint | Action | Measure) -> int:
    return item.number


def _what(item: Touchpoint) -> str:
    return words(item.what)


def _what_and_stage(item: Touchpoint) -> tuple[str, str]:
    return words(item.what), item.stage.casefold()


def _what_hurts(item: PainPoint) -> str:
    return words(item.what)


def _matched(before: Iterable[Item], after: Iterable[Item], key: Callable[[Item], object]) -> list[tuple[Item, Item]]:
    """By equal keys; where several have one key, in their order."""
    waiting: dict[object, list[Item]] = {}
    for each in after:
        waiting.setdefault(key(each), []).append(each)
    return [(each, waiting[key(each)].pop(0)) for each in before if waiting.get(key(each))]


# --- feelings -----------------------------------------------------------------------------------------------


def _shift(pair: Pair) -> Shift | None:
    """None where the mean moved by less than STEP. Sure when enough people rated on both sides and the change is
    larger than what their disagreement alone would explain."""
    then, now = pair.before.rating, pair.after.rating
    if then.mean is None or now.mean is None:
        return None
    change = now.mean - then.mean
    if abs(change) < STEP:
        return None
    enough = min(then.count, now.count) >= FEW_RATERS
    return Shift(pair.before, pair.after, change, enough and abs(change) >= CERTAIN * _error(pair))


def _error(pair: Pair) -> float:
    """The standard error of the difference of the two means."""
    then, now = pair.before.rating, pair.after.rating
    return sqrt(then.spread**2 / max(then.count, 1) + now.spread**2 / max(now.count, 1))


# --- the rest -----------------------------------------------------------------------------------------------


def _without(every: Sequence[PainPoint], matched: Sequence[PainPoint]) -> tuple[PainPoint, ...]:
    known = {each.number for each in matched}
    return tuple(each for each in every if each.number not in known)


def _all_done(journey: JourneyMap, pain: int) -> bool:
    actions = journey.actions_for(pain)
    return bool(actions) and all(action.state is State.DONE for action in actions)


def _done(before: JourneyMap, after: JourneyMap, pairs: Sequence[Pair], same: bool) -> tuple[DoneAction, ...]:
    def key(action: Action) -> object:
        return action.number if same else words(action.goal)

    long_done = {key(action) for action in before.actions if action.state is State.DONE}
    fresh = [action for action in after.actions if action.state is State.DONE and key(action) not in long_done]
    return tuple(_done_at(after, action, pairs) for action in fresh)


def _done_at(after: JourneyMap, action: Action, pairs: Sequence[Pair]) -> DoneAction:
    pain = after.pain_point(action.pain_point)
    touchpoint = after.touchpoint(pain.touchpoint) if pain else None
    pair = next((p for p in pairs if touchpoint and p.after.number == touchpoint.number), None)
    if pair is None or pair.before.rating.mean is None or pair.after.rating.mean is None:
        return DoneAction(action, touchpoint)
    shift = _shift(pair)
    change = pair.after.rating.mean - pair.before.rating.mean
    return DoneAction(action, touchpoint, change, shift is not None and shift.sure)


def _measures(before: JourneyMap, after: JourneyMap, same: bool) -> tuple[Moved, ...]:
    def key(measure: Measure) -> object:
        return measure.number if same else words(measure.name)

    both = _matched(before.measures, after.measures, key)
    return tuple(
        Moved(now, then.values[-1].value, now.values[-1].value, _better(then, now))
        for then, now in both
        if then.values and now.values and then.values[-1].value != now.values[-1].value
    )


def _better(then: Measure, now: Measure) -> bool | None:
    """Nearer to the target than before, judged by the target of now; None without one, or on target both times."""
    if now.target is None:
        return None
    was_short, is_short = now.model_copy(update={"values": then.values}).misses_target, now.misses_target
    if was_short and is_short:
        return abs(now.values[-1].value - now.target) < abs(then.values[-1].value - now.target)
    return was_short if was_short != is_short else None


def _departments(before: JourneyMap, after: JourneyMap) -> tuple[str, ...]:
    then = {each.department.casefold() for each in before.participation if each.contributions or each.raters}
    return tuple(
        each.department
        for each in after.participation
        if each.department and (each.contributions or each.raters) and each.department.casefold() not in then
    )
