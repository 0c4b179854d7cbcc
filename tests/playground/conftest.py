"""A stand-in Slack for each test, and a very small real Bolt app that it talks to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from playground.cast import default_cast
from playground.people import Person
from playground.server import StandIn


class ThreadedServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def slack() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        default_cast(stand_in.world)
        yield stand_in


@pytest.fixture
def web(slack: StandIn) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.api_url, timeout=60)


@pytest.fixture
def app(slack: StandIn, web: WebClient) -> App:
    """A Bolt app that knows nothing yet."""
    return App(client=web, signing_secret=slack.signing_secret, process_before_response=True)


@pytest.fixture
def bot(slack: StandIn, app: App) -> Iterator[App]:
    """The Bolt app, reached over HTTP."""
    handler = SlackRequestHandler(app, path="/slack/events")
    server = make_server("127.0.0.1", 0, handler, server_class=ThreadedServer, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    slack.bot_url = f"http://127.0.0.1:{server.server_port}/slack/events"
    yield app
    server.shutdown()
    server.server_close()


@pytest.fixture
def ana(slack: StandIn) -> Person:
    return slack.person("ana")


@pytest.fixture
def bram(slack: StandIn) -> Person:
    return slack.person("bram")


@pytest.fixture
def webshop(slack: StandIn) -> str:
    """The id of #webshop, where the bot is a member."""
    return slack.world.channel("webshop").id
