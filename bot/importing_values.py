"""`waymark import-values`: a CSV file of values into one journey, and what became of it in words."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from commands.feeding import feed_table
from journey.dates import today_in
from journey.decoding import decoded
from journey.fields import Asking
from journey.words import voice
from storage.store import Store
from storage.values import JourneyHead, Visit

MOST_BYTES = 100_000_000
TOLD = 1000
"""Lines of the report about what was not kept; beyond it, how many more."""


def import_file(store: Store, head: JourneyHead, file: Path, now: datetime, language: str) -> tuple[list[str], bool]:
    """The report, and whether every line was kept. Raises OSError, ValueError for a file that is too large, Refusal
    for a header that cannot be understood, StoreRefusal for a closed journey."""
    if file.stat().st_size > MOST_BYTES:
        raise ValueError(f"larger than {MOST_BYTES // 1_000_000} MB; split it")
    say = voice(language)
    visit = Visit(head.workspace, head.channel, "", now)
    asking = Asking("", today_in(head.timezone, now), language)
    report = feed_table(store, visit, head, io.StringIO(decoded(file.read_bytes()), newline=None), asking)
    return [report.summary(say), *report.refused_lines(say, most=TOLD)], not report.refused
