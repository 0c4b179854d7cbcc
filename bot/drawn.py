"""A journey's file made into another file: a picture, a table, text. Needs neither Slack nor a database."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from drawing.beside import PAPERS
from drawing.exports import EXPORTS, FORMAT, export_bytes
from drawing.palette import THEMES
from drawing.pictures import FORMS, PICTURES, draw
from journey.dates import today_in
from journey.model import JourneyMap
from journey.words import LANGUAGES

MOST_BYTES = 20_000_000
"""Of a journey's file; a thousand touchpoints take one."""


class WrongFile(Exception):
    """The file that was given is no exported journey; says why in one line."""


class Head(BaseModel):
    """What every exported file says of itself."""

    format: int = FORMAT


class WrongWish(Exception):
    """What was asked for does not exist; names it and what there is."""


def read_journey(file: Path) -> JourneyMap:
    """The journey in an exported file. Raises WrongFile."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise WrongFile(f"{file} is larger than {MOST_BYTES // 1_000_000} MB, which no journey is")
        content = file.read_bytes().removeprefix(BOM_UTF8)
        made_as = Head.model_validate_json(content).format
        if made_as > FORMAT:
            raise WrongFile(f"{file} has format {made_as}, of a newer Waymark; this one reads format {FORMAT}")
        return JourneyMap.model_validate_json(content)
    except OSError as error:
        raise WrongFile(f"{file}: {error.strerror}") from None
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            raise WrongFile(f"{file} is not JSON; export the journey with /journey export json") from None
        place = ".".join(map(str, first["loc"])) or "it"
        raise WrongFile(f"{file} is not an exported journey: {place}: {first['msg']}") from None


def form_of(out: Path, *, pictures: bool) -> str:
    """The form that a file's name asks for. Raises WrongWish."""
    forms = (*(FORMS if pictures else ()), *EXPORTS)
    form = out.suffix.lstrip(".").lower()
    if form not in forms:
        raise WrongWish(f"-o: “{out.name}” should end in {_any_of([f'.{each}' for each in forms])}")
    return form


@dataclass(frozen=True)
class Wished:
    """What was asked for on the command line; `language` is empty for the journey's own."""

    picture: str = "map"
    language: str = ""
    theme: str = "light"
    paper: str = "A3"
    others: Sequence[JourneyMap] = ()


def made(journey: JourneyMap, form: str, wished: Wished) -> bytes:
    """The file's content. Raises WrongWish."""
    _check("--lang", wished.language, ("", *LANGUAGES))
    if form in EXPORTS:
        return export_bytes(journey, form, wished.language)
    _check("--picture", wished.picture.partition(":")[0], tuple(PICTURES))
    _check("--theme", wished.theme, tuple(THEMES))
    _check("--paper", wished.paper, PAPERS)
    language, today = wished.language or journey.language, today_in(journey.timezone, datetime.now(UTC))
    beside: dict[str, Any] = {"others": wished.others, "today": today, "paper": wished.paper}
    try:
        return draw(journey, wished.picture, form, language, wished.theme, **beside)
    except ValueError as error:  # a part that there is not
        raise WrongWish(f"--picture: {error}") from None


def _check(option: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        raise WrongWish(f"{option}: “{given}” should be {_any_of([each for each in known if each])}")


def _any_of(known: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(known[:-1]), known[-1])))
