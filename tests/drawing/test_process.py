"""Drawing in a process of its own: the same picture, and no end to it when the process ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sample import of_size, software_service

from drawing import worker
from drawing.pictures import draw
from drawing.process import DrawingProcess


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DrawingProcess]:
    process = DrawingProcess(folder=str(tmp_path_factory.mktemp("fonts")), timeout=180)
    yield process
    process.close()


def workers() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.pid]


def test_no_process_runs_before_the_first_picture() -> None:
    before = workers()
    DrawingProcess()
    assert workers() == before


def test_the_process_draws_the_same_picture(process: DrawingProcess) -> None:
    assert process.draw(software_service()) == draw(software_service())


def test_other_journeys_and_the_day_cross_over_to_the_process(process: DrawingProcess) -> None:
    beside = {"others": (of_size(5),), "today": date(2027, 2, 20)}
    for picture in ("curves", "plan"):
        drawn = draw(software_service(), picture, "svg", **beside)
        assert process.draw(software_service(), picture, "svg", **beside) == drawn
        assert drawn != draw(software_service(), picture, "svg")


def test_a_killed_process_is_replaced(process: DrawingProcess) -> None:
    process.draw(software_service(), form="svg")
    (pid,) = workers()
    os.kill(pid, signal.SIGKILL)
    assert process.draw(software_service(), form="svg") == draw(software_service(), form="svg")
    assert workers() != [pid]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_process_gives_way_to_others_and_keeps_its_fonts(process: DrawingProcess) -> None:
    process.draw(software_service(), form="svg")
    (pid,) = workers()
    niceness = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[16])
    assert niceness >= min(os.getpriority(os.PRIO_PROCESS, 0) + 10, 19)


def test_a_wrong_wish_is_told_and_the_process_lives_on(process: DrawingProcess) -> None:
    process.draw(software_service(), form="svg")
    before = workers()
    with pytest.raises(ValueError, match="gif"):
        process.draw(software_service(), form="gif")
    assert workers() == before


def test_a_picture_that_takes_too_long_is_given_up() -> None:
    hasty = DrawingProcess(timeout=0.001)
    with pytest.raises(TimeoutError):
        hasty.draw(of_size(300), form="svg")
    hasty.close()


def test_after_closing_nothing_is_drawn_and_nothing_runs(process: DrawingProcess) -> None:
    own = DrawingProcess()
    own.close()
    with pytest.raises(RuntimeError):
        own.draw(software_service())


def test_the_worker_takes_json_and_gives_bytes() -> None:
    told = worker.draw_json(software_service().model_dump_json(), "map", "svg", "en", "light")
    assert told == draw(software_service(), form="svg")
