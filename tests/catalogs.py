"""The catalogs of translations, made from the code and for it.

`python -m tests.catalogs update` brings every text that the code can say into each language's `journey.po`, keeps
what is translated, drops what nobody says any more, and compiles; `compile` writes only the `journey.mo` that gettext
reads; `check` tells what is wrong. English is the source and has no catalog.

A text is found where it stands as a literal in one of the calls in KEYWORDS. A text in the plural is two literals, or
two marked ones, in `many` or `said_many`; or a pair of marked ones, `mark("every day"), mark("every {count} days")`.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from journey.words import LANGUAGES, LOCALE_FOLDER

ROOT = Path(__file__).parent.parent
SPEAKING = ("journey", "commands", "drawing", "bot")
"""The packages that say something to people."""
KEYWORDS: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys(("mark", "say", "self", "line", "said", "Said", "Refusal"), (1,)),
    **dict.fromkeys(("many", "said_many", "pair"), (1, 2)),
}
PLURAL = "pair"
"""The name under which a pair of marked texts is found."""
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
MARKUP = "*_`~"
Text = str | tuple[str, str]
"""A message by what gettext knows it by: the English text, or its singular and plural."""
Found = tuple[int, str, tuple[str | None, ...], list[str]]
"""A line, the name of what is called there, its arguments as far as they are texts, and comments (none)."""


class Words(Catalog):
    """A catalog whose head never changes by itself: no dates, no names of tools."""

    def __init__(self, language: str) -> None:
        super().__init__(language, "journey", header_comment=f"# What Waymark says: {language}.", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def file_of(language: str, ending: str) -> Path:
    return LOCALE_FOLDER / language / "LC_MESSAGES" / f"journey.{ending}"


# --- what the code says -------------------------------------------------------------------------------------


def texts_in_code() -> dict[Text, str]:
    """Every message that the code can say, with the first place that says it."""
    found: dict[Text, str] = {}
    for path in (path for folder in SPEAKING for path in sorted((ROOT / folder).rglob("*.py"))):
        with path.open("rb") as file:
            for line, text, *_ in extract(by_syntax, file, KEYWORDS):
                found.setdefault(cast("Text", text), f"{path.relative_to(ROOT)}:{line}")
    plurals = {text[0] for text in found if isinstance(text, tuple)}
    return {text: place for text, place in found.items() if text not in plurals}


def by_syntax(file: BinaryIO, keywords: Collection[str], *_: object, **__: object) -> Iterator[Found]:
    """An extractor, called by `extract`. Unlike those that go by single words, it sees a marked text within a call."""
    paired: set[ast.AST] = set()
    for node in ast.walk(ast.parse(file.read())):  # from the outside in, so that a plural is met before its parts
        name, arguments = _called(node)
        if name not in keywords or node in paired:
            continue
        if len(KEYWORDS[name]) == 2:
            paired.update(arguments)
        yield getattr(node, "lineno", 0), name, tuple(_literal(each) for each in arguments), []


def _called(node: ast.AST) -> tuple[str, list[ast.expr]]:
    """The name of what is called and its arguments; a pair of marked texts counts as a call of PLURAL."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", "") or getattr(node.func, "id", ""), node.args
    if isinstance(node, ast.Tuple) and len(node.elts) == 2 and all(_called(each)[0] == "mark" for each in node.elts):
        more = _literal(node.elts[1])
        return (PLURAL if more and "{count}" in more else ""), node.elts
    return "", []


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value or None
    name, arguments = _called(node)
    return _literal(arguments[0]) if name == "mark" and arguments else None


# --- the files ----------------------------------------------------------------------------------------------


def read(language: str) -> Catalog:
    path = file_of(language, "po")
    with io.BytesIO(path.read_bytes() if path.exists() else b"") as file:
        return read_po(file, locale=language, ignore_obsolete=True, abort_invalid=True)


def updated(language: str) -> Words:
    """The catalog with just the messages of today, each with the translation that it had."""
    known = {message.id: message for message in read(language)}
    words = Words(language)
    for text in texts_in_code():
        had = known.get(text)
        words.add(text, had.string if had else None, flags={"fuzzy"} & set(had.flags) if had else ())
        words[text].flags -= {"python-format", "python-brace-format"}
    return words


def as_po(catalog: Catalog) -> bytes:
    with io.BytesIO() as file:
        write_po(file, catalog, no_location=True, sort_output=True, width=0)
        return file.getvalue()


def as_mo(language: str) -> bytes:
    """What the .po compiles to."""
    words = Words(language)
    for message in read(language):
        if message.id:
            words.add(message.id, message.string, flags=message.flags)
    with io.BytesIO() as file:
        write_mo(file, words)
        return file.getvalue()


# --- what can be wrong ----------------------------------------------------------------------------------------


def forms(message: Message) -> list[tuple[str, str]]:
    """Each English form with its translation; a language with more forms than two has its others under the plural."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return [(message.id[min(place, 1)], said) for place, said in enumerate(message.string or ())]


def placeholders(text: str) -> list[str]:
    """The names in braces, sorted; a name said twice counts twice."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def markup(text: str) -> dict[str, int]:
    """How often each of Slack's marks stands in a text; an underscore within braces is part of a name."""
    bare = "".join(before for before, *_ in string.Formatter().parse(text))
    return {mark: bare.count(mark) for mark in MARKUP}


def problems(language: str) -> Iterator[str]:
    catalog, texts = read(language), texts_in_code()
    known = {message.id: message for message in catalog if message.id}
    yield from (f"not in the catalog: {text!r} ({place})" for text, place in texts.items() if text not in known)
    yield from (f"nobody says this any more: {text!r}" for text in known if text not in texts)
    for message in known.values():
        said = forms(message)
        if message.fuzzy or len(said) < (1 if isinstance(message.id, str) else catalog.num_plurals):
            yield f"not finished: {message.id!r}"
        for english, translated in said:
            if not translated.strip():
                yield f"not translated: {english!r}"
            elif placeholders(english) != placeholders(translated):
                yield f"other placeholders: {english!r} and {translated!r}"
            elif markup(english) != markup(translated):
                yield f"other markup: {english!r} and {translated!r}"
    if not file_of(language, "mo").exists() or file_of(language, "mo").read_bytes() != as_mo(language):
        yield "the compiled catalog is not what the .po says: compile it"


# --- the commands -------------------------------------------------------------------------------------------


def update() -> Iterable[str]:
    for language in TRANSLATED:
        path = file_of(language, "po")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(updated(language)))
    return compile_all()


def compile_all() -> Iterable[str]:
    for language in TRANSLATED:
        file_of(language, "mo").write_bytes(as_mo(language))
    return check()


def check() -> Iterable[str]:
    return [f"{language}: {each}" for language in TRANSLATED for each in problems(language)]


COMMANDS = {"update": update, "compile": compile_all, "check": check}


def main(words: list[str]) -> int:
    """Tells what is wrong; a number of problems other than 0 is an error."""
    if len(words) != 1 or words[0] not in COMMANDS:
        print(f"Usage: python -m tests.catalogs {'|'.join(COMMANDS)}")
        return 2
    found = list(COMMANDS[words[0]]())
    print("\n".join(found) or f"{len(texts_in_code())} messages, all translated.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
