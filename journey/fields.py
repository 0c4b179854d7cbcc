"""What can be said about each kind of item: one description serves typed details, modals, edits, help and docs.

To keep one more detail of an item: add a Field to its Form, and the column in storage.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from journey.channels import read_channel
from journey.dates import read_clock, read_date, read_timezone
from journey.feelings import read_feeling
from journey.model import Person
from journey.refusal import Refusal
from journey.schedule import read_interval
from journey.typed import plain, read_item_number, read_number, read_person
from journey.words import Either, Said, mark, voice

SHORT, TITLE, LONG = 120, 300, 1000


class Input(StrEnum):
    """How a field is asked for in a modal."""

    LINE = "line"
    LINES = "lines"
    CHOICE = "choice"
    GRADE = "grade"
    YES_NO = "yes/no"
    DATE = "date"
    PERSON = "person"
    NUMBER = "number"
    STAGE = "stage"
    TOUCHPOINT = "touchpoint"
    PAIN_POINT = "pain point"
    PAIN_POINTS = "pain points"
    ACTION = "action"
    ITEM = "item"
    OPEN_WORK = "open action or task"
    DONE_WORK = "done action or task"
    JOURNEY = "journey"
    VERSION = "version"
    STEP = "step"
    FEELING = "feeling"
    PEOPLE = "people"
    CLOCK = "clock"


class Asking(NamedTuple):
    """Who types, and what today is for them: what reading a field may need."""

    me: Person
    today: date
    language: str = "en"


class Field(NamedTuple):
    """`name` is the column it is kept in; `keys` are what people type for it: English, Dutch, then others.

    `labels` say what `choices` mean, where they do not say it themselves.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    read: Callable[[str, Asking], Any]
    input: Input = Input.LINE
    hint: str = ""
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    required: bool = False
    most: int = LONG
    typed_only: bool = False

    @property
    def dutch(self) -> str:
        """The key in Dutch: the second, where the two languages differ."""
        return self.keys[min(1, len(self.keys) - 1)]


@dataclass(frozen=True)
class Form:
    """One item's main text and its details. `leads` come first when typed, one word each (a number, a score)."""

    name: str
    text: Field | None
    details: tuple[Field, ...] = ()
    example: str = ""
    leads: tuple[Field, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.leads + ((self.text,) if self.text else ()) + self.details

    def field(self, name: str) -> Field:
        return next(each for each in self.fields if each.name == name)

    def by_key(self, key: str) -> Field:
        wanted = plain(key).lower()
        for each in self.details + ((self.text,) if self.text else ()):
            if wanted in each.keys:
                return each
        raise Refusal(
            mark("I don't know “{key}” here. You can use: {known}."),
            key=plain(key)[:60],
            known=tuple(Either(each.keys[0], each.dutch) for each in self.details),
            example=self.example,
        )


# --- readers ------------------------------------------------------------------------------------------------


def text_of(most: int) -> Callable[[str, Asking], str]:
    def read(text: str, _asking: Asking) -> str:
        return short_enough(plain(text), most)

    return read


def short_enough(words: str, most: int) -> str:
    if len(words) > most:
        raise Refusal(
            mark("That is {count} letters long; at most {most} fit here. It began with “{start}…”"),
            count=len(words),
            most=most,
            start=words[:60],
        )
    return words


def choice_of(choices: Mapping[str, Sequence[str]]) -> Callable[[str, Asking], str]:
    """Choices by what is kept, each with other words for it; translated words are taken too."""

    def read(text: str, _asking: Asking) -> str:
        wanted = plain(text).lower()
        dutch = voice("nl")
        for kept, also in choices.items():
            if wanted in {kept, dutch(kept).lower(), *also}:
                return kept
        raise Refusal(
            mark("“{text}” is not one of {known}."),
            text=plain(text)[:80],
            known=tuple(Said(choice) for choice in choices),
        )

    return read


def yes_no(text: str, _asking: Asking) -> bool:
    wanted = plain(text).lower()
    if wanted in {"yes", "y", "ja", "j", "true", "1", "waar"}:
        return True
    if wanted in {"no", "n", "nee", "false", "0", "onwaar"}:
        return False
    raise Refusal(mark("“{text}” is neither yes nor no."), text=plain(text)[:80])


def grade(text: str, _asking: Asking) -> int:
    wanted = plain(text)
    if wanted not in {"1", "2", "3", "4", "5"}:
        raise Refusal(mark("“{text}” is not on the scale from 1 to 5."), text=wanted[:80])
    return int(wanted)


def item_number(text: str, _asking: Asking) -> int:
    number, rest = read_item_number(plain(text))
    if rest:
        raise Refusal(mark("“{text}” is not the number of an item."), text=plain(text)[:80])
    return number


def feeling(text: str, _asking: Asking) -> tuple[int, str]:
    """A score and the word for it."""
    return read_feeling(text)


def figure(text: str, _asking: Asking) -> float:
    return read_number(text)


def person(text: str, asking: Asking) -> Person:
    return read_person(text, asking.me)


def future_date(text: str, asking: Asking) -> date:
    return read_date(text, asking.today, asking.language, past=False)


def past_date(text: str, asking: Asking) -> date:
    return read_date(text, asking.today, asking.language, past=True)


def departments(text: str, _asking: Asking) -> list[str]:
    return [part.strip() for part in text_of(LONG)(text, _asking).split(",") if part.strip()]


def channel(text: str, _asking: Asking) -> str:
    return read_channel(text_of(SHORT)(text, _asking))


def clock(text: str, _asking: Asking) -> str:
    return read_clock(text)


def timezone(text: str, _asking: Asking) -> str:
    return read_timezone(text)


def language(text: str, _asking: Asking) -> str:
    wanted = plain(text).lower()
    if wanted in {"nl", "nl-nl", "dutch", "nederlands"}:
        return "nl"
    if wanted in {"en", "en-gb", "en-us", "english", "engels"}:
        return "en"
    raise Refusal(mark("I speak English (en) and Dutch (nl), not “{text}”."), text=plain(text)[:40])


def interval(text: str, _asking: Asking) -> tuple[int, str]:
    return read_interval(text)


def link(text: str, _asking: Asking) -> str:
    address = text_of(LONG)(text, _asking)
    if not address.lower().startswith(("https://", "http://")):
        raise Refusal(mark("“{text}” is not an address that begins with https://."), text=address[:80])
    return address


KINDS_OF_TOUCHPOINT = {
    mark("contact"): ("contactmoment",),
    mark("waiting"): ("wachten", "wait", "wachttijd"),
    mark("follow-up"): ("follow up", "followup", "opvolging", "nazorg"),
    mark("leaving"): ("vertrek", "vertrekken", "leave", "weggaan"),
}
KINDS_OF_EVIDENCE = {
    mark("interview"): ("interviews",),
    mark("survey"): ("enquête", "enquete", "vragenlijst"),
    mark("analytics"): ("analyse", "figures", "cijfers", "statistiek"),
    mark("ticket"): ("tickets", "melding"),
    mark("quote"): ("citaat", "uitspraak"),
    mark("walkthrough"): ("walk-through", "doorloop", "zelf doorlopen"),
    mark("other"): ("anders", "overig"),
}
PERSPECTIVES = {mark("as-is"): ("as is", "huidig"), mark("to-be"): ("to be", "gewenst", "toekomst")}
DIRECTIONS = {
    mark("up"): ("higher", "hoger", "high", "hoog", "higher is better", "hoger is beter", "omhoog"),
    mark("down"): ("lower", "lager", "low", "laag", "lower is better", "lager is beter", "omlaag"),
}
STATES = {mark("open"): (), mark("done"): ("gedaan", "klaar")}
