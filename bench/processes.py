"""What Linux tells of a process and all that came from it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def tree(pid: int) -> list[int]:
    """The process and all that came from it."""
    found = [pid]
    for each in found:
        with suppress(FileNotFoundError):  # it ended meanwhile
            for task in Path(f"/proc/{each}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def megabytes(pid: int) -> tuple[float, float]:
    """(resident, proportional): the second counts a page that two processes share once."""
    told = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:] if ":" in line
    )
    return int(told["Rss"].split()[0]) / 1024, int(told["Pss"].split()[0]) / 1024


def with_matplotlib(pid: int) -> bool:
    return "/matplotlib/" in Path(f"/proc/{pid}/maps").read_text()


def cpu_seconds(pid: int, *, alone: bool = False) -> float:
    """What the process and, unless `alone`, all that came from it have computed so far, those that have ended too:
    noise of other processes hardly shows in it."""
    ticks = 0
    for each in [pid] if alone else tree(pid):
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended since it was listed
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11 : 13 if alone else 15]))  # its own, and of those that ended before it
    return ticks / os.sysconf("SC_CLK_TCK")
