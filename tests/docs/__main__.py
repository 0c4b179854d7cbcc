"""Writes the documents that are made from the code: `python -m tests.docs`."""

from __future__ import annotations

from pathlib import Path

from tests.docs.commands_page import commands_page
from tests.docs.export_schema import schema_page
from tests.docs.openapi_page import openapi_page

DOCS = Path(__file__).resolve().parents[2] / "docs"


def main() -> None:
    (DOCS / "commands.md").write_text(commands_page(), encoding="utf-8")
    (DOCS / "export.schema.json").write_text(schema_page(), encoding="utf-8")
    (DOCS / "openapi.json").write_text(openapi_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
