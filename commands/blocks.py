"""Block Kit, built within its limits. Text given to `section` and `context` is mrkdwn, escaped by the caller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commands import slack_text as slack

Block = dict[str, Any]


def plain(text: str, most: int) -> Block:
    return {"type": "plain_text", "text": slack.plain_label(text, most), "emoji": True}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def section(text: str, accessory: Block | None = None, block_id: str = "") -> Block:
    block: Block = {"type": "section", "text": mrkdwn(slack.clipped_lines(text.split("\n"), slack.SECTION))}
    if accessory:
        block["accessory"] = accessory
    if block_id:
        block["block_id"] = block_id
    return block


def sections(text: str) -> list[Block]:
    """As many as it takes to show all of it."""
    return [{"type": "section", "text": mrkdwn(piece)} for piece in slack.pieces(text, slack.SECTION)]


def context(text: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(slack.clipped_lines(text.split("\n"), slack.CONTEXT))]}


def words_of(blocks: Sequence[Block]) -> list[str]:
    """What sections and contexts say, as lines of mrkdwn."""
    said: list[str] = []
    for block in blocks:
        if block["type"] in {"section", "context"}:
            said += [each["text"] for each in block.get("elements") or [block["text"]]]
    return said


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, slack.HEADER)}


def divider() -> Block:
    return {"type": "divider"}


def button(label: str, action: str, value: str = "", *, style: str = "", hears: str = "") -> Block:
    """`hears` is what a screen reader says instead of the label."""
    made: Block = {"type": "button", "text": plain(label, slack.BUTTON), "action_id": action}
    if value:
        made["value"] = value[: slack.BUTTON_VALUE]
    if style:
        made["style"] = style
    if hears:
        made["accessibility_label"] = slack.plain_label(hears, slack.BUTTON)
    return made


def actions(buttons: Sequence[Block], block_id: str = "") -> Block:
    block: Block = {"type": "actions", "elements": list(buttons)[:25]}
    return block | {"block_id": block_id} if block_id else block


def option(label: str, value: str) -> Block:
    return {"text": plain(label, slack.OPTION), "value": value[: slack.OPTION_VALUE]}


def select(action: str, placeholder: str, options: Sequence[Block], initial: str = "") -> Block:
    made: Block = {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(placeholder, slack.PLACEHOLDER),
        "options": list(options)[: slack.OPTIONS],
    }
    chosen = next((each for each in made["options"] if initial and each["value"] == initial), None)
    return made | {"initial_option": chosen} if chosen else made


def asked(block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    """An input of a modal, with what it is called."""
    made: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, slack.INPUT_LABEL),
        "element": element,
        "optional": optional,
    }
    return made | {"hint": plain(hint, slack.INPUT_HINT)} if hint else made


def image_file(file: str, alt: str, title: str) -> Block:
    return {
        "type": "image",
        "slack_file": {"id": file},
        "alt_text": slack.plain_label(alt, slack.ALT_TEXT),
        "title": plain(title, slack.ALT_TEXT),
    }


def modal(
    callback: str, title: str, blocks: Sequence[Block], *, submit: str = "", close: str, metadata: str = ""
) -> Block:
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, slack.TITLE),
        "blocks": list(blocks)[: slack.VIEW_BLOCKS],
        "close": plain(close, slack.TITLE),
        "private_metadata": metadata,
    }
    return view | {"submit": plain(submit, slack.TITLE)} if submit else view
