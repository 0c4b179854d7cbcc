"""Words in the languages that people read: gettext catalogs, plurals and dates.

English is the source. `voice("nl")` gives a Voice; `say("Kept as {item}.", item=…)` translates and fills in.
Texts that stand in data (a step's prompts, say) are marked with `mark("…")` and said later.
To add a language: `locale/<code>/LC_MESSAGES/journey.po`, then `python -m tests.catalogs update`.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("en", "nl")
LOCALE_FOLDER = Path(__file__).parent / "locale"


def mark(text: str) -> str:
    """Marks a text for the catalogs; it is translated where it is said."""
    return text


@dataclass(frozen=True)
class Voice:
    """Speaks one language. Placeholders are named; what fills them is the caller's to escape."""

    language: str
    catalog: gettext.NullTranslations

    def __call__(self, text: str, /, **values: object) -> str:
        said = self.catalog.gettext(text) if text else ""
        return said.format(**values) if values else said

    def many(self, one: str, more: str, count: int, /, **values: object) -> str:
        return self.catalog.ngettext(one, more, count).format(count=count, **values)

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale  # loaded when the first date or figure is said; by its name it is made anew each time

        return Locale("en", "GB") if self.language == "en" else Locale(self.language)

    def day(self, day: date, form: str = "long") -> str:
        """A date as people of this language write it: 31 January 2027, 31 januari 2027."""
        from babel.dates import format_date  # loaded when the first date is said

        return format_date(day, form, locale=self._locale)

    def moment(self, moment: datetime, form: str = "EEEE d MMMM y, HH:mm") -> str:
        """A point in time, in the zone that it carries."""
        from babel.dates import format_datetime  # loaded when the first date is said

        return format_datetime(moment, form, locale=self._locale)

    def number(self, number: float) -> str:
        """1,200.5 and −2 with a true minus; 1.200,5 in Dutch."""
        from babel.numbers import format_decimal  # loaded when the first figure is said

        written = format_decimal(number, locale=self._locale)
        return written.replace("-", "\N{MINUS SIGN}")

    def signed(self, score: float) -> str:
        """A score or a change with its sign, one decimal at most: +1.5, −0.7, 0."""
        tenths = round(score, 1)
        return ("+" if tenths > 0 else "") + self.number(tenths or 0)

    def listing(self, items: Sequence[str]) -> str:
        """a, b and c / a, b en c."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self('and')} {items[-1]}"


@cache
def voice(language: str) -> Voice:
    """The Voice of a language code such as "nl", "nl-NL" or "en-US"; English where we have none."""
    code = (language or "en").replace("_", "-").split("-")[0].lower()
    if code not in LANGUAGES:
        code = "en"
    catalog = gettext.translation("journey", LOCALE_FOLDER, [code], fallback=True)
    return Voice(code, catalog)


@dataclass(frozen=True)
class Said:
    """Something to say, still without a language: a text (with its plural, when it counts) and what fills it."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int = 0

    def by(self, say: Voice, show: Callable[[str], str] = str) -> str:
        """The words in one language; `show` escapes what people typed for where it will be read."""
        shown = {key: _shown(value, say, show) for key, value in self.values.items()}
        if self.plural:
            return say.many(self.text, self.plural, self.count, **shown)
        return say(self.text, **shown)


class Either(NamedTuple):
    """What is typed differently in each language: a key, say."""

    english: str
    dutch: str

    def by(self, say: Voice, show: Callable[[str], str] = str) -> str:
        return show(self.dutch if say.language == "nl" else self.english)


def _shown(value: object, say: Voice, show: Callable[[str], str]) -> object:
    if isinstance(value, Said | Either):
        return value.by(say, show)
    if isinstance(value, tuple):
        return ", ".join(str(_shown(each, say, show)) for each in value)
    if isinstance(value, date):
        return say.day(value, "medium")
    return show(value) if isinstance(value, str) else value


def said(text: str, /, **values: object) -> Said:
    return Said(text, values)


def said_many(one: str, more: str, count: int, /, **values: object) -> Said:
    return Said(one, values, more, count)
