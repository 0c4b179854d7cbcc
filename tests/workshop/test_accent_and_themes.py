"""The workspace's accent colour and the themes, asked for in the channel."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.databases import once
from tests.rooms import Room
from tests.running import Bot


@pytest.fixture
def room(workshop: Room) -> Iterator[Room]:
    """All rooms are in one workspace: the next test finds it without an accent again."""
    yield workshop
    workshop.ana("accent off")


def test_an_accent_is_kept_for_the_workspace_and_shown_in_every_journey(room: Room) -> None:
    assert "#0a7d6c" in room.ana("accent #0A7D6C")
    assert room.exported()["accent"] == "#0a7d6c"
    room.ana("start Another one")
    assert room.exported()["accent"] == "#0a7d6c"


def test_the_accent_can_be_typed_in_dutch_and_taken_off(room: Room) -> None:
    room.ana("accentkleur #07c")
    assert room.exported()["accent"] == "#0077cc"
    room.ana("accent off")
    assert room.exported()["accent"] == ""


@once
@pytest.mark.parametrize("wrong", ["teal", "#12345", "#12345g", "0a7d6c0a"])
def test_a_wrong_colour_is_named_and_an_example_given(room: Room, wrong: str) -> None:
    room.ana("accent #0a7d6c")
    said = room.ana(f"accent {wrong}")
    assert wrong in said
    assert "accent #0a7d6c" in said
    assert room.exported()["accent"] == "#0a7d6c"


def test_only_a_facilitator_sets_the_accent(room: Room) -> None:
    room.bram("accent #0a7d6c")
    assert room.exported()["accent"] == ""
    assert "<@" in room.said


@once
def test_a_modal_opens_for_the_accent(room: Room) -> None:
    room.ana("accent")
    modal = room.person("ana").modal
    assert modal is not None


@once
@pytest.mark.parametrize("line", ["map png | theme: dark", "map | theme: print", "map svg | thema: donker"])
def test_a_map_can_be_asked_for_in_a_theme(room: Room, line: str) -> None:
    room.ana("touchpoint Reads the blog")
    assert "being drawn" in room.ana(line)
    room.waits_for("Reads the blog")


@once
def test_an_unknown_theme_is_refused(room: Room) -> None:
    said = room.ana("map png | theme: plaid")
    assert "plaid" in said
    assert "dark" in said


@once
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_command_line_draws_in_a_theme(installed: Bot, theme: str) -> None:
    source, out = installed.folder / "j.json", installed.folder / f"{theme}.svg"
    source.write_text('{"id": "J", "name": "Trial", "accent": "#0a7d6c"}')
    installed.run("draw", str(source), "-o", str(out), "--theme", theme)
    ground = re.search(r'<rect width="100%" height="100%" fill="(#\w+)"', out.read_text())
    assert ground is not None
    assert (ground[1] != "#FFFFFF") == (theme == "dark")


@once
def test_the_command_line_names_an_unknown_theme(installed: Bot) -> None:
    source = installed.folder / "j.json"
    source.write_text('{"id": "J", "name": "Trial"}')
    done = installed.run("draw", str(source), "-o", str(installed.folder / "x.png"), "--theme", "plaid", check=False)
    assert done.returncode
    assert "plaid" in done.stderr
