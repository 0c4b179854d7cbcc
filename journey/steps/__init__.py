"""The eight steps in their order. A ninth is one more file here and one more line."""

from __future__ import annotations

from journey.model import Step
from journey.steps import (
    action_plan,
    emotions,
    goal,
    pain_points,
    research,
    review,
    touchpoints,
    visualize,
)
from journey.steps.guide import Guide

GUIDES: tuple[Guide, ...] = (
    goal.GUIDE,
    research.GUIDE,
    touchpoints.GUIDE,
    emotions.GUIDE,
    visualize.GUIDE,
    pain_points.GUIDE,
    action_plan.GUIDE,
    review.GUIDE,
)
ORDER: tuple[Step, ...] = tuple(guide.step for guide in GUIDES)


def guide_for(step: Step) -> Guide:
    return GUIDES[ORDER.index(step)]


def step_after(step: Step) -> Step | None:
    """None after the last."""
    place = ORDER.index(step) + 1
    return ORDER[place] if place < len(ORDER) else None


def step_before(step: Step) -> Step | None:
    place = ORDER.index(step) - 1
    return ORDER[place] if place >= 0 else None


def step_named(words: str) -> Step | None:
    """The step that a person names, in English or Dutch, or by its number."""
    wanted = " ".join(words.lower().replace("_", " ").split())
    for place, guide in enumerate(GUIDES, start=1):
        if wanted in guide.words or wanted == str(place):
            return guide.step
    return None
