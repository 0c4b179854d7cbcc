"""The one place that knows how Slack reads text, and how long it may be (docs.slack.dev, in numbers)."""

from __future__ import annotations

import re

BUTTON, OPTION, PLACEHOLDER, HEADER, TITLE, SECTION = 75, 75, 150, 150, 24, 3000
CONTEXT, INPUT_LABEL, INPUT_HINT, BUTTON_VALUE, OPTION_VALUE, FIELD_ERROR = 2000, 2000, 2000, 2000, 150, 2000
ALT_TEXT, FILE_ALT_TEXT, MESSAGE_TEXT, ID = 2000, 1000, 3900, 255
OPTIONS, VIEW_BLOCKS = 100, 100
NEAR_BY, LOST_BY_CUTTING = 80, 400
JOINER = "\u2060"
_MARKUP = re.compile(r"(?<![^\W_])([*_~`])(?=\S)|(?<=\S)([*_~`])(?![^\W_])")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc]")


def escaped(text: str) -> str:
    """What a person typed, as Slack shows it letter by letter: no mention, no link, no bold, no emoji code.

    A word joiner (which nobody sees or hears) beside a mark keeps it from opening or closing a style; text
    that runs right to left is kept from turning around what stands beside it.
    """
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = _MARKUP.sub(lambda found: JOINER + found[0] + JOINER, shown)
    shown = re.sub(r":(?=[a-z0-9_+'-]+:)", ":" + JOINER, shown)
    return f"\u2068{shown}\u2069" if _RIGHT_TO_LEFT.search(shown) else shown


def plain_label(text: str, most: int) -> str:
    """What a person typed, for a plain_text object, where Slack reads no markup; never empty, never too long."""
    return clipped(re.sub(r"<(?=[!@#])", "<" + JOINER, text), most) or "–"


def clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def clipped_lines(lines: list[str], most: int) -> str:
    """As many lines as fit; where not all do, none of several takes more than half of the room, so that what comes
    after a long one is read too."""
    if len(whole := "\n".join(lines)) <= most - 2:
        return whole
    longest = most // 2 if len(lines) > 1 else most - 3
    kept: list[str] = []
    length = 0
    for line in (_cut(each, longest) for each in lines):
        length += len(line) + 1
        if length > most - 2:
            return "\n".join([*kept, "…"])
        kept.append(line)
    return "\n".join(kept)


def _cut(line: str, most: int) -> str:
    """An entity or a mention is never cut in two."""
    return line if len(line) <= most else re.sub(r"[&<][^;>\s]*$", "", line[: most - 1]).rstrip() + "…"


def pieces(text: str, most: int) -> list[str]:
    """All of it, in pieces of about the same length, none longer than `most`: cut between words where there is a gap
    near by, and never in an entity or a mention."""
    found = []
    for left in range(-(-len(text) // (most - LOST_BY_CUTTING)), 1, -1):
        piece = re.sub(r"[&<][^;>\s]*$", "", text[: len(text) // left])
        gap = max(piece.rfind(" "), piece.rfind("\n")) + 1
        piece = text[:gap] if len(piece) - gap < NEAR_BY and gap else piece
        found.append(piece.strip())
        text = text[len(piece) :]
    return [*found, text.strip()]


def mention(person: str) -> str:
    return f"<@{person}>"
