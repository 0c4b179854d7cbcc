"""Words and faces as people type them, and what a wrong one is answered with."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rooms import Room

FACES = [
    (":slightly_smiling_face:", 1), (":smile:", 2), (":)", 1), (":-(", -1), (":rage:", -2), (":-1:", -1),
    (":neutral_face:", 0), ("🙂", 1), ("😡", -2), ("angry:", -2), ("−1", -1), ("１", 1), ("Boos,", -2),
    ("+0", 0), ("-0", 0), ("+2", 2),
]  # fmt: skip


@pytest.mark.parametrize(("face", "score"), FACES)
def test_a_face_is_a_score_as_slack_sends_it_and_as_people_type_it(workshop: Room, face: str, score: int) -> None:
    workshop.ana("touchpoint Reads the blog")
    assert "Why: so it is" in workshop.ana(f"emotion 1 {face} so it is")
    assert workshop.exported()["touchpoints"][0]["rating"]["mean"] == score


WRONG = [
    "emotion touchpoint 1 angry", "emotion 9 1", "emotion 1 happy | importance: 9", "pain 77 slow",
    "pain 1 Slow | severity: 12", "cause 5 why", "vote 12", "task 3 call", "task x call", "done task 9", "done 1",
    "reopen touchpoint 1", "edit touchpoint 44 | channel: chat", "edit thing 1", "remove persona 8",
    "touchpoint Buys | stage: Nowhere", "touchpoint Buys | after: 99", "touchpoint Buys | key: perhaps",
    "action Fix | due: 2020-01-01", "action Fix | owner: somebody", "action Fix | owner: @hugo",
    "research Found | kind: gossip", "measure NPS lots", "measure NPS 24 35",
    "measure NPS 20 to 35", "measure NPS 5 | touchpoint: 88", "review sometimes",
    "map gif", "export docx", "go nowhere", "stages A", "facilitators somebody", "open Nothing",
    "start Other | timezone: Mars/Base", "start Other | language: de",
]  # fmt: skip


@pytest.mark.parametrize("line", WRONG)
def test_wrong_input_is_answered_with_a_line_that_is_right(workshop: Room, line: str) -> None:
    """Of the same command."""
    workshop.ana("touchpoint Reads the blog")
    assert f"`/journey {line.split()[0]} " in workshop.ana(line)


@pytest.mark.parametrize(
    "line", ["knelpunt 9 Traag", "meetwaarde NPS 20 naar 35", "wijzig contactpunt 9 | kanaal: chat", "verwijder taak 3"]
)
def test_in_dutch_the_line_that_is_right_is_dutch(workshop: Room, line: str) -> None:
    assert f"`/journey {line.split()[0]} " in workshop.bram(line)


def test_the_help_of_a_word_shows_that_word(workshop: Room) -> None:
    for word in ("edit", "remove", "done", "reopen"):
        assert f"For example: `/journey {word} " in workshop.ana(f"help {word}")


@pytest.mark.parametrize(("typed", "kept"), [("−3", -3), ("–1,5", -1.5), ("+1", 1), ("1.200,50", 1200.5), ("１２", 12)])
def test_a_figure_keeps_its_minus_whichever_people_type(workshop: Room, typed: str, kept: float) -> None:
    workshop.ana(f"measure NPS {typed}")
    assert workshop.exported()["measures"][0]["values"][0]["value"] == kept


def test_a_day_of_next_week_is_understood_in_both_languages(workshop: Room) -> None:
    for line in ("next week Friday", "friday next week", "volgende week vrijdag", "vrijdag volgende week"):
        workshop.ana(f"action Answer within a day | due: {line}")
    dues = {date.fromisoformat(each["due"]) for each in workshop.exported()["actions"]}
    assert len(dues) == 1
    assert dues.pop().isoweekday() == 5


def test_a_date_in_the_past_is_named_as_it_was_typed(workshop: Room) -> None:
    assert "“31-01-2020” (2020-01-31) lies in the past" in workshop.ana("action Fix | due: 31-01-2020")
    assert workshop.exported()["actions"] == []


def test_every_quarter_is_an_interval_in_dutch(room: Room) -> None:
    room.bram("begin Proef | taal: nl")
    room.bram("herziening elk kwartaal")
    assert room.exported()["schedule"]["unit"] == "quarter"


def test_what_turns_text_round_or_shows_nothing_is_left_out(workshop: Room) -> None:
    workshop.ana("touchpoint Reads \u202eeht\u202c blog")
    assert workshop.exported()["touchpoints"][0]["what"] == "Reads eht blog"
    workshop.ana("touchpoint Buys | channel: \u200b\u200b")
    assert "has no value" in workshop.said
    assert len(workshop.exported()["touchpoints"]) == 1


def test_a_refusal_names_only_what_was_there_before(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    assert "There are: 1." in workshop.ana("touchpoint Buys | after: 99")
    assert "There are: 1." in workshop.ana("touchpoint Buys | back to: 99")


def test_a_measure_that_is_known_may_end_in_a_figure(workshop: Room) -> None:
    workshop.ana("measure")
    workshop.person("ana").fills({"name": "Visits 2027", "Value": "24"})
    assert not workshop.person("ana").submits().errors
    assert "was 30" in workshop.ana("measure Visits 2027 30")


def test_a_question_of_a_form_is_said_as_a_statement(workshop: Room) -> None:
    assert "Is it ours: no · Key moment: yes" in workshop.ana("touchpoint Reads a review | ours: no | key: yes")


def test_undo_says_what_is_taken_back_when_it_was_a_rating_or_a_vote(workshop: Room) -> None:
    workshop.ana("touchpoint Waits")
    workshop.ana("emotion 1 -2")
    workshop.ana("emotion 1 1")
    assert workshop.ana("undo").split("\n")[:2] == [
        "Taken back: your rating of touchpoint 1.",
        "What you gave before counts again.",
    ]
    assert workshop.ana("undo") == "Taken back: your rating of touchpoint 1."
    workshop.ana("pain 1 No answer")
    workshop.ana("vote 1")
    workshop.ana("vote 1")
    assert workshop.ana("undo") == "Taken back: that you took your vote for pain point 1 back."
    assert workshop.ana("undo") == "Taken back: your vote for pain point 1."
    assert not any("Taken back" in message.text for message in workshop.messages())
