"""The little language: what it finds, and how it complains when it does not."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from playground.people import Person
from playground.server import StandIn


def row(name: str, *, menu: bool = False) -> dict[str, Any]:
    words = {"type": "plain_text", "text": "Edit"}
    edit: dict[str, Any] = {"type": "button", "action_id": "edit", "value": name, "text": words}
    if menu:
        edit = {"type": "overflow", "action_id": "edit", "options": [{"text": words, "value": name}]}
    return {"type": "section", "text": {"type": "mrkdwn", "text": name}, "accessory": edit}


@pytest.fixture
def pressed(bot: App) -> list[dict[str, Any]]:
    actions: list[dict[str, Any]] = []
    bot.action("edit")(lambda ack, action: (actions.append(action), ack()))
    return actions


def test_one_of_two_buttons_is_told_by_what_stands_beside_it(
    web: WebClient, webshop: str, ana: Person, pressed: list[dict[str, Any]]
) -> None:
    web.chat_postMessage(channel=webshop, text="x", blocks=[row("one"), row("two")])
    ana.presses("Edit", beside="two")
    ana.presses("one")
    assert [action["value"] for action in pressed] == ["two", "one"]


def test_an_entry_of_an_overflow_menu_is_pressed_like_a_button(
    web: WebClient, webshop: str, ana: Person, pressed: list[dict[str, Any]]
) -> None:
    web.chat_postMessage(channel=webshop, text="x", blocks=[row("one", menu=True)])
    ana.presses("Edit")
    assert pressed[0]["selected_option"]["value"] == "one"


def test_the_newest_message_with_such_a_button_is_meant(
    web: WebClient, webshop: str, ana: Person, pressed: list[dict[str, Any]]
) -> None:
    web.chat_postMessage(channel=webshop, text="x", blocks=[row("old")])
    web.chat_postMessage(channel=webshop, text="x", blocks=[row("new")])
    web.chat_postMessage(channel=webshop, text="nothing to press")
    ana.presses("Edit", in_="webshop")
    assert pressed[0]["value"] == "new"


def test_what_is_there_twice_or_not_at_all_is_said(web: WebClient, webshop: str, ana: Person) -> None:
    web.chat_postMessage(channel=webshop, text="x", blocks=[row("one"), row("two")])
    with pytest.raises(AssertionError, match="could be any of"):
        ana.presses("Edit")
    with pytest.raises(AssertionError, match=r"no button 'Delete'; ana sees \['Edit', 'Edit'\]"):
        ana.presses("Delete")
    with pytest.raises(AssertionError, match="no modal open"):
        ana.fills({"Goal": "x"})


def test_a_menu_in_a_message_is_chosen_from(bot: App, web: WebClient, webshop: str, ana: Person) -> None:
    got: list[dict[str, Any]] = []
    bot.action("who")(lambda ack, body: (got.append(body), ack()))
    menu = {"type": "users_select", "action_id": "who", "placeholder": {"type": "plain_text", "text": "Whose?"}}
    web.chat_postMessage(channel=webshop, text="x", blocks=[{"type": "actions", "elements": [menu]}])
    ana.selects("Whose?", "bram", in_="webshop")
    assert got[0]["actions"][0]["selected_user"] == ana.world.user("bram").id
    assert next(iter(got[0]["state"]["values"].values()))["who"]["selected_user"] == ana.world.user("bram").id


@pytest.mark.parametrize(("who", "where"), [("gus", "board"), ("hugo", "webshop")])
def test_nobody_types_where_they_are_not(slack: StandIn, who: str, where: str) -> None:
    with pytest.raises(AssertionError):
        slack.person(who).types(where, "/journey")


def test_waiting_ends_as_soon_as_it_is_so_and_complains_if_it_never_is(slack: StandIn, webshop: str) -> None:
    slack.world.post(webshop, slack.world.bot_user, "there")
    assert slack.wait_for(lambda: slack.texts("webshop")) == ["there"]
    with pytest.raises(AssertionError, match="still not so"):
        slack.wait_for(lambda: False, seconds=0.05)


def test_unknown_names_list_the_known_ones(slack: StandIn) -> None:
    with pytest.raises(KeyError, match="webshop"):
        slack.world.channel("webshpo")
    with pytest.raises(KeyError, match="ana"):
        slack.world.user("anna")
