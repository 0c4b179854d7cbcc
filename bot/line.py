"""The line between the front's process and the office's: a nudge that there may be something to do, and a question for
the office's figures. Made before the processes part; where they share no memory it is handed over."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import wait

PATIENCE = 1.0
"""Seconds that somebody who reads the figures waits for the office's."""


class Line:
    def __init__(self) -> None:
        self._hears, self._rings = Pipe(duplex=False)
        self._office, self._front = Pipe()
        os.set_blocking(self._rings.fileno(), False)

    # --- the front's end ------------------------------------------------------------------------------------------

    def ring(self) -> None:
        """Never waits: when the line is full of rings the office will hear the earlier ones."""
        with suppress(BlockingIOError, BrokenPipeError):
            os.write(self._rings.fileno(), b".")

    def ask(self, turn: threading.Lock) -> bytes:
        """The office's answer; nothing when it does not answer in time. One thread at a time may ask."""
        with turn:
            while self._front.poll():
                self._front.recv_bytes()  # an answer that came too late for whoever asked
            self._front.send_bytes(b"?")
            return self._front.recv_bytes() if self._front.poll(PATIENCE) else b""

    # --- the office's end -----------------------------------------------------------------------------------------

    def until_rung(self) -> None:
        os.read(self._hears.fileno(), 1)

    def listen(self, rung: Callable[[], None], answer: Callable[[], bytes]) -> None:
        """For as long as the process lives."""
        while True:
            for ready in wait([self._hears, self._office]):
                if ready is self._hears:
                    os.read(self._hears.fileno(), 65536)
                    rung()
                else:
                    self._office.recv_bytes()
                    self._office.send_bytes(answer())
