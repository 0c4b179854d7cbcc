"""What every step of the method has: why, what to ask, when it is done, what to warn of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from journey.model import JourneyMap, Step
from journey.words import Said


class Guide(NamedTuple):
    """`missing` says what the step still needs before it is done; `warnings` what a good map would mend;
    `gathered` what it holds so far. All three are functions of the map alone."""

    step: Step
    title: str
    words: tuple[str, ...]
    purpose: str
    prompts: tuple[str, ...]
    examples: tuple[str, ...]
    gathered: Callable[[JourneyMap], Said]
    missing: Callable[[JourneyMap], Sequence[Said]]
    warnings: Callable[[JourneyMap], Sequence[Said]]
