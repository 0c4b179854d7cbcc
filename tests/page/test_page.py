"""The page in a real browser: what people type, press and fill in, and what the others see of it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from playground.model import Channel
from playground.server import StandIn

Open = Callable[..., Page]


def types(page: Page, text: str) -> None:
    expect(page.locator("body[data-live]")).to_be_attached()
    page.get_by_role("combobox", name="Message").fill(text)
    page.keyboard.press("Enter")


def test_a_command_is_answered_to_its_sender_alone(open_as: Open) -> None:
    ana, bram = open_as("ana"), open_as("bram")
    types(ana, "/journey hello there")
    answer = ana.get_by_role("article").filter(has_text="You typed: there")
    expect(answer).to_contain_text("Only visible to you")
    types(ana, "done")
    expect(bram.get_by_text("done")).to_be_visible()
    expect(bram.get_by_text("You typed")).to_have_count(0)
    answer.get_by_role("button", name="Dismiss").click()
    expect(ana.get_by_text("You typed")).to_have_count(0)


def test_a_modal_shows_its_error_at_the_field_and_is_mended(open_as: Open) -> None:
    page = open_as("chidi")
    types(page, "/journey modal")
    dialog = page.get_by_role("dialog", name="New touchpoint")
    what = dialog.get_by_label("What happens?")
    expect(what).to_be_focused()
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog.get_by_role("alert").filter(has_text="required")).to_be_visible()
    what.fill("Hm")
    dialog.get_by_label("More (optional)").fill("stays\nas typed")
    dialog.get_by_label("Stage (optional)").select_option("Use")
    dialog.get_by_role("group", name="Departments").or_(dialog.locator("details.multi")).first.click()
    dialog.get_by_label("Support").check()
    dialog.get_by_label("Waiting").check()
    dialog.get_by_label("Ours").check()
    dialog.get_by_label("Owner (optional)").select_option("Bram de Wit")
    dialog.get_by_label("Due (optional)").fill("2027-01-31")
    dialog.get_by_label("Importance (optional)").fill("4")
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog.get_by_text("Say a little more.")).to_be_visible()
    expect(what).to_be_focused()
    expect(what).to_have_attribute("aria-invalid", "true")
    expect(dialog.get_by_label("More (optional)")).to_have_value("stays\nas typed")
    what.fill("Reads the blog")
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("link", name="Waymark · Messages").click()
    kept = "Kept: Reads the blog (due, key, kind, more, owner, stage, teams, weight, what)"
    expect(page.get_by_text(kept)).to_be_visible()


def test_a_modal_is_covered_by_another_and_comes_back_as_it_was(open_as: Open) -> None:
    page = open_as("dora")
    types(page, "/journey modal")
    page.get_by_label("What happens?").fill("Half a sentence")
    page.get_by_role("button", name="Deeper").click()
    expect(page.get_by_text("Second floor")).to_be_visible()
    page.get_by_role("button", name="Go back").click()
    expect(page.get_by_label("What happens?")).to_have_value("Half a sentence")
    page.get_by_label("More (optional)").fill("typed since")
    page.get_by_role("button", name="Refresh").click()
    expect(page.get_by_text("Refreshed")).to_be_visible()
    expect(page.get_by_label("What happens?")).to_have_value("Half a sentence")
    expect(page.get_by_label("More (optional)")).to_have_value("typed since")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Message")).to_be_focused()


def test_two_people_press_one_button_and_both_see_it(open_as: Open) -> None:
    ana, bram = open_as("ana"), open_as("bram")
    types(ana, "/journey card")
    expect(bram.get_by_text("Pressed 0 times")).to_be_visible()
    ana.get_by_role("button", name="Press me").click()
    expect(bram.get_by_text("Pressed 1 times, last by @Ana Sousa")).to_be_visible()
    bram.get_by_role("button", name="Press me").click()
    expect(ana.get_by_text("Pressed 2 times, last by @Bram de Wit")).to_be_visible()
    expect(ana.get_by_text("(edited)")).to_be_visible()
    expect(bram.get_by_text("(bewerkt)")).to_be_visible()


def test_menus_and_selects_in_messages_tell_the_bot(open_as: Open) -> None:
    page = open_as("ana")
    types(page, "/journey card")
    page.get_by_label("More actions", exact=True).click()
    page.get_by_role("menuitem", name="Archive").click()
    expect(page.get_by_text("Menu: archive")).to_be_visible()
    page.get_by_label("Mood").select_option("Happy")
    expect(page.get_by_text("Mood: happy")).to_be_visible()


def test_a_messages_menu_has_the_apps_shortcut(open_as: Open) -> None:
    page = open_as("ana")
    types(page, "Nobody answers the phone")
    page.get_by_role("article").last.hover()
    page.get_by_label(re.compile("More actions, Ana Sousa")).click()
    page.get_by_role("menuitem", name="Add as evidence").click()
    expect(page.get_by_role("dialog").get_by_text("About: Nobody answers the phone")).to_be_visible()


def test_a_dangerous_button_asks_first(open_as: Open) -> None:
    page = open_as("ana")
    types(page, "/journey card")
    page.get_by_role("button", name="Throw away").click()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Pressed 0 times")).to_be_visible()
    page.get_by_role("button", name="Throw away").click()
    page.get_by_role("dialog", name="Sure?").get_by_role("button", name="Away").click()
    expect(page.get_by_text("Pressed 0 times")).to_have_count(0)


def test_a_picture_is_seen_with_its_alt_text(open_as: Open) -> None:
    page = open_as("eva")
    types(page, "/journey map")
    picture = page.get_by_alt_text("A teal map")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 60)


def test_what_people_type_stays_text(open_as: Open) -> None:
    ana, bram = open_as("ana"), open_as("bram")
    evil = '<img src=x onerror="document.title=1"> <!channel> <script>document.title=1</script> & &amp; $5'
    types(ana, evil)
    expect(bram.get_by_text(evil)).to_be_visible()
    types(ana, f"/journey say {evil}")
    expect(bram.get_by_role("article").filter(has_text="APP").filter(has_text=evil)).to_be_visible()
    expect(bram.locator(".messages script, .messages .text img, .mention.loud")).to_have_count(0)
    assert bram.title() != "1"


def test_bold_from_the_bot_is_bold_and_mentions_are_names(open_as: Open, slack: StandIn, channel: Channel) -> None:
    page = open_as("ana")
    text = f"*bold* and `code` <@{slack.world.user('ana').id}> <https://example.com|a link> :tada:"
    slack.world.post(channel.id, slack.world.bot_user, text, bot_id=slack.world.bot_id)
    said = page.get_by_role("article").last
    expect(said.locator("strong", has_text="bold")).to_be_visible()
    expect(said.locator("code")).to_have_text("code")
    expect(said.locator(".mention.me")).to_have_text("@Ana Sousa")
    expect(said.get_by_role("link", name="a link")).to_have_attribute("href", "https://example.com")
    expect(said).to_contain_text("🎉")


def test_a_bot_that_fails_is_told_as_slack_tells_it(open_as: Open) -> None:
    page = open_as("ana")
    types(page, "/journey fail")
    expect(page.get_by_text('/journey failed with the error "dispatch_failed"')).to_have_count(1)
    types(page, "/nonsense")
    expect(page.get_by_text("/nonsense is not a valid command.")).to_have_count(1)


def test_words_details_and_people_are_completed(open_as: Open) -> None:
    page, box = (tab := open_as("ana")), tab.get_by_role("combobox", name="Message")
    box.press_sequentially("/jo")
    page.keyboard.press("Tab")
    box.press_sequentially("touchp")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Tab")
    box.press_sequentially("Reads | sta")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    box.press_sequentially("Use | owner: @bra")
    page.keyboard.press("Tab")
    expect(box).to_have_value("/journey touchpoint Reads | stage: Use | owner: @bram ")
    box.press("Enter")
    expect(box).to_have_value("")
    box.press("ArrowUp")
    expect(box).to_have_value("/journey touchpoint Reads | stage: Use | owner: @bram")
    box.press("ArrowDown")
    expect(box).to_have_value("")


def test_a_dutch_person_has_dutch_words(open_as: Open) -> None:
    page = open_as("bram")
    page.get_by_role("combobox", name="Bericht aan").press_sequentially("/journey knel")
    expect(page.get_by_role("option", name=re.compile("knelpunt"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_home_opens_and_the_bot_fills_it(open_as: Open) -> None:
    page = open_as("ana", "home")
    expect(page.get_by_text("Your journeys")).to_be_visible()


def test_somebody_else_is_a_link_away(open_as: Open) -> None:
    page = open_as("ana")
    page.locator(".who summary").click()
    page.locator("[data-person=dora]").click()
    expect(page.locator(".who summary")).to_contain_text("Dora Hughes")
    types(page, "I am Dora")
    expect(page.get_by_role("article", name=re.compile("Dora Hughes"))).to_contain_text("I am Dora")


def test_a_channel_elsewhere_is_marked_unread(open_as: Open, slack: StandIn) -> None:
    other = slack.world.add_channel("elsewhere", ["ana", "bram"])
    page = open_as("ana")
    slack.world.post(other.id, slack.world.user("bram").id, "psst")
    link = page.get_by_role("link", name="elsewhere")
    expect(link).to_have_class("unread")
    link.click()
    expect(page.get_by_text("psst")).to_be_visible()
    expect(page.get_by_role("link", name="elsewhere")).not_to_have_class("unread")


def test_a_private_channel_is_there_for_its_members_only(open_as: Open, slack: StandIn) -> None:
    board = slack.world.channel("board")
    expect(open_as("ana", board.id).get_by_role("heading", name="board")).to_be_visible()
    dora = open_as("dora", board.id)
    expect(dora.get_by_role("heading", level=1)).not_to_have_text("board")
    expect(dora.get_by_role("link", name=re.compile("^board"))).to_have_count(0)


def test_a_narrow_screen_has_the_channels_in_a_drawer(open_as: Open) -> None:
    page = open_as("ana", width=400, height=800)
    expect(page.get_by_role("link", name="webshop")).not_to_be_in_viewport()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="webshop").click()
    expect(page.get_by_role("heading", name="webshop")).to_be_visible()
    types(page, "/journey modal")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_another_sites_page_gets_nothing(open_as: Open, slack: StandIn) -> None:
    page = open_as("ana")
    me = slack.world.user("ana").id
    named = page.request.get(f"{slack.origin}/?as={me}", headers={"Host": "evil.example"})
    assert named.status == 421
    posted = page.request.post(f"{slack.origin}/page/do", form={"as": me, "what": "say", "text": "x", "in": "y"})
    assert posted.status == 415
