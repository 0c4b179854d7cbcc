"""What is done once the bot is ready, for what it takes afterwards: time of the collector's, memory of the system's."""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
from contextlib import suppress

SETTLE_SECONDS = 2.0


def settle_soon() -> None:
    settling = threading.Timer(SETTLE_SECONDS, _settle)
    settling.daemon = True
    settling.start()


def _settle() -> None:
    """Once the bot is ready: what is here now stays, so the collector need not look at it again; and a journey is
    thousands of small values without cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library without it
            ctypes.CDLL(None).malloc_trim(0)  # what loading left free goes back to the system
