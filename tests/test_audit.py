"""What the look at the requirements sees without a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit import LOCKED, unlocked


@pytest.mark.parametrize("file", LOCKED, ids=lambda file: file.name)
def test_every_requirement_is_pinned_and_bears_hashes(file: Path) -> None:
    assert list(unlocked(file.read_text())) == []


@pytest.mark.parametrize("line", ["babel", "babel>=2", "babel==2.17.0", "babel>=2 --hash=sha256:0"])
def test_what_is_not_locked_is_found(line: str) -> None:
    assert list(unlocked(f"# a comment\nclick==8.1 \\\n    --hash=sha256:1\n{line}\n")) == [line]
