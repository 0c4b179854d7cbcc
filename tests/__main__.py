"""`python3 -m tests`: all tests, on a machine that has only Python yet. What follows goes to pytest.

Two at a time, for most of them wait for a bot half of the time. What is named (`python3 -m tests tests/journey`) and
looked at (`--pdb`, `-s`) goes one at a time; `-n 0` does so for all.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bot.fresh import in_own_environment

TWO_AT_A_TIME = ["-n", "2", "--dist", "worksteal"]
"""Each takes half of the tests, in their order, and whoever is through takes over half of what is left."""


def spread(asked: list[str]) -> list[str]:
    """What pytest is told."""
    one_at_a_time = {"--pdb", "-s"} & {*asked} or any(Path(each.partition("::")[0]).exists() for each in asked)
    return asked if one_at_a_time else [*TWO_AT_A_TIME, *asked]


if in_own_environment(development=True):
    import pytest  # installed only now

    raise SystemExit(pytest.main(spread(sys.argv[1:])))
