"""The end of an installation: nothing is told any more, the tokens go, what was gathered stays for a while."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from playground.delivery import Sending
from storage.tables import metadata
from tests.oauth.browser import ACME, BIRCH, Many, many_workspaces
from tests.rooms import Room


def now() -> datetime:
    return datetime.now(UTC)


def reviewed(many: Many, workspace: str) -> Room:
    """A journey whose review comes in three months."""
    many.install(workspace)
    room = many.begun(workspace)
    room.ana("review every 1 month")
    return room


@pytest.mark.parametrize("says", list(permutations(("tokens_revoked", "app_uninstalled"))), ids=" then ".join)
def test_in_any_order_of_events_reminders_stop_and_the_tokens_go(many: Many, says: tuple[str, ...]) -> None:
    acme, birch = reviewed(many, ACME), reviewed(many, BIRCH)
    many.directory.uninstall(ACME, says)
    assert acme.slack.world.deliveries[-1].status == 200
    kept = many.bot.store.installation(ACME)
    assert kept is not None
    assert (kept.token, kept.refresh_token) == ("", "")
    assert kept.uninstalled_at is not None
    many.bot.stop()
    calls = len(acme.slack.world.calls)
    later = (now() + timedelta(days=40)).isoformat()
    assert "Trial of T0ACME" not in many.bot.run("sweep", "--dry-run", "--at", later).stdout
    many.bot.run("sweep", "--at", later)
    assert len(acme.slack.world.calls) == calls
    assert any("review" in text.lower() for text in (m.text for m in birch.messages()))
    assert acme.exported()["name"] == "Trial of T0ACME"


def test_letters_of_an_uninstalled_workspace_do_not_wait_for_ever(many: Many) -> None:
    room = reviewed(many, ACME)
    many.directory.revoke(ACME)  # and Slack's events are lost on the way
    room.ana("research One more")
    store = many.bot.store
    room.slack.wait_for(lambda: (kept := store.installation(ACME)) and kept.uninstalled_at)
    room.slack.wait_for(lambda: store.backlog(now()).waiting == 0)
    assert store.backlog(now()).set_aside == 0


def test_installed_again_it_goes_on_where_it_was(many: Many) -> None:
    room = reviewed(many, ACME)
    many.directory.uninstall(ACME)
    many.install(ACME)
    assert "One more" in room.ana("research One more")
    newest = many.directory.tokens_of(ACME)[-1]
    room.waits_for(lambda: newest in many.tokens_used(ACME, "chat.update"))
    assert len(room.exported()["evidence"]) == 1


def test_an_event_that_comes_late_does_not_end_what_was_installed_anew(many: Many) -> None:
    many.install(ACME)
    many.directory.uninstall(ACME, ["app_uninstalled"])
    late = many.slack(ACME).world.deliveries[-1].payload
    many.install(ACME)
    slack = many.slack(ACME)
    slack.client.postman.deliver("events_api", {**late, "event_time": late["event_time"] - 60})
    kept = many.bot.store.installation(ACME)
    assert kept is not None
    assert kept.token


def test_people_s_own_tokens_being_revoked_ends_nothing(many: Many) -> None:
    many.install(ACME)
    many.slack(ACME).bot_url = f"{many.bot.address}/slack/events"
    many.slack(ACME).event("tokens_revoked", tokens={"oauth": ["U1"], "bot": []})
    kept = many.bot.store.installation(ACME)
    assert kept is not None
    assert kept.token


def test_after_the_days_that_are_set_all_of_it_is_purged_and_nothing_of_others(many: Many) -> None:
    acme, birch = reviewed(many, ACME), reviewed(many, BIRCH)
    many.directory.uninstall(ACME)
    store = many.bot.store
    assert store.purge_uninstalled(now() - timedelta(days=30)) == ("", False)
    many.bot.stop()
    many.bot.env["WAYMARK_KEEP_DAYS"] = "0"
    many.bot.start()  # the clock's first tick
    birch.slack.wait_for(lambda: store.installation(ACME) is None)
    with create_engine(many.bot.env["DATABASE_URL"]).connect() as kept:
        rows = {
            table.name: kept.execute(select(func.count()).where(table.c.workspace == ACME)).scalar_one()
            for table in metadata.sorted_tables
        }
    assert sum(rows.values()) == 0, rows
    assert store.journeys_in(ACME, acme.id) == []
    assert birch.exported()["name"] == "Trial of T0BIRCH"


# --- an organisation with several workspaces ------------------------------------------------------------------------


@pytest.fixture
def org(tmp_path: Path) -> Iterator[Many]:
    with many_workspaces(tmp_path, enterprise="E0ORG") as many:
        many.bot.start()
        page = many.install(enterprise="E0ORG")
        assert "installed in An organisation" in page.text
        yield many


def test_an_organisation_installs_it_once_for_all_its_workspaces(org: Many) -> None:
    acme, birch = org.begun(ACME), org.begun(BIRCH)
    assert (acme.exported()["name"], birch.exported()["name"]) == ("Trial of T0ACME", "Trial of T0BIRCH")
    (token,) = set(org.directory.tokens_of(ACME))
    assert org.tokens_used(ACME, "chat.postMessage") == org.tokens_used(BIRCH, "chat.postMessage") == {token}


def test_buttons_and_forms_of_an_organisation_s_workspace_find_their_way(org: Many) -> None:
    room = org.begun(BIRCH)
    ana = room.person("ana")
    ana.types("room", "/journey")
    ana.presses("hub", in_="room")
    assert not ana.presses("command:research").error
    ana.fills({"finding": "Too slow"})
    assert not ana.submits().errors
    assert len(room.exported()["evidence"]) == 1


def test_an_organisation_that_uninstalls_it_ends_it_in_all_its_workspaces(org: Many) -> None:
    org.begun(ACME)
    org.begun(BIRCH)
    org.directory.uninstall(ACME)
    assert org.bot.store.uninstalled() == {"E0ORG", ACME, BIRCH}


def test_one_workspace_that_is_taken_out_ends_it_there_alone(org: Many) -> None:
    org.begun(ACME)
    birch = org.begun(BIRCH)
    org.slack(ACME).event("team_access_revoked", team_ids=[ACME])
    assert org.bot.store.uninstalled() == {ACME}
    assert "One more" in birch.ana("research One more")


@pytest.mark.parametrize("says", list(permutations(("tokens_revoked", "app_uninstalled"))), ids=" then ".join)
def test_the_end_told_twice_is_one_end_and_ends_nothing_that_came_after(many: Many, says: tuple[str, ...]) -> None:
    acme = reviewed(many, ACME)
    many.directory.uninstall(ACME, says)
    ends = [d for d in acme.slack.world.deliveries if d.payload.get("event", {}).get("type") in says]
    ended, rows = many.bot.store.installation(ACME), acme.exported()
    for delivery in [*ends, *reversed(ends)]:
        again = acme.slack.resend(delivery, Sending(retry=1, retry_reason="http_timeout"))
        assert again.status == 200
    assert many.bot.store.installation(ACME) == ended
    assert acme.exported() == rows
    acme.slack.wait_for(lambda: now() > datetime.fromtimestamp(int(ends[-1].payload["event_time"]) + 1, UTC))
    many.install(ACME)
    for delivery in [*ends, *reversed(ends)]:
        acme.slack.resend(delivery, Sending(retry=2, retry_reason="http_timeout"))
    assert "One more" in acme.ana("research One more")
    kept = many.bot.store.installation(ACME)
    assert kept is not None
    assert kept.token
