"""The journey as JSON: everything, so that an import gives the same journey back."""

from __future__ import annotations

from journey.model import JourneyMap

FORMAT = 1


def as_json(journey: JourneyMap) -> bytes:
    """UTF-8, one object with its `format` number."""
    body = journey.model_dump_json(indent=2)
    return ('{\n  "format": ' + str(FORMAT) + "," + body[1:] + "\n").encode()
