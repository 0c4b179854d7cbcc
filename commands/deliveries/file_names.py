"""What a journey's files are called."""

from __future__ import annotations

from journey.model import JourneyMap


def file_name(journey: JourneyMap) -> str:
    """The journey's name in letters that every system takes, without an ending."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in journey.name.lower())
    return "-".join(part for part in kept.split("-") if part)[:60] or "journey"
