"""What Slack sends to a real Bolt app over HTTP, and what it does with the answers."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from typing import Any

import pytest
from slack_bolt import App, BoltResponse

from playground.delivery import Sending, sign
from playground.people import Person
from playground.server import StandIn

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "in a block"}}


def test_the_signature_is_slacks_own() -> None:
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    published = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert sign("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body) == published


def test_a_command_arrives_with_people_channels_and_signs_escaped(slack: StandIn, bot: App, ana: Person) -> None:
    got: dict[str, Any] = {}
    bot.command("/journey")(lambda ack, command: (got.update(command), ack()))
    ana.types("webshop", "/journey  ask @bram & #board about <!channel> at https://example.com/?a=1&b=2, @nobody")
    bram, board = slack.world.user("bram"), slack.world.channel("board")
    assert got["text"] == (
        f"ask <@{bram.id}|bram> &amp; <#{board.id}|board> about &lt;!channel&gt; "
        "at <https://example.com/?a=1&amp;b=2,> @nobody"
    )
    assert (got["command"], got["channel_name"], got["user_name"]) == ("/journey", "webshop", "ana")
    assert got["team_domain"] == "waymark-demo"


@pytest.mark.parametrize(("channel", "name"), [("board", "privategroup"), ("dm", "directmessage")])
def test_a_command_names_private_places_by_their_kind(bot: App, ana: Person, channel: str, name: str) -> None:
    bot.command("/journey")(lambda ack, command: ack(command["channel_name"]))
    assert ana.types(channel, "/journey").text == name


def test_the_acknowledgement_becomes_an_ephemeral_answer(slack: StandIn, bot: App, ana: Person, bram: Person) -> None:
    bot.command("/journey")(lambda ack: ack(text="kept", blocks=[SECTION]))
    answer = ana.types("webshop", "/journey x")
    assert (answer.text, answer.error, answer.status) == ("kept", "", 200)
    assert "in a block" in answer.shown
    assert answer.seconds < 3
    assert bram.sees("webshop") == []


def test_an_answer_in_channel_is_seen_by_all(bot: App, ana: Person, bram: Person) -> None:
    bot.command("/journey")(lambda ack: ack(text="for all", response_type="in_channel"))
    ana.types("webshop", "/journey x")
    assert [m.text for m in bram.sees("webshop")] == ["for all"]


def test_an_answer_that_breaks_the_limits_is_not_shown(bot: App, ana: Person) -> None:
    bot.command("/journey")(lambda ack: ack(text="x", blocks=[{"type": "section"}]))
    answer = ana.types("webshop", "/journey x")
    assert answer.error == "invalid_blocks"
    assert "must provide either text or fields" in answer.reasons[0]
    assert answer.text == '/journey failed with the error "invalid_blocks"'


def test_a_bot_that_takes_longer_than_slack_waits_has_timed_out(slack: StandIn, bot: App, ana: Person) -> None:
    let_go = threading.Event()
    bot.command("/journey")(lambda ack: (let_go.wait(5), ack("too late")))
    slack.postman.patience = 0.1
    answer = ana.types("webshop", "/journey x")
    let_go.set()
    assert answer.error == "operation_timeout"
    assert answer.text == '/journey failed with the error "operation_timeout"'


def test_slack_waits_three_seconds(slack: StandIn) -> None:
    assert slack.postman.patience == 3.0


def test_a_bot_that_fails_or_is_not_there_is_a_failed_dispatch(slack: StandIn, bot: App, ana: Person) -> None:
    assert ana.types("webshop", "/journey nobody listens").error == "dispatch_failed"
    slack.bot_url = "http://127.0.0.1:1/slack/events"
    assert ana.types("webshop", "/journey x").error == "dispatch_failed"


def test_an_error_handler_can_answer_in_words(bot: App, ana: Person) -> None:
    def refuse() -> None:
        raise ValueError("no such touchpoint")

    bot.command("/journey")(refuse)
    bot.error(lambda error: BoltResponse(status=200, body=str(error)))
    assert ana.types("webshop", "/journey x").text == "no such touchpoint"


def test_the_same_delivery_can_come_twice(slack: StandIn, bot: App, ana: Person) -> None:
    triggers: list[str] = []
    bot.command("/journey")(lambda ack, command: (triggers.append(command["trigger_id"]), ack()))
    ana.types("webshop", "/journey x")
    slack.resend()
    assert len(triggers) == 2
    assert len(set(triggers)) == 1


@pytest.mark.parametrize("sending", [Sending(age=301), Sending(bad_signature=True)])
def test_an_old_or_forged_delivery_is_refused_by_the_bot(bot: App, ana: Person, sending: Sending) -> None:
    bot.command("/journey")(lambda ack: ack("taken"))
    answer = ana.types("webshop", "/journey x", sending)
    assert (answer.status, answer.error) == (401, "dispatch_failed")


def test_the_address_is_probed_as_slack_does(slack: StandIn, bot: App) -> None:
    assert slack.check_ssl().status == 200
    assert slack.probe_url("echo me").answer == {"challenge": "echo me"}


def test_a_response_url_works_five_times_within_half_an_hour(slack: StandIn, bot: App, ana: Person) -> None:
    urls: list[str] = []
    bot.command("/journey")(lambda ack, command: (urls.append(command["response_url"]), ack()))
    ana.types("webshop", "/journey x")
    assert [post_json(urls[0], {"text": str(n)}) for n in range(6)] == [200] * 5 + [404]
    assert [m.text for m in ana.sees("webshop")] == ["0", "1", "2", "3", "4"]
    ana.types("webshop", "/journey x")
    later = slack.world.now() + 31 * 60
    slack.world.clock = lambda: later
    assert post_json(urls[1], {"text": "late"}) == 404


def post_json(url: str, content: dict[str, Any]) -> int:
    request = urllib.request.Request(url, json.dumps(content).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_respond_replaces_and_deletes_the_message_that_was_pressed(slack: StandIn, bot: App, ana: Person) -> None:
    buttons = [
        {"type": "button", "action_id": name, "text": {"type": "plain_text", "text": name}} for name in ("Turn", "Drop")
    ]
    bot.command("/journey")(lambda ack: ack(text="first", blocks=[{"type": "actions", "elements": buttons}]))
    bot.action("Turn")(lambda ack, respond: (respond(text="turned", replace_original=True), ack()))
    bot.action("Drop")(lambda ack, respond: (respond(delete_original=True), ack()))
    ana.types("webshop", "/journey")
    ana.presses("Drop")
    assert ana.sees("webshop") == []
    ana.types("webshop", "/journey")
    ana.presses("Turn")
    assert [m.text for m in ana.sees("webshop")] == ["turned"]


def test_events_reach_the_bot_with_their_fields(slack: StandIn, bot: App, ana: Person) -> None:
    got: list[dict[str, Any]] = []
    for name in ("app_home_opened", "member_joined_channel", "member_left_channel", "app_mention", "user_change"):
        bot.event(name)(lambda event: got.append(event))
    ana.opens_home()
    slack.client.join(slack.world.user("gus").id, slack.world.channel("onboarding").id, inviter=ana.id)
    slack.client.leave(slack.world.user("gus").id, slack.world.channel("onboarding").id)
    ana.types("webshop", "hello @waymark")
    slack.client.change_user(ana.id, tz="Asia/Tokyo")
    assert [event["type"] for event in got] == [
        "app_home_opened",
        "member_joined_channel",
        "member_left_channel",
        "app_mention",
        "user_change",
    ]
    assert got[0]["tab"] == "home"
    assert got[1]["inviter"] == ana.id
    assert got[4]["user"]["tz"] == "Asia/Tokyo"


def test_events_that_fail_are_sent_three_times_more(slack: StandIn, bot: App, ana: Person) -> None:
    slack.postman.retry_pauses = (0, 0, 0)
    ana.opens_home()
    tries = [d for d in slack.world.deliveries if d.kind == "events_api"]
    assert [d.retry for d in tries] == [0, 1, 2, 3]
    assert len({d.payload["event_id"] for d in tries}) == 1


def test_a_bot_can_ask_for_no_retry(slack: StandIn, bot: App, ana: Person) -> None:
    slack.postman.retry_pauses = (0, 0, 0)
    bot.event("app_home_opened")(lambda: 1 / 0)
    bot.error(lambda error: BoltResponse(status=500, headers={"X-Slack-No-Retry": ["1"]}))
    ana.opens_home()
    assert len(slack.world.deliveries) == 1


def test_retries_after_a_pause_come_by_themselves(slack: StandIn, bot: App, ana: Person) -> None:
    slack.postman.retry_pauses = (0, 0.01, 0.01)
    ana.opens_home()
    slack.wait_for(lambda: len(slack.world.deliveries) == 4)


def test_only_events_that_are_subscribed_to_are_sent(slack: StandIn, bot: App, ana: Person) -> None:
    slack.client.subscriptions = {"app_mention"}
    ana.opens_home()
    assert slack.world.deliveries == []


def test_a_command_that_was_not_registered_never_leaves_slack(slack: StandIn, bot: App, ana: Person) -> None:
    slack.client.commands = {"/journey"}
    assert ana.types("webshop", "/jorney x").text == "/jorney is not a valid command."
    assert slack.world.deliveries == []


def test_shortcuts_and_message_shortcuts_carry_what_they_are_about(slack: StandIn, bot: App, ana: Person) -> None:
    got: list[dict[str, Any]] = []
    bot.shortcut("start")(lambda ack, body: (got.append(body), ack()))
    bot.shortcut("quote")(lambda ack, body: (got.append(body), ack()))
    ana.types("webshop", "the parcel was late")
    ana.uses_shortcut("start")
    ana.uses_shortcut("quote", ana.sees("webshop")[0])
    assert (got[0]["type"], got[1]["type"]) == ("shortcut", "message_action")
    assert got[1]["message"]["text"] == "the parcel was late"
