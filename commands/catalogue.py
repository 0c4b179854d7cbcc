"""All commands in the order in which a workshop needs them, and the words that lead to them."""

from __future__ import annotations

from commands import (
    accent,
    action_plan,
    check,
    compare,
    dashboard,
    emotions,
    export,
    flow,
    goal,
    items,
    journeys,
    measures,
    nudges,
    pain_points,
    pictures,
    privacy,
    research,
    review,
    start,
    status,
    team,
    telling,
    tokens,
    touchpoints,
    values,
    visualize,
)
from commands.registry import Command
from journey.model import Step
from journey.steps import step_named

COMMANDS: tuple[Command, ...] = (
    *start.COMMANDS,
    *goal.COMMANDS,
    *research.COMMANDS,
    *touchpoints.COMMANDS,
    *emotions.COMMANDS,
    *visualize.COMMANDS,
    *pictures.COMMANDS,
    *pain_points.COMMANDS,
    *action_plan.COMMANDS,
    *measures.COMMANDS,
    *values.COMMANDS,
    *tokens.COMMANDS,
    *dashboard.COMMANDS,
    *review.COMMANDS,
    *compare.COMMANDS,
    *check.COMMANDS,
    *nudges.COMMANDS,
    *items.COMMANDS,
    *telling.COMMANDS,
    *flow.COMMANDS,
    *team.COMMANDS,
    *status.COMMANDS,
    *journeys.COMMANDS,
    *export.COMMANDS,
    *accent.COMMANDS,
    *privacy.COMMANDS,
)
WORDS: dict[str, Command] = {word: each for each in COMMANDS for word in (*each.words, each.dutch)}


def command_named(word: str) -> Command | None:
    return WORDS.get(" ".join(word.lower().split()))


def split_word(typed: str) -> tuple[Command | Step | None, str]:
    """The command or step that the typed text begins with, and the rest; None for a word that nobody knows.

    A step's name of two words wins over a command of one ("pain points" over "pain"); a command wins over a
    step of the same name ("goal"). A step's name stands alone: "action plan the rollout" is an action.
    """
    words = typed.strip().split()
    for length in (4, 3, 2, 1):
        head = " ".join(words[:length]).lower()
        if len(words) < length:
            continue
        rest = _after(typed, length)
        if head in WORDS:
            return WORDS[head], rest
        if not rest and not head.isdigit() and (step := step_named(head)) is not None:
            return step, rest
    return None, typed


def _after(typed: str, words: int) -> str:
    parts = typed.strip().split(None, words)
    return parts[words] if len(parts) > words else ""
