"""Logs as text or JSON lines. They bear references and ids, never what people typed, and no tokens.

A traceback shows where it happened and what kind of error it was. What an error says is shown of those kinds alone
whose words come from programs (TELLING): the words of others, such as a ValueError's, quote what they were given.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType

from slack_sdk.web import SlackResponse

from commands.reference import current
from storage.refusals import StorageUnavailable

_TOKEN = re.compile(r"\bx(?:ox[abeprs]|app)-[A-Za-z0-9-]+")


TELLING = (AttributeError, NameError, ImportError, TypeError, OSError, RecursionError, MemoryError, StorageUnavailable)
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutContents(logging.Formatter):
    def formatException(self, ei: Raised) -> str:
        return "\n".join(_told(ei[1])) if ei[1] is not None else ""


def _told(error: BaseException) -> Iterator[str]:
    """As Python tells it: what it came from first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _told(earlier)
        yield "Then:"
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield f"{type(error).__module__}.{type(error).__qualname__}{_said(error)}"


def _said(error: BaseException) -> str:
    if isinstance(error, TELLING):
        return f": {error}"
    response = getattr(error, "response", None)  # Slack's own word for what it did not like
    return f": {response.get('error')}" if isinstance(response, SlackResponse) else ""


class Text(WithoutContents):
    """A line each; in brackets the reference of the request, of the letter (`letter-12`) or of the clock's round."""

    def format(self, record: logging.LogRecord) -> str:
        record.reference = f" [{reference}]" if (reference := current()) else ""
        return _TOKEN.sub("x…", super().format(record))


class JsonLines(WithoutContents):
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
    logging.getLogger("websocket").setLevel(logging.CRITICAL)  # how a line ended is told by bot/lines.py
    for noisy in ("slack_sdk", "alembic", "apscheduler"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
