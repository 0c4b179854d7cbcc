"""Several bots on one PostgreSQL, killed at random while reminders fall due."""

from __future__ import annotations

from pathlib import Path

from bench.chaos_reminders import ITEMS_EACH, chaos
from tests.databases import fresh_postgresql


def test_three_bots_killed_at_random_send_each_reminder_and_none_twice_but_what_was_under_way(tmp_path: Path) -> None:
    with fresh_postgresql() as database:
        report = chaos(database, tmp_path, 20)
    print(report)
    assert report.kills >= 2
    assert report.missing == 0
    assert len(report.items) == report.people * ITEMS_EACH
    assert report.twice <= report.under_way
