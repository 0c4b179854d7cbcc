"""What changed between two states of a journey, in a few lines: what a review opens with."""

from __future__ import annotations

from commands.slack_text import escaped
from journey.model import JourneyMap, State
from journey.words import Voice, mark


def changes_since(journey: JourneyMap, last: JourneyMap, say: Voice) -> list[str]:
    """New and removed touchpoints, pain points that are solved, actions that are done."""
    before, now = {t.number for t in last.touchpoints}, {t.number for t in journey.touchpoints}
    done = {a.number for a in journey.actions if a.state is State.DONE}
    done -= {a.number for a in last.actions if a.state is State.DONE}
    open_at = {a.pain_point for a in journey.actions if a.state is State.OPEN}
    solved = {a.pain_point for a in journey.actions if a.number in done} - open_at
    found = (
        (mark("New touchpoints"), [t.what for t in journey.touchpoints if t.number not in before]),
        (mark("Touchpoints that are gone"), [t.what for t in last.touchpoints if t.number not in now]),
        (mark("Actions done"), [a.goal for a in journey.actions if a.number in done]),
        (mark("Pain points with all their actions done"), [p.what for p in journey.pain_points if p.number in solved]),
    )
    return [f"• {say(title)}: {'; '.join(map(escaped, texts[:8]))}" for title, texts in found if texts]
