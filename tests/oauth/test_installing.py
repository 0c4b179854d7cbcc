"""Workspaces install Waymark themselves; each is served with its own token, and sees its own."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from cryptography.fernet import Fernet

from bot.oauth.vault import key_of
from playground.server import StandIn
from tests.oauth.browser import ACME, BIRCH, Browser, Many, many_workspaces
from tests.running import SECRET, Bot


def test_two_workspaces_install_it_and_each_gets_its_own(many: Many) -> None:
    for workspace, name in ((ACME, "Acme"), (BIRCH, "Birch")):
        page = many.install(workspace)
        assert page.status_code == 200
        assert f"installed in {name}" in page.text
    acme, birch = many.begun(ACME), many.begun(BIRCH)
    assert acme.exported()["name"] == "Trial of T0ACME"
    assert birch.exported()["name"] == "Trial of T0BIRCH"
    for workspace in (ACME, BIRCH):
        assert many.tokens_used(workspace, "chat.postMessage") == {many.directory.tokens_of(workspace)[-1]}
    assert "Trial of T0ACME" not in birch.ana("list") + "".join(m.text for m in birch.messages())


def test_a_modal_opens_with_the_workspace_s_own_token(few: Many) -> None:
    few.install(ACME)
    few.install(BIRCH)
    room = few.begun(BIRCH)
    room.person("ana").types("room", "/journey touchpoint")
    assert few.tokens_used(BIRCH, "views.open") == {few.directory.tokens_of(BIRCH)[-1]}
    assert few.tokens_used(ACME, "views.open") == set()


def test_no_request_waits_for_slack_to_say_who_asks(few: Many) -> None:
    few.install(ACME)
    room = few.begun(ACME)
    asked = len(few.slack(ACME).calls("auth.test"))
    for number in range(5):
        room.ana(f"research Finding {number}")
    assert len(few.slack(ACME).calls("auth.test")) == asked


def test_where_it_is_not_installed_people_are_told_so(few: Many) -> None:
    few.install(ACME)
    room = few.room(BIRCH)
    room.person("ana").types("room", "/journey start Trial")
    room.slack.wait_for(lambda: any("is not installed" in said for said in room.whispers("ana")))
    assert few.bot.store.journeys_in(BIRCH, room.id) == []


def test_the_tokens_lie_encrypted_in_the_database_and_never_in_the_log(tmp_path: Path) -> None:
    with many_workspaces(tmp_path, LOG_LEVEL="DEBUG") as many:
        many.directory.token_lives = 1
        many.bot.start()
        many.install(ACME)
        many.directory.token_lives = 43_200
        many.begun(ACME)
        assert many.refreshed() == 1
        many.bot.stop()
        with sqlite3.connect(tmp_path / "waymark.db") as kept:
            everything = "\n".join(kept.iterdump())
        grants = many.directory.grants
        assert not [grant for grant in grants if grant.token in everything]
        assert not [grant for grant in grants if grant.refresh and grant.refresh in everything]
        log = many.bot.log.read_text()
        tokens = [secret for grant in grants for secret in (grant.token, grant.refresh) if secret]
        assert not [
            secret for secret in (*tokens, *many.directory.codes, many.directory.client_secret) if secret in log
        ]


# --- what is refused ----------------------------------------------------------------------------------------------


def test_a_state_that_is_not_ours_is_refused(refusing: Many) -> None:
    code = refusing.directory.code(ACME)
    browser = Browser(refusing.bot)
    browser.cookie = "slack-app-oauth-state=forged"
    page = browser.opens(f"{refusing.directory.redirect_url}?code={code}&state=forged")
    assert page.status_code == 401
    assert refusing.bot.store.installation(ACME) is None


def test_a_state_of_another_browser_is_refused(refusing: Many) -> None:
    """Somebody is sent a link that would install another's workspace."""
    back = Browser(refusing.bot)
    location = back.allows(back.begins(), ACME)
    assert Browser(refusing.bot).opens(location).status_code == 400
    assert refusing.bot.store.installation(ACME) is None


def test_a_state_that_is_too_old_is_refused(refusing: Many) -> None:
    old = Fernet(key_of(SECRET.encode(), "state")).encrypt_at_time(b"x", 1_700_000_000).decode()
    browser = Browser(refusing.bot)
    browser.cookie = f"slack-app-oauth-state={old}"
    page = browser.opens(f"{refusing.directory.redirect_url}?code={refusing.directory.code(ACME)}&state={old}")
    assert page.status_code == 401
    assert refusing.bot.store.installation(ACME) is None


def test_a_code_works_once(many: Many) -> None:
    browser = Browser(many.bot)
    location = browser.allows(browser.begins(), ACME)
    cookie = browser.cookie
    assert browser.opens(location).status_code == 200
    assert browser.cookie.endswith("deleted")
    kept = many.bot.store.installation(ACME)
    browser.cookie = cookie
    page = browser.opens(location)
    assert page.status_code == 401
    assert "Begin again" in page.text
    assert many.bot.store.installation(ACME) == kept


def test_who_does_not_allow_it_installs_nothing(refusing: Many) -> None:
    page = refusing.install()
    assert "nothing was installed" in page.text
    assert refusing.bot.store.installation(ACME) is None


def test_the_pages_speak_dutch_to_a_dutch_browser(few: Many) -> None:
    page = Browser(few.bot, "nl-NL,nl;q=0.9").installs(ACME)
    assert 'lang="nl"' in page.text
    assert "geïnstalleerd in Acme" in page.text


def test_with_one_token_there_is_nothing_to_install(tmp_path: Path) -> None:
    """The simple way stays as it was."""
    with StandIn() as slack, Bot(slack, tmp_path) as bot:
        assert [bot.get(path)[0] for path in ("/slack/install", "/slack/oauth_redirect")] == [404, 404]


def test_it_is_installed_over_http_and_used_over_socket_mode(tmp_path: Path) -> None:
    with many_workspaces(tmp_path, socket_mode=True) as many:
        many.bot.start()
        assert many.install(ACME).status_code == 200
        room = many.begun(ACME)
        assert room.exported()["name"] == "Trial of T0ACME"
        assert many.bot.get("/slack/events")[0] == 404
