"""A short workshop with the real bot, through a real browser: typed, filled in with an error and mended, pressed by two
people, and the map seen."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from playground.bot_process import is_ready
from playground.launch import playground
from playground.server import StandIn

PATIENCE = 60_000
"""Milliseconds: a map is drawn in a process that has yet to start."""


@pytest.fixture(scope="module")
def waymark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with playground(3950, True, tmp_path_factory.mktemp("workshop"), print) as slack:
        slack.wait_for(lambda: slack.postman.bot_url and is_ready(urlsplit(slack.postman.bot_url).port or 0))
        yield slack


def types(page: Page, text: str) -> None:
    page.get_by_role("combobox", name="Message").or_(page.get_by_role("combobox", name="Bericht")).fill(text)
    page.keyboard.press("Enter")


def opened(tabs: BrowserContext, slack: StandIn, name: str) -> Page:
    page = tabs.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{slack.origin}/?as={slack.world.user(name).id}&in={slack.world.channel('webshop').id}")
    expect(page.locator("body[data-live]")).to_be_attached()
    return page


def test_two_people_go_through_a_short_workshop(waymark: StandIn, tabs: BrowserContext) -> None:
    expect.set_options(timeout=PATIENCE)
    ana, bram = opened(tabs, waymark, "ana"), opened(tabs, waymark, "bram")

    types(ana, "/journey start First order | stages: Before, During, After")
    expect(ana.get_by_text("The journey “First order” has begun").first).to_be_visible()
    expect(bram.get_by_role("heading", name="Step 1 of 8: Goal")).to_be_visible()

    ana.get_by_role("button", name="Set the goal").first.click()
    dialog = ana.get_by_role("dialog", name="Goal")
    dialog.get_by_label("Goal", exact=True).fill("Fewer people leave at the basket")
    dialog.get_by_role("button", name="Save").click()
    expect(ana.get_by_text("The goal is kept").first).to_be_visible()

    types(bram, "/journey contactpunt Zoekt de maat | fase: Before | kanaal: website")
    expect(bram.get_by_text("Bewaard als contactpunt 1").first).to_be_visible()
    expect(ana.get_by_text("1 touchpoint in 1 stage").first).to_be_visible()

    types(ana, "/journey action")
    dialog = ana.get_by_role("dialog", name="Action")
    dialog.get_by_label("Goal", exact=True).fill("A size guide")
    dialog.get_by_label("Due (optional)").fill("2020-01-31")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("lies in the past")).to_be_visible()
    dialog.get_by_label("Due (optional)").fill("2099-01-31")
    dialog.get_by_role("button", name="Save").click()
    expect(ana.get_by_text("Kept as action 1").first).to_be_visible()

    types(ana, "/journey go emotions")
    for page, label in ((ana, "Rate a touchpoint"), (bram, "Rate a touchpoint")):
        page.get_by_role("button", name=label).first.click()
        dialog = page.get_by_role("dialog")
        dialog.locator("select").nth(0).select_option("1")
        dialog.locator("select").nth(1).select_option("-1" if page is ana else "2")
        dialog.get_by_role("button", name="Save").or_(dialog.get_by_role("button", name="Bewaren")).or_(
            dialog.get_by_role("button", name="Opslaan")
        ).click()
        expect(dialog).to_have_count(0)
    expect(bram.get_by_text("1 of 1 touchpoints rated").first).to_be_visible()

    types(bram, "/journey kaart")
    picture = ana.locator("img[alt*='First order']").last
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 600
    assert "Zoekt de maat" in (picture.get_attribute("alt") or "")

    types(ana, "/journey go visualize")
    card = ana.locator("figure.picture img[alt*='First order']")
    expect(card).to_be_visible()
    assert card.evaluate("image => image.naturalWidth") > 600
    assert "Zoekt de maat" in (card.get_attribute("alt") or "")

    bram.get_by_role("link", name="Waymark · Start").click()
    expect(bram.get_by_text("First order").first).to_be_visible()
