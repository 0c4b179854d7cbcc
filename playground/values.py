"""What people choose and type in elements: where it starts, how Slack reports it in `state.values` and `actions`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playground.world import Payload, Values


@dataclass(frozen=True)
class Keeps:
    """How one type of element holds its value."""

    state: str
    """The key in the state: value, selected_option …"""
    initial: str = ""
    """The key in the element for what is chosen beforehand."""

    @property
    def many(self) -> bool:
        return self.state.endswith("s")

    @property
    def empty(self) -> Any:
        return [] if self.many else None


KEEPS: dict[str, Keeps] = {
    "plain_text_input": Keeps("value", "initial_value"),
    "email_text_input": Keeps("value", "initial_value"),
    "url_text_input": Keeps("value", "initial_value"),
    "number_input": Keeps("value", "initial_value"),
    "rich_text_input": Keeps("rich_text_value", "initial_value"),
    "static_select": Keeps("selected_option", "initial_option"),
    "external_select": Keeps("selected_option", "initial_option"),
    "radio_buttons": Keeps("selected_option", "initial_option"),
    "multi_static_select": Keeps("selected_options", "initial_options"),
    "multi_external_select": Keeps("selected_options", "initial_options"),
    "checkboxes": Keeps("selected_options", "initial_options"),
    "users_select": Keeps("selected_user", "initial_user"),
    "multi_users_select": Keeps("selected_users", "initial_users"),
    "conversations_select": Keeps("selected_conversation", "initial_conversation"),
    "multi_conversations_select": Keeps("selected_conversations", "initial_conversations"),
    "channels_select": Keeps("selected_channel", "initial_channel"),
    "multi_channels_select": Keeps("selected_channels", "initial_channels"),
    "datepicker": Keeps("selected_date", "initial_date"),
    "timepicker": Keeps("selected_time", "initial_time"),
    "datetimepicker": Keeps("selected_date_time", "initial_date_time"),
    "file_input": Keeps("files"),
}


def elements(blocks: list[Payload]) -> Iterator[tuple[Payload, Payload]]:
    """Every interactive element with the block it is in."""
    for block in blocks:
        inside = [block.get("element"), block.get("accessory"), *(block.get("elements") or [])]
        for element in inside:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


def initial_state(element: Payload, channel: str = "") -> Payload:
    """An element's state before anybody touched it."""
    keeps = KEEPS[element["type"]]
    value = element.get(keeps.initial, keeps.empty) if keeps.initial else keeps.empty
    if not value and element.get("default_to_current_conversation") and channel:
        value = [channel] if keeps.many else channel
    return {"type": element["type"], keeps.state: value}


def starting_values(blocks: list[Payload], before: Values | None = None, channel: str = "") -> Values:
    """The state of all elements; what was typed `before` stays where block, action and type are the same."""
    values: Values = {}
    for block, element in elements(blocks):
        if element["type"] not in KEEPS:
            continue
        kept = (before or {}).get(block["block_id"], {}).get(element["action_id"])
        if kept is None or kept["type"] != element["type"]:
            kept = initial_state(element, channel)
        values.setdefault(block["block_id"], {})[element["action_id"]] = kept
    return values


def is_empty(state: Payload) -> bool:
    """Nothing typed or chosen."""
    return not any(value for key, value in state.items() if key != "type")


def fill_in_ids(blocks: list[Payload], new_id: Any) -> list[Payload]:
    """Slack gives every block and interactive element an id when the app gave none."""
    filled = []
    for block in blocks:
        block = dict(block)
        block.setdefault("block_id", new_id())
        if isinstance(block.get("elements"), list) and block["type"] == "actions":
            block["elements"] = [{"action_id": new_id()} | element for element in block["elements"]]
        for place in ("element", "accessory"):
            if isinstance(block.get(place), dict) and block[place].get("type") != "image":
                block[place] = {"action_id": new_id()} | block[place]
        filled.append(block)
    return filled
