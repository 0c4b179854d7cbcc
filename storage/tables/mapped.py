"""What a map shows: the journey itself, its stages, personas, evidence, touchpoints, needs, jumps and ratings."""

# Annotations are real ones here: SQLAlchemy evaluates those of a shared base once per table, 10 ms of each start.

import datetime as dt

from sqlalchemy import JSON, Index, text
from sqlmodel import Field

from storage.tables.basis import CLUSTERED, UTC, Hideable, Kept, Numbered, OfJourney, refers, table_of


class JourneyRow(Kept, table=True):
    __tablename__ = "journeys"
    __table_args__ = (
        Index("ix_journeys_channel", "workspace", "channel"),
        Index(
            "ux_journeys_current",
            "workspace",
            "channel",
            unique=True,
            sqlite_where=text(
                "current"
            ),  # on PostgreSQL as well: the migration says it; here it would load that dialect
        ),
        Index("ix_journeys_review", "closed", "next_review_at"),
    )
    id: str = Field(primary_key=True)
    workspace: str
    channel: str
    name: str
    step: str
    perspective: str
    language: str
    timezone: str
    closed: bool = False
    current: bool = False
    goal: str = ""
    measure: str = ""
    trigger: str = ""
    scope_from: str = ""
    scope_to: str = ""
    expectation: str = ""
    review_every: int | None = None
    review_unit: str = ""
    review_at: str = ""
    review_start: dt.date | None = None
    next_review_at: dt.datetime | None = Field(default=None, sa_type=UTC)
    asked_to_leave: str = ""
    set_up_by: str = ""
    author: str
    changed_by: str
    created_at: dt.datetime | None = Field(default=None, sa_type=UTC)
    version: int = 1


class StageRow(Numbered, table=True):
    __tablename__ = "stages"
    __table_args__ = (CLUSTERED,)
    name: str
    position: float


class PersonaRow(Numbered, table=True):
    __tablename__ = "personas"
    __table_args__ = (CLUSTERED,)
    name: str
    about: str = ""
    wants: str = ""
    drives: str = ""


class EvidenceRow(Numbered, table=True):
    __tablename__ = "evidence"
    __table_args__ = (refers("touchpoint", "touchpoints"), CLUSTERED)
    finding: str
    kind: str = "other"
    source: str = ""
    date: dt.date | None = None
    touchpoint: int | None = None
    link: str = ""


class TouchpointRow(Numbered, table=True):
    """`position` orders the touchpoints of one stage; it starts as the number, so new ones come last."""

    __tablename__ = "touchpoints"
    __table_args__ = (refers("stage", "stages"), CLUSTERED)
    what: str
    stage: int | None = None
    position: float
    channel: str = ""
    online: bool | None = None
    ours: bool = True
    kind: str = "contact"
    when: str = ""
    activity: str = ""
    info: str = ""
    departments: list[str] = Field(default_factory=list, sa_type=JSON)
    owner: str | None = None
    key: bool = False
    confirmed_at: dt.datetime | None = Field(default=None, sa_type=UTC)
    confirmed_by: str = ""


class NeedRow(Numbered, table=True):
    __tablename__ = "needs"
    __table_args__ = (refers("touchpoint", "touchpoints"), Index("ix_needs_at", "journey_id", "touchpoint"), CLUSTERED)
    touchpoint: int
    text: str


class JumpRow(OfJourney, Hideable, table=True):
    __tablename__ = "jumps"
    __table_args__ = (refers("touchpoint", "touchpoints"), refers("to", "touchpoints"), CLUSTERED)
    touchpoint: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    to: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str = Field(primary_key=True)


class RatingRow(OfJourney, Hideable, table=True):
    """One person's feeling at one touchpoint; `rater` is a key that names nobody. `department` is the rater's then."""

    __tablename__ = "ratings"
    __table_args__ = (refers("touchpoint", "touchpoints"), CLUSTERED)
    touchpoint: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    rater: str = Field(primary_key=True)
    score: int | None = None
    word: str = ""
    why: str = ""
    importance: int | None = None
    department: str = ""


journeys = table_of(JourneyRow)
stages = table_of(StageRow)
personas = table_of(PersonaRow)
evidence = table_of(EvidenceRow)
touchpoints = table_of(TouchpointRow)
needs = table_of(NeedRow)
jumps = table_of(JumpRow)
ratings = table_of(RatingRow)
