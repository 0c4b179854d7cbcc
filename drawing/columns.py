"""How a journey is cut into columns, rows of columns, and parts that a channel can show. Knows no picture.

A column holds one touchpoint; in an overview, all touchpoints of a stage; an empty stage has a column of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from journey.model import JourneyMap, Touchpoint

MOST_COLUMNS = 10
PART_COLUMNS = 5
"""More columns than this cannot be read at the width at which a channel shows a picture."""
MOST_PARTS = 9
"""Parts that fit into one message beside the overview."""
SPLIT_STAGE = 3.0
"""What it costs to break a row within a stage, against the square of the columns by which rows differ."""
ONE_MORE_ROW = 6.0


class Column(NamedTuple):
    stage: str
    touchpoints: tuple[Touchpoint, ...] = ()
    name: str = ""
    """What stands above it, when that is not the stage."""

    @property
    def touchpoint(self) -> Touchpoint | None:
        return self.touchpoints[0] if self.touchpoints else None


class PartOf(NamedTuple):
    """One part of a journey: a stage, a few neighbouring stages, or a piece of a long stage. Numbered from 1."""

    number: int
    title: str
    stages: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def picture(self) -> str:
        return f"part:{self.number}"


def columns_of(journey: JourneyMap) -> list[Column]:
    """A column for each touchpoint."""
    return with_empty_stages([Column(t.stage, (t,)) for t in journey.touchpoints], journey.stages)


def columns_by_stage(journey: JourneyMap) -> list[Column]:
    """A column for each stage; for pieces of the journey where the stages alternate too often to be columns."""
    runs = [Column(stage, tuple(group)) for stage, group in groupby(journey.touchpoints, key=lambda t: t.stage)]
    columns = with_empty_stages(runs, journey.stages)
    return columns if len(columns) <= MOST_COLUMNS else _pieces(journey)


def parts_of(journey: JourneyMap) -> tuple[PartOf, ...]:
    """The journey in parts of at most PART_COLUMNS columns, long stages split; none when it has no touchpoints."""
    if not journey.touchpoints:
        return ()
    groups = groups_of(columns_of(journey))
    return tuple(
        PartOf(i, title, tuple(dict.fromkeys(c.stage for c in columns)), tuple(columns))
        for i, (title, columns) in enumerate(groups, 1)
    )


def with_empty_stages(columns: Sequence[Column], stages: Sequence[str]) -> list[Column]:
    """Stages without touchpoints get an empty column after the last column of an earlier stage."""
    filled = list(columns)
    used = {c.stage for c in columns}
    rank = {stage: i for i, stage in enumerate(stages)}
    for stage in (s for s in stages if s not in used):
        earlier = [i for i, c in enumerate(filled) if rank.get(c.stage, -1) < rank[stage] and c.stage in rank]
        filled.insert(earlier[-1] + 1 if earlier else 0, Column(stage))
    return filled


def groups_of(columns: Sequence[Column]) -> list[tuple[str, list[Column]]]:
    """Titles and columns of the parts: whole stages joined while they fit, long stages in even pieces. Where these are
    more parts than one message holds, fuller ones that go on into the next stage."""
    groups: list[list[Column]] = []
    open_to_more = False
    for _, run in groupby(columns, key=lambda c: c.stage):
        pieces = _even(list(run))
        if open_to_more and len(pieces) == 1 and len(groups[-1]) + len(pieces[0]) <= PART_COLUMNS:
            groups[-1] += pieces[0]
        else:
            groups += pieces
        open_to_more = len(pieces) == 1
    if len(groups) > MOST_PARTS:
        groups = [list(row) for row in rows_of(columns, PART_COLUMNS)]
    return list(zip(_titles(groups), groups, strict=True))


def _titles(groups: Sequence[Sequence[Column]]) -> list[str]:
    """The names of each part's stages, with which piece of how many where a stage goes on in another part."""
    every: list[list[str]] = []
    pieces: list[list[tuple[int, int]]] = []  # for each run of a stage, which title in which group
    before: str | None = None
    for at, group in enumerate(groups):
        every.append([])
        for stage, run in groupby(group, key=lambda c: c.stage):
            every[at].append(_title(list(run)))
            pieces += [[]] if stage != before or not stage else []
            pieces[-1].append((at, len(every[at]) - 1))
            before = stage
    for places in pieces:
        for i, (at, place) in enumerate(places, 1):
            every[at][place] += f" {i}/{len(places)}" if len(places) > 1 else ""
    return [", ".join(filter(None, titles)) for titles in every]


def rows_of(
    columns: Sequence[Column], most: int = MOST_COLUMNS, split_stage: float = SPLIT_STAGE
) -> list[Sequence[Column]]:
    """Rows of at most `most`, about equally long, broken between stages where that costs little."""
    count = len(columns)
    if not count:
        return []
    fair = count / -(-count // most)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        split = end < count and columns[end - 1].stage == columns[end].stage
        cost = ONE_MORE_ROW + (split_stage if split else 0.0)
        starts = range(max(0, end - most), end)
        best.append(min((best[start][0] + cost + (end - start - fair) ** 2, start) for start in starts))
    return _cut(columns, best)


def _cut(columns: Sequence[Column], best: Sequence[tuple[float, int]]) -> list[Sequence[Column]]:
    rows, end = [], len(columns)
    while end:
        start = best[end][1]
        rows.append(columns[start:end])
        end = start
    return rows[::-1]


def _even(run: list[Column]) -> list[list[Column]]:
    """As few pieces of at most PART_COLUMNS as can be, of nearly equal length."""
    count = -(-len(run) // PART_COLUMNS)
    edges = [round(i * len(run) / count) for i in range(count + 1)]
    return [run[a:b] for a, b in pairwise(edges)]


def _title(piece: Sequence[Column]) -> str:
    if piece[0].stage:
        return piece[0].stage
    first, last = piece[0].touchpoint, piece[-1].touchpoint
    return "" if not first or not last else _from_to(first, last)


def _from_to(first: Touchpoint, last: Touchpoint) -> str:
    return str(first.number) if first is last else f"{first.number} – {last.number}"


def _pieces(journey: JourneyMap) -> list[Column]:
    every = -(-len(journey.touchpoints) // MOST_COLUMNS)
    pieces = [journey.touchpoints[i : i + every] for i in range(0, len(journey.touchpoints), every)]
    return [Column("", piece, _from_to(piece[0], piece[-1])) for piece in pieces]
