from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import fresh_database, with_tables
from tests.oauth.browser import Many, many_workspaces


@pytest.fixture(params=["sqlite", "postgresql"])
def many(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Many]:
    """Two workspaces and a running bot that neither has installed yet."""
    with fresh_database(request.param, tmp_path) as database, many_workspaces(tmp_path, database) as many:
        many.bot.start()
        yield many


@pytest.fixture
def few(tmp_path: Path) -> Iterator[Many]:
    """The same for what the kind of database cannot change: on SQLite alone."""
    with_tables(tmp_path)
    with many_workspaces(tmp_path) as many:
        many.bot.start()
        yield many


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Many]:
    """One for all tests in which nothing gets installed."""
    with many_workspaces(tmp_path_factory.mktemp("refusing")) as many:
        many.bot.start()
        yield many
