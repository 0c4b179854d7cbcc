"""What a person can read in blocks, and where something they name stands: buttons by their words, fields by labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playground.choosing import options_of
from playground.values import elements
from playground.world import Message, Payload, View


@dataclass(frozen=True)
class Found:
    """An element and where it stands; `option` if it is one of an overflow menu's."""

    place: Message | View
    block: Payload
    element: Payload
    option: Payload | None = None

    @property
    def ids(self) -> tuple[str, str]:
        return self.block["block_id"], self.element["action_id"]


def blocks_of(place: Message | View) -> list[Payload]:
    return place.payload["blocks"] if isinstance(place, View) else place.blocks


def texts_in(value: Any) -> Iterator[str]:
    """Every visible text in blocks, in order."""
    if isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in ("text", "alt_text") and isinstance(item, str):
                yield item
            elif name not in ("confirm", "placeholder"):
                yield from texts_in(item)


def pressables(place: Message | View) -> Iterator[tuple[str, Found]]:
    """Buttons and the options of overflow menus, with their words."""
    for block, element in elements(blocks_of(place)):
        if element["type"] == "button":
            yield element["text"]["text"], Found(place, block, element)
        elif element["type"] == "overflow":
            for option in options_of(element):
                yield option["text"]["text"], Found(place, block, element, option)


def choosables(place: Message | View) -> Iterator[tuple[set[str], Found]]:
    """Everything that holds a value, with the names it goes by: label, placeholder, block_id, action_id."""
    for block, element in elements(blocks_of(place)):
        if element["type"] in ("button", "overflow"):
            continue
        words = [block.get("label"), element.get("placeholder"), block.get("text")]
        names = {word["text"] for word in words if word}
        yield names | {block["block_id"], element["action_id"]}, Found(place, block, element)


def find_button(place: Message | View, wanted: str, beside: str = "") -> list[Found]:
    """By its exact words or action_id or value, else by words that contain `wanted`; `beside`: a text in its block."""
    near = [(w, f) for w, f in pressables(place) if any(beside in t for t in texts_in(f.block))]
    exact = [f for words, f in near if wanted in _names(words, f)]
    return exact or [f for words, f in near if wanted.lower() in words.lower()]


def _names(words: str, found: Found) -> set[str]:
    value = found.option["value"] if found.option else found.element.get("value", "")
    return {words, found.element["action_id"], value}


def find_field(place: Message | View, wanted: str) -> Found:
    """By label, placeholder, block_id or action_id; else by the only name that contains `wanted`."""
    everything = list(choosables(place))
    exact = [f for names, f in everything if wanted in names]
    near = exact or [f for names, f in everything if any(wanted.lower() in name.lower() for name in names)]
    assert near, f"no field {wanted!r}; there are {[sorted(names) for names, _ in everything]}"
    assert len(near) == 1, f"{wanted!r} could be any of {[f.ids for f in near]}"
    return near[0]
