"""What somebody learns of who rated what who holds the database, but not WAYMARK_SECRET: each attack that
docs/privacy.md names, tried on the file after a workshop."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from storage.keys import Keys
from storage.migrate import migrate
from tests.databases import fresh_database
from tests.rooms import Room
from tests.running import SECRET

RATED = [
    ("eva", 1, -2),
    ("bram", 1, 1),
    ("ana", 1, 0),
    ("eva", 2, 2),
    ("chidi", 1, -1),
    ("bram", 2, -2),
    ("chidi", 2, 1),
]


@pytest.fixture
def file(alone: Room) -> Path:
    """The database as it lies on the disk after a workshop, the bot having stopped."""
    alone.ana("touchpoint Reads the blog")
    alone.ana("touchpoint Waits")
    alone.ana("pain 1 Too slow")
    for order, (name, touchpoint, score) in enumerate(RATED):
        alone.types(name, f"emotion {touchpoint} {score} reason-{order} | need: Speed {order}")
    alone.types("dora", "emotion")
    dora = alone.person("dora")
    dora.fills({"touchpoint": "1", "score": "-1", "why": "reason-of-dora"})
    assert dora.submits().closed
    alone.waits_for_whisper("dora", "reason-of-dora")
    for name in ("eva", "bram"):
        alone.types(name, "vote 1")
    alone.waits_for(lambda: alone.bot.store.backlog(datetime.now(UTC)).waiting == 0)
    alone.bot.store.close()
    alone.bot.stop()
    return alone.bot.folder / "waymark.db"


def rows(file: Path, query: str) -> list[dict[str, Any]]:
    with sqlite3.connect(file) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(query)]


def test_no_attack_without_the_secret_leads_from_a_rating_to_a_person(file: Path, alone: Room) -> None:
    people = {name: alone.person(name).id for name in ("ana", "bram", "chidi", "dora", "eva")}
    ratings, votes = rows(file, "SELECT * FROM ratings"), rows(file, "SELECT * FROM votes")
    anonymous = rows(file, "SELECT * FROM contributions WHERE anonymous")
    named = rows(file, "SELECT * FROM contributions WHERE NOT anonymous ORDER BY id")

    # names: none beside a rating, a vote, or their entries in the log
    for row in [*ratings, *votes, *anonymous]:
        assert not any(person in json.dumps(row, default=str) for person in people.values())

    # the order of rows: SQLite gives these tables no number of arrival, and the log's are random
    with sqlite3.connect(file) as database, pytest.raises(sqlite3.OperationalError):
        database.execute("SELECT rowid FROM ratings")
    arrived = [f"reason-{order}" for order in range(len(RATED))]
    in_log = [why for row in anonymous if (why := json.loads(row["changes"])[0]["values"].get("why", "")) in arrived]
    assert sorted(in_log) == arrived
    assert in_log != arrived, "seven random numbers come in this order once in 5,040 times"
    assert all(row["id"] < 0 for row in anonymous)

    # times: none
    assert {row["at"] for row in anonymous} == {"1970-01-01 00:00:00.000000"}
    assert not {"at", "created_at"} & {*ratings[0], *votes[0]}

    # adjacency: the named half of a contribution shows no gap, and no sign of the other half
    assert [row["id"] for row in named] == list(range(1, len(named) + 1))
    for row in named:
        places = [record["at"] for record in json.loads(row["changes"])]
        assert places == list(range(len(places)))
    assert not {row["request"] for row in named} & {row["request"] for row in anonymous}

    # counts: a person's are of named contributions only, so that nothing is left over for their ratings
    for part in rows(file, "SELECT * FROM participants"):
        mine = [row for row in named if row["who"] == part["person"] and row["what"] == "contribute"]
        assert part["contributions"] == len(mine)

    # what was deleted: no answer that was on its way is left in the file
    left = b"".join(path.read_bytes() for path in file.parent.glob("waymark.db*"))
    assert b"Kept for touchpoint" not in left
    assert b"reason-of-dora" in left  # the rating itself, which the search would find


def test_whoever_has_the_secret_too_finds_out_and_the_page_says_so(file: Path, alone: Room) -> None:
    (journey,) = rows(file, "SELECT id, workspace FROM journeys")
    key = Keys(SECRET.encode()).person(journey["workspace"], journey["id"], alone.person("dora").id)
    assert [row["why"] for row in rows(file, f"SELECT why FROM ratings WHERE rater = '{key}'")] == ["reason-of-dora"]
    page = " ".join(Path("docs/privacy.md").read_text().split())
    assert "Whoever holds both the database and `WAYMARK_SECRET` can recompute every key" in page


def unordered(file: Path) -> int:
    """How many of the pages with ratings, or with their entries in the log, hold rows in another order than that of
    their keys: that in which they came. A page names its rows in the order of keys, and fills itself from its end."""
    found, body = 0, file.read_bytes()
    for page in range(1, len(body) // PAGE + 1):
        start = (page - 1) * PAGE
        head = start + (100 if page == 1 else 0)
        if body[head] not in (0x0A, 0x0D) or b"reason-" not in body[start : start + PAGE]:
            continue
        count = int.from_bytes(body[head + 3 : head + 5], "big")
        places = [int.from_bytes(body[at : at + 2], "big") for at in range(head + 8, head + 8 + 2 * count, 2)]
        found += places != sorted(places, reverse=True)
    return found


PAGE = 4096


def test_a_backup_does_not_show_in_which_order_rows_came(file: Path, alone: Room) -> None:
    assert unordered(file) > 0, "the page says so of the file in use"
    alone.bot.run("backup", str(file.with_name("backup.db")))
    assert unordered(file.with_name("backup.db")) == 0
    assert rows(file.with_name("backup.db"), "SELECT * FROM ratings") == rows(file, "SELECT * FROM ratings")


def test_two_snapshots_show_what_was_rated_between_them_and_the_page_says_so(file: Path, alone: Room) -> None:
    """Dora alone does something between two snapshots: the sums that differ are hers."""
    alone.bot.start()
    alone.ana("snapshot Before")
    alone.dora("emotion 2 2 | need: Rest")
    alone.ana("snapshot After")
    between = rows(file, "SELECT map FROM snapshots ORDER BY number")
    counts = [[each["rating"]["count"] for each in json.loads(row["map"])["touchpoints"]] for row in between]
    assert [after - before for before, after in zip(*counts, strict=True)] == [0, 1]
    named = rows(file, "SELECT who FROM contributions WHERE NOT anonymous ORDER BY id DESC LIMIT 3")
    assert named[1]["who"] == alone.person("dora").id
    page = " ".join(Path("docs/privacy.md").read_text().split())
    assert "what was rated between them" in page


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_entries_of_an_older_version_lose_their_order_and_time(kind: str, tmp_path: Path) -> None:
    with fresh_database(kind, tmp_path) as url:
        migrate(url, to="0001_first")
        engine = create_engine(url)
        with engine.begin() as connection:
            for statement in OLD.split(";"):
                connection.execute(text(statement))
        migrate(url)
        with engine.connect() as connection:
            log = connection.execute(text("SELECT id, who, anonymous, at FROM contributions ORDER BY id")).all()
            count = connection.execute(text("SELECT contributions FROM participants")).scalar()
        engine.dispose()
    assert [(row.who, bool(row.anonymous)) for row in log] == [("akey", True), ("U1", False)]
    assert log[0].id < -1000
    assert str(log[0].at).startswith("1970-01-01 00:00:00")
    assert count == 1


OLD = """
INSERT INTO journeys (id, workspace, channel, name, step, perspective, language, timezone, closed, current, goal,
 measure, trigger, scope_from, scope_to, expectation, review_unit, review_at, asked_to_leave, set_up_by, author,
 changed_by, version)
 VALUES ('j', 'T1', 'C1', 'Trial', 'goal', 'as-is', 'en', 'UTC', false, true, '', '', '', '', '', '', '', '', '', '',
 'U1', 'U1', 1);
INSERT INTO participants (journey_id, workspace, person, department, facilitator, rated, contributions)
 VALUES ('j', 'T1', 'U1', '', 1, true, 2);
INSERT INTO contributions (workspace, journey_id, who, anonymous, request, at, what, changes, undone)
 VALUES ('T1', 'j', 'U1', false, 'r1', '2026-01-02 10:20:30', 'contribute', '[]', false);
INSERT INTO contributions (workspace, journey_id, who, anonymous, request, at, what, changes, undone)
 VALUES ('T1', 'j', 'akey', true, 'r2', '2026-01-02 10:00:00', 'contribute', '[]', false)
"""
