"""The little language of these tests: who does what in which journey."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from journey.model import JourneyMap, Perspective
from storage.store import Store
from storage.values import Add, Change, JourneyHead, Kept, Kind, Post, Visit

SECRET = b"a secret of these tests"
NOW = datetime(2027, 1, 4, 9, 20, tzinfo=UTC)
WORKSPACE, CHANNEL = "T1", "C1"
ANA, BEN, CAS = "UANA", "UBEN", "UCAS"


def visit(person: str = ANA, request: str = "", *, now: datetime = NOW, workspace: str = WORKSPACE) -> Visit:
    return Visit(workspace, CHANNEL, person, now, request)


def started(store: Store, name: str = "Free trial", *, channel: str = CHANNEL, request: str = "") -> JourneyHead:
    return store.start_journey(
        Visit(WORKSPACE, channel, ANA, NOW, request),
        name=name,
        stages=["Awareness", "Trial", "Use"],
        language="en",
        timezone="Europe/Amsterdam",
        perspective=Perspective.AS_IS,
        posts=lambda head: [card(head)],
    )


def card(head: JourneyHead) -> Post:
    return Post("card", head.channel, {"journey": head.id}, key=f"card:{head.id}")


def touchpoint(what: str = "Reads the blog", **values: Any) -> Add:
    return Add(Kind.TOUCHPOINT, {"what": what, **values})


def pain(at: int, what: str = "Slow", **values: Any) -> Add:
    return Add(Kind.PAIN_POINT, {"touchpoint": at, "what": what, **values})


def does(store: Store, journey: JourneyHead, *changes: Change, person: str = ANA, posts: Sequence[Post] = ()) -> Kept:
    return store.contribute(visit(person), journey.id, changes, posts)


def map_of(store: Store, journey: JourneyHead) -> JourneyMap:
    found = store.load_map(journey.id, WORKSPACE)
    assert found is not None
    return found
