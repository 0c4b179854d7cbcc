from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from playground.server import StandIn
from tests.played import Played


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    """Monday 4 January 2027, ten in the morning in Amsterdam: Ana has begun a journey."""
    with StandIn() as slack, Played(slack, tmp_path, "2027-01-04T09:00+00:00") as played:
        for name in ("ana", "bram", "chidi", "dora"):
            played.room.types(name, "status" if name != "ana" else "start Free trial | language: en")
        played.settle()
        yield played
