"""What can be made to go wrong, as the real client meets it."""

from __future__ import annotations

import time
from http.client import HTTPException

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.server import StandIn


def test_429_comes_as_often_as_wanted_with_its_pause(slack: StandIn, web: WebClient, webshop: str) -> None:
    ts = web.chat_postMessage(channel=webshop, text="x")["ts"]
    slack.fault("chat.update", status=429, retry_after=2, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            web.chat_update(channel=webshop, ts=ts, text="y")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "2"
    assert web.auth_test()["ok"]
    assert web.chat_update(channel=webshop, ts=ts, text="y")["ok"]


def test_500_lasts_until_it_is_cleared(slack: StandIn, web: WebClient, webshop: str) -> None:
    slack.fault(status=500, times=None)
    for _ in range(4):
        with pytest.raises(SlackApiError):
            web.chat_postMessage(channel=webshop, text="x")
    slack.clear_faults()
    assert web.chat_postMessage(channel=webshop, text="x")["ok"]
    assert len(slack.texts("webshop")) == 1


def test_any_error_code_can_be_answered_for_one_channel(slack: StandIn, web: WebClient, webshop: str) -> None:
    slack.fault("chat.postMessage", error="is_archived", channel=webshop)
    assert web.chat_postMessage(channel=slack.world.channel("onboarding").id, text="x")["ok"]
    with pytest.raises(SlackApiError, match="is_archived"):
        web.chat_postMessage(channel=webshop, text="x")


def test_a_dropped_line_gives_no_answer(slack: StandIn, webshop: str) -> None:
    web = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    slack.fault("chat.postMessage", drop=True)
    with pytest.raises((OSError, HTTPException)):
        web.chat_postMessage(channel=webshop, text="x")
    assert slack.texts("webshop") == []


def test_a_call_can_be_carried_out_and_its_answer_lost(slack: StandIn, webshop: str) -> None:
    web = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    slack.fault("chat.postMessage", drop=True, after=True)
    with pytest.raises((OSError, HTTPException)):
        web.chat_postMessage(channel=webshop, text="x")
    assert slack.texts("webshop") == ["x"]


def test_a_delay_and_the_latency_of_every_call_are_felt(slack: StandIn, web: WebClient) -> None:
    slack.latency = 0.05
    slack.fault("auth.test", delay=0.1)
    start = time.monotonic()
    assert web.auth_test()["ok"]
    assert time.monotonic() - start >= 0.15
