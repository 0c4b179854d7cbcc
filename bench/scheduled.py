"""Rows that are due at some time, by the hundred thousand: what the benches of reminders begin with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Table

from storage.store import Store

Row = dict[str, Any]
CREATED = datetime(2026, 1, 1, tzinfo=UTC)
ROWS_AT_ONCE = 2000


def add(store: Store, table: Table, rows: Iterator[Row]) -> int:
    """How many."""
    done = 0
    while some := list(islice(rows, ROWS_AT_ONCE)):
        store._db.write(lambda c, some=some: c.execute(table.insert(), some) and None)  # type: ignore[misc]
        done += len(some)
    return done


def journeys(names: Iterator[tuple[str, str]], next_review_at: datetime | None = None) -> Iterator[Row]:
    """From (journey's id, workspace)."""
    for journey, workspace in names:
        yield {
            "id": journey, "workspace": workspace, "channel": f"C{journey}", "name": "Bench", "step": "review",
            "perspective": "as-is", "language": "en", "timezone": "Europe/Amsterdam", "closed": False, "current": True,
            "goal": "More customers stay", "measure": "", "trigger": "", "scope_from": "", "scope_to": "",
            "expectation": "", "review_every": 3, "review_unit": "month", "review_at": "09:30", "review_start": None,
            "next_review_at": next_review_at, "asked_to_leave": "", "set_up_by": "", "author": "U1",
            "changed_by": "U1", "created_at": CREATED, "version": 1,
        }  # fmt: skip


def people(names: Iterator[tuple[str, str]], zone: str) -> Iterator[Row]:
    """From (workspace, person)."""
    for workspace, person in names:
        yield {
            "workspace": workspace, "id": person, "name": person, "locale": "en-US", "timezone": zone, "active": True,
            "guest": False, "bot": False, "learned_at": CREATED,
        }  # fmt: skip


def actions(owned: Iterator[tuple[str, str, int, str]], nudge_at: datetime | None, due: date) -> Iterator[Row]:
    """From (workspace, journey's id, number, owner)."""
    for workspace, journey, number, owner in owned:
        yield {
            "journey_id": journey, "workspace": workspace, "number": number, "author": "U1", "changed_by": "U1",
            "created_at": CREATED, "version": 1, "removed": False, "owner": owner, "due": due, "state": "open",
            "done_on": None, "progress": "", "nudge_at": nudge_at, "nudges": 0, "goal": f"Answer within {number} hours",
            "pain_point": None, "effort": None, "effect": None,
        }  # fmt: skip
