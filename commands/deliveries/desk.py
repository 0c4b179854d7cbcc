"""What a delivery works with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Protocol

from slack_sdk import WebClient

from journey.model import JourneyMap, Person
from journey.words import Voice, voice
from storage.store import Store
from storage.values import Letter, SentMessage


class Draw(Protocol):
    """Gives the encoded picture."""

    def __call__(
        self,
        journey: JourneyMap,
        picture: str,
        form: str,
        language: str,
        theme: str,
        *,
        others: Sequence[JourneyMap],
        today: date | None,
        paper: str = "A3",
    ) -> bytes: ...


PICTURE_REST = 120.0


class Later(Exception):
    """This cannot be told yet; it can be tried again in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"in {seconds:.1f} s")
        self.seconds = seconds


@dataclass(frozen=True)
class Desk:
    """`spoken` is the command as this installation types it; `picture_rest` is how many seconds at least lie between
    two drawings of the picture on a journey's card."""

    store: Store
    slack: WebClient
    draw: Draw
    now: datetime
    turn: Lock
    """Held while a whole journey is read, which is work for a processor: one at a time leaves room for answers."""
    spoken: str = "/journey"
    picture_rest: float = PICTURE_REST

    def journey(self, letter: Letter) -> JourneyMap | None:
        with self.turn:
            return self.store.load_map(str(letter.payload["journey"]), letter.workspace)

    def voice_of(self, workspace: str, person: Person, otherwise: str = "en") -> Voice:
        known = self.store.people(workspace, [person]).get(person)
        return voice(known.locale if known and known.locale else otherwise)


@dataclass(frozen=True)
class Delivered:
    """A message that lives on: which journey's, in which slot."""

    journey: str
    slot: str
    message: SentMessage


Delivery = Callable[[Desk, Letter], Delivered | None]
