from __future__ import annotations

from collections.abc import Callable

import pytest

from journey.model import Schedule, Step
from storage.refusals import JourneyClosed, NoSuchItem, NotYours, StepMoved
from storage.store import Store
from storage.values import JourneyHead, Kind, KnownPerson, SnapshotKind
from tests.storage.saying import ANA, BEN, CAS, CHANNEL, NOW, WORKSPACE, does, map_of, started, touchpoint, visit


def test_somebody_new_in_a_new_channel_stands_nowhere(store: Store) -> None:
    standing = store.standing(WORKSPACE, CHANNEL, ANA)
    assert (standing.journey, standing.person, standing.channel_joined) == (None, KnownPerson(ANA), None)


def test_who_starts_a_journey_runs_it(store: Store, journey: JourneyHead) -> None:
    assert store.standing(WORKSPACE, CHANNEL, ANA).facilitator
    assert not store.standing(WORKSPACE, CHANNEL, BEN).facilitator
    assert map_of(store, journey).facilitators == (ANA,)


def test_standing_knows_what_slack_told_us(store: Store, journey: JourneyHead) -> None:
    ben = KnownPerson(BEN, "Ben", "nl-NL", "Europe/Amsterdam", learned_at=NOW)
    store.learn_person(WORKSPACE, ben)
    store.learn_channel(WORKSPACE, CHANNEL, True, "trial")
    store.set_department(visit(BEN), journey.id, "Sales")
    standing = store.standing(WORKSPACE, CHANNEL, BEN)
    assert (standing.person, standing.channel_joined, standing.department) == (ben, True, "Sales")
    assert standing.journey == journey


def test_the_same_request_starts_one_journey(store: Store) -> None:
    assert started(store, request="r1") == started(store, request="r1")
    assert len(store.all_journeys()) == 1


def test_the_youngest_journey_is_the_current_one_and_another_can_be_opened(store: Store) -> None:
    first, second = started(store, "First"), started(store, "Second")
    assert [head.name for head in store.journeys_in(WORKSPACE, CHANNEL) if head.current] == ["Second"]
    store.open_journey(visit(BEN), first.id)
    standing = store.standing(WORKSPACE, CHANNEL, BEN).journey
    assert standing is not None
    assert (standing.id, second.id == first.id) == (first.id, False)


def test_each_channel_has_its_own_current_journey(store: Store) -> None:
    here, there = started(store), started(store, channel="C2")
    assert {head.id for head in store.all_journeys(WORKSPACE) if head.current} == {here.id, there.id}


def test_a_closed_journey_is_readable_refuses_contributions_and_can_be_opened(
    store: Store, journey: JourneyHead
) -> None:
    assert store.close_journey(visit(), journey.id).closed
    with pytest.raises(JourneyClosed):
        does(store, journey, touchpoint())
    assert map_of(store, journey).closed
    assert not store.open_journey(visit(), journey.id).closed
    does(store, journey, touchpoint())


def test_only_facilitators_move_the_step_close_schedule_and_name_facilitators(
    store: Store, journey: JourneyHead
) -> None:
    ben = visit(BEN)
    verbs: list[Callable[[], object]] = [
        lambda: store.move_step(ben, journey.id, Step.RESEARCH, None),
        lambda: store.close_journey(ben, journey.id),
        lambda: store.set_schedule(ben, journey.id, None),
        lambda: store.set_facilitators(ben, journey.id, [BEN]),
    ]
    for forbidden in verbs:
        with pytest.raises(NotYours) as refused:
            forbidden()
        assert (refused.value.kind, refused.value.facilitators) == (Kind.JOURNEY, (ANA,))


def test_named_facilitators_come_after_who_started(store: Store, journey: JourneyHead) -> None:
    store.set_facilitators(visit(), journey.id, [CAS, BEN, ANA])
    assert map_of(store, journey).facilitators == (ANA, CAS, BEN)


def test_the_second_of_two_facilitators_learns_that_the_step_moved(store: Store, journey: JourneyHead) -> None:
    store.move_step(visit(), journey.id, Step.RESEARCH, Step.GOAL)
    with pytest.raises(StepMoved) as refused:
        store.move_step(visit(), journey.id, Step.RESEARCH, Step.GOAL)
    assert refused.value.current is Step.RESEARCH


def test_a_step_delivered_twice_moves_once_and_does_not_complain(store: Store, journey: JourneyHead) -> None:
    for _ in range(2):
        head = store.move_step(visit(request="r1"), journey.id, Step.RESEARCH, Step.GOAL)
    assert head.step is Step.RESEARCH


def test_a_schedule_is_kept_with_who_set_it_up(store: Store, journey: JourneyHead) -> None:
    schedule = Schedule(every=3, unit="month", at="09:30", next_at=NOW)
    head = store.set_schedule(visit(), journey.id, schedule)
    assert (head.schedule, head.set_up_by, map_of(store, journey).schedule) == (schedule, ANA, schedule)
    assert store.set_schedule(visit(), journey.id, None).schedule is None


def test_a_held_review_keeps_a_snapshot(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    then = map_of(store, journey)
    assert store.open_review(visit(), journey.id) == 1
    store.close_review(visit(request="r"), journey.id, "Still true")
    store.close_review(visit(request="r"), journey.id, "Still true")
    does(store, journey, touchpoint())
    kept = store.snapshot(WORKSPACE, journey.id, 1)
    assert kept is not None
    assert (kept.touchpoints, [review.number for review in kept.reviews]) == (then.touchpoints, [1])
    (told,) = store.snapshots_of(WORKSPACE, journey.id)
    assert (told.kind, told.review, told.author, told.taken_at) == (SnapshotKind.REVIEW, 1, ANA, NOW)
    assert [review.outcome for review in map_of(store, journey).reviews] == ["Still true"]


def test_journeys_are_found_by_id_or_by_name(store: Store, journey: JourneyHead) -> None:
    other = started(store, "FREE TRIAL")
    assert store.find_journeys(journey.id) == [store.head(journey.id, WORKSPACE)]
    assert {head.id for head in store.find_journeys("free trial")} == {journey.id, other.id}


def test_home_shows_open_journeys_by_channel_or_by_taking_part(store: Store, journey: JourneyHead) -> None:
    other = started(store, "Other", channel="C2")
    does(store, journey, touchpoint(), person=BEN)
    assert [head.id for head in store.journeys_of(WORKSPACE, BEN, None)] == [journey.id]
    assert [head.id for head in store.journeys_of(WORKSPACE, BEN, ["C2", "C3"])] == [other.id]
    assert store.journeys_of(WORKSPACE, BEN, []) == []
    store.close_journey(visit(), journey.id)
    assert store.journeys_of(WORKSPACE, BEN, None) == []


def test_a_journey_of_another_workspace_is_unknown_to_every_verb(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint())
    stranger = visit(ANA, workspace="T2")
    assert store.head(journey.id, "T2") is None
    assert store.load_map(journey.id, "T2") is None
    assert store.snapshot("T2", journey.id, 1) is None
    assert store.history(journey.id, "T2") == []
    assert store.unrated_by("T2", journey.id, ANA) == []
    assert store.my_rating(stranger, journey.id, 1) is None
    assert store.my_votes(stranger, journey.id) == ()
    assert store.journeys_in("T2", CHANNEL) == store.all_journeys("T2") == store.journeys_of("T2", ANA, None) == []
    assert store.standing("T2", CHANNEL, ANA).journey is None
    assert store.stages(journey.id, "T2") == ()
    verbs: list[Callable[[], object]] = [
        lambda: store.contribute(stranger, journey.id, [touchpoint()]),
        lambda: store.undo(stranger, journey.id),
        lambda: store.open_journey(stranger, journey.id),
        lambda: store.close_journey(stranger, journey.id),
        lambda: store.move_step(stranger, journey.id, Step.REVIEW, None),
        lambda: store.set_department(stranger, journey.id, "Sales"),
        lambda: store.set_facilitators(stranger, journey.id, [BEN]),
        lambda: store.set_schedule(stranger, journey.id, None),
        lambda: store.open_review(stranger, journey.id),
        lambda: store.close_review(stranger, journey.id, ""),
        lambda: store.item(journey.id, "T2", Kind.TOUCHPOINT, 1),
    ]
    for forbidden in verbs:
        with pytest.raises(NoSuchItem):
            forbidden()
