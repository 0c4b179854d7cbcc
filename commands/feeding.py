"""A table of values into one journey, from a file or pasted: good rows are kept, the others are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from commands.posts import card
from commands.refusals import as_refusal
from journey.fields import Asking
from journey.stages import match_stage
from journey.values_table import BadRow, Row, read_table
from journey.words import Voice, mark
from storage.feeding import BATCH
from storage.store import Store
from storage.values import JourneyHead, Measured, ValueKept, Visit


@dataclass
class Report:
    """How many values were new, changed or there already; and the rows that were not kept, in order."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[BadRow] = field(default_factory=list)

    @property
    def kept(self) -> int:
        return self.new + self.changed + self.same

    def note(self, row: Row, kept: ValueKept) -> None:
        if kept.refused is not None:
            self.refused.append(BadRow(row.line, str(row.values["name"]), as_refusal(kept.refused).said))
        elif kept.outcome == "new":
            self.new += 1
        elif kept.outcome == "changed":
            self.changed += 1
        else:
            self.same += 1

    def summary(self, say: Voice) -> str:
        return say(
            mark("Values new: {new}, changed: {changed}, there already: {same}. Lines not kept: {refused}."),
            new=self.new,
            changed=self.changed,
            same=self.same,
            refused=len(self.refused),
        )

    def refused_lines(self, say: Voice, show: Any = str, most: int = 10) -> list[str]:
        told = [
            say(mark("line {line}: {why}"), line=each.line, why=each.why.by(say, show)) for each in self.refused[:most]
        ]
        more = len(self.refused) - len(told)
        return [*told, say(mark("… and {count} more"), count=more)] if more > 0 else told


def feed_table(store: Store, visit: Visit, journey: JourneyHead, lines: Iterable[str], asking: Asking) -> Report:
    """Reads and keeps a batch at a time. Raises Refusal for a header that cannot be understood, and StoreRefusal for
    a journey that takes nothing: then nothing is kept."""
    stages = store.stages(journey.id, visit.workspace)
    report, batch = Report(), list[Row]()

    def keep() -> None:
        values = [measured(row.values, stages) for row in batch]
        for row, kept in zip(batch, store.keep_values(visit, journey.id, values, [card(journey)]), strict=True):
            report.note(row, kept)
        batch.clear()

    for row in read_table(lines, asking):
        if isinstance(row, BadRow):
            report.refused.append(row)
            continue
        batch.append(row)
        if len(batch) == BATCH:
            keep()
    keep()
    report.refused.sort(key=lambda row: row.line)
    return report


def measured(values: dict[str, Any], stages: tuple[str, ...]) -> Measured:
    stage = values.get("stage")
    return Measured(
        values["name"],
        values["value"],
        values["date"],
        values.get("unit"),
        values.get("target"),
        values.get("touchpoint"),
        (match_stage(stage, stages) or stage) if stage else None,
        values.get("direction"),
    )
