"""Whole messages and views: how many blocks, how much text, what a modal with inputs needs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from playground.errors import Refused
from playground.limits.blocks import check_blocks
from playground.limits.rules import Checker, Shape, anything, check_fields, flag, one_of, plain, string

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
LONGEST_TEXT = 40_000
"""`chat.postMessage` cuts the text off here."""
LONGEST_EDITED_TEXT = 4_000
"""`chat.update` refuses a longer text with msg_too_long."""
LONGEST_BLOCKS = 13_200
"""Characters in a message's blocks together; undocumented."""
LARGEST_VIEW = 250_000
"""Bytes of a view's JSON."""
LONGEST_METADATA = 3_000
MOST_ATTACHMENTS = 100

Ready = Callable[[Shape], bool]

COMMON = {
    "private_metadata": string(LONGEST_METADATA, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
MODAL = COMMON | {
    "submit": plain(24),
    "close": plain(24),
    "clear_on_close": flag,
    "notify_on_close": flag,
    "submit_disabled": flag,
}


def check_message(args: Shape, ready: Ready = lambda _: True, *, needs_content: bool = True) -> None:
    """A message's text, blocks and attachments; raises `Refused` with Slack's code and reasons."""
    text, blocks, attachments = args.get("text") or "", args.get("blocks") or [], args.get("attachments") or []
    if not isinstance(text, str):
        raise Refused("invalid_arguments", ["text must be a string"])
    if needs_content and not text.strip() and not blocks and not attachments:
        raise Refused("no_text")
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if not isinstance(attachments, list):
        raise Refused("invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise Refused("too_many_attachments")
    check = Checker("message", ready)
    check_blocks(blocks, "/blocks", check, MOST_BLOCKS["message"])
    for number, attachment in enumerate(attachments):
        check_blocks(attachment.get("blocks") or [], f"/attachments/{number}/blocks", check, MOST_BLOCKS["message"])
    if check.problems:
        raise Refused("invalid_blocks", check.problems)
    if sum(len(words) for words in _words(blocks)) > LONGEST_BLOCKS:
        raise Refused("msg_blocks_too_long")


def check_view(view: Any, surface: str, ready: Ready = lambda _: True) -> None:
    """A modal or a Home tab; raises `Refused`, with invalid_arguments for what does not fit, as Slack's views.* do."""
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", ["must provide an object [json-pointer:/view]"])
    if len(json.dumps(view, ensure_ascii=False).encode()) > LARGEST_VIEW:
        raise Refused("view_too_large")
    check = Checker(surface, ready)
    required = {"type": one_of(surface), "blocks": anything} | ({"title": plain(24)} if surface == "modal" else {})
    check_fields(view, "/view", check, required, MODAL if surface == "modal" else COMMON)
    if not check.problems:
        check_blocks(view["blocks"], "/view/blocks", check, MOST_BLOCKS[surface])
    if not check.problems and surface == "modal":
        _check_submit(view, check)
    if check.problems:
        raise Refused("invalid_arguments", check.problems)


def _check_submit(view: Shape, check: Checker) -> None:
    if any(block["type"] == "input" for block in view["blocks"]) and not view.get("submit"):
        check.complain("missing required field: submit", "/view")


def _words(value: Any) -> Iterator[str]:
    """Every text that a reader of the blocks would see."""
    if isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in ("text", "alt_text") and isinstance(item, str):
                yield item
            else:
                yield from _words(item)
