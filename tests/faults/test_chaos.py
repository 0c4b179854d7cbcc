"""Several bots on one server, and everything goes wrong: the short form of `python -m bench.chaos`."""

from __future__ import annotations

import pytest

from bench.chaos import rehearse
from tests.cluster import programs


@pytest.mark.skipif(programs() is None, reason="no programs of a PostgreSQL server")
def test_nothing_acknowledged_is_lost_and_every_letter_arrives_in_order_whatever_fails() -> None:
    report = rehearse(8, bots=2, pause=0.3, seed=4, patience=60)
    print(report)
    assert report.wrong == []
    assert report.drained < 60
    assert report.acknowledged > 20
    assert report.letters["once"] > 20 * report.letters["more often"]
    assert report.done["bot killed"]
