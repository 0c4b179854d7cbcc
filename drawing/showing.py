"""What a chart shows of a journey: the named fields and nothing else, so that its hash changes only with what is seen.

A chart that shows one more field names it in its entry in `pictures.PICTURES`; forgetting it leaves that part empty.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from journey.model import JourneyMap, Persona, Touchpoint

HEAD = ("name", "perspective")


def showing(*fields: str) -> Callable[[JourneyMap], JourneyMap]:
    """Keeps the head that every chart bears, and these fields of the JourneyMap; never why somebody gave a score."""

    def shown(journey: JourneyMap) -> JourneyMap:
        kept = {field: getattr(journey, field) for field in (*HEAD, *fields)}
        if "touchpoints" in kept:
            kept["touchpoints"] = tuple(_touchpoint(t) for t in journey.touchpoints)
        return JourneyMap(
            **{
                "id": "",
                "created_at": _midnight(journey.created_at),
                "reviews": tuple(r.model_copy(update={"outcome": ""}) for r in journey.reviews[-1:]),
                "personas": tuple(Persona(number=p.number, name=p.name) for p in journey.personas),
                **kept,
            }
        )

    return shown


def _midnight(moment: datetime | None) -> datetime | None:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) if moment else None


def _touchpoint(touchpoint: Touchpoint) -> Touchpoint:
    rating = touchpoint.rating.model_copy(update={"reasons": ()})
    return touchpoint.model_copy(update={"rating": rating, "info": "", "when": "", "activity": "", "needs": ()})
