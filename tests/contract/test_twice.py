"""An event that Slack delivers twice, at once or minutes later, has the effect of one."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import create_engine, select

from playground import payloads
from playground.delivery import EVENT, Sending
from playground.world import Delivery, Payload
from storage.tables import metadata
from tests.databases import once
from tests.rooms import Room

AGAIN = Sending(retry=1, retry_reason="http_timeout")
MINUTES_AGO = 301


def ordinary(room: Room) -> dict[str, Payload]:
    eva, world = room.person("eva").id, room.slack.world
    account = {"id": eva, "team_id": world.team.id, "name": "eva", "tz": "America/New_York", "profile": {}}
    here = {"user": eva, "channel": room.id, "team": world.team.id}
    return {
        "app_home_opened": {"user": eva, "tab": "home", "channel": "D1"},
        "app_mention": {"user": eva, "channel": room.id, "text": "hello", "ts": "1.1"},
        "member_joined_channel": here,
        "member_left_channel": here,
        "user_change": {"user": account},
        "channel_rename": {"channel": {"id": room.id, "name": "renamed", "created": 1}},
        "app_uninstalled": {},
        "tokens_revoked": {"tokens": {"bot": ["U1"]}},
    }


KINDS = (
    "app_home_opened", "app_mention", "member_joined_channel", "member_left_channel", "user_change", "channel_rename",
    "app_uninstalled", "tokens_revoked",
)  # fmt: skip


def envelope(room: Room, event: Payload, ago: float = 0) -> Payload:
    told = payloads.event_payload(room.slack.world, event)
    return told | {"event_time": int(time.time() - ago)}


def delivered(room: Room, payload: Payload, sending: Sending = AGAIN) -> Delivery:
    delivery = room.slack.postman.deliver(EVENT, payload, sending)
    assert delivery.status == 200
    room.waits_for(lambda: room.bot.store.backlog(datetime.now(UTC)).waiting == 0)
    return delivery


def everything(room: Room) -> Any:
    """All that is kept, without when it was learned, and all that people see."""
    engine = create_engine(room.bot.env["DATABASE_URL"])
    with engine.connect() as connection:
        rows = {
            table.name: sorted(
                map(repr, connection.execute(select(*(c for c in table.c if c.name != "learned_at"))).all())
            )
            for table in metadata.sorted_tables
        }
    engine.dispose()
    world = room.slack.world
    said = {channel: [(m.ts, m.text) for m in there.values()] for channel, there in world.messages.items()}
    home = room.person("eva").home
    return rows, said, [(each["type"], each.get("text")) for each in home.view.payload["blocks"]] if home else None


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_delivered_twice_has_the_effect_of_one(alone: Room, kind: str) -> None:
    alone.ana("action Faster | owner: @eva")
    alone.eva("status")
    payload = envelope(alone, {"type": kind, **ordinary(alone)[kind]})
    delivered(alone, payload, Sending())
    once_told = everything(alone)
    delivered(alone, payload)
    assert everything(alone) == once_told
    assert "Traceback" not in alone.bot.log.read_text()


def joined(room: Room) -> bool:
    room.ana("status")
    return room.bot.store.standing(room.slack.world.team.id, room.id, "").channel_joined is not False


def bot_event(room: Room, kind: str, ago: float) -> Payload:
    bot = room.slack.world.bot_user
    return envelope(room, {"type": kind, "user": bot, "channel": room.id, "team": room.slack.world.team.id}, ago)


@once
def test_that_we_were_invited_told_once_more_after_we_were_removed_changes_nothing(workshop: Room) -> None:
    bot, client = workshop.slack.world.bot_user, workshop.slack.client
    client.leave(bot, workshop.id)
    delivered(workshop, bot_event(workshop, "member_joined_channel", MINUTES_AGO))
    assert not joined(workshop)
    client.join(bot, workshop.id)
    assert joined(workshop)


@once
@pytest.mark.parametrize("kind", ["member_left_channel", "channel_left"])
def test_that_we_were_removed_told_once_more_after_we_are_back_changes_nothing(workshop: Room, kind: str) -> None:
    bot, client = workshop.slack.world.bot_user, workshop.slack.client
    client.leave(bot, workshop.id)
    client.join(bot, workshop.id)
    delivered(workshop, bot_event(workshop, kind, MINUTES_AGO))
    assert joined(workshop)


@once
def test_what_somebody_was_called_before_does_not_come_back(workshop: Room) -> None:
    eva = workshop.person("eva")
    workshop.eva("status")
    store, team = workshop.bot.store, workshop.slack.world.team.id
    workshop.waits_for(lambda: (found := store.people(team, [eva.id]).get(eva.id)) and found.name)
    name = store.people(team, [eva.id])[eva.id].name
    account = {"id": eva.id, "name": "of old", "profile": {"display_name": "Of old"}}
    delivered(workshop, envelope(workshop, {"type": "user_change", "user": account}, MINUTES_AGO))
    assert store.people(team, [eva.id])[eva.id].name == name
