"""Who took part and what was said: the log of contributions, the outbox, and what stands in Slack."""

# Annotations are real ones here: SQLAlchemy evaluates those of a shared base once per table, 10 ms of each start.

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer
from sqlmodel import Field

from storage.tables.basis import CLUSTERED, UTC, Kept, OfJourney, table_of


class ParticipantRow(OfJourney, table=True):
    """`facilitator` is 0, or the place among the facilitators (1: who started). `rated` says no more than that."""

    __tablename__ = "participants"
    __table_args__ = (Index("ix_participants_person", "workspace", "person"), CLUSTERED)
    person: str = Field(primary_key=True)
    department: str = ""
    facilitator: int = 0
    rated: bool = False
    contributions: int = 0


class CounterRow(OfJourney, table=True):
    """The last number given, per kind; numbers are never given again."""

    __tablename__ = "counters"
    __table_args__ = (CLUSTERED,)
    kind: str = Field(primary_key=True)
    last: int


class ContributionRow(Kept, table=True):
    """The log. `who` is a person, or the rater's key where `anonymous`; `changes` is told in `log.py`. Anonymous
    entries have a random negative id, so that it does not tell what they came with, and their place sealed."""

    __tablename__ = "contributions"
    __table_args__ = (
        Index("ux_contributions_request", "workspace", "request", "what", "journey_id", unique=True),
        Index("ix_contributions_journey", "journey_id", "id"),
        Index("ix_contributions_who", "journey_id", "who", "id"),
    )
    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    workspace: str
    journey_id: str = Field(foreign_key="journeys.id")
    who: str
    anonymous: bool = False
    request: str
    at: dt.datetime = Field(sa_type=UTC)
    what: str
    changes: list[Any] = Field(default_factory=list, sa_type=JSON)
    undone: bool = False
    sealed: str = ""


class OutboxRow(Kept, table=True):
    """What Slack is still to be told. `state` is pending, or dead for what can never be sent (then without key)."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ux_outbox_key", "workspace", "key", unique=True),
        Index("ix_outbox_due", "state", "due_at"),
        Index("ix_outbox_lane", "workspace", "lane", "state", "id"),
        {"sqlite_autoincrement": True},  # the order in a lane is the order of ids: none is given twice
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str
    lane: str
    kind: str
    key: str | None = None
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    revision: int = 1
    attempts: int = 0
    created_at: dt.datetime = Field(sa_type=UTC)
    due_at: dt.datetime = Field(sa_type=UTC)
    leased_by: str = ""
    leased_until: dt.datetime | None = Field(default=None, sa_type=UTC)
    state: str = "pending"
    error: str = ""


class MessageRow(OfJourney, table=True):
    """A message of ours that is updated in place."""

    __tablename__ = "messages"
    __table_args__ = (CLUSTERED,)
    slot: str = Field(primary_key=True)
    channel: str
    ts: str
    fingerprint: str = ""


class PictureRow(OfJourney, table=True):
    """What was drawn last: `drawn` is the journey as it was shown, `file` the newest upload, `shown_file` the one that
    the card shows."""

    __tablename__ = "pictures"
    __table_args__ = (CLUSTERED,)
    slot: str = Field(primary_key=True)
    begun_at: dt.datetime | None = Field(default=None, sa_type=UTC)
    fingerprint: str = ""
    drawn: str = ""
    file: str = ""
    alt: str = ""
    shown_file: str = ""
    shown_alt: str = ""


participants = table_of(ParticipantRow)
counters = table_of(CounterRow)
contributions = table_of(ContributionRow)
outbox = table_of(OutboxRow)
messages = table_of(MessageRow)
pictures = table_of(PictureRow)
