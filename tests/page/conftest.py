"""A real browser in front of the page, with the toy bot behind it. Each test has a channel of its own."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from playground.launch import playground
from playground.model import Channel
from playground.server import StandIn
from playground.view_stack import close_all

TOY_BOT = (sys.executable, str(Path(__file__).with_name("toy_bot.py")))
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
EVERYBODY = ("ana", "bram", "chidi", "dora", "eva")

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    folder = tmp_path_factory.mktemp("playground")
    with playground(3900, True, folder, print, TOY_BOT) as slack:
        slack.wait_for(lambda: slack.postman.bot_url)
        yield slack


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no browser: chromium is not installed")
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIETLY))
        yield browser
        browser.close()


@pytest.fixture
def tabs(browser: Browser) -> Iterator[BrowserContext]:
    """Tabs side by side; a script's error or a breach of the page's security policy fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield context
    context.close()
    assert complaints == []


@pytest.fixture
def channel(slack: StandIn, request: pytest.FixtureRequest) -> Channel:
    """A channel of the test's own; and nobody has a modal open from the test before."""
    for user in list(slack.world.stacks):
        close_all(slack.world, user)
    return slack.world.add_channel(f"t{abs(hash(request.node.name)) % 10**9}", EVERYBODY)


@pytest.fixture
def open_as(tabs: BrowserContext, slack: StandIn, channel: Channel) -> Open:
    """Opens a tab as somebody, in the test's channel or elsewhere; returns when it is live."""

    def open_tab(name: str, where: str = "", **viewport: int) -> Page:
        page = tabs.new_page()
        if viewport:
            page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        page.goto(f"{slack.origin}/?as={slack.world.user(name).id}&in={where or channel.id}")
        expect(page.locator("body[data-live]")).to_be_attached()
        return page

    return open_tab
