"""What comes in is bounded, signed and paced; what goes into the logs bears no contents and no tokens."""

from __future__ import annotations

import csv
import http.client
import io
import json
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from commands.pace import MOST_PEOPLE, May, Pace
from drawing.exports import export_bytes
from drawing.pictures import draw
from journey.model import JourneyMap, Touchpoint
from playground.cast import EVERYBODY, default_cast
from playground.delivery import sign
from playground.server import StandIn
from tests.rooms import Room
from tests.running import SECRET, Bot

DEEP = b'{"a":' * 50_000


def posted(bot: Bot, body: bytes, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("POST", "/slack/events", body, {"Content-Type": "application/json", **named})
    answer = connection.getresponse()
    try:
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def signed(bot: Bot, body: bytes, at: float) -> dict[str, str]:
    stamp = str(int(at))
    return {
        "X_Slack_Request_Timestamp": stamp,
        "X_Slack_Signature": sign(bot.slack.signing_secret, stamp, body),
    }


def test_a_request_that_is_too_large_is_not_even_read(installed: Bot) -> None:
    """The answer comes before its body does."""
    body = b" " * 1_000_001
    connection = http.client.HTTPConnection("127.0.0.1", installed.port, timeout=60)
    connection.putrequest("POST", "/slack/events")
    for name, value in {**signed(installed, body, time.time()), "Content-Length": str(len(body))}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize(
    "body", [b"{}", b"payload=%7B%7D", DEEP, b"\xff\xfe\x00"], ids=["json", "form", "deep", "binary"]
)
def test_a_request_that_slack_did_not_sign_is_refused_unread(installed: Bot, body: bytes) -> None:
    now = str(int(time.time()))
    assert posted(installed, body)[0] == 401
    assert posted(installed, body, X_Slack_Request_Timestamp=now, X_Slack_Signature="v0=" + "0" * 64)[0] == 401
    assert posted(installed, body, X_Slack_Request_Timestamp="soon", X_Slack_Signature="v0=")[0] == 401
    assert posted(installed, body, X_Slack_Request_Timestamp=now, X_Slack_Signature="\xe9")[0] == 401


def test_a_signed_request_that_is_repeated_later_is_refused(installed: Bot) -> None:
    body = b'{"type":"url_verification","challenge":"c"}'
    assert posted(installed, body, **signed(installed, body, time.time()))[0] == 200
    assert posted(installed, body, **signed(installed, body, time.time() - 301))[0] == 401
    assert posted(installed, body, **signed(installed, body, time.time() + 400))[0] == 401


def test_slack_may_look_at_the_certificate(installed: Bot) -> None:
    assert posted(installed, b"ssl_check=1&token=x") == (200, "")


@pytest.fixture
def paced(tmp_path: Path) -> Iterator[Room]:
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path, WAYMARK_PER_MINUTE="6") as bot:
            yield Room(bot, "room")


def test_somebody_too_fast_is_asked_kindly_to_wait_and_others_are_not(paced: Room) -> None:
    paced.ana("start Trial | language: en")
    for number in range(4):
        assert "Kept" in paced.ana(f"touchpoint Number {number}")
    paced.ana("touchpoint")
    ana = paced.person("ana")
    ana.fills({"what": "One by form"})
    assert "faster than I can follow" in json.dumps(ana.submits().errors)
    assert "faster than I can follow" in paced.ana("touchpoint One too many")
    assert "6 requests a minute" in paced.said
    assert "touchpoint 5" in paced.chidi("touchpoint Mine")
    assert len(paced.exported()["touchpoints"]) == 5


def test_the_pace_comes_back_with_time_and_what_is_remembered_is_bounded() -> None:
    pace, now = Pace(2), datetime(2027, 1, 4, 9, tzinfo=UTC)
    assert [pace.take("T", "U", now) for _ in range(4)] == [May.GO, May.GO, May.NOT, May.STILL_NOT]
    assert pace.take("T", "U", now + timedelta(seconds=31)) is May.GO
    for number in range(MOST_PEOPLE + 10):
        pace.take("T", f"U{number}", now)
    assert len(pace._left) == MOST_PEOPLE


def test_logs_bear_no_contents_and_no_tokens_even_at_debug(tmp_path: Path) -> None:
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path, LOG_LEVEL="DEBUG") as bot:
            room = Room(bot, "room")
            room.ana("start Zwartkijker trial | language: en")
            room.ana("touchpoint Zwartkijker reads | owner: @bram")
            room.bram("emotie 1 -2 Zwartkijker boos")
            room.ana("pain 1 Zwartkijker hurts")
            room.ana("action Zwartkijker acts | owner: @bram")
            room.ana("emotion")
            room.person("ana").fills({"touchpoint": "1", "score": "1", "why": "Zwartkijker glad"})
            assert room.person("ana").submits().closed
            room.ana("edit touchpoint 99 Zwartkijker")
            room.ana("my data")
            room.ana("map")
            room.waits_for(lambda: any(m.files for m in room.messages()), 60)
            room.ana("forget me | added: erase | sure: yes")
            room.waits_for(lambda: bot.store.backlog(datetime.now(UTC)).waiting == 0)
        log = bot.log.read_text()
    assert log.strip(), "it does log"
    for secret in ("Zwartkijker", slack.bot_token, slack.signing_secret, SECRET, "/response/", "xoxb-", "trigger"):
        assert secret not in log, [line for line in log.split("\n") if secret in line][:3]


def test_a_file_to_import_is_bounded_in_size_and_depth(installed: Bot) -> None:
    file = installed.folder / "large.json"
    for body, why in ((b" " * 20_000_001, "larger"), (b"[" * 100_000, "not JSON")):
        file.write_bytes(body)
        done = installed.run("import", str(file), check=False)
        assert done.returncode == 1
        assert why in done.stderr
        assert "Traceback" not in done.stderr
    file.unlink()


def test_no_file_that_goes_out_bears_a_formula_or_a_script(tmp_path: Path) -> None:
    hostile = ("=1+1", "+1", "-1+1", "@SUM(A1)", "<script>alert(1)</script>", "javascript:alert(1)", '" onload="x')
    touchpoints = tuple(Touchpoint(number=n, what=what, stage="A", owner=None) for n, what in enumerate(hostile, 1))
    journey = JourneyMap(id="j", name="=HYPERLINK(1)", stages=("A",), touchpoints=touchpoints)
    rows = list(csv.reader(io.StringIO(export_bytes(journey, "csv").decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "@"} or cell.startswith("-1+")]
    with zipfile.ZipFile(io.BytesIO(export_bytes(journey, "xlsx"))) as book:
        assert not [name for name in book.namelist() if b"<f>" in book.read(name)]
    drawn = ElementTree.fromstring(draw(journey, "map", "svg", "en"))
    for element in drawn.iter():
        assert not element.tag.endswith(("}script", "}foreignObject"))
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert not name.endswith("href") or value.startswith(("#", "data:image/"))
