from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from storage.refusals import ChangedMeanwhile, NothingToUndo
from storage.store import Store
from storage.values import (
    NEW,
    Add,
    Change,
    Edit,
    JourneyHead,
    JumpTo,
    Kind,
    Measured,
    Place,
    Rate,
    Remove,
    RenameStage,
    Stages,
    Vote,
)
from tests.storage.saying import ANA, BEN, CAS, WORKSPACE, does, map_of, pain, touchpoint, visit

EVERY_CHANGE: list[tuple[str, list[Change]]] = [
    ("add", [touchpoint(stage="Use"), Add(Kind.NEED, {"touchpoint": NEW, "text": "Speed"})]),
    ("edit", [Edit(Kind.TOUCHPOINT, 1, {"what": "X", "stage": "Use", "departments": ["Sales"]})]),
    ("edit a date", [Edit(Kind.ACTION, 1, {"due": date(2027, 3, 1), "state": "done"})]),
    ("edit the goal", [Edit(Kind.JOURNEY, 0, {"goal": "Fewer who leave", "name": "Y"})]),
    ("remove", [Remove(Kind.TOUCHPOINT, 1)]),
    ("rate first", [Rate(2, 1, "glad")]),
    ("rate again", [Rate(1, 2, "happy", importance=1)]),
    ("vote", [Vote(2)]),
    ("take a vote back", [Vote(1)]),
    ("measure", [Measured("CSAT", 4, date(2027, 1, 1))]),
    ("measure again", [Measured("NPS", 40, date(2027, 1, 1), target=50)]),
    ("stages", [Stages(("Buy", "use", "Trial"))]),
    ("rename", [RenameStage("Trial", "First weeks")]),
    ("jump", [JumpTo(1, 2, "skip")]),
    ("no jump", [JumpTo(2, 1, "back", removed=True)]),
    ("place", [Place(1, 2)]),
    ("add and rate", [touchpoint(), Rate(NEW, 2), Place(NEW, 1)]),
]


@pytest.mark.parametrize("changes", [changes for _, changes in EVERY_CHANGE], ids=[name for name, _ in EVERY_CHANGE])
def test_undoing_any_change_brings_the_map_back(store: Store, journey: JourneyHead, changes: list[Change]) -> None:
    does(store, journey, touchpoint(stage="Trial"), touchpoint(stage="Trial"), Rate(1, -1), JumpTo(2, 1, "back"))
    does(store, journey, pain(1), pain(1), Vote(1), Measured("NPS", 20, date(2027, 1, 1)))
    does(store, journey, Add(Kind.ACTION, {"goal": "Faster", "owner": BEN, "due": date(2027, 2, 1)}))
    before = map_of(store, journey)
    does(store, journey, *changes)
    assert map_of(store, journey) != before
    store.undo(visit(), journey.id)
    assert map_of(store, journey) == before


def test_undo_goes_back_one_by_one_and_then_says_that_there_is_nothing(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint("First"))
    does(store, journey, Edit(Kind.TOUCHPOINT, 1, {"what": "Second"}))
    does(store, journey, Rate(1, 1))
    assert store.undo(visit(), journey.id).first.kind is Kind.TOUCHPOINT
    assert store.undo(visit(), journey.id).first.values["what"] == "First"
    assert store.undo(visit(), journey.id).first.values["removed"]
    with pytest.raises(NothingToUndo):
        store.undo(visit(), journey.id)


def test_one_undoes_ones_own_only(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(), Rate(NEW, 2))
    with pytest.raises(NothingToUndo):
        store.undo(visit(BEN), journey.id)


def test_the_same_undo_delivered_twice_takes_back_once(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint("First"))
    does(store, journey, Rate(1, 2))
    kept = [store.undo(visit(request="r"), journey.id) for _ in range(2)]
    assert [each.again for each in kept] == [False, True]
    assert kept[0].items == kept[1].items
    assert map_of(store, journey).touchpoints[0].what == "First"


@pytest.mark.parametrize("other", [{"what": "Mine"}, {"what": "First"}])
def test_what_somebody_else_changed_since_is_not_undone(
    store: Store, journey: JourneyHead, other: dict[str, Any]
) -> None:
    does(store, journey, touchpoint("First"), person=BEN)
    does(store, journey, Edit(Kind.TOUCHPOINT, 1, {"what": "Second"}), person=BEN)
    does(store, journey, Edit(Kind.TOUCHPOINT, 1, other), person=ANA)
    with pytest.raises(ChangedMeanwhile) as refused:
        store.undo(visit(BEN), journey.id)
    assert (refused.value.by, refused.value.number) == (ANA, 1)
    assert map_of(store, journey).touchpoints[0].what == other["what"]


def test_undoing_all_ratings_takes_the_mark_of_having_rated_back(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    store.contribute(visit(CAS), journey.id, [Rate(1, 2)], department="Sales")
    store.undo(visit(CAS), journey.id)
    (sales,) = [part for part in map_of(store, journey).participation if part.department == "Sales"]
    assert (sales.people, sales.raters, sales.contributions) == (1, 0, 0)
    does(store, journey, Rate(1, 1), person=CAS)
    assert map_of(store, journey).touchpoints[0].rating.count == 1


def test_history_leaves_out_what_was_undone(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint("First"))
    does(store, journey, touchpoint("Second"))
    store.undo(visit(), journey.id)
    told = [(entry.what, entry.text) for entry in store.history(journey.id, WORKSPACE)]
    assert told == [("add", "First"), ("start", "")]
