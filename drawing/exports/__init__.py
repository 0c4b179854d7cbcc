"""The journey in other forms: JSON, CSV, XLSX, Markdown and Mermaid text. Loads no matplotlib.

To add one: a module with a function of a journey and a Voice, and its name in EXPORTS; the command, its modal, the
command line and their tests come by themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from drawing.exports.json_text import FORMAT, as_json
from drawing.exports.mermaid import as_mermaid
from drawing.exports.spreadsheet import as_xlsx
from drawing.exports.table import as_csv
from drawing.telling import tell
from journey.model import JourneyMap
from journey.words import Voice, voice


def export_bytes(journey: JourneyMap, form: str, language: str = "") -> bytes:
    """The whole journey as a file, UTF-8 where it is text; `form` is one of EXPORTS."""
    return EXPORTS[form](journey, voice(language or journey.language))


def _markdown(journey: JourneyMap, say: Voice) -> bytes:
    return tell(say, journey).encode("utf-8", "replace")


EXPORTS: dict[str, Callable[[JourneyMap, Voice], bytes]] = {
    "json": lambda journey, _say: as_json(journey),
    "csv": as_csv,
    "xlsx": as_xlsx,
    "md": _markdown,
    "mmd": as_mermaid,
}

__all__ = ["EXPORTS", "FORMAT", "as_json", "export_bytes"]
