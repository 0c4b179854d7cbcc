"""What is shown to be typed can be typed: in each language the words lead to the same thing."""

from __future__ import annotations

import re
from datetime import date

import pytest

from commands.kinds import KIND_NAMES, read_item
from commands.running import find
from journey.channels import CONTACT_CHANNELS, read_channel
from journey.details import read_form
from journey.fields import KINDS_OF_EVIDENCE, KINDS_OF_TOUCHPOINT, PERSPECTIVES, Asking, choice_of
from journey.forms import ITEM_FORMS
from journey.stages import STAGE_SETS, match_stage, read_stages
from journey.steps import GUIDES, step_named
from journey.words import LANGUAGES, LOCALE_FOLDER, voice
from storage.values import Kind
from tests.catalogs import TRANSLATED, forms, read

WITHIN = re.compile(r"`\{command\} (?!\{example\})([^`]+)`")
ALONE = re.compile(r"\bexample=\s*mark\(\s*\"([^\"]+)\"")
ROOT = LOCALE_FOLDER.parent.parent
SOURCES = [
    path.read_text(encoding="utf-8") for folder in ("journey", "commands") for path in (ROOT / folder).rglob("*.py")
]
PAIRS = [pair for language in TRANSLATED for message in read(language) if message.id for pair in forms(message)]
SHOWN = sorted(
    {example for source in SOURCES for example in ALONE.findall(source)}
    | {example for guide in GUIDES for example in guide.examples}
    | {example for pair in PAIRS for text in pair for example in WITHIN.findall(text)}
)
"""Every line that somebody is shown to type, without what leads it; those within a text in both languages."""
ASKING = Asking("U0000ANA", date(2027, 1, 4), "nl")


def command_of(example):
    return find(example)[0]


def form_of(example):
    command = command_of(example)
    if command.name != "edit":
        return command.form
    (kind, _), _ = read_item(example.split(maxsplit=1)[1].replace("{number}", "1"))
    return ITEM_FORMS[kind.value]


def told(example, say):
    """The example's details by name, as its form reads them."""
    _, rest = find(say(example).replace("@bram", "<@U0000BRAM>"))
    return read_form(command_of(example).form, rest, ASKING)


@pytest.fixture(params=LANGUAGES)
def say(request):
    return voice(request.param)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if WITHIN.search(pair[0])])
def test_an_example_within_a_text_begins_with_the_same_command_in_each_language(pair):
    commands = [[command_of(example) for example in WITHIN.findall(text)] for text in pair]
    assert commands[0] == commands[1]


@pytest.mark.parametrize("example", SHOWN)
def test_an_example_begins_with_the_same_command_in_each_language(say, example):
    assert command_of(say(example)) == command_of(example)


@pytest.mark.parametrize("example", [example for example in SHOWN if "|" in example])
def test_an_example_names_details_that_its_form_knows(say, example):
    keys = [detail.split(":")[0] for detail in say(example).split("|")[1:]]
    assert all(form_of(example).by_key(key) for key in keys)


@pytest.mark.parametrize(
    "example",
    [each for each in SHOWN if "…" not in each and (command := command_of(each)).form and command.read is None],
)
def test_an_example_tells_the_same_details_in_each_language(example):
    assert told(example, voice("nl")).keys() == told(example, voice("en")).keys()


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
