"""What a picture may take into account besides its journey."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from journey.model import JourneyMap

PAPERS = ("A3", "A4")


class Beside(NamedTuple):
    """`others` are personas' journeys, earlier snapshots, a to-be map; without `today` nothing is late. `part` (from 1)
    of a picture that has parts, `paper` of one that comes in pages."""

    others: tuple[JourneyMap, ...] = ()
    today: date | None = None
    part: int = 1
    paper: str = "A3"

    @property
    def other(self) -> JourneyMap | None:
        """The first of them, where there is room for one."""
        return self.others[0] if self.others else None


NOTHING = Beside()
