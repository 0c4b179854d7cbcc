from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from journey.model import Jump, JumpKind, State
from storage.refusals import ChangedMeanwhile, NoSuchItem, NoSuchStage, NotYours, NoVotesLeft, StageInUse
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
    Post,
    Remove,
    RenameStage,
    Stages,
    Vote,
)
from tests.storage.saying import ANA, BEN, CAS, WORKSPACE, does, map_of, pain, started, touchpoint, visit


def test_all_changes_are_kept_together_and_refer_to_each_other(store: Store, journey: JourneyHead) -> None:
    kept = does(
        store,
        journey,
        touchpoint(stage="trial", departments=("Sales",)),
        Add(Kind.NEED, {"touchpoint": NEW, "text": "Speed"}),
        pain(NEW, severity=4),
        Add(Kind.CAUSE, {"pain_point": NEW, "why": "Outdated"}),
        Add(Kind.ACTION, {"goal": "Load in 1 s", "pain_point": NEW}),
        Add(Kind.TASK, {"action": NEW, "what": "Call the builder", "due": date(2027, 2, 1)}),
    )
    assert [(item.kind, item.number) for item in kept.items] == [
        (kind, 1) for kind in (Kind.TOUCHPOINT, Kind.NEED, Kind.PAIN_POINT, Kind.CAUSE, Kind.ACTION, Kind.TASK)
    ]
    assert kept.first.values["stage"] == "Trial"
    now = map_of(store, journey)
    assert now.touchpoints[0].needs[0].text == "Speed"
    assert now.pain_points[0].causes[0].why == "Outdated"
    assert now.actions[0].tasks[0].due == date(2027, 2, 1)
    assert now.actions[0].pain_point == 1


def test_nothing_is_kept_when_one_change_is_refused(store: Store, journey: JourneyHead) -> None:
    with pytest.raises(NoSuchItem):
        does(store, journey, touchpoint(), pain(7))
    assert map_of(store, journey).touchpoints == ()
    assert does(store, journey, touchpoint()).first.number == 1


def test_the_same_request_twice_is_kept_once_and_answered_alike(store: Store, journey: JourneyHead) -> None:
    changes: list[Change] = [
        touchpoint(stage="Trial"),
        Measured("NPS", 20, date(2027, 1, 1)),
        Stages(("Awareness", "Trial")),
    ]
    first = store.contribute(visit(request="r1"), journey.id, changes)
    second = store.contribute(visit(request="r1"), journey.id, changes)
    assert (first.again, second.again, second.items) == (False, True, first.items)
    assert len(map_of(store, journey).touchpoints) == 1


def test_eight_people_at_once_lose_nothing_and_no_number_is_given_twice(store: Store, journey: JourneyHead) -> None:
    def contribute(person: int) -> list[int]:
        return [does(store, journey, touchpoint(f"{person}"), person=f"U{person}").first.number for _ in range(12)]

    with ThreadPoolExecutor(8) as pool:
        numbers = [number for some in pool.map(contribute, range(8)) for number in some]
    assert sorted(numbers) == list(range(1, 97))
    now = map_of(store, journey)
    assert sorted(t.number for t in now.touchpoints) == sorted(numbers)
    assert sum(part.contributions for part in now.participation) == 96


def test_one_request_delivered_by_eight_threads_at_once_is_kept_once(store: Store, journey: JourneyHead) -> None:
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda _: store.contribute(visit(request="r"), journey.id, [touchpoint()]), range(8)))
    assert sorted(each.again for each in kept) == [False] + [True] * 7
    assert len(map_of(store, journey).touchpoints) == 1


def test_an_unknown_number_is_answered_with_numbers_that_exist(store: Store, journey: JourneyHead) -> None:
    does(store, journey, *[touchpoint() for _ in range(12)])
    with pytest.raises(NoSuchItem) as refused:
        does(store, journey, pain(99))
    assert (refused.value.kind, refused.value.number) == (Kind.TOUCHPOINT, 99)
    assert refused.value.known == tuple(range(1, 11))


def test_an_unknown_stage_is_answered_with_those_there_are(store: Store, journey: JourneyHead) -> None:
    with pytest.raises(NoSuchStage) as refused:
        does(store, journey, touchpoint(stage="Divorce"))
    assert refused.value.known == ("Awareness", "Trial", "Use")


def test_authors_and_facilitators_edit_and_remove_others_are_told_who_can(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(), person=BEN)
    for change in (Edit(Kind.TOUCHPOINT, 1, {"what": "X"}), Remove(Kind.TOUCHPOINT, 1), Place(1, 0)):
        with pytest.raises(NotYours) as refused:
            does(store, journey, change, person=CAS)
        assert (refused.value.author, refused.value.facilitators) == (BEN, (ANA,))
    does(store, journey, Edit(Kind.TOUCHPOINT, 1, {"key": True}), person=BEN)
    does(store, journey, Edit(Kind.TOUCHPOINT, 1, {"channel": "website"}), person=ANA)
    does(store, journey, Edit(Kind.TOUCHPOINT, 1, {"info": "prices"}, free=True), person=CAS)
    now = map_of(store, journey).touchpoints[0]
    assert (now.key, now.channel, now.info) == (True, "website", "prices")


def test_the_later_of_two_who_edit_one_item_is_told_and_sees_what_it_holds(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(), person=BEN)
    version = store.item(journey.id, WORKSPACE, Kind.TOUCHPOINT, 1).version
    does(store, journey, Edit(Kind.TOUCHPOINT, 1, {"what": "Reads an article"}, version), person=BEN)
    with pytest.raises(ChangedMeanwhile) as refused:
        does(store, journey, Edit(Kind.TOUCHPOINT, 1, {"what": "Reads a book"}, version))
    assert (refused.value.by, refused.value.current["what"]) == (BEN, "Reads an article")
    assert map_of(store, journey).touchpoints[0].what == "Reads an article"


def test_an_edit_that_changes_nothing_is_no_error_and_no_contribution(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    kept = does(store, journey, Edit(Kind.TOUCHPOINT, 1, {"what": "Reads the blog"}))
    assert kept.first.before == {}
    assert len(store.history(journey.id, WORKSPACE)) == 2


def test_an_edit_tells_what_was_before(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(stage="Trial"))
    kept = does(store, journey, Edit(Kind.TOUCHPOINT, 1, {"stage": "Use", "what": "Reads"}))
    assert kept.first.before == {"stage": "Trial", "what": "Reads the blog"}
    assert (kept.first.values["stage"], kept.first.values["number"]) == ("Use", 1)


def test_anybody_sets_the_goal(store: Store, journey: JourneyHead) -> None:
    kept = does(store, journey, Edit(Kind.JOURNEY, 0, {"goal": "Fewer who leave", "measure": "NPS 35"}), person=CAS)
    assert kept.first.before == {"goal": "", "measure": ""}
    assert (map_of(store, journey).goal, map_of(store, journey).measure) == ("Fewer who leave", "NPS 35")


def test_a_removed_touchpoint_takes_what_hangs_on_it_along_and_brings_it_back(
    store: Store, journey: JourneyHead
) -> None:
    does(store, journey, touchpoint("First"), touchpoint("Second"))
    does(store, journey, Add(Kind.NEED, {"touchpoint": 1, "text": "Speed"}), JumpTo(2, 1, "back"), JumpTo(1, 2, "skip"))
    does(store, journey, pain(1), Vote(NEW), Add(Kind.ACTION, {"goal": "Faster", "pain_point": NEW}))
    does(store, journey, Add(Kind.EVIDENCE, {"finding": "Bounces", "touchpoint": 1}))
    before = map_of(store, journey)
    kept = does(store, journey, Remove(Kind.TOUCHPOINT, 1))
    assert kept.first.along == {"need": 1, "jump": 1, "pain_point": 1}
    without = map_of(store, journey)
    assert [t.number for t in without.touchpoints] == [2]
    assert (without.pain_points, without.touchpoints[0].jumps) == ((), ())
    assert (without.actions[0].pain_point, without.evidence[0].touchpoint) == (None, None)
    with pytest.raises(NoSuchItem):
        does(store, journey, Edit(Kind.NEED, 1, {"text": "X"}))
    with pytest.raises(NoSuchItem):
        does(store, journey, Vote(1))
    store.undo(visit(), journey.id)
    assert map_of(store, journey).model_copy(update={"participation": ()}) == before.model_copy(
        update={"participation": ()}
    )


def test_a_number_is_never_given_again(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    does(store, journey, Remove(Kind.TOUCHPOINT, 1))
    assert does(store, journey, touchpoint()).first.number == 2


def test_done_is_dated_and_not_nudged_about_and_can_be_reopened(store: Store, journey: JourneyHead) -> None:
    does(store, journey, Add(Kind.ACTION, {"goal": "Faster", "owner": BEN, "due": date(2027, 1, 5)}))
    does(store, journey, Edit(Kind.ACTION, 1, {"state": State.DONE}, free=True), person=BEN)
    action = map_of(store, journey).actions[0]
    assert (action.state, action.done_on) == (State.DONE, date(2027, 1, 4))
    assert store.owed_by(WORKSPACE, BEN) == []
    does(store, journey, Edit(Kind.ACTION, 1, {"state": State.OPEN}))
    assert map_of(store, journey).actions[0].done_on is None
    assert [owed.text for owed in store.owed_by(WORKSPACE, BEN)] == ["Faster"]


def test_what_somebody_owes_says_why(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(), pain(NEW, "Slow"), Add(Kind.CAUSE, {"pain_point": NEW, "why": "Outdated"}))
    does(store, journey, Add(Kind.CAUSE, {"pain_point": 1, "why": "No budget"}))
    does(store, journey, Add(Kind.ACTION, {"goal": "Faster", "pain_point": 1}))
    does(store, journey, Add(Kind.TASK, {"action": 1, "what": "Call", "owner": BEN, "due": date(2027, 1, 5)}))
    (owed,) = store.owed_by(WORKSPACE, BEN)
    assert (owed.kind, owed.text, owed.pain_point, owed.cause) == (Kind.TASK, "Call", "Slow", "No budget")
    assert (owed.set_up_by, owed.timezone, owed.journey_name) == (ANA, "Europe/Amsterdam", "Free trial")
    does(store, journey, Remove(Kind.ACTION, 1))
    assert store.owed_by(WORKSPACE, BEN) == []


def test_a_person_has_a_few_votes_and_can_take_them_back(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(), *[pain(1) for _ in range(4)])
    does(store, journey, Vote(1), Vote(2), Vote(3), person=BEN)
    with pytest.raises(NoVotesLeft) as refused:
        does(store, journey, Vote(4), person=BEN)
    assert (refused.value.allowed, refused.value.given_to) == (3, (1, 2, 3))
    kept = does(store, journey, Vote(2), Vote(4), person=BEN)
    assert [item.values["voted"] for item in kept.items] == [False, True]
    assert store.my_votes(visit(BEN), journey.id) == (1, 3, 4)
    assert [p.votes for p in map_of(store, journey).pain_points] == [1, 0, 1, 1]


def test_a_measure_is_found_by_its_name_and_has_one_value_per_day(store: Store, journey: JourneyHead) -> None:
    does(store, journey, Measured("NPS", 20, date(2027, 1, 1), target=35))
    does(store, journey, Measured("nps ", 22, date(2027, 2, 1)))
    kept = does(store, journey, Measured("Nps", 24, date(2027, 2, 1), unit="points"), person=BEN)
    (measure,) = map_of(store, journey).measures
    assert [(reading.on.month, reading.value) for reading in measure.values] == [(1, 20), (2, 24)]
    assert (measure.target, measure.unit, kept.first.before) == (35, "points", {"unit": "", "value": 22})


def test_the_same_jump_twice_is_one_and_can_go_again(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(), touchpoint())
    for _ in range(2):
        does(store, journey, JumpTo(2, 1, "back"), person=BEN)
    assert map_of(store, journey).touchpoint(2).jumps == (Jump(to=1, kind=JumpKind.BACK),)  # type: ignore[union-attr]
    does(store, journey, JumpTo(2, 1, "back", removed=True))
    assert map_of(store, journey).touchpoint(2).jumps == ()  # type: ignore[union-attr]


def order(store: Store, journey: JourneyHead) -> list[int]:
    return [t.number for t in map_of(store, journey).touchpoints]


def test_touchpoints_stand_by_stage_in_the_order_they_came_those_without_last(
    store: Store, journey: JourneyHead
) -> None:
    does(store, journey, touchpoint(), touchpoint(stage="Use"), touchpoint(stage="Trial"), touchpoint(stage="Use"))
    assert order(store, journey) == [3, 2, 4, 1]


def test_a_touchpoint_is_placed_after_another_and_into_its_stage(store: Store, journey: JourneyHead) -> None:
    does(store, journey, *[touchpoint(stage="Trial") for _ in range(3)], touchpoint(stage="Use"), Place(NEW, 1))
    assert order(store, journey) == [1, 4, 2, 3]
    assert map_of(store, journey).touchpoints[1].stage == "Trial"
    does(store, journey, Place(3, 0))
    assert order(store, journey) == [3, 1, 4, 2]
    assert map_of(store, journey).touchpoints[0].stage == "Awareness"


def test_any_number_of_touchpoints_can_be_placed_at_one_spot(sqlite_store: Store) -> None:
    journey = started(sqlite_store)
    does(sqlite_store, journey, touchpoint(), touchpoint())
    for _ in range(3, 130):  # halving a gap a hundred times leaves nothing of it
        does(sqlite_store, journey, touchpoint(), Place(NEW, 1))
    assert order(sqlite_store, journey) == [1, *range(129, 1, -1)]
    assert does(sqlite_store, journey, touchpoint()).first.number == order(sqlite_store, journey)[-1]


def test_stages_keep_their_touchpoints_by_name_and_one_in_use_stays(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(stage="Trial"))
    does(store, journey, Stages(("Buy", "trial")), person=BEN)
    assert map_of(store, journey).stages == ("Buy", "trial")
    assert map_of(store, journey).touchpoints[0].stage == "trial"
    with pytest.raises(StageInUse) as refused:
        does(store, journey, Stages(("Buy",)))
    assert (refused.value.name, refused.value.touchpoints) == ("trial", (1,))
    does(store, journey, RenameStage("TRIAL", "First weeks"))
    assert map_of(store, journey).touchpoints[0].stage == "First weeks"


def test_what_must_be_posted_is_kept_with_the_contribution_or_not_at_all(store: Store, journey: JourneyHead) -> None:
    waiting = store.backlog(visit().now).waiting
    with pytest.raises(NoSuchItem):
        does(store, journey, pain(7), posts=[Post("introduction", "C1")])
    assert store.backlog(visit().now).waiting == waiting
