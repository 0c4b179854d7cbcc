"""Plans and tables that cannot be: each is answered to whom it concerns, and nothing changes."""

from __future__ import annotations

import pytest

from tests.measures.asking import new_token, sends
from tests.rooms import Room


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("review every month | from: 2020-01-31", "2020-01-31 lies in the past. Give a day from today on."),
        ("review every month | at: 25:00", "“25:00” is not a time"),
        ("review every month | from: 2027-02-30", "2027-02-30"),
        ("action Answer sooner | due: 2020-01-31", "2020-01-31 lies in the past"),
        ("start Another | timezone: Mars/Base", "“Mars/Base” is not a time zone that I know"),
        ("start Another | timezone: ../../etc/passwd", "is not a time zone that I know"),
        ("measure NPS 20 | date: 2199-01-01", "2199-01-01"),
        ("values measure;when\nNPS;today", "The first line must say"),
    ],
)
def test_it_is_named_with_the_reason_and_nothing_is_kept(workshop: Room, line: str, said: str) -> None:
    before = workshop.exported()
    assert said in workshop.ana(line)
    assert workshop.exported() == before


def test_a_pasted_table_takes_other_separators_and_decimal_commas(workshop: Room) -> None:
    workshop.ana("values naam\tdatum\twaarde\nWachttijd\t31-01-2026\t4,5\nWachttijd\t28-02-2026\t1.204,25")
    (measure,) = workshop.exported()["measures"]
    assert measure["values"] == [{"on": "2026-01-31", "value": 4.5}, {"on": "2026-02-28", "value": 1204.25}]


def test_a_revoked_token_tells_the_program_and_leaves_what_was_kept(workshop: Room) -> None:
    token = new_token(workshop)
    sends(workshop, token, {"measure": "NPS", "value": 20, "date": "2026-01-31"})
    workshop.ana("token revoke 1")
    refused = sends(workshop, token, {"measure": "NPS", "value": 30, "date": "2026-01-31"})
    assert (refused.status, refused.body["title"]) == (401, "The token opens nothing")
    assert "/journey token new NAME" in refused.body["detail"]
    assert workshop.exported()["measures"][0]["values"] == [{"on": "2026-01-31", "value": 20.0}]
