from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest

from journey.model import Schedule
from storage.store import Store
from storage.values import Add, Edit, JourneyHead, Kind, KnownPerson, Owed, Post, Remove
from tests.storage.saying import ANA, BEN, NOW, WORKSPACE, does, started, touchpoint, visit

WEEK = timedelta(days=7)
Planned = tuple[datetime | None, list[Post]]


def next_week(owed: Owed) -> Planned:
    return NOW + WEEK, [Post("nudge", owed.owner, {"text": owed.text, "nudges": owed.nudges})]


def action(goal: str = "Faster", nudge_at: datetime | None = NOW) -> Add:
    return Add(Kind.ACTION, {"goal": goal, "owner": BEN, "due": date(2027, 1, 4), "nudge_at": nudge_at})


def test_a_due_nudge_is_posted_once_and_comes_back_at_the_planned_time(store: Store, journey: JourneyHead) -> None:
    does(store, journey, action(), Add(Kind.TASK, {"action": 1, "what": "Call", "owner": BEN, "nudge_at": NOW}))
    assert [owed.text for owed in store.due_nudges(NOW)] == ["Faster", "Call"]
    assert store.sweep_nudges(NOW, 100, next_week) == 2
    assert store.sweep_nudges(NOW, 100, next_week) == 0
    (letter,) = [letter for letter in store.claim_letters("w", NOW) if letter.lane == BEN]
    assert letter.payload == {"text": "Faster", "nudges": 0}
    assert [owed.nudges for owed in store.due_nudges(NOW + WEEK)] == [1, 1]


def test_the_owner_is_nudged_in_the_owners_zone(store: Store, journey: JourneyHead) -> None:
    store.learn_person(WORKSPACE, KnownPerson(BEN, "Ben", timezone="Asia/Tokyo"))
    does(store, journey, action())
    assert [owed.timezone for owed in store.due_nudges(NOW)] == ["Asia/Tokyo"]


def test_no_next_time_means_no_more(store: Store, journey: JourneyHead) -> None:
    does(store, journey, action())
    store.sweep_nudges(NOW, 100, lambda owed: (None, []))
    assert store.due_nudges(NOW + 100 * WEEK) == []


def test_a_plan_that_names_no_later_time_does_not_nudge_without_end(store: Store, journey: JourneyHead) -> None:
    does(store, journey, action())
    assert store.sweep_nudges(NOW, 100, lambda owed: (NOW, [])) == 1
    assert store.sweep_nudges(NOW, 100, lambda owed: (NOW, [])) == 0


def test_nobody_is_nudged_about_what_is_done_removed_or_closed(store: Store, journey: JourneyHead) -> None:
    does(store, journey, action("Done"), action("Removed"))
    does(store, journey, Edit(Kind.ACTION, 1, {"state": "done"}), Remove(Kind.ACTION, 2))
    other = started(store, "Other")
    does(store, other, action("Closed"))
    store.close_journey(visit(), other.id)
    said: list[Owed] = []

    def note(owed: Owed) -> Planned:
        said.append(owed)
        return None, []

    store.sweep_nudges(NOW, 100, note)
    assert (said, store.due_nudges(NOW)) == ([], [])
    store.open_journey(visit(), other.id)
    assert [owed.text for owed in store.due_nudges(NOW + WEEK)] == ["Closed"]


def test_an_action_with_owner_and_date_is_nudged_without_a_time_of_its_own(store: Store, journey: JourneyHead) -> None:
    does(store, journey, Add(Kind.ACTION, {"goal": "Faster", "owner": BEN, "due": date(2027, 2, 1)}))
    assert store.due_nudges(datetime.fromisoformat("2027-01-31T12:00Z")) == []
    assert len(store.due_nudges(datetime.fromisoformat("2027-02-01T12:00Z"))) == 1


def test_two_sweeps_at_once_nudge_once(store: Store, journey: JourneyHead) -> None:
    does(store, journey, *[action(f"Goal {number}") for number in range(60)])

    def sweep(_: int) -> int:
        swept = 0
        while some := store.sweep_nudges(NOW, 7, next_week):
            swept += some
        return swept

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(sweep, range(2)))
    sweep(0)  # what was skipped because the other held it
    waiting = store.backlog(NOW).waiting
    assert waiting == 60 + 1
    assert {owed.nudges for owed in store.due_nudges(NOW + WEEK)} == {1}


def test_nothing_is_moved_on_when_a_plan_fails(store: Store, journey: JourneyHead) -> None:
    does(store, journey, action(), action())

    def fails_at_the_second(owed: Owed) -> Planned:
        if owed.number == 2:
            raise RuntimeError
        return next_week(owed)

    with pytest.raises(RuntimeError):
        store.sweep_nudges(NOW, 100, fails_at_the_second)
    assert (len(store.due_nudges(NOW)), store.backlog(NOW).waiting) == (2, 1)


def test_a_due_review_is_posted_once_and_scheduled_anew(store: Store, journey: JourneyHead) -> None:
    store.set_schedule(visit(), journey.id, Schedule(every=1, unit="week", next_at=NOW))
    assert [head.id for head in store.due_reviews(NOW)] == [journey.id]

    def plan(head: JourneyHead) -> Planned:
        return NOW + WEEK, [Post("review", head.channel, {"by": head.set_up_by})]

    assert [store.sweep_reviews(NOW, 10, plan) for _ in range(2)] == [1, 0]
    head = store.head(journey.id, WORKSPACE)
    assert head is not None
    assert head.schedule is not None
    assert (head.schedule.next_at, head.set_up_by) == (NOW + WEEK, ANA)
    assert store.backlog(NOW).waiting == 2


def test_a_closed_journey_is_not_reviewed(store: Store, journey: JourneyHead) -> None:
    store.set_schedule(visit(), journey.id, Schedule(every=1, unit="week", next_at=NOW))
    does(store, journey, touchpoint())
    store.close_journey(visit(), journey.id)
    assert store.due_reviews(NOW) == []
