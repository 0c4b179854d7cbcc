"""Slack late, busy or broken, deliveries doubled, forged or old: nothing lost, nothing twice."""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import UTC, datetime

import pytest

from playground.delivery import Sending
from tests.rooms import Room

pause = threading.Event()
"""Never set: time goes by."""


def test_429_is_waited_out_and_then_everything_arrives(alone: Room) -> None:
    alone.slack.fault("*", status=429, retry_after=2, times=4)
    alone.ana("touchpoint Reads the blog | stage: Awareness")
    alone.ana("go touchpoints")
    alone.waits_for("Step 3 of 8: Touchpoints")
    alone.waits_for(lambda: "1 touchpoint" in alone.card().text)
    told = Counter(m.text.split("\n")[0] for m in alone.messages())
    assert told["Step 3 of 8: Touchpoints – Free trial"] == 1


def test_500_is_tried_again_until_it_is_over(alone: Room) -> None:
    alone.slack.fault("*", status=500, times=3)
    assert "Kept as touchpoint 1" in alone.ana("touchpoint Reads the blog | stage: Awareness")
    alone.waits_for(lambda: "1 touchpoint" in alone.card().text)


def test_a_minute_of_429_and_500_delays_what_is_told_and_loses_nothing(alone: Room) -> None:
    slowest = 0.0
    for said, kept in (({"status": 429, "retry_after": 5}, 10), ({"status": 500}, 20)):
        alone.slack.fault("*", times=None, **said)
        end = time.monotonic() + 30
        for number in range(kept - 9, kept + 1):
            assert f"Kept as touchpoint {number}" in alone.ana(f"touchpoint Moment {number} | stage: Awareness")
            assert alone.answer is not None
            slowest = max(slowest, alone.answer.seconds)
            pause.wait(2)
        alone.person("ana").types(alone.channel, "/journey go research" if kept == 10 else "/journey go touchpoints")
        pause.wait(max(0.0, end - time.monotonic()))
        assert not any("Step 2 of 8: Research" in m.text for m in alone.messages())
    alone.slack.clear_faults()
    assert slowest < 3, "an answer waited for Slack"
    alone.waits_for(lambda: alone.card() and "20 touchpoints" in alone.card().text)
    alone.waits_for(lambda: alone.bot.store.backlog(now()).waiting == 0)
    told = Counter(m.text.split("\n")[0] for m in alone.messages())
    assert told["Step 2 of 8: Research – Free trial"] == told["Step 3 of 8: Touchpoints – Free trial"] == 1
    assert alone.bot.store.backlog(now()).set_aside == 0


def test_answers_come_although_slack_s_api_hangs(alone: Room) -> None:
    alone.slack.latency = 4
    try:
        alone.ana("touchpoint Reads the blog | stage: Awareness")
        alone.ana("emotion 1 -1")
        assert alone.answer is not None
        assert alone.answer.seconds < 3, "it waited for Slack, which takes 4"
    finally:
        alone.slack.latency = 0


def test_a_card_that_was_taken_but_not_confirmed_is_repeated_at_most_once(alone: Room) -> None:
    alone.slack.fault("chat.postMessage", drop=True, after=True, times=1)
    alone.ana("go research")
    alone.waits_for("Step 2 of 8: Research")
    alone.waits_for(lambda: alone.bot.store.backlog(now()).waiting == 0)
    told = Counter(m.text.split("\n")[0] for m in alone.messages())
    assert told["Step 2 of 8: Research – Free trial"] <= 2


def now() -> datetime:
    return datetime.now(UTC)


def test_a_channel_that_is_archived_is_set_aside_and_told_to_the_doctor(alone: Room) -> None:
    alone.slack.fault("chat.update", error="is_archived", times=None)
    alone.ana("touchpoint Reads the blog")
    alone.slack.wait_for(lambda: alone.bot.store.backlog(now()).set_aside == 1)
    done = alone.bot.run("doctor", check=False)
    assert done.returncode == 1
    assert "is_archived" in done.stdout


def test_the_same_delivery_twice_has_one_effect(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    answer = workshop.answer
    assert answer is not None
    assert answer.delivery is not None
    again = workshop.slack.resend(answer.delivery)
    assert "touchpoint 1" in str(again.answer)
    assert len(workshop.exported()["touchpoints"]) == 1


def test_a_doubled_modal_has_one_effect(workshop: Room) -> None:
    workshop.ana("persona")
    ana = workshop.person("ana")
    ana.fills({"name": "Sam"})
    submitted = ana.submits()
    assert submitted.delivery is not None
    workshop.slack.resend(submitted.delivery)
    assert len(workshop.exported()["personas"]) == 1


@pytest.mark.parametrize("sending", [Sending(age=301), Sending(bad_signature=True)])
def test_an_old_or_forged_delivery_is_refused(workshop: Room, sending: Sending) -> None:
    answer = workshop.person("ana").types(workshop.channel, "/journey touchpoint Forged", sending)
    assert answer.status == 401
    assert workshop.exported()["touchpoints"] == []
