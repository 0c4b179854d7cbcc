"""The state: told to those who look on, kept on disk."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from slack_sdk import WebClient

from playground.keeping import load, save
from playground.server import StandIn
from playground.uploads import add_file
from playground.world import World


def test_an_onlooker_hears_of_every_change_in_order(slack: StandIn, web: WebClient, webshop: str) -> None:
    with slack.world.watch() as watch:
        ts = web.chat_postMessage(channel=webshop, text="x")["ts"]
        web.chat_update(channel=webshop, ts=ts, text="y")
        web.chat_delete(channel=webshop, ts=ts)
        changes = [c for c in watch.next(1) + watch.take() if c.channel == webshop]
    assert [c.kind for c in changes] == ["message", "message_changed", "message_deleted"]
    assert {c.id for c in changes} == {ts}
    assert [c.version for c in changes] == sorted(c.version for c in changes)


def test_a_page_can_wait_for_changes_without_a_thread(slack: StandIn, webshop: str) -> None:
    async def look() -> list[str]:
        stream = slack.world.watch().stream(heartbeat=0.01)
        assert await anext(stream) == []
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.to_thread(slack.world.post, webshop, slack.world.bot_user, "x")
        kinds = [change.kind for change in await waiting]
        await stream.aclose()  # type: ignore[attr-defined]
        return kinds

    with ThreadPoolExecutor(1) as other:  # a loop may run in this thread, for the browser of other tests
        assert other.submit(asyncio.run, look()).result(10) == ["message"]


def test_what_only_one_person_sees_is_told_with_their_name(slack: StandIn, web: WebClient, webshop: str) -> None:
    ana = slack.world.user("ana").id
    with slack.world.watch() as watch:
        web.chat_postEphemeral(channel=webshop, user=ana, text="x")
        assert watch.next(1)[0].user == ana


def test_the_workspace_is_the_same_after_a_restart(
    slack: StandIn, web: WebClient, webshop: str, tmp_path: Path
) -> None:
    web.chat_postMessage(channel=webshop, text="kept", blocks=[{"type": "divider"}])
    web.views_publish(user_id=slack.world.user("ana").id, view={"type": "home", "blocks": [{"type": "divider"}]})
    file = add_file(slack.world, "map.png", b"\x89PNG\r\n\x1a\n", alt_txt="a map")
    save(slack.world, tmp_path)
    again = World()
    assert load(again, tmp_path)
    assert again.messages == slack.world.messages
    assert again.users == slack.world.users
    assert again.homes == slack.world.homes
    assert again.bytes_of[file.id] == b"\x89PNG\r\n\x1a\n"
    assert again.files[file.id].mimetype == "image/png"
    assert float(again.next_ts()) > float(next(iter(slack.world.messages[webshop])))


def test_nothing_to_load_changes_nothing(tmp_path: Path) -> None:
    world = World()
    assert not load(world, tmp_path)
    assert world.bot.name == "waymark"


def test_times_rise_even_when_the_clock_stands_still() -> None:
    world = World(clock=lambda: 1_800_000_000.0)
    assert world.next_ts() < world.next_ts()
