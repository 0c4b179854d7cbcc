"""The workspace on disk: one JSON file and a folder with the files' content.

What lives for seconds only (triggers, open modals, Socket Mode tickets) and the record of calls are not kept.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playground.model import Channel, File, Message, ResponseUrl, Team, User, View
from playground.world import World

KEPT: dict[str, Any] = {
    "users": User,
    "channels": Channel,
    "files": File,
    "homes": View,
    "response_urls": ResponseUrl,
}
"""The world's dictionaries and what is in them."""


def save(world: World, folder: Path) -> None:
    """Writes everything; a half-written file never takes the place of a whole one."""
    with world.lock:
        state: dict[str, Any] = {name: {k: asdict(v) for k, v in getattr(world, name).items()} for name in KEPT}
        state["team"] = asdict(world.team)
        state["messages"] = {c: [asdict(m) for m in by_ts.values()] for c, by_ts in world.messages.items()}
        state["homes_opened"] = sorted(world.homes_opened)
        contents = dict(world.bytes_of)
    (folder / "files").mkdir(parents=True, exist_ok=True)
    for file_id, content in contents.items():
        place = folder / "files" / file_id
        if not place.exists():
            place.write_bytes(content)
    for place in (folder / "files").iterdir():
        if place.name not in contents:
            place.unlink()
    new = folder / "world.json.new"
    new.write_text(json.dumps(state, ensure_ascii=False, indent=1), encoding="utf-8")
    new.replace(folder / "world.json")


def load(world: World, folder: Path) -> bool:
    """Replaces the state by what was saved; False, and nothing changed, if there is nothing."""
    place = folder / "world.json"
    if not place.exists():
        return False
    state = json.loads(place.read_text(encoding="utf-8"))
    with world.lock:
        world.team = Team(**state["team"])
        for name, kind in KEPT.items():
            setattr(world, name, {key: kind(**fields) for key, fields in state[name].items()})
        world.messages = {c: {m["ts"]: Message(**m) for m in several} for c, several in state["messages"].items()}
        world.homes_opened = set(state["homes_opened"])
        world.bytes_of = {p.name: p.read_bytes() for p in (folder / "files").iterdir()}
        world.forget_the_moment()
    return True
