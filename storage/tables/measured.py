"""Whether it gets better: measures and their values, who may feed them, reviews and snapshots."""

# Annotations are real ones here: SQLAlchemy evaluates those of a shared base once per table, 10 ms of each start.

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.basis import CLUSTERED, UTC, Hideable, Numbered, OfJourney, refers, table_of


class MeasureRow(Numbered, table=True):
    __tablename__ = "measures"
    __table_args__ = (refers("touchpoint", "touchpoints"), refers("stage", "stages"), CLUSTERED)
    name: str
    unit: str = ""
    target: float | None = None
    direction: str = "up"
    touchpoint: int | None = None
    stage: int | None = None


class ReadingRow(OfJourney, Hideable, table=True):
    """A measure's value on a day."""

    __tablename__ = "readings"
    __table_args__ = (refers("measure", "measures"), CLUSTERED)
    measure: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    on: dt.date = Field(primary_key=True)
    value: float


class TokenRow(OfJourney, table=True):
    """Lets another program feed values into one journey. Of the token itself only a keyed hash is kept."""

    __tablename__ = "tokens"
    __table_args__ = (Index("ux_tokens_hash", "hash", unique=True), CLUSTERED)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    hash: str
    author: str
    created_at: dt.datetime = Field(sa_type=UTC)
    revoked_at: dt.datetime | None = Field(default=None, sa_type=UTC)
    used_at: dt.datetime | None = Field(default=None, sa_type=UTC)


class AnsweredRow(OfJourney, table=True):
    """What was answered to a program's request that bore an Idempotency-Key, to be answered again."""

    __tablename__ = "answered"
    __table_args__ = (CLUSTERED,)
    token: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: str = Field(primary_key=True)
    body: str
    """A hash of what was asked."""
    answer: str
    at: dt.datetime = Field(sa_type=UTC)


class ReviewRow(OfJourney, table=True):
    __tablename__ = "reviews"
    __table_args__ = (CLUSTERED,)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    held_at: dt.datetime = Field(sa_type=UTC)
    outcome: str = ""
    author: str = ""
    state: str = "closed"
    closed_at: dt.datetime | None = Field(default=None, sa_type=UTC)


class SnapshotRow(OfJourney, table=True):
    """The map as it was at some moment: a JourneyMap's JSON. `review` is the review that it was kept for."""

    __tablename__ = "snapshots"
    __table_args__ = (refers("review", "reviews"),)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = ""
    kind: str
    taken_at: dt.datetime = Field(sa_type=UTC)
    author: str = ""
    review: int | None = None
    map: str


measures = table_of(MeasureRow)
readings = table_of(ReadingRow)
tokens = table_of(TokenRow)
answered = table_of(AnsweredRow)
reviews = table_of(ReviewRow)
snapshots = table_of(SnapshotRow)
