"""The catalogs hold all that the code can say, whole, and as Slack can show it."""

from __future__ import annotations

import io

import pytest

from commands.flow import STEP_BUTTONS
from commands.form_modal import TITLES
from commands.kinds import KIND_NAMES
from commands.shortcuts import SHORTCUTS
from commands.slack_text import BUTTON, TITLE
from drawing.symbols import CALLED
from journey.model import EvidenceKind, Perspective, State, TouchpointKind
from journey.words import LANGUAGES, voice
from tests.catalogs import (
    KEYWORDS,
    TRANSLATED,
    as_mo,
    as_po,
    by_syntax,
    file_of,
    forms,
    markup,
    placeholders,
    read,
    texts_in_code,
    updated,
)


@pytest.fixture(params=TRANSLATED)
def language(request):
    return request.param


@pytest.fixture
def messages(language):
    return {message.id: message for message in read(language) if message.id}


@pytest.fixture(params=LANGUAGES)
def say(request):
    return voice(request.param)


def test_every_message_that_the_code_can_say_is_in_the_catalog(messages):
    assert {text: place for text, place in texts_in_code().items() if text not in messages} == {}


def test_the_catalog_holds_nothing_that_nobody_says_any_more(messages):
    assert set(messages) - set(texts_in_code()) == set()


def test_no_translation_is_empty(messages):
    assert [text for text, message in messages.items() if not all(said.strip() for _, said in forms(message))] == []


def test_no_translation_is_uncertain(messages):
    assert [text for text, message in messages.items() if message.fuzzy] == []


def test_every_plural_has_all_the_forms_of_its_language(language, messages):
    most = read(language).num_plurals
    assert {len(m.string) for m in messages.values() if m.pluralizable} == {most}


def test_every_form_has_the_placeholders_of_the_english_one(messages):
    said = [pair for message in messages.values() for pair in forms(message)]
    assert [pair for pair in said if placeholders(pair[0]) != placeholders(pair[1])] == []


def test_every_translation_has_the_markup_of_the_english_text(messages):
    said = [pair for message in messages.values() for pair in forms(message)]
    assert [pair for pair in said if markup(pair[0]) != markup(pair[1])] == []


def test_every_mark_that_opens_is_closed():
    said = [form for text in texts_in_code() for form in ([text] if isinstance(text, str) else text)]
    assert [text for text in said if any(count % 2 for count in markup(text).values())] == []


def test_texts_keep_the_same_line_breaks_and_edges(messages):
    def edges(text):
        return text.count("\n"), text[:1].isspace(), text[-1:].isspace()

    said = [pair for message in messages.values() for pair in forms(message)]
    assert [pair for pair in said if edges(pair[0]) != edges(pair[1])] == []


def test_the_compiled_catalog_is_what_the_source_says(language):
    assert file_of(language, "mo").read_bytes() == as_mo(language)


def test_updating_changes_nothing(language):
    assert file_of(language, "po").read_bytes() == as_po(updated(language))


def test_the_catalog_names_no_files_dates_or_tools(language):
    lines = file_of(language, "po").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#:") or "-Date:" in line or "Generated-By" in line] == []


# --- what is said as a variable ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [each.value for kinds in (EvidenceKind, TouchpointKind, Perspective, State) for each in kinds] + list(CALLED),
)
def test_a_value_that_is_kept_can_be_said(messages, value):
    assert value in messages


# --- what Slack has room for ---------------------------------------------------------------------------------


@pytest.mark.parametrize("title", [*TITLES.values(), "What you can do", "Save", "Cancel", "Close"])
def test_a_modals_title_fits(say, title):
    assert len(say(title)) <= TITLE


@pytest.mark.parametrize("kind", KIND_NAMES.values())
def test_the_title_of_an_edit_fits_with_a_high_number(say, kind):
    assert len(f"{say(kind)} 12345") <= TITLE


@pytest.mark.parametrize("shortcut", SHORTCUTS, ids=lambda each: each.callback)
def test_a_shortcuts_name_fits(say, shortcut):
    assert len(say(shortcut.name)) <= TITLE


@pytest.mark.parametrize("step", STEP_BUTTONS)
def test_a_steps_buttons_fit(say, step):
    assert all(len(say(label)) <= BUTTON for _, label in STEP_BUTTONS[step])


# --- what is found in the code -------------------------------------------------------------------------------


def found(source):
    return {(name, texts) for _, name, texts, _ in by_syntax(io.BytesIO(source.encode()), KEYWORDS, ())}


def test_a_marked_text_within_a_call_is_found():
    assert ("mark", ("Kept.",)) in found('call.say(mark("Kept."), name="no text")')


def test_a_text_said_by_the_voice_itself_is_found():
    assert found("f\"{self('and')}\"") == {("self", ("and",))}


def test_two_marked_texts_that_are_counted_are_one_plural():
    assert found('said_many(mark("{count} day"), mark("{count} days"), 2)') == {
        ("said_many", ("{count} day", "{count} days", None))
    }


def test_a_pair_of_marked_texts_with_a_count_is_one_plural():
    assert found('one, more = mark("a day"), mark("{count} days")') == {("pair", ("a day", "{count} days"))}


def test_a_pair_of_marked_texts_without_a_count_is_two_texts():
    assert found('(mark("Trial"), mark("Use"))') == {("mark", ("Trial",)), ("mark", ("Use",))}
