"""What goes into the Store and what comes out: frozen values, never live rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from journey.model import Person, Perspective, Schedule, Step
from journey.nudging import NudgeTimes

if TYPE_CHECKING:
    from storage.refusals import StoreRefusal  # which are about these values


class Kind(StrEnum):
    """What can be added, edited and removed by number within a journey."""

    PERSONA = "persona"
    EVIDENCE = "evidence"
    TOUCHPOINT = "touchpoint"
    NEED = "need"
    PAIN_POINT = "pain_point"
    CAUSE = "cause"
    ACTION = "action"
    TASK = "task"
    MEASURE = "measure"
    JOURNEY = "journey"
    """The journey's own fields (goal, measure, …); it has no number of its own: 0."""


class Visit(NamedTuple):
    """Who asks for a change, where, when, and by which request of Slack's (empty: not from Slack)."""

    workspace: str
    channel: str
    person: Person
    now: datetime
    request: str = ""


class KnownPerson(NamedTuple):
    """What Slack told us of a person. `learned_at` is None for somebody not looked up yet."""

    id: Person
    name: str = ""
    locale: str = ""
    timezone: str = ""
    active: bool = True
    guest: bool = False
    bot: bool = False
    learned_at: datetime | None = None


class JourneyHead(NamedTuple):
    """The journey's own row: enough to answer most commands."""

    id: str
    workspace: str
    channel: str
    name: str
    step: Step
    perspective: Perspective
    language: str
    timezone: str
    closed: bool
    current: bool
    goal: str = ""
    schedule: Schedule | None = None
    set_up_by: Person = ""
    """Who set up the schedule of reviews."""
    author: Person = ""
    """Who started the journey."""


class Standing(NamedTuple):
    """Where a person stands in a channel: its current journey and their part in it."""

    journey: JourneyHead | None
    person: KnownPerson
    facilitator: bool = False
    department: str = ""
    channel_joined: bool | None = None
    """Whether the bot is in this channel; None where nobody has told us yet."""


# --- what can be asked -------------------------------------------------------------------------------------


class Add(NamedTuple):
    """A new item; `values` by column name. A need, cause or task names its parent there
    (`touchpoint`, `pain_point`, `action`: numbers)."""

    kind: Kind
    values: Mapping[str, Any]


class Edit(NamedTuple):
    """New values for some columns. With `version`, refused (ChangedMeanwhile) unless it is still the one kept.

    `free` lifts the rule that only the author and facilitators may edit (a state anybody may set, say).
    """

    kind: Kind
    number: int
    values: Mapping[str, Any]
    version: int | None = None
    free: bool = False


class Remove(NamedTuple):
    kind: Kind
    number: int


class Rate(NamedTuple):
    """One person's feeling of the customer at a touchpoint; None leaves what that person gave before."""

    touchpoint: int
    score: int | None = None
    word: str = ""
    why: str = ""
    importance: int | None = None


class Vote(NamedTuple):
    """A vote for a pain point; given again it is taken back."""

    pain_point: int


class Measured(NamedTuple):
    """A value of the measure called `name`, which is made when there is none yet (compared caselessly)."""

    name: str
    value: float
    on: date
    unit: str | None = None
    target: float | None = None
    touchpoint: int | None = None
    stage: str | None = None
    direction: str | None = None
    """up or down: which way it gets better."""


class Stages(NamedTuple):
    """The stages from now on, in order. One that keeps its name keeps its touchpoints."""

    names: tuple[str, ...]


class RenameStage(NamedTuple):
    """The stage `old` (compared caselessly) is called `new` from now on, and keeps its touchpoints."""

    old: str
    new: str


class JumpTo(NamedTuple):
    """The customer jumps from one touchpoint to another; kind is back or skip. `removed`: no longer."""

    touchpoint: int
    to: int
    kind: str
    removed: bool = False


class Place(NamedTuple):
    """Moves a touchpoint in the map's order: right after touchpoint `after` (0: to the very front)."""

    touchpoint: int
    after: int


Change = Add | Edit | Remove | Rate | Vote | Measured | Stages | RenameStage | JumpTo | Place

NEW = 0
"""As a touchpoint's, pain point's or action's number in a Change: the one added earlier in the same contribution."""


@dataclass(frozen=True)
class Post:
    """Something to tell Slack, kept in the outbox in the transaction that made it necessary.

    Posts of one `lane` (a Slack channel) go out in order. A Post with a `key` replaces an unsent one of
    the same key. `wait` is how many seconds it may rest first, so that several changes become one message.
    """

    kind: str
    lane: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    wait: float = 0.0


# --- what comes back ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KeptItem:
    """An item that a contribution touched, with its values after it (by column name, plus `number`)."""

    kind: Kind | None
    number: int
    values: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)
    along: Mapping[str, int] = field(default_factory=dict)
    """For a removal: how many items of which kind went with it."""


class Kept(NamedTuple):
    """What a contribution did, one KeptItem per Change and in their order; `again` when Slack or the person
    sent the same request before, and nothing was done this time."""

    items: tuple[KeptItem, ...]
    again: bool = False

    @property
    def first(self) -> KeptItem:
        return self.items[0]


class Item(NamedTuple):
    """One item as it is kept, for a modal that edits it."""

    kind: Kind
    number: int
    version: int
    author: Person
    values: Mapping[str, Any]


class Entry(NamedTuple):
    """One line of a journey's history. Anonymous contributions (ratings, votes) have neither person nor time."""

    at: datetime | None
    person: Person | None
    what: str
    """The verb: add, edit, remove, rate, vote, measure, stages, rename, jump, place, undo; or start, open, close,
    step, department, facilitators, schedule, review, snapshot, values (many at once), token, revoke."""
    kind: Kind | None
    number: int
    text: str = ""
    """The item's own words, shortened by nobody."""


class SnapshotKind(StrEnum):
    """What a snapshot was kept for."""

    REVIEW = "review"
    CLOSING = "closing"
    NAMED = "named"


class Snapshot(NamedTuple):
    """A map that was kept, without the map. Only a named one has a name; `review` is the review's number."""

    number: int
    name: str
    kind: SnapshotKind
    taken_at: datetime
    author: Person
    review: int | None = None


class Owed(NamedTuple):
    """An action or task that somebody answers for; `owner` is empty where nobody does (any more)."""

    workspace: str
    journey_id: str
    journey_name: str
    channel: str
    language: str
    kind: Kind
    number: int
    text: str
    due: date | None
    owner: Person
    timezone: str
    """The owner's zone where known, else the journey's."""
    set_up_by: Person = ""
    pain_point: str = ""
    cause: str = ""
    nudges: int = 0
    """How often its owner was reminded of it since they last answered."""
    touchpoint: str = ""
    journey_goal: str = ""
    of_action: str = ""
    """For a task: the goal of its action."""
    progress: str = ""
    state: str = "open"
    nudge_at: datetime | None = None

    @property
    def name(self) -> ItemName:
        return self.journey_id, self.kind, self.number


ItemName = tuple[str, Kind, int]
"""A journey's id, a kind and a number: one item of a workspace."""


class Why(StrEnum):
    """Why an item comes to a person."""

    OWN = "own"
    NOBODY = "nobody"
    """It has no owner, and they facilitate."""
    GONE = "gone"
    """Its owner has left, or cannot be written to."""
    UNANSWERED = "unanswered"
    """Its owner has not answered for long."""


class DueItem(NamedTuple):
    owed: Owed
    why: Why = Why.OWN


class Digest(NamedTuple):
    """Everything that one person is to be reminded of now. `person` is empty where nobody is left to tell."""

    workspace: str
    person: Person
    timezone: str
    times: NudgeTimes
    items: tuple[DueItem, ...]


class DigestPlan(NamedTuple):
    """What becomes of a Digest: what is posted; for each item in order when it is due next (None: no more) and
    whether its owner was reminded; `told_on`, the person's day, when they were."""

    posts: Sequence[Post]
    following: Sequence[tuple[datetime | None, bool]]
    told_on: date | None = None


class Letter(NamedTuple):
    """A claimed row of the outbox."""

    id: int
    workspace: str
    kind: str
    lane: str
    key: str
    payload: Mapping[str, Any]
    revision: int
    attempts: int
    created_at: datetime


@dataclass(frozen=True)
class Backlog:
    """How the outbox stands: `oldest` is the age in seconds of the oldest waiting letter."""

    waiting: int
    oldest: float
    set_aside: int
    reasons: Mapping[str, int] = field(default_factory=dict)


class SentMessage(NamedTuple):
    """A message of ours that lives on and is updated in place (the card)."""

    channel: str
    ts: str
    fingerprint: str = ""


class DrawnPicture(NamedTuple):
    """What was drawn last of a journey. `drawn` is the journey as the picture showed it, as JSON; `file` is the newest
    upload (empty when there is none that can be shown), `shown_file` the one that the card shows now."""

    fingerprint: str = ""
    drawn: str = ""
    file: str = ""
    alt: str = ""
    begun_at: datetime | None = None
    shown_file: str = ""
    shown_alt: str = ""


class ValueKept(NamedTuple):
    """What became of one value: `outcome` is new, changed or same. `refused` says why it was not kept."""

    number: int = 0
    outcome: str = ""
    refused: StoreRefusal | None = None


class Token(NamedTuple):
    """Lets another program feed values into one journey, until it is revoked. The secret itself is kept nowhere."""

    journey_id: str
    workspace: str
    number: int
    name: str
    author: Person
    created_at: datetime
    used_at: datetime | None = None


class LeftBehind(NamedTuple):
    """What somebody who was forgotten leaves in one journey: `owned` is nobody's now, `gone` items were deleted, `kept`
    ones stay without their name. `facilitators` are those that there are still."""

    journey: JourneyHead
    owned: tuple[tuple[Kind, int], ...]
    facilitators: tuple[Person, ...]
    gone: int
    kept: int


class Forgotten(NamedTuple):
    journeys: tuple[LeftBehind, ...]

    @property
    def gone(self) -> int:
        return sum(each.gone for each in self.journeys)

    @property
    def kept(self) -> int:
        return sum(each.kept for each in self.journeys)


class Purged(NamedTuple):
    """Journeys and removed items that are no more."""

    journeys: tuple[JourneyHead, ...]
    items: int
