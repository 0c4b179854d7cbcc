"""What is kept, table by table, in the method's words.

Items of a journey are keyed by (journey_id, number), so a journey's rows lie together on disk and every
reference is checked by the schema. Nothing is ever deleted: `removed` hides a row, and whatever hangs on a
hidden row is hidden with it (a touchpoint's needs, ratings, jumps and pain points), so that taking the
removal back is one write. Ratings and votes bear a key instead of a person and no time.

To keep one more thing: a field here, a migration in `migrations/versions/`, its name in `shapes.py`.
"""

# Annotations are real ones here: SQLAlchemy evaluates those of a shared base once per table, 10 ms of each start.

import datetime as dt
from typing import Any, cast

from pydantic import ConfigDict
from sqlalchemy import JSON, BigInteger, Column, DateTime, Dialect, ForeignKeyConstraint, Index, Integer, Table, text
from sqlalchemy.ext.declarative import DeferredReflection
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class UTC(TypeDecorator[dt.datetime]):
    """Aware UTC datetimes in both databases; SQLite keeps them without the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} lacks a time zone")
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


CLUSTERED = {"sqlite_with_rowid": False}
"""SQLite keeps the rows in the order of the primary key: a journey is read from a few pages, and the order
in which ratings came in shows nowhere."""


def _refers(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["journey_id", column], [f"{table}.journey_id", f"{table}.number"])


class Kept(SQLModel, DeferredReflection):
    """Rows are read and written as columns: validators and mappers would be built at each start for nobody.
    `DeferredReflection` puts the mapper off until it is asked for, which it never is: 30 ms and 0.6 MB."""

    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]  # SQLModel has a type of its own


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


class OfJourney(Kept):
    journey_id: str = Field(primary_key=True, foreign_key="journeys.id")
    workspace: str


class Hideable(Kept):
    version: int = 1
    removed: bool = False


class Numbered(OfJourney, Hideable):
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    author: str
    changed_by: str
    created_at: dt.datetime = Field(sa_type=UTC)


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


class TouchpointRow(Numbered, table=True):
    """`position` orders the touchpoints of one stage; it starts as the number, so new ones come last."""

    __tablename__ = "touchpoints"
    __table_args__ = (_refers("stage", "stages"), CLUSTERED)
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


class EvidenceRow(Numbered, table=True):
    __tablename__ = "evidence"
    __table_args__ = (_refers("touchpoint", "touchpoints"), CLUSTERED)
    finding: str
    kind: str = "other"
    source: str = ""
    date: dt.date | None = None
    touchpoint: int | None = None
    link: str = ""


class NeedRow(Numbered, table=True):
    __tablename__ = "needs"
    __table_args__ = (_refers("touchpoint", "touchpoints"), Index("ix_needs_at", "journey_id", "touchpoint"), CLUSTERED)
    touchpoint: int
    text: str


class JumpRow(OfJourney, Hideable, table=True):
    __tablename__ = "jumps"
    __table_args__ = (_refers("touchpoint", "touchpoints"), _refers("to", "touchpoints"), CLUSTERED)
    touchpoint: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    to: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str = Field(primary_key=True)


class RatingRow(OfJourney, Hideable, table=True):
    """One person's feeling at one touchpoint; `rater` is a key that names nobody. `department` is the rater's then."""

    __tablename__ = "ratings"
    __table_args__ = (_refers("touchpoint", "touchpoints"), CLUSTERED)
    touchpoint: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    rater: str = Field(primary_key=True)
    score: int | None = None
    word: str = ""
    why: str = ""
    importance: int | None = None
    department: str = ""


class PainPointRow(Numbered, table=True):
    __tablename__ = "pain_points"
    __table_args__ = (
        _refers("touchpoint", "touchpoints"),
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
        _refers("pain_point", "pain_points"),
        Index("ix_causes_of", "journey_id", "pain_point"),
        CLUSTERED,
    )
    pain_point: int
    why: str


class VoteRow(OfJourney, Hideable, table=True):
    """`voter` is a key that names nobody."""

    __tablename__ = "votes"
    __table_args__ = (_refers("pain_point", "pain_points"), CLUSTERED)
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
        _refers("pain_point", "pain_points"),
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
        _refers("action", "actions"),
        Index("ix_tasks_of", "journey_id", "action"),
        Index("ix_tasks_owner", "workspace", "owner"),
        Index("ix_tasks_nudge", "nudge_at"),
        CLUSTERED,
    )
    action: int
    what: str


class MeasureRow(Numbered, table=True):
    __tablename__ = "measures"
    __table_args__ = (_refers("touchpoint", "touchpoints"), _refers("stage", "stages"), CLUSTERED)
    name: str
    unit: str = ""
    target: float | None = None
    direction: str = "up"
    touchpoint: int | None = None
    stage: int | None = None


class ReadingRow(OfJourney, Hideable, table=True):
    """A measure's value on a day."""

    __tablename__ = "readings"
    __table_args__ = (_refers("measure", "measures"), CLUSTERED)
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
    __table_args__ = (_refers("review", "reviews"),)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = ""
    kind: str
    taken_at: dt.datetime = Field(sa_type=UTC)
    author: str = ""
    review: int | None = None
    map: str


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


class PersonRow(Kept, table=True):
    """What Slack told us of a person."""

    __tablename__ = "people"
    __table_args__ = (CLUSTERED,)
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str = ""
    locale: str = ""
    timezone: str = ""
    active: bool = True
    guest: bool = False
    bot: bool = False
    learned_at: dt.datetime | None = Field(default=None, sa_type=UTC)


class NudgingRow(Kept, table=True):
    """When a person wants to be reminded: at an hour, on ISO weekdays ("12345"), or not at all. `told_on` is the
    last day, theirs, on which they were; until `unreachable_until` no direct message gets to them."""

    __tablename__ = "nudging"
    __table_args__ = (CLUSTERED,)
    workspace: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    at: str
    days: str
    off: bool = False
    told_on: dt.date | None = None
    unreachable_until: dt.datetime | None = Field(default=None, sa_type=UTC)


class ChannelRow(Kept, table=True):
    __tablename__ = "channels"
    __table_args__ = (CLUSTERED,)
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str = ""
    joined: bool = False
    private: bool = False


class WorkspaceRow(Kept, table=True):
    """What holds for all journeys of a workspace. `purged_at`: when it was last looked through for what is kept no
    longer."""

    __tablename__ = "workspaces"
    __table_args__ = (CLUSTERED,)
    workspace: str = Field(primary_key=True)
    accent: str = ""
    purged_at: dt.datetime | None = Field(default=None, sa_type=UTC)


class InstallationRow(Kept, table=True):
    """That Waymark is installed in a workspace, or in an organisation with several (then `workspace` is Slack's id of
    the organisation, and each of its workspaces that we met has a row without tokens that names it in `org`). Tokens
    are encrypted before they come here; after an uninstallation they are empty."""

    __tablename__ = "installations"
    __table_args__ = (
        Index("ix_installations_rotate", "rotate_at"),
        Index("ix_installations_uninstalled", "uninstalled_at"),
        Index("ix_installations_org", "org"),
        CLUSTERED,
    )
    workspace: str = Field(primary_key=True)
    org: str = ""
    name: str = ""
    org_wide: bool = False
    app: str = ""
    bot: str = ""
    bot_user: str = ""
    installer: str = ""
    scopes: str = ""
    token: str = ""
    refresh_token: str = ""
    expires_at: dt.datetime | None = Field(default=None, sa_type=UTC)
    rotate_at: dt.datetime | None = Field(default=None, sa_type=UTC)
    installed_at: dt.datetime = Field(sa_type=UTC)
    uninstalled_at: dt.datetime | None = Field(default=None, sa_type=UTC)


def _table(row: type[SQLModel]) -> Table:
    return cast(Table, row.__table__)  # type: ignore[attr-defined]  # SQLModel does not declare it


journeys = _table(JourneyRow)
stages = _table(StageRow)
personas = _table(PersonaRow)
touchpoints = _table(TouchpointRow)
evidence = _table(EvidenceRow)
needs = _table(NeedRow)
jumps = _table(JumpRow)
ratings = _table(RatingRow)
pain_points = _table(PainPointRow)
causes = _table(CauseRow)
votes = _table(VoteRow)
actions = _table(ActionRow)
tasks = _table(TaskRow)
measures = _table(MeasureRow)
readings = _table(ReadingRow)
tokens = _table(TokenRow)
answered = _table(AnsweredRow)
reviews = _table(ReviewRow)
snapshots = _table(SnapshotRow)
participants = _table(ParticipantRow)
counters = _table(CounterRow)
contributions = _table(ContributionRow)
outbox = _table(OutboxRow)
messages = _table(MessageRow)
pictures = _table(PictureRow)
people = _table(PersonRow)
nudging = _table(NudgingRow)
channels = _table(ChannelRow)
workspaces = _table(WorkspaceRow)
installations = _table(InstallationRow)
metadata = SQLModel.metadata
