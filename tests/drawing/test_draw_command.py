"""`waymark draw` draws every picture of the registry from a file, and says which there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich_journeys import another_persona, rich
from typer.testing import CliRunner

from bot.cli import app
from drawing.exports import as_json
from drawing.pictures import PICTURES

WIDE = {"COLUMNS": "300", "NO_COLOR": "1", "TERM": "dumb"}


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    file = tmp_path / "journey.json"
    file.write_bytes(as_json(rich()))
    return file


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_is_drawn_from_an_exported_journey(picture: str, exported: Path) -> None:
    out = exported.with_suffix(".png")
    done = CliRunner().invoke(app, ["draw", str(exported), "-o", str(out), "--picture", picture])
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(b"\x89PNG")


def test_another_journey_can_stand_beside_the_first(exported: Path) -> None:
    other, out = exported.with_name("other.json"), exported.with_suffix(".svg")
    other.write_bytes(as_json(another_persona()))
    CliRunner().invoke(app, ["draw", str(exported), "-o", str(out), "--picture", "curves", "--with", str(other)])
    assert "Administrator" in out.read_text("utf-8")


def test_the_help_and_a_wrong_name_list_the_pictures(exported: Path) -> None:
    said = CliRunner(env=WIDE).invoke(app, ["draw", "--help"]).output
    wrong = CliRunner().invoke(app, ["draw", str(exported), "-o", "x.png", "--picture", "horoscope"])
    assert wrong.exit_code == 2
    for name in PICTURES:
        assert name in said
        assert name in wrong.output
