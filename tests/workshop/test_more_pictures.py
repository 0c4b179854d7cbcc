"""Pictures beside the map: typed, pressed or chosen in a form, they come as files with their words."""

from __future__ import annotations

from importlib import import_module

import pytest

from commands import pictures
from commands.catalogue import COMMANDS
from drawing.pictures import ASKED_BY_NAME
from drawing.told import CHARTS
from journey.steps import step_named
from journey.words import LANGUAGES, voice
from playground.world import File, Message
from tests.databases import once
from tests.rooms import Room


def posted(room: Room) -> list[tuple[Message, File]]:
    return [(m, room.slack.world.files[m.files[0]]) for m in room.messages() if m.files]


def the_picture(room: Room, count: int = 1) -> tuple[Message, File]:
    room.waits_for(lambda: len(posted(room)) >= count)
    return posted(room)[count - 1]


@once
@pytest.mark.parametrize("picture", ASKED_BY_NAME)
def test_a_picture_comes_as_a_file_with_its_title_alt_text_and_words(workshop: Room, picture: str) -> None:
    workshop.ana("touchpoint Reads the blog | stage: Awareness")
    workshop.ana("emotion 1 2 | importance: 4")
    workshop.ana(f"picture {picture}")
    message, file = the_picture(workshop)
    assert workshop.slack.world.bytes_of[file.id].startswith(b"\x89PNG")
    title = ASKED_BY_NAME[picture].title
    assert file.title == f"{title}: Free trial"
    assert "Free trial" in file.alt_txt
    assert title in message.text


def test_a_picture_is_named_in_dutch_and_comes_in_the_language_of_the_journey(room: Room) -> None:
    room.ana("start Proefperiode | language: nl")
    room.ana("contactpunt Leest het blog")
    room.ana("emotie 1 -2 | belang: 5")
    room.ana("plaatje belang svg")
    message, file = the_picture(room)
    assert file.name.endswith("-drivers.svg")
    assert "Belang en tevredenheid" in message.text
    assert "Eerst verbeteren: 1. Leest het blog" in file.alt_txt


def test_a_picture_with_a_word_of_its_own_needs_no_other(workshop: Room) -> None:
    workshop.ana("action Answer within a day | effort: 1 | effect: 5")
    workshop.ana("quick-wins pdf")
    _, file = the_picture(workshop)
    assert file.name == "free-trial-quick-wins.pdf"
    assert workshop.slack.world.bytes_of[file.id].startswith(b"%PDF")


@once
def test_an_unknown_picture_gets_the_list_and_nothing_is_drawn(workshop: Room) -> None:
    said = workshop.ana("picture horoscope")
    assert "“horoscope”" in said
    for name in ASKED_BY_NAME:
        assert name in said
    assert "/journey picture drivers" in said
    assert not posted(workshop)


@once
def test_an_unknown_form_is_told_with_those_there_are(workshop: Room) -> None:
    said = workshop.ana("drivers gif")
    assert "“gif”" in said
    assert "png, svg, pdf" in said


@once
def test_without_a_name_a_form_lists_the_pictures(workshop: Room) -> None:
    ana = workshop.person("ana")
    workshop.ana("picture")
    assert ana.modal is not None
    assert all(entry.title in str(ana.modal.blocks) for entry in ASKED_BY_NAME.values())
    ana.fills({"Picture": "Importance against satisfaction"})
    ana.submits()
    _, file = the_picture(workshop)
    assert file.title == "Importance against satisfaction: Free trial"


@once
def test_a_step_offers_the_pictures_that_fit_it(workshop: Room) -> None:
    workshop.ana("action Answer within a day | effort: 1 | effect: 5")
    workshop.ana("action plan")
    workshop.person("ana").presses("Effort against effect")
    _, file = the_picture(workshop)
    assert file.title == "Effort against effect: Free trial"


@once
def test_the_map_has_a_button_for_more_pictures(workshop: Room) -> None:
    ana = workshop.person("ana")
    workshop.ana("visualize")
    ana.presses("More pictures")
    assert ana.modal is not None
    assert ana.modal.title == "Pictures"


@once
def test_a_picture_that_cannot_compare_says_which_can(workshop: Room) -> None:
    said = workshop.ana("picture drivers | with: Another")
    assert "compare" in said
    assert not posted(workshop)


def begun(room: Room) -> None:
    room.ana("touchpoint Reads the blog | stage: Awareness")
    room.ana("touchpoint Orders | stage: Decision")
    room.ana("emotion 1 -2")
    room.ana("emotion 2 1")


def test_curves_stand_beside_those_of_the_last_review(workshop: Room) -> None:
    begun(workshop)
    workshop.ana("review now")
    workshop.ana("review close")
    workshop.ana("emotion 1 2")
    workshop.ana("curves")
    workshop.waits_for(lambda: any("Emotion curves" in m.text for m, _ in posted(workshop)))
    message, file = next(each for each in posted(workshop) if "Emotion curves" in each[0].text)
    assert "up most at 1. Reads the blog (+4)" in message.text
    assert "up most at 1. Reads the blog (+4)" in file.alt_txt


def test_curves_stand_beside_another_journey_of_the_channel(workshop: Room) -> None:
    begun(workshop)
    workshop.ana("start The administrator | language: en")
    begun(workshop)
    workshop.ana("curves | with: Free trial")
    message, _ = the_picture(workshop)
    assert "Emotion curves compared: The administrator" in message.text
    assert "Free trial: mean" in message.text


def test_a_journey_of_another_channel_is_not_there_to_compare_with(workshop: Room) -> None:
    workshop.slack.world.add_channel(f"{workshop.channel}-secret", ["ana"], private=True)
    workshop.person("ana").types(f"{workshop.channel}-secret", "/journey start Hush hush")
    begun(workshop)
    assert "no journey “Hush hush”" in workshop.ana("curves | with: Hush hush")
    assert not posted(workshop)


def test_what_a_picture_cannot_be_compared_with_is_told_at_its_field(workshop: Room) -> None:
    begun(workshop)
    ana = workshop.person("ana")
    workshop.ana("picture")
    ana.fills({"Picture": "Emotion curves compared", "Compared with": "review 7"})
    errors = ana.submits().errors
    assert list(errors) == ["Compared with"]
    assert "no review 7" in errors["Compared with"]
    ana.closes()
    assert not posted(workshop)


@once
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_empty_picture_tells_people_to_type_is_understood(workshop: Room, language: str) -> None:
    for line in (
        "touchpoint One",
        "touchpoint Two",
        "touchpoint Three",
        "pain 1 Slow",
        "pain 2 Dear",
        "action Mend it",
    ):
        workshop.ana(line)
    examples = [
        example
        for picture in CHARTS
        for example in import_module(f"drawing.charts.{picture.replace('-', '_')}").EXAMPLES
    ]
    for example in dict.fromkeys(examples):
        before = workshop.exported()
        said = workshop.ana(voice(language)(example))
        assert workshop.exported() != before or "Support" in example, said


def test_no_two_commands_share_a_word() -> None:
    words = [word for each in COMMANDS for word in {*each.words, each.dutch}]
    assert sorted(words) == sorted(set(words))


def test_no_word_of_a_picture_is_a_step() -> None:
    assert [word for entry in pictures.COMMANDS for word in (*entry.words, entry.dutch) if step_named(word)] == []


@once
def test_an_owner_stands_in_a_picture_by_name_and_not_by_handle(workshop: Room) -> None:
    workshop.ana("action Answer within a day | owner: @bram")
    workshop.ana("plan")
    _, file = the_picture(workshop)
    assert "(Bram de Wit)" in file.alt_txt
