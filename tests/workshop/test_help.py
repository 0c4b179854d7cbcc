"""Help for every word that help itself names."""

from __future__ import annotations

import re

from tests.databases import once
from tests.rooms import Room


@once
def test_help_knows_every_word_and_step_that_it_lists(room: Room) -> None:
    for name, word in (("ana", "help"), ("bram", "hulp")):
        listed = room.types(name, word)
        words = re.findall(r"`/journey ([^`]+)` –", listed) + re.findall(r"`([^`/]+)`", listed.split("\n")[-1])
        assert len(words) > 40
        for each in (*words, word, "help"):
            said = room.types(name, f"{word} {each}")
            assert said.startswith("*/journey "), (each, said[:80])


@once
def test_the_help_of_a_step_asks_its_questions(room: Room) -> None:
    said = room.ana("help touchpoints")
    assert "When and why do they leave?" in said
    assert "`/journey touchpoint Reads the blog | stage: Awareness" in said
    assert room.bram("hulp knelpunten").startswith("*/journey knelpunten*")
