"""The rules of the house: who may import whom, and that nothing happens at import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("journey", "storage", "drawing", "commands", "playground", "bot")
MAY_IMPORT = {
    "journey": set(),
    "storage": {"journey"},
    "drawing": {"journey"},
    "commands": {"journey", "storage", "drawing"},
    "playground": set(),
    "bot": {"journey", "storage", "drawing", "commands", "playground"},
}
ONLY_IN = {
    "slack_bolt": {"commands", "bot", "playground"},
    "slack_sdk": {"commands", "bot", "playground"},
    "sqlmodel": {"storage"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "matplotlib": {"drawing"},
    "apscheduler": {"bot"},
    "dotenv": {"bot"},
}
FILES = sorted(file for floor in FLOORS for file in (ROOT / floor).rglob("*.py"))


def imports(file: Path) -> Iterator[str]:
    """The first part of every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def floor_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_imports_only_what_its_floor_may(file: Path) -> None:
    floor = floor_of(file)
    found = set(imports(file))
    ours = (found & set(FLOORS)) - {floor}
    if file.relative_to(ROOT) != Path("bot/cli/running.py"):
        ours_allowed = MAY_IMPORT[floor] - {"playground"}
    else:
        ours_allowed = MAY_IMPORT[floor]  # the command line alone starts the playground
    assert ours <= ours_allowed
    assert {name for name in found & set(ONLY_IN) if floor not in ONLY_IN[name]} == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_environment_is_read_in_the_bot_alone(file: Path) -> None:
    if floor_of(file) == "bot" or file.relative_to(ROOT) == Path("drawing/worker.py"):
        return  # the drawing process tells matplotlib its folder
    names = {node.attr for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    assert not names & {"environ", "getenv"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_happens_at_import(file: Path) -> None:
    """At the top of a module stand imports, definitions, constants and docstrings; no statement that does something."""
    if file.relative_to(ROOT) == Path("storage/migrations/env.py"):
        return  # Alembic runs this one as a script; nobody imports it
    tree = ast.parse(file.read_text("utf-8"))
    quiet = (
        ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign,
        ast.If, ast.AugAssign,
    )  # fmt: skip
    for node in tree.body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        assert docstring or isinstance(node, quiet), f"line {node.lineno}"
