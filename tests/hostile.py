"""Hostile text, where it is put, and what must never come of it: for the fuzz test and for `bench/fuzz.py`."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

from commands.catalogue import COMMANDS
from journey.fields import Input

MARK = "EVIL"
"""In every piece, so that what it becomes is found again."""
PIECES = (
    f"<!channel> {MARK}", f"<!here|{MARK}>", f"<!everyone>{MARK}", f"<!subteam^S1|{MARK}>", f"<@UVICTIM|{MARK}>",
    "<@UVICTIM>",
    f"<#CVICTIM|{MARK}>", f"<https://evil.example|{MARK}>", f"<mailto:a@b.example|{MARK}>",
    f"<!date^1^{{date}}|{MARK}>", f"&lt;!channel&gt; {MARK}", f"&amp;lt;!channel&amp;gt;{MARK}", f"*{MARK}*",
    f"_{MARK}_", f"~{MARK}~", f"`{MARK}`", f"```{MARK}```", f"> {MARK}", f"{{{MARK}}}", "{0}", "{count!r:>999999}",
    "%s%n", f"={MARK}()", f"@{MARK}", f"-{MARK}", f"<script>{MARK}</script>", "\x00", "\ud7ff\ufffe",
    "\u202e" + MARK, "\u2066", "\u0000\u001b[31m", "🙂" * 40, "a" * 3100, "|", "| ", "| owner", "| stage: ",
    "| touchpoint: 1", "| after: -1", "| due: 99999-99-99", "| due: in 999999999 weeks", "| importance: 1e9",
    "| at: 25:61", "| timezone: ../../etc/passwd", "| date: 0000-00-00", "1", "0", "-1", "999999999999", "1e309",
    "NaN", "∞", "٣", "²", "touchpoint 1", "action 1", "edit", "\n", "\t", " ", "'", '"', "\\", "--", ";", "../..",
)  # fmt: skip
WORDS = [word for each in COMMANDS for word in (*each.words, each.dutch)]
LEADERS_ONLY_LATER = {"forget me", "vergeet mij"}
"""Would take the fuzz itself out of what it looks at; its form is filled in all the same."""
USUAL = ("1", "yes", "0", "contact", "touchpoint 1", "A, B")
FIELDS = [each for each in COMMANDS if each.form is not None and each.name not in LEADERS_ONLY_LATER]


def text(chance: random.Random) -> str:
    pieces = [chance.choice(PIECES) for _ in range(chance.randint(0, 5))]
    if chance.random() < 0.2:
        pieces.append("".join(chr(chance.randrange(1, 0xD7FF)) for _ in range(chance.randint(1, 30))))
    return chance.choice(("", " ")).join(pieces)


def typed(chance: random.Random) -> str:
    """A command's word, mostly, and then anything."""
    word = chance.choice(WORDS) if chance.random() < 0.95 else text(chance)
    if word in LEADERS_ONLY_LATER:
        return word
    number = f" {chance.randint(0, 4)}" if chance.random() < 0.6 else ""
    return f"{word}{number} {text(chance)}"


def submission(chance: random.Random) -> tuple[str, dict[str, Any]]:
    """(callback id, state) of a form in whose every field something hostile stands."""
    command = chance.choice(FIELDS)
    assert command.form is not None
    state: dict[str, Any] = {}
    for field in command.form.fields:
        said = text(chance) if chance.random() < 0.6 else chance.choice(USUAL)
        people = field.input in {Input.PERSON, Input.PEOPLE}
        state[field.name] = {"value": {} if people else {"type": "plain_text_input", "value": said}}
    return f"form:{command.name}", state


_TAG = re.compile(r"<([^<>]*)>")
_OURS = re.compile(r"@[UW][A-Z0-9]{6,}|#[CG][A-Z0-9]{6,}")


def wrong_in(payload: Any) -> list[str]:
    """Markup that is not ours in anything that Slack reads as mrkdwn."""
    return [wrong for told in _mrkdwn_in(payload) for wrong in _wrong_in_text(told)]


def _wrong_in_text(told: str) -> Iterator[str]:
    yield from (f"<{tag}>" for tag in _TAG.findall(told) if not _OURS.fullmatch(tag) or "VICTIM" in tag)
    for around in "*_~":
        if re.search(rf"(?<![\w\u2060]){re.escape(around)}{MARK}{re.escape(around)}", told):
            yield f"{around}{MARK}{around} in {told[:200]!r}"
    if "Traceback" in told:
        yield told[:300]


def _mrkdwn_in(value: Any) -> Iterator[str]:
    """`text` of mrkdwn objects, and a message's own text."""
    if isinstance(value, str):
        value = json.loads(value) if value[:1] in "[{" and _is_json(value) else None
    if isinstance(value, list):
        for each in value:
            yield from _mrkdwn_in(each)
    if isinstance(value, dict):
        told = value.get("text")
        if isinstance(told, str) and value.get("type") != "plain_text":
            yield told
        if isinstance(value.get("initial_comment"), str):
            yield value["initial_comment"]
        for name, each in value.items():
            if name != "text" or not isinstance(each, str):
                yield from _mrkdwn_in(each)


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except ValueError:
        return False
    return True
