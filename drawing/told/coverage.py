"""Stages × departments: who has a hand in which stage, who took part, and who is missing."""

from __future__ import annotations

from typing import NamedTuple

from drawing.beside import NOTHING, Beside
from drawing.markdown import shortened
from drawing.told.phrases import PHRASE, opening, people, some
from journey.model import JourneyMap, Participation
from journey.words import Voice, mark

TITLE = mark("Stages and departments")


class Row(NamedTuple):
    """One department: how many touchpoints of each stage name it, and what its people did in the workshop."""

    name: str
    counts: tuple[int, ...]
    took_part: Participation | None

    @property
    def total(self) -> int:
        return sum(self.counts)


class Coverage(NamedTuple):
    """`stages` are the columns; "" is a column of touchpoints without a stage."""

    stages: tuple[str, ...]
    rows: tuple[Row, ...]
    nobody: tuple[int, ...]
    """For each stage, the touchpoints that name no department."""

    @property
    def absent(self) -> list[Row]:
        """Named on the map, yet nobody of them took part."""
        return [row for row in self.rows if row.total and row.took_part is None]

    @property
    def unnamed(self) -> list[Row]:
        """Took part, yet no touchpoint names them."""
        return [row for row in self.rows if not row.total and row.took_part is not None]

    @property
    def bare(self) -> list[str]:
        """Stages in which no department has a hand."""
        return [s for i, s in enumerate(self.stages) if s and not any(row.counts[i] for row in self.rows)]


def coverage_of(journey: JourneyMap) -> Coverage:
    """Departments are the same when they differ in capitals only; the one with most touchpoints stands first."""
    stages = tuple(dict.fromkeys((*journey.stages, *(t.stage for t in journey.touchpoints))))
    named: dict[str, str] = {}
    counts: dict[str, list[int]] = {}
    nobody = [0] * len(stages)
    for touchpoint in journey.touchpoints:
        column = stages.index(touchpoint.stage)
        inside = {d.casefold(): d for d in touchpoint.departments if d.strip()}
        nobody[column] += not inside
        for key, department in inside.items():
            named.setdefault(key, department)
            counts.setdefault(key, [0] * len(stages))[column] += 1
    took_part = {p.department.casefold(): p for p in journey.participation if p.department.strip()}
    for key, each in took_part.items():
        named.setdefault(key, each.department)
    rows = [Row(name, tuple(counts.get(key, [0] * len(stages))), took_part.get(key)) for key, name in named.items()]
    rows.sort(key=lambda row: (-row.total, row.name.casefold()))
    return Coverage(stages, tuple(rows), tuple(nobody))


def did(say: Voice, row: Row) -> str:
    """What a department's people did in the workshop."""
    if row.took_part is None:
        return say("nobody took part")
    told = [people(say, row.took_part.people)] if row.took_part.people else []
    told.append(say.many("{count} contribution", "{count} contributions", row.took_part.contributions))
    return ", ".join(told)


def lead(say: Voice, coverage: Coverage) -> str:
    """Who is missing, in a sentence or two."""
    told = []
    if coverage.absent:
        names = some(say, [shortened(row.name, PHRASE) for row in coverage.absent], most=4, between=", ")
        told.append(say("Named on the map, but nobody took part: {departments}.", departments=names))
    if coverage.bare and coverage.rows:
        stages = some(say, [shortened(stage, PHRASE) for stage in coverage.bare], most=4, between=", ")
        told.append(say("No department at: {stages}.", stages=stages))
    return " ".join(told) or say("Every stage has a department, and each of them took part.")


def lines(say: Voice, journey: JourneyMap, beside: Beside = NOTHING) -> list[str]:
    coverage = coverage_of(journey)
    if not coverage.rows:
        return [opening(say, TITLE, journey), say("No department is named yet, and nobody has said theirs.")]
    told = [opening(say, TITLE, journey), lead(say, coverage)]
    if coverage.unnamed:
        names = some(say, [shortened(row.name, PHRASE) for row in coverage.unnamed], between=", ")
        told.append(say("Took part, but named at no touchpoint: {departments}.", departments=names))
    told += [_row(say, coverage, row) for row in coverage.rows]
    if missing := sum(coverage.nobody):
        told.append(
            say.many("{count} touchpoint names no department.", "{count} touchpoints name no department.", missing)
        )
    return told


def _row(say: Voice, coverage: Coverage, row: Row) -> str:
    hands = [
        f"{shortened(stage, 40) or say('Without a stage')} {count}"
        for stage, count in zip(coverage.stages, row.counts, strict=True)
        if count
    ]
    where = some(say, hands, between=", ") or say("no touchpoint")
    return f"{shortened(row.name, PHRASE)} ({did(say, row)}): {where}."
