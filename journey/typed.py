"""What people type, read: words, details (`| key: value`), mentions and entities.

Slack sends people as `<@U…|name>`, channels as `<#C…|name>`, links as `<https://…|text>` and what was
typed as &, < and > as entities. Everything read here is plain text from then on.
"""

from __future__ import annotations

import re
from html import unescape

from journey.model import Person
from journey.refusal import Refusal
from journey.words import mark

_TOKEN = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_BARE_PERSON = re.compile(r"[UW][A-Z0-9]{5,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ud800-\udfff]")
"""What shows nothing, turns round what stands behind it, or is no letter at all."""


HIGHEST = 1e15
"""Beyond this a figure is no longer exact, and no measure of anybody's."""


def plain(text: str) -> str:
    """The text as the person meant it: names for mentions, addresses for links, no entities, one space for many."""
    return re.sub(r"\s+", " ", plain_lines(text)).strip()


def plain_lines(text: str) -> str:
    """The same, with its line breaks; empty when there is nothing to see in it."""

    def name(found: re.Match[str]) -> str:
        what, label = found[1], found[2]
        if what[0] in "@#" and label:
            return what[0] + label
        if what[0] in "@#!":
            return found[0]
        return what.removeprefix("mailto:")

    meant = _CONTROL.sub("", unescape(_TOKEN.sub(name, text))).strip()
    return meant if any(letter.isprintable() and not letter.isspace() for letter in meant) else ""


def split_details(text: str) -> list[str]:
    """Splits at `|`, but not at the one within `<@U…|name>`."""
    parts, start, inside = [], 0, False
    for place, letter in enumerate(text):
        if letter == "<":
            inside = True
        elif letter == ">":
            inside = False
        elif letter == "|" and not inside:
            parts.append(text[start:place].strip())
            start = place + 1
    parts.append(text[start:].strip())
    return parts


def read_person(text: str, me: Person) -> Person:
    """The id of whom a mention names; "me" (ik, mij) is the one who types."""
    if found := _PERSON.search(text):
        return found[1]
    if text.strip().lower() in {"me", "ik", "mij", "mezelf", "myself"}:
        return me
    if _BARE_PERSON.fullmatch(text.strip()):
        return text.strip()
    raise Refusal(
        mark("“{text}” is not somebody I can find. Type @ and pick the person from Slack's list."), text=plain(text)
    )


def read_people(text: str, me: Person) -> tuple[Person, ...]:
    """All people mentioned, each once; refused when the text holds anything else."""
    rest = _PERSON.sub(" ", text).replace(",", " ").split()
    people = _PERSON.findall(text) + [read_person(word, me) for word in rest if word.lower() not in {"and", "en"}]
    if not people:
        raise Refusal(
            mark("Name the people with @, picked from Slack's list."), example=mark("facilitators @ana @bram")
        )
    return tuple(dict.fromkeys(people))


def read_item_number(text: str) -> tuple[int, str]:
    """A leading item number (3, #3) and the rest."""
    found = re.match(r"#?(\d{1,9})\b[\s:.,)]*(.*)", text.strip(), re.DOTALL)
    if not found:
        raise Refusal(mark("“{text}” does not begin with a number."), text=plain(text)[:80])
    return int(found[1]), found[2].strip()


def read_number(text: str) -> float:
    """A figure as people write it: 4.5, 4,5, 1 200, -3 (with any minus), 12 %, € 1.200,50."""
    digits = re.sub(r"[^\d.,\-]", "", re.sub("[\u2212\u2013\uff0d]", "-", text))
    if digits.count(",") and digits.count("."):
        decimal = max(digits.rfind(","), digits.rfind("."))
        digits = digits[:decimal].replace(",", "").replace(".", "") + "." + digits[decimal + 1 :]
    elif digits.count(",") == 1 or digits.count(".") == 1:
        digits = digits.replace(",", ".")
    else:
        digits = digits.replace(",", "").replace(".", "")
    try:
        figure = float(digits)
        if abs(figure) < HIGHEST:
            return figure
        raise ValueError(text)
    except ValueError:
        raise Refusal(mark("“{text}” is not a figure, such as 35, -2.5 or 4,5."), text=plain(text)[:80]) from None
