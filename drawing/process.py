"""Draws in a process of its own, so that nobody waits for an answer while a map is drawn.

The process starts at the first picture. When it is killed or a picture takes too long, the next one gets a new process.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import partial
from threading import Lock

from drawing import worker
from journey.model import JourneyMap

NICENESS = 10


class DrawingProcess:
    """One picture at a time; may be called from any thread.

    `folder` is a lasting place for matplotlib's font cache; `timeout`, in seconds, holds for each picture.
    """

    def __init__(self, folder: str | None = None, timeout: float = 30.0) -> None:
        self._folder = folder
        self._timeout = timeout
        self._turn = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def draw(
        self,
        journey: JourneyMap,
        picture: str = "map",
        form: str = "png",
        language: str = "en",
        theme: str = "light",
        *,
        others: Sequence[JourneyMap] = (),
        today: date | None = None,
        paper: str = "A3",
    ) -> bytes:
        """As `drawing.pictures.draw`. TimeoutError when it takes too long, BrokenProcessPool when it dies twice."""
        beside = (tuple(other.model_dump_json() for other in others), today.isoformat() if today else "", paper)
        drawing = partial(worker.draw_json, journey.model_dump_json(), picture, form, language, theme, *beside)
        with self._turn:
            try:
                return self._draw(drawing)
            except BrokenProcessPool:
                return self._draw(drawing)

    def close(self) -> None:
        """Ends the process for good, also in the middle of a picture, which then fails."""
        self._closed = True
        self._end()

    def _draw(self, draw: Callable[[], bytes]) -> bytes:
        if self._closed:
            raise RuntimeError("Drawing has ended.")
        if self._pool is None:
            self._pool = self._start()
        try:
            return self._pool.submit(draw).result(self._timeout)
        except BrokenProcessPool:
            self._end()
            raise
        except FutureTimeout:
            self._end()
            raise TimeoutError(f"The picture took more than {self._timeout:g} seconds.") from None

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=1,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=worker.begin,
            initargs=(self._folder, NICENESS),
        )

    def _end(self) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        working = list((pool._processes or {}).values())  # before Python 3.14 nothing public ends a worker that hangs
        pool.shutdown(wait=False, cancel_futures=True)
        for process in working:
            process.kill()
        for process in working:
            process.join(5)
