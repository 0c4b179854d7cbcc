"""Somebody with a browser who installs Waymark; and a Slack with several workspaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import httpx

from playground.cast import EVERYBODY, default_cast
from playground.directory import Directory
from playground.model import Team
from playground.server import StandIn
from playground.world import World
from tests.rooms import Room
from tests.running import Bot

ACME, BIRCH = "T0ACME", "T0BIRCH"


def world_of(team: str, name: str, enterprise: str = "") -> World:
    world = World()
    world.team = Team(team, name, name.lower(), enterprise)
    default_cast(world)
    world.add_channel("room", EVERYBODY)
    return world


class Many:
    """Two workspaces, and a bot that neither has installed yet."""

    def __init__(self, directory: Directory, bot: Bot) -> None:
        self.directory, self.bot = directory, bot
        directory.redirect_url = f"{bot.address}/slack/oauth_redirect"

    def slack(self, workspace: str) -> StandIn:
        return self.directory.workspaces[workspace]

    def room(self, workspace: str) -> Room:
        self.slack(workspace).bot_url = f"{self.bot.address}/slack/events"
        room = Room(self.bot, "room")
        room.slack = self.slack(workspace)
        return room

    def begun(self, workspace: str) -> Room:
        """A journey with its card, so that letters have gone out there."""
        room = self.room(workspace)
        room.ana(f"start Trial of {workspace} | language: en")
        room.waits_for(lambda: room.card() is not None)
        return room

    def install(self, workspace: str = "", **org: str) -> httpx.Response:
        """From our page over Slack's to where Slack sends the browser back."""
        return Browser(self.bot).installs(workspace, **org)

    def tokens_used(self, workspace: str, method: str = "") -> set[str]:
        calls = self.slack(workspace).world.calls
        return {call.token for call in calls if method in ("", call.method)}

    def refreshed(self) -> int:
        return self.directory.asked.count(("refresh_token", ""))


class Browser:
    """Keeps its cookies, as browsers do; ours are for https only, so they are carried by hand."""

    def __init__(self, bot: Bot, language: str = "en") -> None:
        self.bot = bot
        self.cookie = ""
        self.web = httpx.Client(headers={"Accept-Language": language}, follow_redirects=False, timeout=60)

    def opens(self, url: str) -> httpx.Response:
        ours = url.startswith(self.bot.address)
        answer = self.web.get(url, headers={"Cookie": self.cookie} if ours and self.cookie else {})
        if ours and "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer

    def begins(self) -> str:
        """Our page; the address at Slack that it leads to."""
        page = self.opens(f"{self.bot.address}/slack/install")
        assert page.status_code == 200
        return unescape(re.findall(r'href="([^"]*authorize[^"]*)"', page.text)[0])

    def allows(self, url: str, workspace: str = "", enterprise: str = "") -> str:
        """Presses the link on Slack's page; the address that it sends the browser back to."""
        page = self.opens(url)
        assert page.status_code == 200, page.text
        wanted = f"workspace={workspace}" if workspace else f"enterprise={enterprise}" if enterprise else "answer?state"
        links = [unescape(link) for link in re.findall(r'href="([^"]*)"', page.text)]
        link = next(link for link in links if wanted in link)
        return self.opens(str(page.url.join(link))).headers["location"]

    def installs(self, workspace: str = "", enterprise: str = "") -> httpx.Response:
        return self.opens(self.allows(self.begins(), workspace, enterprise))


def oauth_settings(directory: Directory) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "",
        "SLACK_CLIENT_ID": directory.client_id,
        "SLACK_CLIENT_SECRET": directory.client_secret,
        "SLACK_API_URL": directory.api_url,
    }


@contextmanager
def many_workspaces(
    folder: Path, database: str = "", *, enterprise: str = "", socket_mode: bool = False, **settings: str
) -> Iterator[Many]:
    """The bot is made and not started; `enterprise`: both workspaces belong to this organisation."""
    directory = Directory()
    acme, birch = world_of(ACME, "Acme", enterprise), world_of(BIRCH, "Birch", enterprise)
    with StandIn(acme, extra_routes=directory.routes()) as host, StandIn(birch) as other:
        directory.take_in(host)
        directory.take_in(other)
        env = {**oauth_settings(directory), **settings}
        bot = Bot(host, folder, database=database, socket_mode=socket_mode, **env)
        many = Many(directory, bot)
        try:
            yield many
        finally:
            bot.__exit__(None, None, None)
