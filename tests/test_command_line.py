"""`waymark …` as an operator types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.manifest import SCOPES
from commands.listeners import EVENTS
from commands.shortcuts import SHORTCUTS
from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from tests.databases import copy_of
from tests.rooms import Room
from tests.running import Bot

ROOT = Path(__file__).resolve().parent.parent
NOWHERE = "http://127.0.0.1:9/api/"


def prepared(room: Room) -> Room:
    room.ana("department Marketing")
    room.ana("touchpoint Reads the blog | stage: Awareness | owner: @bram")
    room.ana("emotion 1 -1 too long | importance: 4")
    return room


@pytest.fixture
def room(alone: Room) -> Room:
    return prepared(alone)


@pytest.fixture(scope="module")
def stopped_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path_factory.mktemp("stopped")) as bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en")
            prepared(room)
        yield room


@pytest.fixture
def stopped(stopped_once: Room, tmp_path: Path) -> Room:
    """A copy of such a journey, for the commands that need no running bot."""
    copy_of(stopped_once.bot.folder / "waymark.db", tmp_path / "waymark.db")
    return Room(Bot(stopped_once.slack, tmp_path), "room")


def test_list_shows_every_journey_with_its_id(stopped: Room) -> None:
    listed = stopped.bot.run("list").stdout
    assert "Free trial" in listed
    assert stopped.id in listed


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "md", "mmd"])
def test_export_by_name_writes_a_file(stopped: Room, form: str) -> None:
    out = stopped.bot.folder / f"out.{form}"
    stopped.bot.run("export", "free trial", "-o", str(out))
    assert out.stat().st_size > 20


def test_json_goes_out_and_comes_in_without_loss(stopped: Room) -> None:
    first, second = stopped.bot.folder / "first.json", stopped.bot.folder / "second.json"
    stopped.bot.run("export", "Free trial", "-o", str(first))
    imported = stopped.bot.run("import", str(first), "--channel", "CELSEWHERE").stdout.split()[0]
    stopped.bot.run("export", imported, "-o", str(second))
    before, after = json.loads(first.read_text()), json.loads(second.read_text())
    for what in ("id", "channel"):
        before.pop(what)
        after.pop(what)
    assert after == before


def test_draw_needs_neither_slack_nor_a_database(stopped: Room, tmp_path: Path) -> None:
    source = stopped.bot.folder / "j.json"
    stopped.bot.run("export", "Free trial", "-o", str(source))
    nowhere = tmp_path / "elsewhere"
    nowhere.mkdir()
    clean = {"PATH": os.environ["PATH"], "HOME": str(nowhere), "PYTHONPATH": str(ROOT)}
    for form, start in (("png", b"\x89PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")):
        out = nowhere / f"map.{form}"
        subprocess.run(
            [sys.executable, "-m", "bot", "draw", str(source), "-o", str(out), "--lang", "nl"],
            cwd=nowhere, env=clean, check=True, capture_output=True,
        )  # fmt: skip
        assert out.read_bytes().startswith(start)


def test_a_file_that_is_no_journey_is_refused_in_one_line(stopped: Room) -> None:
    wrong = stopped.bot.folder / "wrong.json"
    for text in ("not json", "[]", '{"name": 3}'):
        wrong.write_text(text)
        done = stopped.bot.run("import", str(wrong), check=False)
        assert done.returncode == 1
        assert len(done.stderr.strip().splitlines()) == 1
        assert "Traceback" not in done.stderr


def test_a_planned_review_arrives_in_the_channel_with_its_map_once(room: Room) -> None:
    room.ana("review every 3 months | at: 09:30")
    later = (datetime.now(UTC) + timedelta(days=100)).isoformat()
    would = room.bot.run("sweep", "--at", later, "--dry-run").stdout
    assert "Free trial" in would
    assert not any("Review of" in m.text for m in room.messages())
    room.bot.run("sweep", "--at", later)
    assert sum("Review of “Free trial”" in m.text for m in room.messages()) == 1
    assert any(m.files for m in room.messages())
    room.bot.run("sweep", "--at", later)
    assert sum("Review of “Free trial”" in m.text for m in room.messages()) == 1


def test_an_owner_is_reminded_before_and_after_the_date_and_not_when_it_is_done(room: Room) -> None:
    soon = datetime.now(UTC).date() + timedelta(days=14)
    due = soon + timedelta(days=(2 - soon.weekday()) % 7)  # a Wednesday

    def sweeps(days: int) -> None:
        morning = datetime.combine(due + timedelta(days=days), datetime.min.time(), UTC) + timedelta(hours=9)
        room.bot.run("sweep", "--at", morning.isoformat())

    room.ana(f"action Answer within a day | owner: @bram | due: {due.isoformat()}")
    bram = room.person("bram")

    def told() -> list[str]:
        return [m.text for m in bram.dms if m.text.startswith("Een herinnering") and "Answer within a day" in m.text]

    sweeps(-5)
    assert len(told()) == 0
    sweeps(-2)
    sweeps(-1)
    assert len(told()) == 1
    sweeps(2)
    assert len(told()) == 2
    bram.presses("Klaar", in_="dm")
    room.slack.wait_for(lambda: room.exported()["actions"][0]["state"] == "done")
    sweeps(40)
    assert len(told()) == 2


def test_doctor_finds_all_well_and_names_a_wrong_token(room: Room) -> None:
    done = room.bot.run("doctor")
    assert "WRONG" not in done.stdout
    room.bot.env["SLACK_BOT_TOKEN"] = "xoxb-of-somebody-else"
    done = room.bot.run("doctor", check=False)
    assert done.returncode == 1
    assert "SLACK_BOT_TOKEN" in done.stdout


def test_a_backup_taken_while_the_bot_runs_can_be_restored(room: Room) -> None:
    copy = room.bot.folder / "copy.db"
    room.bot.run("backup", str(copy))
    assert room.bot.run("restore", str(copy), check=False).returncode == 1  # a database is there already
    room.bot.env["DATABASE_URL"] = f"sqlite:///{room.bot.folder}/second/waymark.db"
    (room.bot.folder / "second").mkdir()
    room.bot.run("restore", str(copy))
    assert "Free trial" in room.bot.run("list").stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", ""),
        ("SLACK_BOT_TOKEN", "nonsense"),
        ("SLACK_SIGNING_SECRET", ""),
        ("SLACK_APP_TOKEN", "nonsense"),
        ("DATABASE_URL", "mysql://somewhere"),
        ("PORT", "many"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
        ("SLACK_API_URL", "slack.com"),
        ("WAYMARK_SECRET", "short"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line_that_names_it(tmp_path: Path, name: str, value: str) -> None:
    bot = Bot(StandIn(), tmp_path, **{"SLACK_API_URL": NOWHERE, name: value})
    done = bot.run("run", check=False)
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert name in lines[0]


@pytest.mark.parametrize("url", ["sqlite:////proc/nowhere/waymark.db", "postgresql+psycopg://x@127.0.0.1:9/none"])
def test_a_database_that_cannot_be_opened_stops_the_start_with_one_line(tmp_path: Path, url: str) -> None:
    done = Bot(StandIn(), tmp_path, database=url, SLACK_API_URL=NOWHERE).run("run", check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "DATABASE_URL" in done.stderr


def test_a_port_that_is_taken_is_said_in_one_line(room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "second"
    folder.mkdir()
    second = Bot(room.slack, folder, PORT=str(room.bot.port))
    done = second.run("run", check=False)
    assert done.returncode == 1
    assert "PORT" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("socket", [False, True])
def test_the_manifest_fits_what_is_registered(tmp_path: Path, socket: bool) -> None:
    extra = ["--socket"] if socket else ["--url", "https://waymark.example"]
    found = json.loads(Bot(StandIn(), tmp_path, SLACK_API_URL=NOWHERE).run("manifest", *extra).stdout)
    assert found["features"]["slash_commands"][0]["command"] == "/journey"
    assert found["features"]["slash_commands"][0]["should_escape"] is True
    assert set(found["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)
    assert set(found["oauth_config"]["scopes"]["bot"]) == set(SCOPES)
    assert {each["callback_id"] for each in found["features"]["shortcuts"]} == {each.callback for each in SHORTCUTS}
    assert found["settings"]["socket_mode_enabled"] is socket
    address = found["features"]["slash_commands"][0].get("url")
    assert address == (None if socket else "https://waymark.example/slack/events")


def test_every_scope_that_is_asked_for_is_used_and_none_is_lacking(room: Room) -> None:
    """The stand-in grants exactly the manifest's scopes and refuses what needs another."""
    room.slack.scopes = set(SCOPES)
    room.ana("map")
    room.ana("action Fix it | owner: @chidi | due: in 3 weeks")
    room.person("ana").opens_home()
    room.waits_for(lambda: any(m.files for m in room.messages()))
    room.slack.wait_for(lambda: room.person("ana").home is not None)
    assert not [call for call in room.slack.world.calls if call.answer.get("error") == "missing_scope"]


def test_klantreis_is_said_everywhere_when_the_command_is_called_so(tmp_path: Path) -> None:
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("kamer", EVERYBODY)
        with Bot(slack, tmp_path, WAYMARK_COMMAND="/klantreis"):
            answer = slack.person("bram").types("kamer", "/klantreis begin Proef")
            assert "begonnen" in answer.text
            slack.wait_for(lambda: any("/klantreis" in m.text for m in slack.messages("kamer")))
            assert not any("/journey" in m.text for m in slack.messages("kamer"))
