"""What a picture may show besides its journey: other journeys to compare it with, and which day it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journey.model import JourneyMap


@dataclass(frozen=True)
class Beside:
    """`others` are personas' journeys, earlier snapshots, a to-be map; without `today` nothing is late."""

    others: tuple[JourneyMap, ...] = ()
    today: date | None = None


NOTHING = Beside()
