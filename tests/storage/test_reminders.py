from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest

from journey.model import Schedule
from journey.nudging import NudgeTimes
from storage.store import Store
from storage.values import Add, Digest, DigestPlan, DueItem, Edit, JourneyHead, Kind, KnownPerson, Post, Remove, Why
from tests.storage.saying import ANA, BEN, CAS, NOW, WORKSPACE, does, started, touchpoint, visit

WEEK = timedelta(days=7)
Planned = tuple[datetime | None, list[Post]]


def next_week(digest: Digest) -> DigestPlan:
    told = [[item.owed.kind, item.owed.number, item.owed.nudges, item.why] for item in digest.items]
    return DigestPlan([Post("nudges", digest.person, {"items": told})], [(NOW + WEEK, True)] * len(told), NOW.date())


def later(moment: datetime | None) -> Callable[[Digest], DigestPlan]:
    return lambda digest: DigestPlan([], [(moment, False)] * len(digest.items))


def due(store: Store, now: datetime = NOW) -> list[DueItem]:
    return [item for digest in store.due_nudges(now) for item in digest.items]


def named(items: list[DueItem]) -> list[tuple[str, int]]:
    return sorted((item.owed.kind.value, item.owed.number) for item in items)


def action(goal: str = "Faster", nudge_at: datetime | None = NOW) -> Add:
    return Add(Kind.ACTION, {"goal": goal, "owner": BEN, "due": date(2027, 1, 4), "nudge_at": nudge_at})


def replace_owner(change: Add, owner: str) -> Add:
    return Add(change.kind, {**change.values, "owner": owner})


def test_what_is_due_for_a_person_is_one_digest_once_and_comes_back_at_the_planned_time(
    store: Store, journey: JourneyHead
) -> None:
    does(store, journey, action(), Add(Kind.TASK, {"action": 1, "what": "Call", "owner": BEN, "nudge_at": NOW}))
    assert named(due(store)) == [("action", 1), ("task", 1)]
    assert store.sweep_nudges(NOW, 100, next_week) == 2
    assert store.sweep_nudges(NOW, 100, next_week) == 0
    (letter,) = [letter for letter in store.claim_letters("w", NOW) if letter.lane == BEN]
    assert sorted(letter.payload["items"]) == [["action", 1, 0, "own"], ["task", 1, 0, "own"]]
    assert [item.owed.nudges for item in due(store, NOW + WEEK)] == [1, 1]
    assert store.nudge_times(WORKSPACE, BEN).told_on == NOW.date()


def test_the_digest_bears_the_owners_zone_and_wishes(store: Store, journey: JourneyHead) -> None:
    store.learn_person(WORKSPACE, KnownPerson(BEN, "Ben", timezone="Asia/Tokyo"))
    does(store, journey, action())
    wish = NudgeTimes("14:00", "12")
    store.set_nudge_times(visit(BEN), wish, lambda at, zone: at, [])
    assert [(digest.timezone, digest.times) for digest in store.due_nudges(NOW)] == [("Asia/Tokyo", wish)]


def test_a_wish_moves_what_is_planned_already(store: Store, journey: JourneyHead) -> None:
    does(store, journey, action(nudge_at=NOW + WEEK))
    store.set_nudge_times(visit(BEN), NudgeTimes("14:00"), lambda at, zone: at + WEEK, [])
    assert (due(store, NOW + WEEK), len(due(store, NOW + 2 * WEEK))) == ([], 1)


def test_no_next_time_means_no_more(store: Store, journey: JourneyHead) -> None:
    does(store, journey, action())
    store.sweep_nudges(NOW, 100, later(None))
    assert due(store, NOW + 100 * WEEK) == []


def test_a_plan_that_names_no_later_time_does_not_nudge_without_end(store: Store, journey: JourneyHead) -> None:
    does(store, journey, action())
    assert store.sweep_nudges(NOW, 100, later(NOW)) == 1
    assert store.sweep_nudges(NOW, 100, later(NOW)) == 0


def test_nobody_is_nudged_about_what_is_done_removed_or_closed(store: Store, journey: JourneyHead) -> None:
    does(store, journey, action("Done"), action("Removed"))
    does(store, journey, Edit(Kind.ACTION, 1, {"state": "done"}), Remove(Kind.ACTION, 2))
    other = started(store, "Other")
    does(store, other, action("Closed"))
    store.close_journey(visit(), other.id)
    said: list[Digest] = []

    def note(digest: Digest) -> DigestPlan:
        said.append(digest)
        return later(None)(digest)

    store.sweep_nudges(NOW, 100, note)
    assert (said, due(store)) == ([], [])
    store.open_journey(visit(), other.id)
    assert [item.owed.journey_id for item in due(store, NOW + WEEK)] == [other.id]


def test_an_action_with_a_date_is_nudged_without_a_time_of_its_own(store: Store, journey: JourneyHead) -> None:
    does(store, journey, Add(Kind.ACTION, {"goal": "Faster", "owner": BEN, "due": date(2027, 2, 1)}))
    assert due(store, datetime.fromisoformat("2027-01-31T12:00Z")) == []
    assert len(due(store, datetime.fromisoformat("2027-02-01T12:00Z"))) == 1


@pytest.mark.parametrize(
    ("owner", "why"), [(None, Why.NOBODY), (BEN, Why.GONE), (CAS, Why.GONE), ("UUNANSWERED", Why.UNANSWERED)]
)
def test_what_its_owner_cannot_be_told_comes_to_a_facilitator(
    store: Store, journey: JourneyHead, owner: str | None, why: Why
) -> None:
    store.learn_person(WORKSPACE, KnownPerson(ANA, "Ana", timezone="Europe/Lisbon"))
    store.learn_person(WORKSPACE, KnownPerson(BEN, "Ben", active=False))
    store.cannot_write_to(WORKSPACE, CAS, [], NOW)
    does(store, journey, Add(Kind.ACTION, {"goal": "Faster", "owner": owner, "due": NOW.date(), "nudge_at": NOW}))
    if why is Why.UNANSWERED:
        does(store, journey, Edit(Kind.ACTION, 1, {"nudges": 3, "nudge_at": NOW}))
    (digest,) = store.due_nudges(NOW)
    assert (digest.person, digest.timezone, digest.items[0].why) == (ANA, "Europe/Lisbon", why)


def test_where_nobody_is_left_to_tell_nobody_is_told(store: Store, journey: JourneyHead) -> None:
    store.learn_person(WORKSPACE, KnownPerson(ANA, "Ana", active=False))
    does(store, journey, Add(Kind.ACTION, {"goal": "Faster", "due": NOW.date(), "nudge_at": NOW}))
    assert [digest.person for digest in store.due_nudges(NOW)] == [""]
    assert store.sweep_nudges(NOW, 9, later(NOW + WEEK)) == 1


def test_two_sweeps_at_once_tell_each_person_once_and_all_of_it(store: Store, journey: JourneyHead) -> None:
    people = [f"U{number}" for number in range(30)]
    does(store, journey, *[replace_owner(action(), person) for person in people * 4])

    def sweep(_: int) -> int:
        swept = 0
        while some := store.sweep_nudges(NOW, 14, next_week):
            swept += some
        return swept

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(sweep, range(2)))
    sweep(0)  # what was skipped because the other held it
    letters = [letter for letter in store.claim_letters("w", NOW, 100) if letter.kind == "nudges"]
    assert sorted(letter.lane for letter in letters) == sorted(people)
    assert {len(letter.payload["items"]) for letter in letters} == {4}
    assert {item.owed.nudges for item in due(store, NOW + WEEK)} == {1}


def test_nothing_is_moved_on_when_a_plan_fails(store: Store, journey: JourneyHead) -> None:
    does(store, journey, action(), replace_owner(action(), CAS))

    def fails_at_the_second(digest: Digest) -> DigestPlan:
        if digest.person == CAS:
            raise RuntimeError
        return next_week(digest)

    with pytest.raises(RuntimeError):
        store.sweep_nudges(NOW, 100, fails_at_the_second)
    assert (len(due(store)), store.backlog(NOW).waiting) == (2, 1)


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
