"""How long a workspace's closed journeys are kept: a number of days for all, and others for some."""

from __future__ import annotations

FOR_EVER = "never"


def days_for(setting: str, workspace: str) -> int | None:
    """`setting`: "730", or "730, T0123=90, T0456=never"; None where nothing is deleted for its age. Raises
    ValueError."""
    found: dict[str, int | None] = {}
    for part in filter(None, (each.strip() for each in setting.split(","))):
        name, _, days = part.rpartition("=")
        found[name.strip()] = None if days.strip() == FOR_EVER else _number(days)
    return found.get(workspace, found.get(""))


def _number(days: str) -> int:
    if not 0 <= int(days) <= 36500:
        raise ValueError(days)
    return int(days)
