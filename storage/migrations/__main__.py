"""`python -m storage.migrations "what it does"`: drafts the next version from what `tables/` has changed.

It compares with a fresh SQLite database of the newest version. Read the draft before keeping it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from storage.migrate import FOLDER, migrate, newest


def draft(message: str) -> None:
    number = int(newest().split("_")[0]) + 1
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(rev)s")
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'draft.db'}"
        migrate(url)
        with create_engine(url).connect() as connection:
            config.attributes["connection"] = connection
            slug = re.sub(r"\W+", "_", message.lower()).strip("_")[:24]
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04}_{slug}")


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]) or "change")
