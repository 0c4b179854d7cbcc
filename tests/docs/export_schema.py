"""docs/export.schema.json, made from the JourneyMap itself. `python -m tests.docs` writes it anew."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from drawing.exports import FORMAT
from journey.model import JourneyMap


class Complete(GenerateJsonSchema):
    """Every field is required: an export leaves none out."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True


def export_schema() -> dict[str, Any]:
    """The JSON Schema of what `export` writes: the journey, with the number of its format in front."""
    made = JourneyMap.model_json_schema(mode="serialization", schema_generator=Complete)
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
