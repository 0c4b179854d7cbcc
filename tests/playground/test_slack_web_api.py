"""The Web API, called with the real client: answers, refusals, channels, scopes, rates."""

from __future__ import annotations

import json
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.people import Person
from playground.server import StandIn

SECTION = {"type": "section", "block_id": "b", "text": {"type": "mrkdwn", "text": "x"}}


def refusal(call: Any, **args: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return str(caught.value.response["error"])


def post_form(slack: StandIn, method: str, token: str = "", **fields: str) -> dict[str, Any]:
    body = urllib.parse.urlencode(fields).encode()
    headers = {"Authorization": f"Bearer {token or slack.bot_token}"}
    with urllib.request.urlopen(urllib.request.Request(slack.api_url + method, body, headers)) as answer:
        return dict(json.load(answer))


def test_auth_test_says_who_the_bot_is_and_what_it_may(slack: StandIn, web: WebClient) -> None:
    answer = web.auth_test()
    assert (answer["user_id"], answer["bot_id"]) == (slack.world.bot_user, slack.world.bot_id)
    assert "chat:write" in answer.headers["x-oauth-scopes"]


def test_a_method_that_slack_does_not_have_is_unknown(web: WebClient) -> None:
    assert refusal(web.api_call, api_method="chat.shout") == "unknown_method"


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-other", "invalid_auth")])
def test_a_call_needs_a_valid_token(slack: StandIn, token: str, error: str) -> None:
    assert refusal(WebClient(token=token, base_url=slack.api_url).auth_test) == error


def test_an_app_token_opens_sockets_and_nothing_else(slack: StandIn, web: WebClient, webshop: str) -> None:
    app = WebClient(token=slack.app_token, base_url=slack.api_url)
    assert app.apps_connections_open(app_token=slack.app_token)["url"].startswith("ws://127.0.0.1:")
    assert refusal(app.chat_postMessage, channel=webshop, text="x") == "not_allowed_token_type"
    assert refusal(web.apps_connections_open, app_token=slack.bot_token) == "not_allowed_token_type"


def test_a_missing_argument_is_named(web: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        web.api_call("chat.postEphemeral", json={"text": "x"})
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] missing required field: channel",
        "[ERROR] missing required field: user",
    ]


def test_a_scope_that_was_not_granted_is_named(slack: StandIn, web: WebClient, webshop: str) -> None:
    slack.scopes = {"commands"}
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel=webshop, text="x")
    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "chat:write"
    assert caught.value.response["provided"] == "commands"


def test_a_posted_message_is_seen_by_everybody(slack: StandIn, web: WebClient, webshop: str, ana: Person) -> None:
    answer = web.chat_postMessage(channel=webshop, text="hello", blocks=[SECTION])
    assert answer["message"]["blocks"] == [SECTION]
    assert [m.ts for m in ana.sees("webshop")] == [answer["ts"]]
    assert slack.texts("webshop") == ["hello"]


def test_a_form_with_json_inside_does_as_well_as_json(slack: StandIn, webshop: str) -> None:
    assert post_form(slack, "chat.postMessage", channel=webshop, text="x", blocks=json.dumps([SECTION]))["ok"]
    assert post_form(slack, "chat.postMessage", channel=webshop, blocks="[")["error"] == "invalid_blocks_format"


def test_methods_that_read_do_not_take_json(slack: StandIn, web: WebClient, ana: Person) -> None:
    assert web.users_info(user=ana.id, include_locale=True)["user"]["locale"] == "en-US"
    assert refusal(web.api_call, api_method="users.info", json={"user": ana.id}) == "invalid_arguments"


@pytest.mark.parametrize("text", ["", "   "])
def test_a_message_says_something(web: WebClient, webshop: str, text: str) -> None:
    assert refusal(web.chat_postMessage, channel=webshop, text=text) == "no_text"


def test_a_text_is_cut_off_above_40000_characters(slack: StandIn, web: WebClient, webshop: str) -> None:
    web.chat_postMessage(channel=webshop, text="x" * 40_001)
    assert len(slack.texts("webshop")[0]) == 40_000


def test_wrong_blocks_are_refused_with_their_place(web: WebClient, webshop: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel=webshop, text="x", blocks=[SECTION | {"text": {"type": "mrkdwn", "text": ""}}])
    assert caught.value.response["error"] == "invalid_blocks"
    assert "/blocks/0/text/text" in caught.value.response["response_metadata"]["messages"][0]


def test_the_bot_posts_only_where_it_is_a_member(slack: StandIn, web: WebClient) -> None:
    world = slack.world
    secret = world.add_channel("secret", ["ana"], private=True, bot=False)
    assert refusal(web.chat_postMessage, channel=world.channel("random").id, text="x") == "not_in_channel"
    assert refusal(web.chat_postMessage, channel=secret.id, text="x") == "channel_not_found"
    assert refusal(web.conversations_info, channel=secret.id) == "channel_not_found"
    assert refusal(web.chat_postMessage, channel="C404", text="x") == "channel_not_found"
    assert web.chat_postMessage(channel=world.channel("board").id, text="x")["ok"]


def test_an_archived_channel_takes_nothing_more(slack: StandIn, web: WebClient, webshop: str) -> None:
    ts = web.chat_postMessage(channel=webshop, text="x")["ts"]
    slack.world.channel("webshop").is_archived = True
    assert refusal(web.chat_postMessage, channel=webshop, text="x") == "is_archived"
    assert refusal(web.chat_update, channel=webshop, ts=ts, text="y") == "is_inactive"


def test_an_update_without_blocks_keeps_the_old_ones(slack: StandIn, web: WebClient, webshop: str) -> None:
    ts = web.chat_postMessage(channel=webshop, text="old", blocks=[SECTION])["ts"]
    web.chat_update(channel=webshop, ts=ts, text="new")
    message = slack.messages("webshop")[0]
    assert (message.text, message.blocks, bool(message.edited)) == ("new", [SECTION], True)
    web.chat_update(channel=webshop, ts=ts, text="bare", blocks=[])
    assert slack.messages("webshop")[0].blocks == []


def test_an_update_is_of_the_bots_own_message_and_not_too_long(web: WebClient, webshop: str, ana: Person) -> None:
    ana.types("webshop", "mine")
    ts = ana.sees("webshop")[0].ts
    own = web.chat_postMessage(channel=webshop, text="x")["ts"]
    assert refusal(web.chat_update, channel=webshop, ts=ts, text="x") == "cant_update_message"
    assert refusal(web.chat_delete, channel=webshop, ts=ts) == "cant_delete_message"
    assert refusal(web.chat_update, channel=webshop, ts="1.000000", text="x") == "message_not_found"
    assert refusal(web.chat_update, channel=webshop, ts=own, text="x" * 4_001) == "msg_too_long"
    assert refusal(web.chat_update, channel=webshop, ts=own) == "no_text"


def test_a_deleted_message_is_gone(slack: StandIn, web: WebClient, webshop: str) -> None:
    ts = web.chat_postMessage(channel=webshop, text="x")["ts"]
    assert web.chat_getPermalink(channel=webshop, message_ts=ts)["permalink"].endswith(f"/p{ts.replace('.', '')}")
    web.chat_delete(channel=webshop, ts=ts)
    assert slack.texts("webshop") == []
    assert refusal(web.chat_getPermalink, channel=webshop, message_ts=ts) == "message_not_found"


def test_an_ephemeral_message_is_for_one_person_and_cannot_be_changed(
    web: WebClient, webshop: str, ana: Person, bram: Person
) -> None:
    ts = web.chat_postEphemeral(channel=webshop, user=ana.id, text="psst")["message_ts"]
    assert [m.text for m in ana.sees("webshop")] == ["psst"]
    assert bram.sees("webshop") == []
    assert refusal(web.chat_update, channel=webshop, ts=ts, text="x") == "message_not_found"


def test_an_ephemeral_message_reaches_members_only(slack: StandIn, web: WebClient) -> None:
    board, webshop, gone = (
        slack.world.channel("board").id,
        slack.world.channel("webshop").id,
        slack.world.user("hugo").id,
    )
    assert (
        refusal(web.chat_postEphemeral, channel=board, user=slack.person("gus").id, text="x") == "user_not_in_channel"
    )
    assert refusal(web.chat_postEphemeral, channel=webshop, user=gone, text="x") == "user_not_in_channel"


def test_a_message_to_a_person_goes_to_their_direct_message(slack: StandIn, web: WebClient, ana: Person) -> None:
    dm = web.conversations_open(users=ana.id)["channel"]["id"]
    assert web.chat_postMessage(channel=ana.id, text="hi")["channel"] == dm
    assert [m.text for m in ana.dms] == ["hi"]
    assert refusal(web.conversations_open, users=slack.world.user("hugo").id) == "user_disabled"
    assert refusal(web.conversations_open, users="U404") == "user_not_found"


def test_channels_and_their_members_are_listed_page_by_page(slack: StandIn, web: WebClient, webshop: str) -> None:
    pages = [page["members"] for page in web.conversations_members(channel=webshop, limit=4)]
    assert [len(page) for page in pages] == [4, 3]
    assert [*pages[0], *pages[1]] == slack.world.channel("webshop").members
    everything = web.conversations_list(types="public_channel,private_channel")["channels"]
    assert {c["name"] for c in everything} == {"webshop", "onboarding", "servicedesk", "board", "random"}
    assert {c["name"] for c in web.users_conversations()["channels"]} == {"webshop", "onboarding", "servicedesk"}
    assert web.conversations_info(channel=webshop, include_num_members=True)["channel"]["num_members"] == 7
    assert refusal(web.conversations_list, types="im") == "missing_scope"
    assert refusal(web.conversations_list, types="clubs") == "invalid_types"


def test_people_are_described_as_slack_does(slack: StandIn, web: WebClient, bram: Person) -> None:
    users = {user["name"]: user for page in web.users_list(limit=3, include_locale=True) for user in page["members"]}
    assert users["bram"]["tz"] == "Europe/Amsterdam"
    assert users["bram"]["locale"] == "nl-NL"
    assert users["gus"]["is_ultra_restricted"]
    assert users["hugo"]["deleted"]
    assert users["waymark"]["is_bot"]
    assert "locale" not in web.users_info(user=bram.id)["user"]
    assert refusal(web.users_info, user="U404") == "user_not_found"


def test_pins_and_reactions_are_kept(slack: StandIn, web: WebClient, webshop: str) -> None:
    slack.scopes |= {"reactions:write", "pins:read"}
    ts = web.chat_postMessage(channel=webshop, text="x")["ts"]
    web.pins_add(channel=webshop, timestamp=ts)
    assert refusal(web.pins_add, channel=webshop, timestamp=ts) == "already_pinned"
    assert web.pins_list(channel=webshop)["items"][0]["message"]["ts"] == ts
    web.pins_remove(channel=webshop, timestamp=ts)
    assert refusal(web.pins_remove, channel=webshop, timestamp=ts) == "no_pin"
    web.reactions_add(channel=webshop, timestamp=ts, name="eyes")
    assert slack.messages("webshop")[0].reactions == {"eyes": [slack.world.bot_user]}


def test_rates_are_enforced_on_demand(slack: StandIn, web: WebClient, webshop: str) -> None:
    slack.web_api.enforce_rates = True
    for number in range(3):
        web.chat_postMessage(channel=webshop, text=str(number))
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel=webshop, text="one too many")
    assert caught.value.response.status_code == 429
    assert int(caught.value.response.headers["Retry-After"]) >= 1
    assert web.chat_postMessage(channel=slack.world.channel("onboarding").id, text="elsewhere")["ok"]


def test_every_call_is_recorded(slack: StandIn, web: WebClient, webshop: str) -> None:
    web.chat_postMessage(channel=webshop, text="x")
    call = slack.wait_for(lambda: slack.world.calls[-1])
    assert (call.method, call.args["text"], call.ok, call.token) == ("chat.postMessage", "x", True, slack.bot_token)


def test_three_hundred_calls_with_150_milliseconds_of_latency_each_pass_side_by_side(
    slack: StandIn, web: WebClient, webshop: str
) -> None:
    slack.latency = 0.15
    start = time.monotonic()
    with ThreadPoolExecutor(60) as pool:
        list(pool.map(lambda n: web.chat_postMessage(channel=webshop, text=str(n)), range(300)))
    assert time.monotonic() - start < 15, "one after the other they take 45"
    assert len(slack.texts("webshop")) == 300
