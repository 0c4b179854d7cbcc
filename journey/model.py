"""One journey as one frozen value: what steps ask, drawing draws, exports show and snapshots keep.

Everything here is immutable and becomes JSON without loss (`JourneyMap.model_dump_json`). It never
holds who rated what: ratings come in as aggregates only.

To keep one more thing about an item, add a field with a default here, a column in
`storage/tables/` with its migration, and its key in `journey/fields.py`.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Person = str
"""A Slack user id, such as U0123ABC; never a name."""

Day = date
"""The type under a name that a field called `date` does not hide."""

Color = Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6})?$")]
"""Such as #0a7d6c; empty for none of one's own."""

Score = Annotated[int, Field(ge=-2, le=2)]
Grade = Annotated[int, Field(ge=1, le=5)]


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)
    """Validators are built when a journey is first read: being ready comes before."""


class Step(StrEnum):
    GOAL = "goal"
    RESEARCH = "research"
    TOUCHPOINTS = "touchpoints"
    EMOTIONS = "emotions"
    VISUALIZE = "visualize"
    PAIN_POINTS = "pain_points"
    ACTION_PLAN = "action_plan"
    REVIEW = "review"


class Perspective(StrEnum):
    AS_IS = "as-is"
    TO_BE = "to-be"


class TouchpointKind(StrEnum):
    CONTACT = "contact"
    WAITING = "waiting"
    FOLLOW_UP = "follow-up"
    LEAVING = "leaving"


class EvidenceKind(StrEnum):
    INTERVIEW = "interview"
    SURVEY = "survey"
    ANALYTICS = "analytics"
    TICKET = "ticket"
    QUOTE = "quote"
    WALKTHROUGH = "walkthrough"
    OTHER = "other"


class JumpKind(StrEnum):
    BACK = "back"
    SKIP = "skip"


class State(StrEnum):
    OPEN = "open"
    DONE = "done"


class Direction(StrEnum):
    """Which way a measure gets better."""

    UP = "up"
    DOWN = "down"


class PersonName(Value):
    """How a person is called in pictures and exports; ids stay the reference."""

    id: Person
    name: str


class Persona(Value):
    number: int
    name: str
    about: str = ""
    wants: str = ""
    drives: str = ""


class Evidence(Value):
    number: int
    finding: str
    kind: EvidenceKind = EvidenceKind.OTHER
    source: str = ""
    date: Day | None = None
    touchpoint: int | None = None
    link: str = ""


class Reason(Value):
    """Why somebody gave a score; without who."""

    score: Score
    word: str = ""
    why: str = ""


class DepartmentRating(Value):
    """Only made for departments with three raters or more."""

    department: str
    mean: float
    count: int
    scores: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)


class Rating(Value):
    """What all raters together feel the customer feels at one touchpoint.

    `mean` runs from -2 to 2 and is None without raters. `spread` is the population standard
    deviation of the scores (0 = all agree, 2 = half say -2 and half say 2). `scores` counts how many
    people gave -2, -1, 0, 1, 2. `importance` is the mean of the importances 1 to 5, None when nobody
    gave one; `importances` counts how many people gave each.
    """

    mean: float | None = None
    count: int = 0
    spread: float = 0.0
    scores: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    importance: float | None = None
    importances: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    reasons: tuple[Reason, ...] = ()
    departments: tuple[DepartmentRating, ...] = ()


class Need(Value):
    number: int
    text: str


class Jump(Value):
    """The customer goes from this touchpoint to touchpoint `to`, out of the drawn order."""

    to: int
    kind: JumpKind


class Touchpoint(Value):
    number: int
    what: str
    stage: str = ""
    channel: str = ""
    online: bool | None = None
    ours: bool = True
    kind: TouchpointKind = TouchpointKind.CONTACT
    when: str = ""
    activity: str = ""
    info: str = ""
    departments: tuple[str, ...] = ()
    owner: Person | None = None
    key: bool = False
    needs: tuple[Need, ...] = ()
    jumps: tuple[Jump, ...] = ()
    evidence: tuple[int, ...] = ()
    rating: Rating = Rating.model_construct()  # not validated: that would build the validator at each start
    confirmed_at: datetime | None = None
    """When somebody last said, wrote or corrected it: so long is it known to be true."""


class Cause(Value):
    number: int
    why: str


class PainPoint(Value):
    """`votes` counts people; `set_aside` marks one that the team leaves alone on purpose."""

    number: int
    touchpoint: int
    what: str
    causes: tuple[Cause, ...] = ()
    severity: Grade | None = None
    frequency: Grade | None = None
    votes: int = 0
    set_aside: bool = False


class Task(Value):
    number: int
    what: str
    owner: Person | None = None
    due: Day | None = None
    state: State = State.OPEN
    done_on: Day | None = None
    progress: str = ""


class Action(Value):
    number: int
    goal: str
    pain_point: int | None = None
    owner: Person | None = None
    due: Day | None = None
    effort: Grade | None = None
    effect: Grade | None = None
    state: State = State.OPEN
    done_on: Day | None = None
    told_on: Day | None = None
    """When customers or colleagues were told what was done."""
    since: Day | None = None
    """The day it was added."""
    progress: str = ""
    tasks: tuple[Task, ...] = ()


class Reading(Value):
    on: Day
    value: float


class Measure(Value):
    """A metric of the journey, of one stage or of one touchpoint, with its values over time (oldest first)."""

    number: int
    name: str
    unit: str = ""
    target: float | None = None
    direction: Direction = Direction.UP
    touchpoint: int | None = None
    stage: str = ""
    values: tuple[Reading, ...] = ()

    @property
    def latest(self) -> Reading | None:
        return self.values[-1] if self.values else None

    @property
    def misses_target(self) -> bool:
        """Its latest value is on the wrong side of its target; one without either misses nothing."""
        if self.target is None or self.latest is None:
            return False
        if self.direction is Direction.DOWN:
            return self.latest.value > self.target
        return self.latest.value < self.target


class Participation(Value):
    """What one department has done so far: `people` took part, `raters` rated, `contributions` were kept."""

    department: str
    people: int = 0
    raters: int = 0
    contributions: int = 0


class Schedule(Value):
    """Reviews come every `every` `unit`s (day, week, month, quarter), counted from `start`, at `at` (HH:MM)
    in the journey's time zone."""

    every: int
    unit: str
    at: str = "09:30"
    start: Day | None = None
    next_at: datetime | None = None


class Review(Value):
    """Open from `held_at` until `closed_at`; `state` is open or closed."""

    number: int
    held_at: datetime
    outcome: str = ""
    state: str = "closed"
    closed_at: datetime | None = None


class JourneyMap(Value):
    """The whole of one journey. Touchpoints stand in the map's order; numbers are given once per kind."""

    id: str
    name: str
    step: Step = Step.GOAL
    perspective: Perspective = Perspective.AS_IS
    language: str = "en"
    timezone: str = "Europe/Amsterdam"
    workspace: str = ""
    channel: str = ""
    closed: bool = False
    created_at: datetime | None = None
    goal: str = ""
    measure: str = ""
    trigger: str = ""
    scope_from: str = ""
    scope_to: str = ""
    expectation: str = ""
    facilitators: tuple[Person, ...] = ()
    personas: tuple[Persona, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    stages: tuple[str, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    pain_points: tuple[PainPoint, ...] = ()
    actions: tuple[Action, ...] = ()
    measures: tuple[Measure, ...] = ()
    participation: tuple[Participation, ...] = ()
    schedule: Schedule | None = None
    reviews: tuple[Review, ...] = ()
    people: tuple[PersonName, ...] = ()
    accent: Color = ""

    def touchpoint(self, number: int | None) -> Touchpoint | None:
        return next((t for t in self.touchpoints if t.number == number), None)

    def touchpoints_of(self, stage: str) -> tuple[Touchpoint, ...]:
        return tuple(t for t in self.touchpoints if t.stage == stage)

    def pain_point(self, number: int | None) -> PainPoint | None:
        return next((p for p in self.pain_points if p.number == number), None)

    def pain_points_at(self, touchpoint: int) -> tuple[PainPoint, ...]:
        return tuple(p for p in self.pain_points if p.touchpoint == touchpoint)

    def action(self, number: int | None) -> Action | None:
        return next((a for a in self.actions if a.number == number), None)

    def actions_for(self, pain_point: int) -> tuple[Action, ...]:
        return tuple(a for a in self.actions if a.pain_point == pain_point)

    @property
    def open_review(self) -> Review | None:
        return next((r for r in reversed(self.reviews) if r.state == "open"), None)

    def name_of(self, person: Person | None) -> str:
        """The person's name where it is known, else the id; empty for nobody."""
        if person is None:
            return ""
        return next((p.name for p in self.people if p.id == person), person)
