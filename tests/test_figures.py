"""What an operator sees: figures of both processes in one telling, and a log whose references people were told."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from tests.rooms import Room
from tests.running import Bot


def figure(bot: Bot, name: str, **labels: str) -> float:
    """The sum of all that bear these labels."""
    families = list(text_string_to_metric_families(bot.get("/metrics")[1]))
    assert len({family.name for family in families}) == len(families), "a family is headed twice"
    samples = [sample for family in families for sample in family.samples if sample.name == name]
    return sum(each.value for each in samples if labels.items() <= each.labels.items())


def test_answers_calls_letters_and_pictures_are_counted(alone: Room) -> None:
    alone.ana("touchpoint Reads the blog | stage: Awareness")
    alone.ana("touchpoint")
    alone.ana("map")
    alone.waits_for(lambda: figure(alone.bot, "waymark_draw_seconds_count", form="png", outcome="drawn") >= 1)
    bot = alone.bot
    assert figure(bot, "waymark_answer_seconds_count", status="200") >= 4
    assert figure(bot, "waymark_slack_call_seconds_count", process="front", method="views.open", outcome="ok") == 1
    assert figure(bot, "waymark_slack_call_seconds_count", process="office", method="chat.postMessage") >= 1
    assert figure(bot, "waymark_deliveries_total", kind="card", outcome="sent") >= 1
    assert figure(bot, "waymark_delivery_seconds_count", kind="introduction") >= 1
    assert figure(bot, "waymark_sweeps_total", outcome="done") >= 1
    assert figure(bot, "waymark_last_sweep_timestamp_seconds") > 1.7e9
    assert figure(bot, "waymark_database_up") == figure(bot, "waymark_office_up") == 1
    assert figure(bot, "waymark_build_info") == 1
    assert figure(bot, "waymark_front_process_resident_memory_bytes") > 1e6
    assert figure(bot, "waymark_office_process_resident_memory_bytes") > 1e6


def test_what_slack_refuses_is_counted_by_method(alone: Room) -> None:
    alone.slack.fault("chat.update", status=429, retry_after=1, times=1)
    alone.ana("touchpoint Reads the blog | stage: Awareness")
    calls = {"method": "chat.update", "process": "office", "outcome": "ratelimited"}
    alone.waits_for(lambda: figure(alone.bot, "waymark_slack_call_seconds_count", **calls) == 1)


def test_a_database_that_is_held_is_counted(alone: Room, tmp_path: Path) -> None:
    before = figure(alone.bot, "waymark_database_errors_total", process="front", reason="locked")
    with sqlite3.connect(tmp_path / "waymark.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        alone.ana("touchpoint Reads the blog")
        other.execute("ROLLBACK")
    assert figure(alone.bot, "waymark_database_errors_total", process="front", reason="locked") > before


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_reference_that_a_person_is_told_stands_in_the_log_with_the_error(tmp_path: Path, form: str) -> None:
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path, LOG_FORMAT=form) as bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en")
            with sqlite3.connect(tmp_path / "waymark.db") as other:
                other.execute("ALTER TABLE evidence RENAME TO lost")
            told = re.search(r"this reference: (\w+)", room.ana("research Trials end in silence"))
            assert told
            assert figure(bot, "waymark_logged_total", process="front", level="error", logger="waymark.door") == 1
        lines = [line for line in bot.log.read_text().splitlines() if told[1] in line]
        assert len(lines) == 1
        if form == "json":
            line = json.loads(lines[0])
            assert (line["reference"], line["level"], line["from"]) == (told[1], "error", "waymark.door")
        assert "evidence" in lines[0]
        assert "Trials end" not in lines[0]


def test_what_is_told_to_slack_is_logged_under_its_letter(alone: Room) -> None:
    alone.slack.fault("chat.update", status=500, times=1)
    alone.ana("touchpoint Reads the blog | stage: Awareness")
    alone.waits_for(lambda: re.search(r"waymark\.courier \[letter-(\d+)\]: letter \1 ", alone.bot.log.read_text()))
