"""The page keeps its own list of words and its own sample, as data: both must fit the bot's commands."""

import re
from datetime import date

import pytest

from commands.catalogue import COMMANDS, command_named, split_word
from commands.registry import Command
from commands.shortcuts import SHORTCUTS
from journey.details import read_form
from journey.fields import Asking
from journey.model import Step
from journey.steps import step_named
from playground.page.words import DETAILS, STEPS, WORDS
from playground.page.words import SHORTCUTS as MENU
from playground.sample import COMMAND, Line, sample

TODAY = date(2027, 1, 31)
BESIDE_THE_CATALOGUE = {"help"}
"""Answered before the catalogue is asked."""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_completed_in_both_languages(command: Command) -> None:
    known = {word.en: word.nl for word in WORDS}
    assert command.name in known
    assert command_named(known[command.name]) is command


def test_no_word_is_completed_that_the_bot_does_not_know() -> None:
    assert [word.en for word in WORDS if word.en not in BESIDE_THE_CATALOGUE and command_named(word.en) is None] == []


@pytest.mark.parametrize("step", [name for both in STEPS for name in both])
def test_every_step_that_is_completed_is_one(step: str) -> None:
    assert step_named(step) is not None


@pytest.mark.parametrize(("word", "keys"), [(word, keys) for word, pairs in DETAILS.items() for keys in pairs])
def test_every_detail_that_is_completed_is_one(word: str, keys: tuple[str, str]) -> None:
    command = command_named(word)
    assert command is not None
    assert command.form is not None
    english, dutch = keys
    assert command.form.by_key(english) is command.form.by_key(dutch)


def test_every_shortcut_is_in_the_messages_menu() -> None:
    assert {callback for callback, _, _ in MENU} == {each.callback for each in SHORTCUTS if each.kind == "message"}


@pytest.mark.parametrize("line", sample(TODAY), ids=lambda line: line.text[:60])
def test_every_line_of_the_sample_can_be_read(line: Line) -> None:
    command, rest = split_word(line.text.removeprefix(COMMAND))
    assert command is not None
    assert not isinstance(command, Step)
    if command.form is not None and command.read is None:
        assert read_form(command.form, re.sub(r"@\w+", "<@U0ANA>", rest), Asking("U0ANA", TODAY))
