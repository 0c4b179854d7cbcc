"""Logs as text or JSON lines. They bear references and ids, never what people typed, and no tokens."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

from commands.reference import current

_TOKEN = re.compile(r"\bx(?:ox[abeprs]|app)-[A-Za-z0-9-]+")


class Text(logging.Formatter):
    """A line each; in brackets the reference of the request, of the letter (`letter-12`) or of the clock's round."""

    def format(self, record: logging.LogRecord) -> str:
        record.reference = f" [{reference}]" if (reference := current()) else ""
        return _TOKEN.sub("x…", super().format(record))


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "from": record.name,
            "reference": current(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return _TOKEN.sub("x…", json.dumps(line, ensure_ascii=False))


def set_up_logs(level: str, form: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonLines() if form == "json" else Text("%(asctime)s %(levelname)s %(name)s%(reference)s: %(message)s")
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("slack_sdk", "alembic", "apscheduler", "_granian", "websocket"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
