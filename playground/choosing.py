"""From what a person means ("Every day", "ana", 3, a date) to the state Slack keeps for an element."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from playground.shapes import file_shape
from playground.values import KEEPS
from playground.world import File, Payload, User, World


def state_for(world: World, element: Payload, meant: Any, options: list[Payload] | None = None) -> Payload:
    """`options` are those an external select was offered. None, "" or [] empties the element."""
    kind = element["type"]
    keeps = KEEPS[kind]
    if meant in (None, "", []):
        return {"type": kind, keeps.state: keeps.empty}
    one_by_one = [_one(world, element, keeps.state, item, options) for item in _listed(meant)]
    return {"type": kind, keeps.state: one_by_one if keeps.many else one_by_one[0]}


def _listed(meant: Any) -> list[Any]:
    return list(meant) if isinstance(meant, list | tuple | set) else [meant]


def _one(world: World, element: Payload, state: str, meant: Any, options: list[Payload] | None) -> Any:
    if state.startswith("selected_option"):
        return find_option(options if options is not None else options_of(element), meant)
    if state.startswith("selected_user"):
        return meant.id if isinstance(meant, User) else world.user(str(meant)).id
    if state.startswith(("selected_conversation", "selected_channel")):
        return world.channel(str(meant)).id
    if state == "files":
        return file_shape(world, meant if isinstance(meant, File) else world.files[str(meant)])
    if isinstance(meant, date | time) and not isinstance(meant, datetime):
        return meant.isoformat() if isinstance(meant, date) else meant.strftime("%H:%M")
    if isinstance(meant, datetime):
        return int(meant.timestamp()) if state == "selected_date_time" else meant.date().isoformat()
    return meant if state in ("selected_date_time", "rich_text_value") else str(meant)


def options_of(element: Payload) -> list[Payload]:
    """All options, those in groups among them."""
    grouped: Iterable[Payload] = (o for group in element.get("option_groups", []) for o in group["options"])
    return [*element.get("options", []), *grouped]


def find_option(options: list[Payload], meant: Any) -> Payload:
    """By value, by text, or by the only text that contains it."""
    wanted = str(meant)
    for matches in (
        [o for o in options if o["value"] == wanted],
        [o for o in options if o["text"]["text"] == wanted],
        [o for o in options if wanted.lower() in o["text"]["text"].lower()],
    ):
        if len(matches) == 1:
            return matches[0]
        assert not matches, f"{wanted!r} could be any of {[o['text']['text'] for o in matches]}"
    raise AssertionError(f"no option {wanted!r}; there are {[(o['text']['text'], o['value']) for o in options]}")
