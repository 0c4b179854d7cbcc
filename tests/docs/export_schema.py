"""docs/export.schema.json, made from the JourneyMap itself. `python -m tests.docs` writes it anew."""

from __future__ import annotations

import json
from typing import Any

from drawing.exports import FORMAT
from journey.model import JourneyMap


def export_schema() -> dict[str, Any]:
    """The JSON Schema of what `export` writes: the journey, with the number of its format in front."""
    made = JourneyMap.model_json_schema(mode="serialization")
    number = {"const": FORMAT, "description": "The version of this form; it changes when old readers would misread it."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": "A journey exported from Waymark",
        "properties": {"format": number, **made["properties"]},
        "required": ["format", *made["required"]],
    }


def schema_page() -> str:
    return json.dumps(export_schema(), indent=2, ensure_ascii=False) + "\n"
