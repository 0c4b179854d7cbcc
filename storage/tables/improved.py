"""What is done about it: pain points with causes and votes, actions with tasks."""

# Annotations are real ones here: SQLAlchemy evaluates those of a shared base once per table, 10 ms of each start.

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.basis import CLUSTERED, UTC, Hideable, Numbered, OfJourney, refers, table_of


class PainPointRow(Numbered, table=True):
    __tablename__ = "pain_points"
    __table_args__ = (
        refers("touchpoint", "touchpoints"),
        Index("ix_pain_points_at", "journey_id", "touchpoint"),
        CLUSTERED,
    )
    touchpoint: int
    what: str
    severity: int | None = None
    frequency: int | None = None
    set_aside: bool = False


class CauseRow(Numbered, table=True):
    __tablename__ = "causes"
    __table_args__ = (
        refers("pain_point", "pain_points"),
        Index("ix_causes_of", "journey_id", "pain_point"),
        CLUSTERED,
    )
    pain_point: int
    why: str


class VoteRow(OfJourney, Hideable, table=True):
    """`voter` is a key that names nobody."""

    __tablename__ = "votes"
    __table_args__ = (refers("pain_point", "pain_points"), CLUSTERED)
    pain_point: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    voter: str = Field(primary_key=True)


class Owned(Numbered):
    owner: str | None = None
    due: dt.date | None = None
    state: str = "open"
    done_on: dt.date | None = None
    progress: str = ""
    nudge_at: dt.datetime | None = Field(default=None, sa_type=UTC)
    nudges: int = 0


class ActionRow(Owned, table=True):
    __tablename__ = "actions"
    __table_args__ = (
        refers("pain_point", "pain_points"),
        Index("ix_actions_owner", "workspace", "owner"),
        Index("ix_actions_nudge", "nudge_at"),
        CLUSTERED,
    )
    goal: str
    pain_point: int | None = None
    effort: int | None = None
    effect: int | None = None
    told_on: dt.date | None = None


class TaskRow(Owned, table=True):
    __tablename__ = "tasks"
    __table_args__ = (
        refers("action", "actions"),
        Index("ix_tasks_of", "journey_id", "action"),
        Index("ix_tasks_owner", "workspace", "owner"),
        Index("ix_tasks_nudge", "nudge_at"),
        CLUSTERED,
    )
    action: int
    what: str


pain_points = table_of(PainPointRow)
causes = table_of(CauseRow)
votes = table_of(VoteRow)
actions = table_of(ActionRow)
tasks = table_of(TaskRow)
