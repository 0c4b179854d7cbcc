"""Two maps beside each other: what the picture of them shows, in columns and in words. Loads no matplotlib."""

from __future__ import annotations

from typing import NamedTuple

from drawing.beside import NOTHING, Beside
from drawing.markdown import shortened
from journey.changes import told
from journey.compare import Comparison, Shift, compare
from journey.model import JourneyMap, Rating, Touchpoint
from journey.words import Voice, mark

TITLE = mark("What changed")
NAME_MOST = 150
PHRASE_MOST = 110
LINES_MOST = 6


class Column(NamedTuple):
    """A touchpoint then and now; one of them is None where it came or went."""

    before: Touchpoint | None
    after: Touchpoint | None
    shift: Shift | None = None

    @property
    def touchpoint(self) -> Touchpoint:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def weight(self) -> float:
        """How much there is to see."""
        if self.before is None or self.after is None:
            return 5.0
        return abs(self.shift.change) + self.shift.sure if self.shift else 0.0


def shown_compared(journey: JourneyMap) -> JourneyMap:
    """The same journey with only what the comparison shows; its id tells whether both maps are of one journey."""
    return JourneyMap(
        id=journey.id,
        name=journey.name,
        perspective=journey.perspective,
        touchpoints=tuple(_touchpoint(t) for t in journey.touchpoints),
    )


def _touchpoint(touchpoint: Touchpoint) -> Touchpoint:
    rating = touchpoint.rating
    kept = Rating(mean=rating.mean, count=rating.count, spread=rating.spread)
    return Touchpoint(number=touchpoint.number, what=touchpoint.what, stage=touchpoint.stage, rating=kept)


def before_of(journey: JourneyMap, beside: Beside) -> JourneyMap:
    """The earlier map; the journey itself where none is given, of which nothing differs."""
    return beside.others[0] if beside.others else journey


def columns_of(before: JourneyMap, after: JourneyMap) -> list[Column]:
    """In the order of now; what went stands behind what it followed then."""
    found = compare(before, after)
    shifts = {shift.after.number: shift for shift in (*found.rose, *found.fell, *found.perhaps)}
    earlier = {pair.after.number: pair.before for pair in found.pairs}
    behind = _behind(before, found)
    columns = [Column(t, None) for t in behind.get(None, [])]
    for touchpoint in after.touchpoints:
        columns.append(Column(earlier.get(touchpoint.number), touchpoint, shifts.get(touchpoint.number)))
        columns += [Column(t, None) for t in behind.get(touchpoint.number, [])]
    return columns


def _behind(before: JourneyMap, found: Comparison) -> dict[int | None, list[Touchpoint]]:
    """What went, by the number (now) of the touchpoint that it followed."""
    now = {pair.before.number: pair.after.number for pair in found.pairs}
    placed: dict[int | None, list[Touchpoint]] = {}
    last: int | None = None
    for touchpoint in before.touchpoints:
        if touchpoint.number in now:
            last = now[touchpoint.number]
        else:
            placed.setdefault(last, []).append(touchpoint)
    return placed


def lines(say: Voice, journey: JourneyMap, beside: Beside = NOTHING) -> list[str]:
    """What the picture shows, in sentences of plain text."""
    before = before_of(journey, beside)
    found = compare(before, journey)
    names = [shortened(each.name, NAME_MOST) for each in (before, journey)]
    if names[0] == names[1]:
        opening = say("Two emotion curves of “{name}”, before and after.", name=names[1])
    else:
        opening = say("Two emotion curves, of “{before}” and of “{after}”.", before=names[0], after=names[1])
    both = say.many("{count} touchpoint is on both.", "{count} touchpoints are on both.", len(found.pairs))
    changes = [_part(say, heading, [each.by(say) for each in inside]) for heading, inside in told(found)]
    return [opening, both, *(changes or [say("Nothing that stands out.")])]


def _part(say: Voice, heading: str, changes: list[str]) -> str:
    some = [shortened(change, PHRASE_MOST) for change in changes[:LINES_MOST]]
    if len(changes) > LINES_MOST:
        some.append(say.many("and {count} more", "and {count} more", len(changes) - LINES_MOST))
    return f"{say(heading)}: {'; '.join(some)}."
