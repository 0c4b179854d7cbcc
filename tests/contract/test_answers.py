"""Words and faces as people type them, and what a wrong one is answered with."""

from __future__ import annotations

import pytest

from tests.rooms import Room

FACES = [
    (":slightly_smiling_face:", 1), (":smile:", 2), (":)", 1), (":-(", -1), (":rage:", -2), (":-1:", -1),
    (":neutral_face:", 0), ("🙂", 1), ("😡", -2), ("angry:", -2), ("−1", -1), ("１", 1), ("Boos,", -2),
]  # fmt: skip


@pytest.mark.parametrize(("face", "score"), FACES)
def test_a_face_is_a_score_as_slack_sends_it_and_as_people_type_it(workshop: Room, face: str, score: int) -> None:
    workshop.ana("touchpoint Reads the blog")
    assert "Why?: so it is" in workshop.ana(f"emotion 1 {face} so it is")
    assert workshop.exported()["touchpoints"][0]["rating"]["mean"] == score


WRONG = [
    "emotion touchpoint 1 angry", "emotion 9 1", "emotion 1 happy | importance: 9", "pain 77 slow",
    "pain 1 Slow | severity: 12", "cause 5 why", "vote 12", "task 3 call", "task x call", "done task 9", "done 1",
    "reopen touchpoint 1", "edit touchpoint 44 | channel: chat", "edit thing 1", "remove persona 8",
    "touchpoint Buys | stage: Nowhere", "touchpoint Buys | after: 99", "touchpoint Buys | key: perhaps",
    "action Fix | due: 2020-01-01", "action Fix | owner: somebody", "action Fix | owner: @hugo",
    "research Found | kind: gossip", "measure NPS lots", "measure NPS 5 | touchpoint: 88", "review sometimes",
    "map gif", "export docx", "go nowhere", "stages A", "facilitators somebody", "open Nothing",
    "start Other | timezone: Mars/Base", "start Other | language: de",
]  # fmt: skip


@pytest.mark.parametrize("line", WRONG)
def test_wrong_input_is_answered_with_a_line_that_is_right(workshop: Room, line: str) -> None:
    """Of the same command."""
    workshop.ana("touchpoint Reads the blog")
    assert f"`/journey {line.split()[0]} " in workshop.ana(line)


@pytest.mark.parametrize("line", ["knelpunt 9 Traag", "wijzig contactpunt 9 | kanaal: chat", "verwijder taak 3"])
def test_in_dutch_the_line_that_is_right_is_dutch(workshop: Room, line: str) -> None:
    assert f"`/journey {line.split()[0]} " in workshop.bram(line)


def test_the_help_of_a_word_shows_that_word(workshop: Room) -> None:
    for word in ("edit", "remove", "done", "reopen"):
        assert f"For example: `/journey {word} " in workshop.ana(f"help {word}")


def test_what_turns_text_round_or_shows_nothing_is_left_out(workshop: Room) -> None:
    workshop.ana("touchpoint Reads \u202eeht\u202c blog")
    assert workshop.exported()["touchpoints"][0]["what"] == "Reads eht blog"
    workshop.ana("touchpoint Buys | channel: \u200b\u200b")
    assert "has no value" in workshop.said
    assert len(workshop.exported()["touchpoints"]) == 1
