"""Nothing that people type or fill in breaks the bot, or comes out as a mention, a link or a style that is not ours."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.fuzz import Fuzz
from commands.slack_text import escaped
from playground.server import StandIn
from tests import hostile

PIECES = st.lists(st.one_of(st.sampled_from(hostile.PIECES), st.text(max_size=30)), max_size=6)


@pytest.fixture(scope="module")
def fuzz(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzz]:
    with StandIn() as slack:
        made = Fuzz(slack, tmp_path_factory.mktemp("fuzz"))
        yield made
        made.close()


def test_hostile_text_in_every_command_and_form_does_no_harm(fuzz: Fuzz) -> None:
    chance = random.Random(20270104)
    for number in range(1, 301):
        fuzz.round(chance)
        if number % 75 == 0:
            fuzz.begin()
    fuzz.settle()
    assert fuzz.wrong == []
    assert fuzz.looked > 20


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    PIECES,
    st.sampled_from(hostile.WORDS),
)
def test_any_text_behind_any_word_is_answered(fuzz: Fuzz, pieces: list[str], word: str) -> None:
    if word in hostile.LEADERS_ONLY_LATER:
        return
    text = "".join(pieces).encode("utf-8", "replace").decode()
    fuzz.types("bram", f"{word} {text}", escape=False)
    assert fuzz.wrong == []


@given(PIECES)
def test_escaped_text_bears_no_markup(pieces: list[str]) -> None:
    assert hostile.wrong_in({"text": escaped("".join(pieces))}) == []


def test_the_look_for_harm_finds_harm() -> None:
    for harm in ("<!channel>", "<@UVICTIM>", "<https://evil.example|x>", f"*{hostile.MARK}*", "Traceback (most"):
        assert hostile.wrong_in({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": harm}}]})
    assert hostile.wrong_in({"text": "<@U0000BRAM> owns it in <#C0000ROOM>"}) == []


def test_the_fuzz_notices_what_is_logged_as_an_error(fuzz: Fuzz) -> None:
    logging.getLogger("waymark.door").error("a planted fault")
    assert fuzz.wrong.pop().startswith("a planted fault")
