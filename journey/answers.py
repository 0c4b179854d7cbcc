"""NPS and CSAT, computed from what customers answered: a list of answers, or how many gave which.

NPS = % promoters (9-10) - % detractors (0-6) of answers 0 to 10. CSAT = % satisfied (4-5) of answers 1 to 5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from journey.refusal import Refusal
from journey.typed import plain
from journey.words import Said, mark, said

NPS, CSAT = "NPS", "CSAT"
COUNTED: dict[str, tuple[str, ...]] = {
    "promoters": ("promoters", "promoter", "promotors", "promotor", "ambassadeurs"),
    "passives": ("passives", "passive", "passieven", "passief", "neutralen"),
    "detractors": ("detractors", "detractor", "criticasters", "criticaster"),
    "satisfied": ("satisfied", "tevreden"),
    "total": ("total", "of", "answered", "totaal", "van"),
}
"""What counts are called, by what they count; English, then Dutch."""
WORDS = {word: name for name, words in COUNTED.items() for word in words}
MOST_ANSWERS = 10_000_000
EXAMPLE = mark("measure NPS | promoters: 12 | passives: 5 | detractors: 3")
_PAIR = re.compile(r"([^\W\d_]+)\s*[:=]\s*(\d+)|(\d+)\s*([^\W\d_]+)|([^\W\d_]+)\s+(\d+)")
_SEPARATORS = re.compile(r"[\s,;/]+")
_TIMES = re.compile(r"(\d{1,2})\s*[x×*]\s*(\d{1,7})", re.IGNORECASE)


@dataclass(frozen=True)
class Answers:
    """How many answers there are, and how many of them count for (`good`) and against (`bad`)."""

    kind: str
    good: int
    bad: int
    count: int

    @property
    def score(self) -> float:
        """NPS from -100 to 100, CSAT from 0 to 100; with one decimal."""
        return round(100 * (self.good - self.bad) / self.count, 1) + 0.0

    @property
    def unit(self) -> str | None:
        return "%" if self.kind == CSAT else None

    @property
    def told(self) -> Said:
        if self.kind == CSAT:
            return said(mark("{good} of {count} satisfied"), good=self.good, count=self.count)
        return said(
            mark("promoters: {good}, passives: {passives}, detractors: {bad}"),
            good=self.good,
            passives=self.count - self.good - self.bad,
            bad=self.bad,
        )


def read_answers(text: str, name: str) -> Answers:
    """The answers in `text`; the measure's name says whether they are NPS's or CSAT's where the text does not."""
    words = plain(text)
    if re.search(r"[^\W\d_]{2,}", words):
        return _from_counts(words)
    return _from_list(words, _kind(name, words))


def _kind(name: str, words: str) -> str:
    wanted = name.upper()
    if CSAT in wanted:
        return CSAT
    if NPS in wanted or "PROMOTER" in wanted:
        return NPS
    raise Refusal(
        mark(
            "From answers I compute NPS (0 to 10) or CSAT (1 to 5): let the measure's name say which. "
            "You gave “{text}”."
        ),
        text=words[:60],
        field="answers",
        example=mark("measure NPS | answers: 9, 10, 3, 7"),
    )


def _from_list(words: str, kind: str) -> Answers:
    """9, 10, 3; and 9x12 for twelve nines."""
    lowest, highest = (1, 5) if kind == CSAT else (0, 10)
    counts: dict[int, int] = {}
    for part in filter(None, _SEPARATORS.split(re.sub(r"\s*([x×*])\s*", r"\1", words))):
        times = _TIMES.fullmatch(part)
        answer, count = (times[1], int(times[2])) if times else (part, 1)
        if not re.fullmatch(r"\d{1,2}", answer) or not lowest <= int(answer) <= highest:
            raise Refusal(
                mark("“{text}” is not an answer for {kind}: whole numbers from {lowest} to {highest}."),
                text=part[:40],
                kind=kind,
                lowest=lowest,
                highest=highest,
                field="answers",
                example=mark("measure NPS | answers: 9, 10, 3, 7"),
            )
        counts[int(answer)] = counts.get(int(answer), 0) + count
    if kind == CSAT:
        return _checked(CSAT, counts.get(4, 0) + counts.get(5, 0), 0, sum(counts.values()))
    bad = sum(count for answer, count in counts.items() if answer <= 6)
    return _checked(NPS, counts.get(9, 0) + counts.get(10, 0), bad, sum(counts.values()))


def _from_counts(words: str) -> Answers:
    """12 promoters, 5 passives, 3 detractors; 42 satisfied of 60."""
    found: dict[str, int] = {}
    rest = words
    for pair in _PAIR.finditer(words):
        name, number = (pair[1], pair[2]) if pair[1] else (pair[4], pair[3]) if pair[4] else (pair[5], pair[6])
        if name.lower() in {"of", "van"} and pair[4]:  # "42 of 60": the number stands behind it
            continue
        if name.lower() not in WORDS:
            raise _not_counts(words)
        found[WORDS[name.lower()]] = int(number)
        rest = rest.replace(pair[0], " ", 1)
    if re.search(r"\d", rest):
        raise _not_counts(words)
    if "satisfied" in found and set(found) == {"satisfied", "total"}:
        return _checked(CSAT, found["satisfied"], 0, found["total"])
    if {"promoters", "detractors"} <= set(found) <= {"promoters", "passives", "detractors", "total"}:
        passives = found.get("passives", 0)
        total = found["promoters"] + passives + found["detractors"]
        if "passives" not in found:
            total = found.get("total", total)
        if found.get("total", total) == total:
            return _checked(NPS, found["promoters"], found["detractors"], total)
    raise _not_counts(words)


def _not_counts(words: str) -> Refusal:
    return Refusal(
        mark(
            "I cannot compute with “{text}”. Give promoters, passives and detractors; or satisfied and total; or a "
            "list of answers."
        ),
        text=words[:100],
        field="answers",
        example=EXAMPLE,
    )


def _checked(kind: str, good: int, bad: int, count: int) -> Answers:
    if not 0 < count <= MOST_ANSWERS or good + bad > count:
        raise Refusal(
            mark("The counts do not add up: {good} and {bad} of {count} answers."),
            good=good,
            bad=bad,
            count=count,
            field="answers",
            example=EXAMPLE,
        )
    return Answers(kind, good, bad, count)
