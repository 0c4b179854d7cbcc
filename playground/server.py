"""The stand-in Slack as a server on this machine: Web API, uploads, response_urls, Socket Mode, in a thread.

with StandIn() as slack:
    ...  # start the bot with SLACK_API_URL=slack.api_url
    slack.bot_url = "http://127.0.0.1:3000/slack/events"  # or: slack.socket = True
    slack.world.add_channel("webshop", members=["ana"])
    answer = slack.person("ana").types("webshop", "/journey help")
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import uvicorn
from starlette.routing import BaseRoute

from playground.client import Client
from playground.delivery import PROPERLY, Postman, Sending
from playground.faults import Fault, Faults
from playground.http_side import Doors
from playground.people import Person
from playground.socket_mode import SocketLines
from playground.web_api import WebApi
from playground.world import Delivery, Message, Payload, World

T = TypeVar("T")

PATIENCE = 180.0
"""Seconds that somebody waits who expects something; generous, for machines that are busy with other things."""
HOST = "127.0.0.1"
SIGNING_SECRET = "signing-secret-of-the-stand-in"  # noqa: S105 - it guards nothing but a game on this machine
BOT_TOKEN = "xoxb-stand-in"  # noqa: S105
APP_TOKEN = "xapp-stand-in"  # noqa: S105


class StandIn:
    """One workspace with one app installed.

    `extra_routes` are served beside Slack's own, for the page. `settings`: `scopes` (what the app was granted),
    `enforce_rates`, `latency` (seconds before every answer of the Web API).
    """

    def __init__(
        self,
        world: World | None = None,
        *,
        signing_secret: str = SIGNING_SECRET,
        bot_token: str = BOT_TOKEN,
        app_token: str = APP_TOKEN,
        extra_routes: Sequence[BaseRoute] = (),
        **settings: Any,
    ) -> None:
        self.world = world or World()
        self.signing_secret, self.bot_token, self.app_token = signing_secret, bot_token, app_token
        self.lines = SocketLines(self.world)
        self.web_api = WebApi(self.world, bot_token, app_token, self.world.now)
        self.faults = Faults()
        self.postman = Postman(self.world, signing_secret, self.lines)
        self.client = Client(self.world, self.postman)
        self.doors = Doors(self.world, self.web_api, self.faults, self.lines, self._cut)
        self.extra_routes = list(extra_routes)
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.web_api.scopes = set(settings.pop("scopes", self.web_api.scopes))
        self.web_api.enforce_rates = settings.pop("enforce_rates", False)
        self.latency = settings.pop("latency", 0.0)
        assert not settings, f"no such settings: {sorted(settings)}"

    # -- running ------------------------------------------------------------------------------------------------

    def start(self, port: int = 0) -> StandIn:
        """Serves on `port` of this machine, or on any free one; returns once it answers."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(512)  # at once: until then another may take the same port, and find out too late
        self.world.origin = f"http://{HOST}:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            self.doors.application(self.extra_routes),
            log_level="warning",
            access_log=False,
            lifespan="off",
            ws_ping_interval=5,
            backlog=512,
        )
        self._server = server = uvicorn.Server(config)
        started = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(server, listener, started)), name="stand-in Slack", daemon=True
        )
        self._thread.start()
        assert started.wait(60), "the stand-in did not start"
        return self

    async def _serve(self, server: uvicorn.Server, listener: socket.socket, started: threading.Event) -> None:
        self.lines.loop = asyncio.get_running_loop()
        self._ending = asyncio.Event()
        running = asyncio.ensure_future(server.serve(sockets=[listener]))
        while not (server.started or running.done()):
            await asyncio.sleep(0.001)
        started.set()
        await self._ending.wait()
        # Not uvicorn's own farewell: that waits for pages that listen to the news, and tests start many servers.
        for each in server.servers:
            each.close()
        self._cut(None)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    def stop(self) -> None:
        self.postman.stop()
        if self._thread is None or self.lines.loop is None:
            return
        self.lines.loop.call_soon_threadsafe(self._ending.set)
        self._thread.join(5)
        self._server = self._thread = None

    def __enter__(self) -> StandIn:
        return self if self._server else self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def origin(self) -> str:
        return self.world.origin

    @property
    def api_url(self) -> str:
        """For SLACK_API_URL and `WebClient(base_url=…)`."""
        return f"{self.world.origin}/api/"

    # -- the bot ------------------------------------------------------------------------------------------------

    @property
    def bot_url(self) -> str:
        return self.postman.bot_url

    @bot_url.setter
    def bot_url(self, url: str) -> None:
        self.postman.bot_url = url

    @property
    def socket(self) -> bool:
        """Whether deliveries go over Socket Mode instead of to `bot_url`."""
        return self.postman.socket

    @socket.setter
    def socket(self, on: bool) -> None:
        self.postman.socket = on

    @property
    def scopes(self) -> set[str]:
        return self.web_api.scopes

    @scopes.setter
    def scopes(self, granted: set[str]) -> None:
        self.web_api.scopes = set(granted)

    # -- people and what they see -------------------------------------------------------------------------------

    def person(self, name: str) -> Person:
        """Somebody of the workspace, ready to type, press and read."""
        return Person(self.client, self.world.user(name).id)

    def texts(self, channel: str) -> list[str]:
        """The texts of a channel's messages that everybody sees, oldest first."""
        return [message.text for message in self.messages(channel)]

    def messages(self, channel: str) -> list[Message]:
        return self.world.visible(channel)

    def event(self, type: str, **fields: Any) -> Delivery | None:
        """Sends an event to the bot, if it is subscribed to it."""
        return self.client.event(type=type, **fields)

    def resend(self, delivery: Delivery | None = None, sending: Sending = PROPERLY) -> Delivery:
        """The same thing again (the last one if none is given): same trigger_id, same event_id, same view."""
        return self.client.redeliver(delivery or self.world.deliveries[-1], sending)

    def probe_url(self, challenge: str = "a challenge") -> Delivery:
        """url_verification, as when the address is entered in the app's settings."""
        body = {"type": "url_verification", "token": "t", "challenge": challenge}
        return self.postman.deliver("url_verification", body)

    def check_ssl(self) -> Delivery:
        return self.postman.deliver("ssl_check", {"ssl_check": "1", "token": "t"})

    def calls(self, method: str = "") -> list[Payload]:
        """The arguments of the Web API calls so far, of one method or all."""
        with self.world.lock:
            return [call.args for call in self.world.calls if method in ("", call.method)]

    def wait_for(self, condition: Callable[[], T], seconds: float = PATIENCE) -> T:
        """The condition's first truthy value, looked at whenever something changes; AssertionError if none."""
        return self.world.feed.wait_for(condition, seconds)

    # -- trouble ------------------------------------------------------------------------------------------------

    @property
    def latency(self) -> float:
        """Seconds before every answer of the Web API."""
        return self.doors.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.doors.latency = seconds

    def fault(self, method: str = "*", **details: Any) -> Fault:
        """Something goes wrong: status=429, retry_after=2, error="is_archived", delay=1, drop=True, times=3 …"""
        return self.faults.add(Fault(method, **details))

    def clear_faults(self) -> None:
        self.faults.clear()

    def cut_lines(self) -> None:
        """Breaks all Socket Mode lines off without a word."""
        if self.lines.loop is not None and not self.lines.loop.is_closed():
            self.lines.loop.call_soon_threadsafe(self._cut, self.lines.addresses())

    def _cut(self, addresses: set[tuple[str, int]] | None) -> None:
        """Aborts the connections that come from these addresses, or all; runs in the server's loop."""
        for connection in list(self._server.server_state.connections) if self._server else []:
            if addresses is None or getattr(connection, "client", None) in addresses:
                transport = getattr(connection, "transport", None)
                if transport is not None:
                    transport.abort()
