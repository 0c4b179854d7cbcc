from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import fresh_database
from tests.oauth.browser import Many, many_workspaces


@pytest.fixture(params=["sqlite", "postgresql"])
def many(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Many]:
    """Two workspaces and a running bot that neither has installed yet."""
    with fresh_database(request.param, tmp_path) as database, many_workspaces(tmp_path, database) as many:
        many.bot.start()
        yield many
