"""What a request, a letter or a round of the clock is called in the log, and in the answer when something goes wrong.

Each thread of work has one at a time; `begin` gives it a new one.
"""

from __future__ import annotations

import secrets
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("reference", default="")


def begin(reference: str = "") -> str:
    """What is logged from here on, in this thread, bears `reference`; a new one where none is given."""
    chosen = reference or secrets.token_hex(4)
    _current.set(chosen)
    return chosen


def current() -> str:
    """Empty outside of a request, a letter or a round."""
    return _current.get()
