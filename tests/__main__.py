"""`python3 -m tests`: all tests, on a machine that has only Python yet. What follows goes to pytest."""

from __future__ import annotations

import sys

from bot.fresh import in_own_environment

if in_own_environment(development=True):
    import pytest  # installed only now

    raise SystemExit(pytest.main(sys.argv[1:]))
