"""What an operator of many workspaces sets, makes and is told."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.databases import copy_of
from tests.oauth.browser import ACME, Many, many_workspaces, oauth_settings
from tests.running import Bot


@pytest.fixture(scope="module")
def installed_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Many]:
    """Installed in one workspace, with a journey in it; not running any more."""
    with many_workspaces(tmp_path_factory.mktemp("well")) as many:
        many.bot.start()
        many.install(ACME)
        room = many.begun(ACME)
        room.waits_for(lambda: many.bot.store.backlog(datetime.now(UTC)).waiting == 0)
        many.bot.stop()
        yield many


@pytest.fixture
def stopped(installed_once: Many, tmp_path: Path) -> Iterator[Many]:
    """A copy of it, to plant a fault in; what Slack gave is given back afterwards."""
    copy_of(installed_once.bot.folder / "waymark.db", tmp_path / "waymark.db")
    directory, scopes = installed_once.directory, installed_once.slack(ACME).scopes
    yield Many(directory, Bot(installed_once.slack(ACME), tmp_path, **oauth_settings(directory)))
    installed_once.slack(ACME).scopes = scopes
    for grant in directory.grants:
        grant.revoked = False


def sql(bot: Bot, statement: str) -> None:
    with closing(sqlite3.connect(bot.folder / "waymark.db")) as connection:
        connection.execute(statement)
        connection.commit()


def test_an_installation_that_is_well_gets_no_complaint(stopped: Many) -> None:
    told = stopped.bot.run("doctor").stdout
    for line in ("SLACK_CLIENT_ID: is known", "tokens: 1 can be read", "Acme (T0ACME): its token is good"):
        assert line in " ".join(told.split()), told


FAULTS: dict[str, tuple[Callable[[Many], object], str]] = {
    "another client": (lambda many: many.bot.env.update(SLACK_CLIENT_ID="9.9"), "SLACK_CLIENT_ID: Slack refuses it"),
    "another client secret": (
        lambda many: many.bot.env.update(SLACK_CLIENT_SECRET="guessed"),
        "SLACK_CLIENT_SECRET: Slack refuses it",
    ),
    "no client secret": (lambda many: many.bot.env.update(SLACK_CLIENT_SECRET=""), "SLACK_CLIENT_SECRET is not set"),
    "a bot token besides": (
        lambda many: many.bot.env.update(SLACK_BOT_TOKEN="xoxb-1"),
        "SLACK_BOT_TOKEN is not right: it should be empty",
    ),
    "no days": (lambda many: many.bot.env.update(WAYMARK_KEEP_DAYS="some"), "WAYMARK_KEEP_DAYS is not right"),
    "a revoked token": (lambda many: many.directory.revoke(ACME), "Slack refuses its token (token_revoked)"),
    "a lost secret": (
        lambda many: many.bot.env.update(WAYMARK_SECRET="not-the-one-of-yesterday"),
        "does not open the tokens of T0ACME",
    ),
    "an expired token": (
        lambda many: sql(many.bot, "UPDATE installations SET expires_at = '2026-01-01 00:00:00.000000'"),
        "the tokens of T0ACME have expired",
    ),
    "lacking scopes": (
        lambda many: setattr(many.slack(ACME), "scopes", {"commands", "chat:write"}),
        "lacking the scopes",
    ),
    "not installed any more": (lambda many: sql(many.bot, "DELETE FROM installations"), "where it is not installed"),
    "Slack out of reach": (
        lambda many: many.bot.env.update(SLACK_API_URL="http://127.0.0.1:9/api/"),
        "check the network and SLACK_API_URL",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_doctor_finds(stopped: Many, fault: str) -> None:
    plant, named = FAULTS[fault]
    plant(stopped)
    done = stopped.bot.run("doctor", check=False)
    assert done.returncode == 1
    assert named in " ".join(done.stdout.split()), done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_the_manifest_for_many_workspaces_fits_what_the_bot_serves(stopped: Many) -> None:
    told = json.loads(stopped.bot.run("manifest", "--oauth", "--url", "https://waymark.example").stdout)
    assert told["oauth_config"]["redirect_urls"] == ["https://waymark.example/slack/oauth_redirect"]
    assert (told["settings"]["org_deploy_enabled"], told["settings"]["token_rotation_enabled"]) == (True, True)
    assert {"app_uninstalled", "tokens_revoked"} <= set(told["settings"]["event_subscriptions"]["bot_events"])
    simple = json.loads(stopped.bot.run("manifest", "--url", "https://waymark.example").stdout)
    assert "redirect_urls" not in simple["oauth_config"]
    assert (simple["settings"]["org_deploy_enabled"], simple["settings"]["token_rotation_enabled"]) == (False, False)


def test_from_one_token_to_many_the_journeys_stay(tmp_path: Path) -> None:
    with many_workspaces(tmp_path) as many:
        simple = {"SLACK_BOT_TOKEN": many.slack(ACME).bot_token, "SLACK_API_URL": many.slack(ACME).api_url}
        before = Bot(many.slack(ACME), tmp_path, **simple)
        with before:
            room = many.room(ACME)
            room.slack.bot_url = f"{before.address}/slack/events"
            room.ana("start Trial | language: en")
            room.waits_for(lambda: room.card() is not None)
        many.bot.start()
        many.install(ACME)
        assert "One more" in many.room(ACME).ana("research One more")
