"""What each block may hold, on which surface. Numbers from Slack's Block Kit reference, "blocks"."""

from __future__ import annotations

from typing import Any

from playground.limits.elements import (
    ACCESSORY,
    ACTION,
    CONTEXT,
    ID,
    INPUT,
    ONLY_IN_MODALS,
    URL,
    picture,
)
from playground.limits.rules import (
    Checker,
    Rule,
    Shape,
    anything,
    by_type,
    flag,
    integer,
    items,
    one_of,
    plain,
    shape,
    string,
    text,
)


def block(required: dict[str, Rule], optional: dict[str, Rule], *extra: Rule) -> Rule:
    return shape({"type": anything, **required}, {"block_id": ID} | optional, *extra)


def says_something(value: Shape, place: str, check: Checker) -> None:
    if not value.get("text") and not value.get("fields"):
        check.complain("must provide either text or fields", place)


def fits_the_surface(value: Shape, place: str, check: Checker) -> None:
    kind = value["element"]["type"]
    if kind in ONLY_IN_MODALS and check.surface != "modal":
        check.complain(f"unsupported type: {kind}", f"{place}/element")


def actions_apart(value: Shape, place: str, check: Checker) -> None:
    """Within one block no two elements share an action_id."""
    ids = [e["action_id"] for e in value["elements"] if "action_id" in e]
    for action_id in {i for i in ids if ids.count(i) > 1}:
        check.complain(f"`action_id` {action_id} already exists for another element in this block", place)


RICH_PARTS = {
    "rich_text_section": shape({"type": anything, "elements": items(anything, 1_000, 0)}, {}),
    "rich_text_list": shape(
        {
            "type": anything,
            "style": one_of("bullet", "ordered"),
            "elements": items(anything, 1_000, 0),
        },
        {"indent": integer(0, 8), "offset": integer(0), "border": integer(0, 1)},
    ),
    "rich_text_preformatted": shape(
        {"type": anything, "elements": items(anything, 1_000, 0)}, {"border": integer(0, 1), "language": string(30)}
    ),
    "rich_text_quote": shape({"type": anything, "elements": items(anything, 1_000, 0)}, {"border": integer(0, 1)}),
}
CELL = by_type(
    {
        "raw_text": shape({"type": anything, "text": string(3_000)}, {}),
        "rich_text": shape({"type": anything, "elements": items(by_type(RICH_PARTS), 100, 0)}, {"block_id": ID}),
    }
)
COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def rows_are_even(value: Shape, place: str, check: Checker) -> None:
    if len({len(row) for row in value["rows"]}) > 1:
        check.complain("all rows must have the same number of cells", f"{place}/rows")


BLOCKS: dict[str, Rule] = {
    "section": block(
        {},
        {"text": text(3_000), "fields": items(text(2_000), 10), "accessory": ACCESSORY, "expand": flag},
        says_something,
    ),
    "context": block({"elements": items(CONTEXT, 10)}, {}),
    "actions": block({"elements": items(ACTION, 25)}, {}, actions_apart),
    "divider": block({}, {}),
    "header": block({"text": plain(150)}, {"level": integer(1, 4)}),
    "image": block(
        {"alt_text": string(2_000)}, {"title": plain(2_000), "image_url": URL, "slack_file": anything}, picture
    ),
    "input": block(
        {"label": plain(2_000), "element": INPUT},
        {"hint": plain(2_000), "optional": flag, "dispatch_action": flag},
        fits_the_surface,
    ),
    "rich_text": block({"elements": items(by_type(RICH_PARTS), 100)}, {}),
    "file": block({"external_id": string(255), "source": one_of("remote")}, {}),
    "video": block(
        {"alt_text": string(2_000), "title": plain(199), "video_url": URL, "thumbnail_url": URL},
        {
            "author_name": string(49),
            "description": plain(200),
            "provider_icon_url": URL,
            "provider_name": string(200),
            "title_url": URL,
        },
    ),
    "markdown": block({"text": string(12_000)}, {}),
    "table": block({"rows": items(items(CELL, 20), 100)}, {"column_settings": items(COLUMN, 20)}, rows_are_even),
}
ONLY_IN_MESSAGES = {"file", "markdown", "table"}


def allowed_on(surface: str) -> Rule:
    return by_type(BLOCKS, set(BLOCKS) if surface == "message" else set(BLOCKS) - ONLY_IN_MESSAGES)


def check_blocks(blocks: Any, place: str, check: Checker, most: int) -> None:
    """All blocks of a surface: each by its type, then what concerns them together."""
    items(allowed_on(check.surface), most, 0)(blocks, place, check)
    if check.problems:
        return
    seen: set[str] = set()
    for number, one in enumerate(blocks):
        block_id = one.get("block_id")
        if block_id in seen:
            check.complain(f"`block_id` {block_id} already exists", f"{place}/{number}/block_id")
        if block_id:
            seen.add(block_id)
    if sum(one["type"] == "table" for one in blocks) > 1:
        check.complain("only one table block allowed", place)
