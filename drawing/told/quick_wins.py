"""Effort against effect of the actions: quick wins stand out."""

from __future__ import annotations

from enum import StrEnum

from drawing.beside import NOTHING, Beside
from drawing.told.phrases import numbered, opening, some
from journey.model import Action, JourneyMap, State
from journey.words import Voice, mark

TITLE = mark("Effort against effect")
MUCH = 3
"""From this grade on an effort or an effect counts as large."""


class Kind(StrEnum):
    QUICK_WIN = mark("Quick wins")
    PROJECT = mark("Big projects")
    FILL_IN = mark("Small things")
    DOUBTFUL = mark("Think twice")


MEANS = {
    Kind.QUICK_WIN: mark("Little effort, large effect"),
    Kind.PROJECT: mark("Much effort, large effect"),
    Kind.FILL_IN: mark("Little effort, small effect"),
    Kind.DOUBTFUL: mark("Much effort, small effect"),
}


def graded(journey: JourneyMap) -> list[tuple[Action, int, int]]:
    """Actions with their effort and effect: open ones first, then the largest effect for the least effort."""
    found = [(a, a.effort, a.effect) for a in journey.actions if a.effort is not None and a.effect is not None]
    return sorted(found, key=lambda each: (each[0].state == State.DONE, -each[2], each[1], each[0].number))


def kind_of(effort: int, effect: int) -> Kind:
    if effect >= MUCH:
        return Kind.PROJECT if effort >= MUCH else Kind.QUICK_WIN
    return Kind.DOUBTFUL if effort >= MUCH else Kind.FILL_IN


def by_kind(journey: JourneyMap) -> dict[Kind, list[Action]]:
    every = graded(journey)
    return {kind: [a for a, effort, effect in every if kind_of(effort, effect) is kind] for kind in Kind}


def lead(say: Voice, journey: JourneyMap) -> str:
    wins = [a for a in by_kind(journey)[Kind.QUICK_WIN] if a.state == State.OPEN]
    if not wins:
        return say("No quick win is open: nothing gives much for little effort.")
    return say("Begin with: {actions}.", actions=some(say, [numbered(a.number, a.goal) for a in wins], most=2))


def left_out(say: Voice, journey: JourneyMap) -> str:
    missing = len(journey.actions) - len(graded(journey))
    if not missing:
        return ""
    return say.many(
        "{count} action has no effort or no effect yet.", "{count} actions have no effort or no effect yet.", missing
    )


def lines(say: Voice, journey: JourneyMap, beside: Beside = NOTHING) -> list[str]:
    if not graded(journey):
        return [opening(say, TITLE, journey), say("No action has both an effort and an effect yet.")]
    told = [opening(say, TITLE, journey), lead(say, journey)]
    grades = {a.number: (effort, effect) for a, effort, effect in graded(journey)}
    for kind, inside in by_kind(journey).items():
        if inside:
            found = some(say, [_action(say, a, *grades[a.number]) for a in inside])
            told.append(f"{say(kind.value)} ({say(MEANS[kind])}): {found}.")
    return [*told, *filter(None, [left_out(say, journey)])]


def _action(say: Voice, action: Action, effort: int, effect: int) -> str:
    place = say("effort {effort}, effect {effect}", effort=effort, effect=effect)
    done = f", {say('done')}" if action.state == State.DONE else ""
    return f"{numbered(action.number, action.goal)} ({place}{done})"
