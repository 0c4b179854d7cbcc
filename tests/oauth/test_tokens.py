"""Tokens are changed before they expire, by one process, and the secret that hides them can be changed too."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.oauth.vault import Locked, Vault
from storage.installations import Installation
from storage.store import Store
from tests.databases import fresh_postgresql
from tests.oauth.browser import ACME, BIRCH, Many, many_workspaces
from tests.rooms import Room
from tests.running import SECRET, Bot
from tests.storage.conftest import (  # noqa: F401 - fixtures
    database,
    postgresql_database,
    sqlite_template,
    store,
)

NEW_SECRET = "another-secret-that-only-tests-know"


def test_a_token_is_changed_ahead_of_its_end_and_the_new_one_is_used(many: Many) -> None:
    many.install(ACME)
    first = many.directory.tokens_of(ACME)[0]
    kept = many.bot.store.installation(ACME)
    assert kept is not None
    assert kept.expires_at is not None
    assert kept.rotate_at == kept.expires_at - timedelta(hours=2)
    many.bot.stop()
    many.bot.store.token_later(ACME, datetime.now(UTC))  # as when ten hours are over
    many.bot.start()
    room = many.room(ACME)
    room.slack.wait_for(lambda: many.refreshed() == 1)
    room.ana("start Trial | language: en")
    room.waits_for(lambda: room.card() is not None)
    assert many.tokens_used(ACME, "chat.postMessage") == {many.directory.tokens_of(ACME)[-1]} != {first}
    kept = many.bot.store.installation(ACME)
    assert kept is not None
    assert kept.expires_at is not None
    assert kept.expires_at > datetime.now(UTC) + timedelta(hours=11)


def test_a_token_that_has_expired_meanwhile_is_changed_when_it_is_needed(many: Many) -> None:
    many.directory.token_lives = 1
    many.install(ACME)
    many.directory.token_lives = 43_200
    room = many.begun(ACME)
    assert many.refreshed() == 1
    room.person("ana").types("room", "/journey touchpoint")  # the front finds what the office has changed
    assert many.tokens_used(ACME, "views.open") == {many.directory.tokens_of(ACME)[-1]}
    assert ("oauth.v2.access", "invalid_refresh_token") not in many.directory.asked


def test_a_token_that_lives_for_ever_is_exchanged_for_one_that_does_not(many: Many) -> None:
    many.directory.rotates = False
    many.install(ACME)
    room = many.begun(ACME)
    many.directory.rotates = True
    many.bot.stop()
    with_no_end = many.bot.store.installation(ACME)
    assert with_no_end is not None
    assert with_no_end.expires_at is None
    many.bot.store.token_later(ACME, datetime.now(UTC))  # the first try was refused: rotation was off
    many.bot.start()
    room.slack.wait_for(lambda: ("oauth.v2.exchange", "") in many.directory.asked)
    room.ana("research One more")
    room.waits_for(lambda: many.directory.tokens_of(ACME)[-1] in many.tokens_used(ACME))


def test_two_bots_on_one_database_change_a_token_once(tmp_path: Path) -> None:
    with fresh_postgresql() as database_url, many_workspaces(tmp_path, database_url) as many:
        many.directory.token_lives = 1
        many.bot.start()
        for workspace in (ACME, BIRCH):
            many.install(workspace)
        many.directory.token_lives = 43_200
        many.bot.stop()
        (tmp_path / "second").mkdir()
        other = Bot(many.slack(ACME), tmp_path / "second", database=database_url, **bare(many.bot.env))
        with ThreadPoolExecutor(2) as pool, other:
            pool.submit(many.bot.start).result()
            begun = [pool.submit(many.begun, workspace) for workspace in (ACME, BIRCH)]
            assert all(each.result() for each in begun)
        assert many.refreshed() == 2  # one each
        assert not [error for _, error in many.directory.asked if error]


def bare(env: dict[str, str]) -> dict[str, str]:
    return {name: env[name] for name in env if name.startswith("SLACK_")}


def test_of_many_who_want_to_change_a_token_one_does(store: Store) -> None:  # noqa: F811
    now = datetime.now(UTC)
    store.keep_installation(Installation(ACME, now, token="sealed", refresh_token="sealed", rotate_at=now))
    with ThreadPoolExecutor(8) as pool:
        claimed = list(pool.map(lambda _: store.claim_rotation(now), range(8)))
    assert sum(each is not None for each in claimed) == 1
    assert store.claim_rotation(now + timedelta(seconds=29)) is None
    assert store.claim_rotation(now + timedelta(seconds=31)) is not None  # whoever had it died over it


def test_a_token_that_was_replaced_on_the_way_is_left_alone(store: Store) -> None:  # noqa: F811
    now = datetime.now(UTC)
    store.keep_installation(Installation(ACME, now, token="first", rotate_at=now))
    claimed = store.claim_rotation(now)
    assert claimed is not None
    store.keep_installation(Installation(ACME, now, token="installed anew"))
    assert not store.token_changed(claimed, Installation(ACME, now, token="refreshed"))
    kept = store.installation(ACME)
    assert kept is not None
    assert kept.token == "installed anew"


# --- WAYMARK_SECRET as a list ---------------------------------------------------------------------------------------


def test_what_one_secret_sealed_a_newer_one_opens_only_beside_it() -> None:
    sealed = Vault([b"the-old-secret-of-ours"], "tokens").seal("xoxb-1")
    both = Vault([b"the-new-secret-of-ours", b"the-old-secret-of-ours"], "tokens")
    assert both.open(sealed) == "xoxb-1"
    assert (both.is_newest(sealed), both.is_newest(both.seal("xoxb-1"))) == (False, True)
    with pytest.raises(Locked):
        Vault([b"the-new-secret-of-ours"], "tokens").open(sealed)
    with pytest.raises(Locked):  # the state of an installation is no token
        Vault([b"the-old-secret-of-ours"], "state").open(sealed)


def test_with_a_newer_secret_in_front_nobody_loses_their_rating_and_no_workspace_its_token(many: Many) -> None:
    many.install(ACME)
    room = many.begun(ACME)
    room.ana("touchpoint Reads the blog | stage: Awareness")
    room.ana("emotion 1 -2")
    many.bot.stop()
    many.bot.env["WAYMARK_SECRET"] = f"{NEW_SECRET}, {SECRET}"
    many.bot.start()
    room.ana("emotion 1 2")
    assert rating(room) == (2.0, 1)  # replaced, not added
    room.waits_for(lambda: room.bot.store.backlog(datetime.now(UTC)).waiting == 0)
    assert "WAYMARK_SECRET: is the one that this database knows" in many.bot.run("doctor", check=False).stdout


def rating(room: Room) -> tuple[float, int]:
    told = room.exported()["touchpoints"][0]["rating"]
    return told["mean"], told["count"]


@pytest.mark.parametrize("wrong", ["sixteen letters and more,short", ",sixteen letters and more"])
def test_each_secret_of_a_list_must_be_long_enough(tmp_path: Path, wrong: str) -> None:
    with many_workspaces(tmp_path, WAYMARK_SECRET=wrong) as many:
        done = many.bot.run("run", check=False)
        assert done.returncode == 1
        assert "WAYMARK_SECRET is not right" in done.stderr
