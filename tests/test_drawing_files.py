"""`waymark draw FILE.json -o OUT`: every form from a file, and one line where something is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from drawing.exports import EXPORTS, as_json
from drawing.pictures import FORMS, PICTURES
from journey.model import JourneyMap, Touchpoint
from journey.words import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
STARTS = {
    "png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF", "json": b"{", "csv": b"\xef\xbb\xbf", "xlsx": b"PK", "md": b"# ",
    "mmd": b"journey\n",
}  # fmt: skip


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    file = tmp_path / "j.json"
    moments = tuple(Touchpoint(number=n, what=f"Moment {n}", stage="Awareness") for n in (1, 2, 3))
    file.write_bytes(as_json(JourneyMap(id="J", name="Trial", stages=("Awareness",), touchpoints=moments)))
    return file


def draws(file: Path, out: Path | str, *more: str) -> subprocess.CompletedProcess[str]:
    """Without any setting, so without Slack and without a database."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "draw", str(file), "-o", str(out), *more],
        cwd=file.parent,
        env={"PATH": os.environ["PATH"], "HOME": str(file.parent), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], status: int, *said: str) -> None:
    assert (done.returncode, done.stdout) == (status, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith("waymark: ")
    assert [part for part in said if part not in done.stderr] == []


@pytest.mark.parametrize("form", [*FORMS, *EXPORTS])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_is_drawn_from_a_file(exported: Path, form: str, lang: str) -> None:
    out = exported.parent / f"out.{form.upper()}"
    done = draws(exported, out, "--lang", lang)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"{out}\n")
    assert out.read_bytes().startswith(STARTS[form])
    assert list(exported.parent.glob("*.db*")) == []


def test_json_drawn_again_is_the_same_journey(exported: Path) -> None:
    draws(exported, exported.parent / "again.json")
    assert (exported.parent / "again.json").read_bytes() == exported.read_bytes()


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_can_be_chosen(exported: Path, picture: str) -> None:
    assert draws(exported, exported.parent / "p.png", "--picture", picture).returncode == 0


@pytest.mark.parametrize("name", ["out.gif", "out", ".png", "out.png.txt"])
def test_an_ending_that_nobody_knows_is_refused_with_those_that_there_are(exported: Path, name: str) -> None:
    refused(draws(exported, exported.parent / name), 2, name, ".png", ".xlsx", "or .mmd")


def test_a_picture_that_does_not_exist_is_refused_with_those_that_there_are(exported: Path) -> None:
    refused(draws(exported, "x.png", "--picture", "mona lisa"), 2, "--picture", "mona lisa", *PICTURES)


def test_a_language_that_is_not_spoken_is_refused(exported: Path) -> None:
    refused(draws(exported, "x.md", "--lang", "fr"), 2, "--lang", "fr", "en or nl")


def test_a_file_that_is_not_there_is_refused(exported: Path) -> None:
    refused(draws(exported.parent / "none.json", "x.png"), 1, "none.json", "No such file")


def test_a_folder_is_no_journey(exported: Path) -> None:
    refused(draws(exported.parent, exported.parent / "x.png"), 1, "directory")


def test_a_place_that_cannot_be_written_to_is_refused(exported: Path) -> None:
    refused(draws(exported, exported.parent / "nowhere" / "x.md"), 1, "nowhere", "No such file")


@pytest.mark.parametrize(
    "content",
    [b"", b"not json", b"[]", b"\xff\xfe\x00", b"[" * 100_000, b'{"id": "J", "name": 3}',
     b'{"id": "J", "name": "\\ud800"}'],
)  # fmt: skip
def test_a_file_that_is_no_journey_is_refused(exported: Path, content: bytes) -> None:
    exported.write_bytes(content)
    refused(draws(exported, "x.png"), 1, "j.json is not")


def test_a_file_that_windows_saved_is_read_too(exported: Path) -> None:
    exported.write_bytes(b"\xef\xbb\xbf" + exported.read_bytes().replace(b"\n", b"\r\n"))
    assert draws(exported, exported.parent / "x.md").returncode == 0
