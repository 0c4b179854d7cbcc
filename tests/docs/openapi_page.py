"""docs/openapi.json, made from the types that check what is sent. `python -m tests.docs` writes it anew."""

from __future__ import annotations

import json

from bot.api.openapi import description


def openapi_page() -> str:
    return json.dumps(description(), indent=2, ensure_ascii=False) + "\n"
