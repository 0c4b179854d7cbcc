"""What an answer says in full: to those who hear it read aloud, and when what was typed is long."""

from __future__ import annotations

from playground.reading import texts_in
from tests.databases import once
from tests.rooms import Room

LONG = ("about: ", "wants: ", "drives: ")


def seen(room: Room, name: str) -> str:
    """What the blocks of the last answer show this person."""
    return "\n".join(texts_in(room.person(name).sees(room.channel)[-1].blocks))


@once
def test_a_long_answer_is_cut_in_its_longest_line_and_still_says_what_is_next(workshop: Room) -> None:
    details = " | ".join(key + "so it is " * 110 for key in LONG)
    workshop.ana(f"persona Sam | {details}")
    shown = seen(workshop, "ana")
    assert "Kept as persona 1: “Sam”" in shown
    assert "Who they are: so it is so it is" in shown
    assert "Next, what do you know of them?" in shown


@once
def test_what_comes_after_something_long_is_shown_too(workshop: Room) -> None:
    workshop.ana("goal " + "&" * 1000)
    workshop.ana("persona Sam")
    workshop.ana("status")
    shown = seen(workshop, "ana")
    assert "1. Goal: &&&" in shown.replace("&amp;", "&")
    assert "&…" in shown.replace("&amp;", "&")
    assert "2. Research: 1 persona" in shown


@once
def test_an_invitation_that_is_shown_is_read_aloud_too(workshop: Room) -> None:
    workshop.ana("touchpoint Sends the invoice | stage: Decision | department: Finance")
    said = workshop.ana("check")
    assert "To forward to Finance:" in said
    assert "`/journey department Finance`" in said


@once
def test_a_question_under_an_answer_is_read_aloud_too(workshop: Room) -> None:
    assert "Which stage does it belong to?" in workshop.ana("touchpoint Reads the blog")
