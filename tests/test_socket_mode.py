"""The same bot in Socket Mode, end to end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from playground.cast import EVERYBODY, default_cast
from playground.people import Answer
from playground.server import StandIn
from tests.measures.asking import new_token, sends
from tests.rooms import Room
from tests.running import Bot


@pytest.fixture
def by_socket(tmp_path: Path) -> Iterator[Room]:
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path, socket_mode=True) as bot:
            yield Room(bot, "room")


def test_a_short_workshop_by_socket(by_socket: Room) -> None:
    assert "has begun" in by_socket.ana("start Free trial | language: en")
    assert "Kept as touchpoint 1" in by_socket.ana("touchpoint Reads the blog | stage: Awareness")
    ana = by_socket.person("ana")
    by_socket.ana("persona")
    ana.fills({"name": "Sam"})
    assert ana.submits().closed
    by_socket.waits_for(lambda: by_socket.card() and "1 touchpoint" in by_socket.card().text)
    ana.presses("Everything you can do", in_="room")
    assert ana.modal is not None
    ana.closes(everything=True)
    by_socket.ana("map")
    by_socket.waits_for(lambda: any(m.files for m in by_socket.messages()))


def test_a_cut_line_is_noticed_and_mended(by_socket: Room) -> None:
    by_socket.ana("start Free trial | language: en")
    lines = by_socket.slack.lines
    before = lines.addresses()
    by_socket.slack.cut_lines()
    by_socket.slack.wait_for(lambda: lines.addresses() and not lines.addresses() & before)
    assert "Kept as touchpoint 1" in by_socket.ana("touchpoint Reads the blog")


def test_health_is_served_and_commands_over_http_are_not(by_socket: Room) -> None:
    assert by_socket.bot.get("/healthz") == (200, "alive")
    assert by_socket.bot.get("/readyz") == (200, "ready")
    assert "waymark_outbox_waiting" in by_socket.bot.get("/metrics")[1]
    by_socket.slack.socket = False
    by_socket.slack.bot_url = f"{by_socket.bot.address}/slack/events"
    answer = by_socket.person("ana").types("room", "/journey help")
    by_socket.slack.socket = True
    assert answer.status == 404


def test_it_stops_within_ten_seconds(by_socket: Room) -> None:
    assert by_socket.bot.stop() < 10


def test_another_program_feeds_values_while_slack_comes_by_socket(by_socket: Room) -> None:
    by_socket.ana("start Free trial | language: en")
    answer = sends(by_socket, new_token(by_socket), {"measure": "NPS", "value": 24})
    assert (answer.status, answer.body["kept"][0]["outcome"]) == (200, "new")
    by_socket.waits_for(lambda: by_socket.card() and "NPS: 24" in by_socket.card().text)


@contextmanager
def typing(room: Room, line: str) -> Iterator[list[Answer]]:
    """Somebody types it, and Slack takes a second to open the form; the answer is there at the end."""
    answers: list[Answer] = []
    opening = room.slack.fault("views.open", delay=1.0, times=1)
    waiting = threading.Thread(target=lambda: answers.append(room.person("ana").types("room", line)))
    waiting.start()
    room.slack.wait_for(lambda: opening.struck)
    yield answers
    waiting.join()


def test_nothing_typed_while_slack_changes_the_line_is_lost(by_socket: Room) -> None:
    by_socket.ana("start Free trial | language: en")
    lines = by_socket.slack.lines
    before = lines.addresses()
    lines.ask_to_reconnect("warning")
    for number in range(1, 6):
        assert f"Kept as touchpoint {number}" in by_socket.ana(f"touchpoint Moment {number}")
    by_socket.slack.wait_for(lambda: lines.addresses() and not lines.addresses() & before)
    assert "Kept as touchpoint 6" in by_socket.ana("touchpoint Moment 6")


def test_what_was_under_way_when_the_line_was_cut_is_answered_on_the_next(by_socket: Room) -> None:
    by_socket.ana("start Free trial | language: en")
    with typing(by_socket, "/journey touchpoint") as answers:
        by_socket.slack.cut_lines()
    assert not answers[0].error


def test_what_was_under_way_at_the_end_is_answered(by_socket: Room) -> None:
    by_socket.ana("start Free trial | language: en")
    with typing(by_socket, "/journey touchpoint") as answers:
        assert by_socket.bot.stop() < 10
    assert not answers[0].error


def test_an_app_token_that_slack_does_not_take_ends_the_start_in_words(tmp_path: Path) -> None:
    with StandIn() as slack:
        slack.fault("apps.connections.open", error="invalid_auth")
        done = Bot(slack, tmp_path, socket_mode=True).run("run", check=False)
    assert done.returncode == 1
    assert "waymark: SLACK_APP_TOKEN is not right" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_waits_for_a_slack_that_is_away_when_it_starts(tmp_path: Path) -> None:
    with StandIn() as slack:
        slack.fault("apps.connections.open", status=500, times=2)
        with Bot(slack, tmp_path, socket_mode=True):
            assert slack.lines.count == 1
