"""Which parts of a long journey go into the channel: more than one message holds help nobody."""

from __future__ import annotations

from drawing.columns import MOST_PARTS, PartOf, parts_of
from drawing.peaks import peaks_of
from journey.model import JourneyMap
from journey.priorities import by_priority

MOST_TELLING = 4


def telling_parts(journey: JourneyMap) -> tuple[PartOf, ...]:
    """All parts where a message holds them; else those with the lowest and highest moments and the pain points that
    come first, in the map's order. All of them, too, where nothing is rated and nothing hurts."""
    parts = parts_of(journey)
    if len(parts) <= MOST_PARTS:
        return parts
    at = {t.number: part for part in parts for column in part.columns for t in column.touchpoints}
    found = {at[number].number: at[number] for number in _telling(journey) if number in at}
    chosen = list(found)[:MOST_TELLING]
    return tuple(found[number] for number in sorted(chosen)) or parts


def _telling(journey: JourneyMap) -> list[int]:
    """Numbers of touchpoints, the most telling first."""
    peaks = peaks_of(journey.touchpoints, most=2)
    hurting = [pain.touchpoint for pain in by_priority(journey)[:2] if pain.touchpoint is not None]
    moments = [*peaks.lowest[:1], *peaks.highest[:1]]
    rest = [*peaks.lowest[1:], *peaks.highest[1:]]
    return [*(t.number for t in moments), *hurting, *(t.number for t in rest)]
