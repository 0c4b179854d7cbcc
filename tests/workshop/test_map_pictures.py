"""The map in the channel: an overview first, then parts that can be read; one stage when that is asked for."""

from __future__ import annotations

from pathlib import Path

from playground.cast import EVERYBODY, default_cast
from playground.model import File
from playground.server import StandIn
from playground.world import Message
from tests.databases import once
from tests.rooms import Room
from tests.running import Bot

STAGES = ("Awareness", "Consideration", "Decision", "Retention")


def with_touchpoints(room: Room, *counts: int) -> None:
    room.ana(f"stages {', '.join(STAGES)}")
    for stage, count in zip(STAGES, counts, strict=False):
        for number in range(1, count + 1):
            room.ana(f"touchpoint {stage} moment {number} | stage: {stage} | channel: phone")


def posted(room: Room) -> tuple[Message, list[File]]:
    """The message with files, and the files in their order."""
    room.waits_for(lambda: any(m.files for m in room.messages()))
    message = next(m for m in room.messages() if m.files)
    return message, [room.slack.world.files[each] for each in message.files]


def test_a_small_map_is_one_picture(workshop: Room) -> None:
    with_touchpoints(workshop, 2, 1)
    workshop.ana("map")
    message, files = posted(workshop)
    assert len(files) == 1
    assert "Awareness moment 2" in message.text


def test_a_larger_map_is_one_message_with_an_overview_and_a_picture_for_each_part(workshop: Room) -> None:
    with_touchpoints(workshop, 3, 2, 7, 1)
    workshop.ana("map")
    message, files = posted(workshop)
    assert [f.title.partition(" – ")[2] for f in files] == [
        "", "Awareness, Consideration", "Decision 1/2", "Decision 2/2", "Retention",
    ]  # fmt: skip
    assert all(workshop.slack.world.bytes_of[f.id].startswith(b"\x89PNG") for f in files)
    assert "13 touchpoints" in files[0].alt_txt
    assert "Part 2 of 4" in files[2].alt_txt
    assert "Decision moment 1" in files[2].alt_txt
    assert "Consideration moment 1" not in files[2].alt_txt
    assert "13 touchpoints" in message.text
    assert len({f.name for f in files}) == 5


def test_a_stage_can_be_asked_for_by_its_name_in_any_case(workshop: Room) -> None:
    with_touchpoints(workshop, 3, 2, 7, 1)
    workshop.ana("map decision")
    _, files = posted(workshop)
    assert [f.title.partition(" – ")[2] for f in files] == ["Decision 1/2", "Decision 2/2"]


@once
def test_a_stage_can_be_asked_for_together_with_a_form(workshop: Room) -> None:
    with_touchpoints(workshop, 3, 2, 7, 1)
    workshop.ana("map Retention svg")
    _, files = posted(workshop)
    assert [(f.title.partition(" – ")[2], f.name[-4:]) for f in files] == [("Retention", ".svg")]


def test_a_stage_can_be_chosen_in_the_modal_of_the_map(workshop: Room) -> None:
    with_touchpoints(workshop, 3, 2, 7, 1)
    ana = workshop.person("ana")
    ana.types(workshop.channel, "/journey")
    ana.presses("hub", in_=workshop.channel)
    ana.presses("command:map")
    ana.fills({"stage": "Retention"})
    ana.submits()
    _, files = posted(workshop)
    assert [f.title.partition(" – ")[2] for f in files] == ["Retention"]


@once
def test_what_is_neither_a_form_nor_a_stage_is_refused_and_nothing_is_posted(workshop: Room) -> None:
    with_touchpoints(workshop, 1)
    workshop.ana("map gif")
    assert "“gif”" in workshop.said
    assert "Decision" in workshop.said
    assert "map pdf" in workshop.said


@once
def test_what_does_not_fit_into_one_message_is_named(workshop: Room) -> None:
    with_touchpoints(workshop, 13, 13, 13, 13)
    workshop.ana("map")
    message, files = posted(workshop)
    assert len(files) == 10
    assert "Not shown here: Retention 2/3; Retention 3/3." in message.text
    assert "/journey map pdf" in message.text


def test_of_a_long_journey_the_parts_come_that_tell_most_and_a_word_says_so(workshop: Room) -> None:
    with_touchpoints(workshop, 13, 13, 13, 13)
    workshop.ana("emotion 27 -2 nobody answers")
    workshop.ana("emotion 3 2 at once")
    workshop.ana("map")
    message, files = posted(workshop)
    assert [f.title.partition(" – ")[2] for f in files] == ["", "Awareness 1/3", "Consideration 3/3, Decision 1/4"]
    assert "2 of 11 parts are shown" in message.text
    assert "/journey map Awareness" in message.text


def test_the_map_can_be_drawn_with_the_curve_of_another_journey(workshop: Room) -> None:
    with_touchpoints(workshop, 2, 1)
    workshop.ana("emotion 1 2")
    workshop.ana("start As we wish it | as: to-be")
    with_touchpoints(workshop, 2, 1)
    workshop.ana("emotion 1 -1")
    workshop.ana("emotion 2 1")
    workshop.ana("map | with: Free trial")
    message, files = posted(workshop)
    assert "The other curve is of As is · Free trial" in message.text
    assert "The other curve is of As is · Free trial" in files[0].alt_txt


@once
def test_as_pdf_the_map_is_one_file(workshop: Room) -> None:
    with_touchpoints(workshop, 3, 2, 7, 1)
    workshop.ana("map pdf")
    _, files = posted(workshop)
    assert len(files) == 1
    assert workshop.slack.world.bytes_of[files[0].id].startswith(b"%PDF")


def test_ten_pictures_go_out_at_slack_s_own_pace_too(tmp_path: Path) -> None:
    with StandIn() as slack:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path, WAYMARK_PACE="1") as bot:
            room = Room(bot, "room")
            room.ana("start Free trial | language: en | stages: Awareness, Consideration, Decision, Retention")
            with_touchpoints(room, 13, 13, 13, 13)
            room.ana("map")
            _, files = posted(room)
            assert len(files) == 10
