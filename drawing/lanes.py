"""The lanes of the map from top to bottom. To add one: a function in cells.py and an entry here.

Titles are marked here and said when drawn; what a lane shows must be kept by shown.py.
"""

from __future__ import annotations

from drawing import cells
from drawing.cards import CardLane
from drawing.counts import CountLane
from drawing.emotion import EmotionLane
from drawing.jumps import JumpLane
from drawing.lane import Lane, TextLane
from drawing.short_cards import ShortCardLane
from drawing.stages import StageLane
from drawing.summary import summary
from journey.words import mark

LANES: tuple[Lane, ...] = (
    StageLane(),
    JumpLane(),
    CardLane(mark("Touchpoints")),
    TextLane(mark("Key activity"), cells.activity),
    TextLane(mark("Needs"), cells.needs),
    EmotionLane(mark("Emotion")),
    TextLane(mark("Pain points"), cells.pain_points),
    TextLane(mark("Actions"), cells.actions),
    TextLane(mark("Departments and owner"), cells.departments),
    TextLane(mark("Metrics"), cells.metrics),
)

SHORT_LANES: tuple[Lane, ...] = (
    StageLane(),
    ShortCardLane(),
    EmotionLane(mark("Emotion")),
    CountLane(mark("Pain points and actions")),
)
"""For the overview of up to ten touchpoints."""

STAGE_LANES: tuple[Lane, ...] = (
    StageLane(),
    TextLane(mark("Touchpoints"), summary),
    EmotionLane(mark("Emotion")),
    CountLane(mark("Pain points and actions")),
)
"""For the overview by stage."""
