"""What is shown to be typed can be typed: in each language the words lead to the same thing."""

from __future__ import annotations

import re

import pytest

from commands import help
from commands.catalogue import WORDS
from commands.items import read_item
from commands.refusals import KIND_NAMES
from journey.channels import CONTACT_CHANNELS, read_channel
from journey.fields import KINDS_OF_EVIDENCE, KINDS_OF_TOUCHPOINT, PERSPECTIVES, choice_of
from journey.forms import ITEM_FORMS
from journey.stages import STAGE_SETS, match_stage, read_stages
from journey.steps import GUIDES, step_named
from journey.words import LANGUAGES, voice
from storage.values import Kind
from tests.catalogs import TRANSLATED, forms, read

COMMANDS = WORDS | {word: each for each in help.COMMANDS for word in (*each.words, each.dutch)}
EXAMPLE = re.compile(r"`\{command\} (?!\{example\})([^`]+)`")


def examples(text):
    return EXAMPLE.findall(text)


def command_of(example):
    return COMMANDS[example.split()[0]]


def keys_in(example):
    return [detail.split(":")[0].strip() for detail in example.split("|")[1:]]


PAIRS = [pair for language in TRANSLATED for message in read(language) if message.id for pair in forms(message)]
SHOWN = [pair for pair in PAIRS if examples(pair[0])]


@pytest.fixture(params=LANGUAGES)
def say(request):
    return voice(request.param)


@pytest.mark.parametrize(("english", "translated"), SHOWN)
def test_an_example_begins_with_the_same_command_in_each_language(english, translated):
    commands = [[command_of(example).name for example in examples(text)] for text in (english, translated)]
    assert commands[0] == commands[1]


@pytest.mark.parametrize("text", sorted({text for pair in SHOWN for text in pair}))
def test_an_example_names_details_that_its_form_knows(text):
    for example in examples(text):
        form = command_of(example).form
        if command_of(example).name == "edit":
            form = ITEM_FORMS[read_item(re.sub(r"\{number\}", "1", example.split(maxsplit=1)[1]))[0][0].value]
        assert [form.by_key(key) for key in keys_in(example)] or not keys_in(example)


@pytest.mark.parametrize("kind", [kind for kind in KIND_NAMES if kind is not Kind.JOURNEY])
def test_an_item_can_be_named_as_it_is_told(say, kind):
    assert read_item(f"{say(KIND_NAMES[kind])} 3")[0] == (kind, 3)


@pytest.mark.parametrize("kind", KIND_NAMES.values())
def test_the_name_of_a_kind_is_in_small_letters(say, kind):
    assert say(kind) == say(kind).lower()


def test_no_two_kinds_have_one_name(say):
    names = [say(name) for name in KIND_NAMES.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.step)
def test_a_step_can_be_named_by_its_title(say, guide):
    assert step_named(say(guide.title)) == guide.step


@pytest.mark.parametrize("channel", [channel.name for channel in CONTACT_CHANNELS])
def test_a_channel_can_be_named_as_it_is_told(say, channel):
    assert read_channel(say(channel)) == channel


@pytest.mark.parametrize(
    ("choices", "choice"),
    [(choices, choice) for choices in (KINDS_OF_TOUCHPOINT, KINDS_OF_EVIDENCE, PERSPECTIVES) for choice in choices],
)
def test_a_choice_can_be_typed_as_it_is_told(say, choices, choice):
    assert choice_of(choices)(say(choice), None) == choice


@pytest.mark.parametrize("name", STAGE_SETS)
def test_a_set_of_stages_can_be_named_as_it_is_told(say, name):
    assert read_stages(say(name), "en") == STAGE_SETS[name]


@pytest.mark.parametrize("stage", [stage for stages in STAGE_SETS.values() for stage in stages])
def test_a_stage_of_a_template_is_known_in_each_language(say, stage):
    for known in ((stage,), (voice("nl")(stage),)):
        assert match_stage(say(stage), known) == known[0]
