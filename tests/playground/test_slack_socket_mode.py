"""Socket Mode with Bolt's real client: envelopes, acknowledgements, lines that are cut or refreshed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from playground.people import Person
from playground.server import StandIn

MODAL = {
    "type": "modal",
    "callback_id": "m",
    "title": {"type": "plain_text", "text": "Goal"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "goal",
            "label": {"type": "plain_text", "text": "Goal"},
            "element": {"type": "plain_text_input", "action_id": "value"},
        }
    ],
}


@pytest.fixture
def line(slack: StandIn, app: App, web: WebClient) -> Iterator[SocketModeHandler]:
    """The Bolt app, reached over Socket Mode."""

    @app.command("/journey")
    def answer(ack: Any, command: dict[str, Any], client: WebClient) -> None:
        if command["text"] == "goal":
            client.views_open(trigger_id=command["trigger_id"], view=MODAL)
        ack(f"you said {command['text']}")

    handler = SocketModeHandler(app, slack.app_token, web_client=web, ping_interval=0.3)
    handler.connect()
    slack.socket = True
    slack.wait_for(lambda: slack.lines.count)
    yield handler
    # Cut from this side first: a client that closes its own socket while it listens sleeps on for ten seconds.
    handler.client.auto_reconnect_enabled = False
    slack.cut_lines()
    slack.wait_for(lambda: not handler.client.is_connected())
    handler.close()


def test_a_command_is_answered_in_its_acknowledgement(line: SocketModeHandler, ana: Person) -> None:
    answer = ana.types("webshop", "/journey help")
    assert (answer.text, answer.error) == ("you said help", "")
    assert answer.delivery is not None
    assert answer.delivery.via == "socket"


def test_a_modal_shows_errors_at_its_field(line: SocketModeHandler, app: App, ana: Person) -> None:
    app.view("m")(lambda ack: ack(response_action="errors", errors={"goal": "Say more"}))
    ana.types("webshop", "/journey goal")
    ana.fills({"Goal": "x"})
    assert ana.submits().errors == {"Goal": "Say more"}


def test_events_come_down_the_line(line: SocketModeHandler, app: App, ana: Person) -> None:
    seen = threading.Event()
    app.event("app_home_opened")(lambda event: seen.set())
    delivery = ana.opens_home().delivery
    assert delivery is not None
    assert delivery.error == ""
    assert seen.wait(60)


def test_a_cut_line_is_soon_open_again(slack: StandIn, line: SocketModeHandler, ana: Person) -> None:
    slack.cut_lines()
    slack.wait_for(lambda: slack.lines.count == 0)
    slack.wait_for(lambda: slack.lines.count == 1, seconds=20)
    assert ana.types("webshop", "/journey again").text == "you said again"


def test_slack_can_ask_for_a_new_line(slack: StandIn, line: SocketModeHandler, ana: Person) -> None:
    slack.lines.ask_to_reconnect()
    slack.wait_for(lambda: slack.lines.count == 0)
    slack.wait_for(lambda: slack.lines.count == 1, seconds=20)
    assert ana.types("webshop", "/journey again").text == "you said again"


def test_without_a_line_nothing_can_be_delivered(slack: StandIn, ana: Person) -> None:
    slack.socket = True
    assert ana.types("webshop", "/journey help").error == "dispatch_failed"


def test_a_bot_that_says_nothing_on_its_line_has_timed_out(slack: StandIn, ana: Person) -> None:
    slack.socket = True
    slack.postman.patience = 0.05
    app = WebClient(token=slack.app_token, base_url=slack.api_url)
    with connect(app.apps_connections_open(app_token=slack.app_token)["url"]):
        slack.wait_for(lambda: slack.lines.count)
        assert ana.types("webshop", "/journey help").error == "operation_timeout"


def test_a_ticket_lets_one_line_in(slack: StandIn) -> None:
    app = WebClient(token=slack.app_token, base_url=slack.api_url)
    address = app.apps_connections_open(app_token=slack.app_token)["url"]
    with connect(address) as first:
        assert '"type": "hello"' in str(first.recv())
        with pytest.raises((InvalidStatus, ConnectionClosed)), connect(address) as second:
            second.recv()


def test_an_app_has_ten_lines_at_most(slack: StandIn) -> None:
    app = WebClient(token=slack.app_token, base_url=slack.api_url)
    addresses = [app.apps_connections_open(app_token=slack.app_token)["url"] for _ in range(11)]
    with ExitStack() as lines:
        for address in addresses[:10]:
            lines.enter_context(connect(address))
        with pytest.raises((InvalidStatus, ConnectionClosed)), connect(addresses[10]) as eleventh:
            eleventh.recv()
