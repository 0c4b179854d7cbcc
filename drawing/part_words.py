"""A part of the map in words, for its alt text: which stages, each moment with its score, the other
curve where there are two, and what hurts there."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.beside import NOTHING, Beside
from drawing.columns import PartOf, parts_of
from drawing.markdown import shortened
from drawing.peaks import mean_of
from drawing.told import curves
from drawing.wording import feeling
from journey.model import JourneyMap, Touchpoint
from journey.words import Voice

PHRASE_MOST = 90


def tell_part(say: Voice, journey: JourneyMap, number: int, beside: Beside = NOTHING) -> str:
    """Plain text. ValueError when there is no part of this number."""
    parts = parts_of(journey)
    if not 1 <= number <= len(parts):
        raise ValueError(f"The map has {len(parts)} parts, no part {number}.")
    part = parts[number - 1]
    name = shortened(journey.name, PHRASE_MOST)
    told = [say("Part {number} of {all} of the customer journey map “{name}”: {title}.",
                number=number, all=len(parts), name=name, title=shortened(part.title, 150))]  # fmt: skip
    here = [t for column in part.columns for t in column.touchpoints]
    told += [_moment(say, t) for t in here]
    return " ".join([*told, *curves.beside_it(say, journey, beside, here), *_pains(say, journey, part)])


def _moment(say: Voice, touchpoint: Touchpoint) -> str:
    what, mean = f"{touchpoint.number}. {shortened(touchpoint.what, PHRASE_MOST)}", mean_of(touchpoint)
    if mean is None:
        return f"{what} ({say('not rated')})."
    return f"{what} ({say.signed(mean)}, {feeling(say, mean)})."


def _pains(say: Voice, journey: JourneyMap, part: PartOf) -> Iterator[str]:
    here = {t.number for column in part.columns for t in column.touchpoints}
    pains = [p for p in journey.pain_points if p.touchpoint in here and not p.set_aside]
    if pains:
        count = say.many("{count} pain point", "{count} pain points", len(pains))
        told = "; ".join(shortened(p.what, PHRASE_MOST) for p in pains)
        yield say("{count}: {pain_points}.", count=count, pain_points=told)
