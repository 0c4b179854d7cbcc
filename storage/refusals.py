"""What can go wrong in the Store: what a person can put right (a StoreRefusal), and a database out of reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from journey.model import Person, Step
from storage.values import Kind


class StoreRefusal(Exception):
    """Base of what a person can put right; nothing was changed."""


@dataclass
class NoSuchItem(StoreRefusal):
    kind: Kind
    number: int
    known: tuple[int, ...] = ()
    """Some numbers that do exist (at most ten)."""


@dataclass
class NoSuchStage(StoreRefusal):
    name: str
    known: tuple[str, ...]


@dataclass
class NotYours(StoreRefusal):
    kind: Kind
    number: int
    author: Person
    facilitators: tuple[Person, ...]


@dataclass
class ChangedMeanwhile(StoreRefusal):
    """Somebody else edited the item since it was read; `current` is what it holds now."""

    kind: Kind
    number: int
    by: Person
    current: Mapping[str, Any]


@dataclass
class StepMoved(StoreRefusal):
    """Another facilitator was faster."""

    current: Step


@dataclass
class StageInUse(StoreRefusal):
    name: str
    touchpoints: tuple[int, ...]


@dataclass
class NoVotesLeft(StoreRefusal):
    allowed: int
    given_to: tuple[int, ...]


@dataclass
class NameTaken(StoreRefusal):
    """A snapshot of this name was kept before."""

    name: str
    number: int


@dataclass
class TooMany(StoreRefusal):
    """A journey holds at most `most` of this kind (measure, token or named snapshot)."""

    kind: str
    most: int


@dataclass
class NoSuchToken(StoreRefusal):
    number: int
    known: tuple[int, ...] = ()


@dataclass
class KeyUsedOtherwise(StoreRefusal):
    """The same idempotency key came before with something else."""


@dataclass
class NothingToUndo(StoreRefusal):
    pass


@dataclass
class JourneyClosed(StoreRefusal):
    name: str


@dataclass
class ReviewIsOpen(StoreRefusal):
    number: int


@dataclass
class NoReview(StoreRefusal):
    """Nothing to close, and nothing to write an outcome at."""


class StorageUnavailable(Exception):
    """The database cannot serve now; `reason` is locked, full, gone or failed, and nothing was kept; or unsure, and
    nobody knows whether it was."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
