"""The card's picture: the newest map, drawn when something changed and not before, and a card that works without it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from playground.world import File
from tests.rooms import Room


def block(room: Room) -> dict[str, Any] | None:
    card = room.card()
    return next((b for b in card.blocks if b["type"] == "image"), None) if card else None


def on_card(room: Room) -> str:
    """The file that the card's picture names; empty without one."""
    found = block(room)
    return str(found["slack_file"]["id"]) if found else ""


def private(room: Room) -> list[File]:
    """What was uploaded and not posted: pictures for a card."""
    return [f for f in room.slack.world.files.values() if f.completed and not f.channels]


def idle(room: Room) -> bool:
    return bool(room.bot.store.backlog(datetime.now(UTC)).waiting == 0)


@pytest.fixture
def drawn(alone: Room) -> Room:
    """At the step that visualizes, with a picture on the card."""
    alone.ana("touchpoint Reads the blog | stage: Awareness")
    alone.ana("go visualize")
    alone.waits_for(lambda: on_card(alone))
    alone.waits_for(lambda: idle(alone))
    return alone


def test_before_the_map_is_drawn_the_card_has_no_picture(alone: Room) -> None:
    alone.ana("touchpoint Reads the blog | stage: Awareness")
    alone.waits_for(lambda: "1 touchpoint" in alone.card().text)
    alone.waits_for(lambda: idle(alone))
    assert (block(alone), private(alone)) == (None, [])


def test_from_that_step_on_the_card_shows_a_picture_with_its_words(drawn: Room) -> None:
    found = block(drawn)
    assert found is not None
    assert "Customer journey map “Free trial”" in found["alt_text"]
    assert found["alt_text"] in drawn.card().text
    assert "Free trial" in found["title"]["text"]
    assert drawn.slack.world.bytes_of[on_card(drawn)].startswith(b"\x89PNG")


def test_the_picture_lives_on_every_kind_of_database(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog | stage: Awareness")
    workshop.ana("go visualize")
    workshop.waits_for(lambda: on_card(workshop))
    before = on_card(workshop)
    workshop.ana("emotion 1 -2 too long")
    workshop.waits_for(lambda: on_card(workshop) not in ("", before))
    assert "rated for the first time: 1" in (block(workshop) or {})["alt_text"]


def test_the_picture_is_replaced_in_the_same_card_when_something_changed(drawn: Room) -> None:
    before, card = on_card(drawn), drawn.card()
    drawn.ana("touchpoint Asks a friend | stage: Awareness")
    drawn.waits_for(lambda: on_card(drawn) not in ("", before))
    found = block(drawn)
    assert found is not None
    assert "Since the picture before: new: 2. Asks a friend." in found["alt_text"]
    assert drawn.card().ts == card.ts
    drawn.waits_for(lambda: drawn.slack.world.files[before].deleted)


def test_the_words_of_the_card_do_not_wait_for_the_picture(drawn: Room) -> None:
    before = on_card(drawn)
    drawn.ana("touchpoint Asks a friend | stage: Awareness")
    drawn.waits_for(lambda: "2 touchpoints" in drawn.card().text)
    first = next(call for call in drawn.slack.calls("chat.update") if "2 touchpoints" in str(call["text"]))
    assert before in str(first["blocks"])


def test_nothing_is_drawn_when_nothing_on_the_map_changed(drawn: Room) -> None:
    before, pictures = on_card(drawn), len(private(drawn))
    drawn.ana("department Marketing")
    drawn.waits_for(lambda: "Marketing" in drawn.card().text)
    drawn.waits_for(lambda: idle(drawn))
    assert (on_card(drawn), len(private(drawn))) == (before, pictures)


def test_many_contributions_become_few_pictures(drawn: Room) -> None:
    began, pictures = time.monotonic(), len(private(drawn))
    for number in range(12):
        drawn.ana(f"touchpoint Moment {number} | stage: Decision")
    drawn.waits_for(lambda: "13 touchpoints" in (block(drawn) or {}).get("alt_text", ""))
    rest = 120 / float(drawn.bot.env["WAYMARK_PACE"])
    assert len(private(drawn)) - pictures <= 1 + (time.monotonic() - began) / rest


def test_a_picture_asked_for_is_a_file_of_its_own_and_stays(drawn: Room) -> None:
    drawn.ana("map")
    drawn.waits_for(lambda: len([m for m in drawn.messages() if m.files]) == 2)
    posted = [m.files[0] for m in drawn.messages() if m.files]
    drawn.ana("touchpoint Asks a friend | stage: Awareness")
    before = on_card(drawn)
    drawn.waits_for(lambda: on_card(drawn) != before)
    assert [m.files[0] for m in drawn.messages() if m.files] == posted
    assert not any(drawn.slack.world.files[f].deleted for f in posted)


def test_a_map_posted_again_says_what_changed(drawn: Room) -> None:
    drawn.ana("touchpoint Asks a friend | stage: Awareness")
    drawn.ana("map")
    drawn.waits_for("Since the picture before: new: 2. Asks a friend.")


def test_while_slack_looks_at_the_new_picture_the_card_shows_the_one_before(drawn: Room) -> None:
    before, pictures = on_card(drawn), len(private(drawn))
    world = drawn.slack.world
    world.looks_for = 3600.0
    drawn.ana("touchpoint Asks a friend | stage: Awareness")
    drawn.waits_for(lambda: len(private(drawn)) > pictures)
    drawn.ana("department Marketing")
    drawn.waits_for(lambda: "Marketing" in drawn.card().text)
    assert on_card(drawn) == before
    with world.lock:
        world.looks_for = 0.0
        world.ready_at.clear()  # it has looked
    drawn.waits_for(lambda: on_card(drawn) not in ("", before))
    assert drawn.bot.store.backlog(datetime.now(UTC)).set_aside == 0


def test_a_picture_that_somebody_deleted_leaves_a_card_without_one_until_the_map_changes(drawn: Room) -> None:
    drawn.slack.world.files[on_card(drawn)].deleted = True
    drawn.ana("department Marketing")
    drawn.waits_for(lambda: "Marketing" in drawn.card().text)
    assert block(drawn) is None
    drawn.ana("touchpoint Asks a friend | stage: Awareness")
    drawn.waits_for(lambda: on_card(drawn))


def test_the_card_works_when_no_picture_can_be_uploaded(alone: Room) -> None:
    alone.slack.fault("files.getUploadURLExternal", error="file_uploads_disabled", times=None)
    alone.ana("touchpoint Reads the blog | stage: Awareness")
    alone.ana("go visualize")
    alone.waits_for(lambda: "Step 5 of 8: *Visualize*" in alone.card().text)
    alone.ana("touchpoint Asks a friend | stage: Awareness")
    alone.waits_for(lambda: "2 touchpoints" in alone.card().text)
    assert block(alone) is None
    alone.slack.clear_faults()
    alone.ana("touchpoint Looks around | stage: Awareness")
    alone.waits_for(lambda: on_card(alone))


def test_a_killed_bot_draws_what_was_still_to_be_drawn(drawn: Room) -> None:
    before = on_card(drawn)
    drawn.ana("touchpoint Asks a friend | stage: Awareness")
    drawn.bot.kill()
    drawn.bot.start()
    drawn.waits_for(lambda: on_card(drawn) not in ("", before))


def test_the_picture_stays_on_the_card_of_a_closed_journey(drawn: Room) -> None:
    before = on_card(drawn)
    drawn.ana("close")
    drawn.waits_for(lambda: "closed" in drawn.card().text)
    assert on_card(drawn) == before
