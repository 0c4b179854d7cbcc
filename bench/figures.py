"""What the benchmarks share: percentiles, and figures printed beside their floor."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` (0 to 1) of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered)) - 1))] if ordered else float("nan")


def in_short(milliseconds: Sequence[float]) -> str:
    p50, p95, p99, most = (percentile(milliseconds, share) for share in (0.5, 0.95, 0.99, 1.0))
    return f"p50 {p50:6.1f}  p95 {p95:6.1f}  p99 {p99:6.1f}  max {most:7.1f} ms"


_before: list[list[int]] = []


def ticks() -> list[int]:
    """Of the machine: user, nice, system, idle, iowait, irq, softirq, steal; empty where it is not Linux."""
    stat = Path("/proc/stat")
    return [int(each) for each in stat.read_text().split("\n", 1)[0].split()[1:9]] if stat.exists() else []


def shares_since(before: list[int]) -> tuple[float, float]:
    """How much of a virtual machine's time since then (0 to 1) neighbours stole, and how much was idle."""
    since = [new - old for new, old in zip(ticks(), before, strict=True)]
    return (since[7] / max(1, sum(since)), since[3] / max(1, sum(since))) if since else (0.0, 0.0)


def say_load() -> None:
    """Figures of a busy machine are worth less: whoever reads them should know. From the second time on also how much
    of the time since was stolen from a virtual machine (Linux)."""
    one, five, _ = os.getloadavg()
    told = f"machine: {os.cpu_count()} cores, load {one:.1f} (5 minutes: {five:.1f})"
    if _before:
        stolen, idle = shares_since(_before[-1])
        told += f", {stolen:.0%} stolen and {idle:.0%} idle meanwhile"
    _before.append(ticks())
    print(told, flush=True)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="waymark-bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
