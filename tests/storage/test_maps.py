from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from journey.model import (
    Action,
    Cause,
    DepartmentRating,
    Evidence,
    JourneyMap,
    Jump,
    JumpKind,
    Measure,
    Need,
    PainPoint,
    Participation,
    Persona,
    PersonName,
    Rating,
    Reading,
    Reason,
    Review,
    Schedule,
    State,
    Step,
    Task,
    Touchpoint,
)
from storage.store import Store
from storage.totals import summary
from storage.values import NEW, Add, JourneyHead, Kind, KnownPerson, Rate
from tests.storage.plans import Watched
from tests.storage.saying import ANA, BEN, CHANNEL, NOW, WORKSPACE, does, map_of, pain, touchpoint, visit


def queries_of(watched: Watched, journey: JourneyHead) -> list[str]:
    watched.asked()
    watched.store.load_map(journey.id, WORKSPACE)
    return watched.asked()


def test_a_map_is_loaded_in_twelve_queries_whatever_its_size(store: Store, journey: JourneyHead) -> None:
    watched = Watched(store)
    few = len(queries_of(watched, journey))
    for number in range(20):
        does(store, journey, touchpoint(stage="Use", owner=f"U{number}"), Rate(NEW, 1), pain(NEW))
        does(store, journey, Add(Kind.ACTION, {"goal": "Faster", "owner": f"U{number}", "pain_point": 1}))
    assert len(queries_of(watched, journey)) == few == 12


def test_a_map_knows_the_names_of_owners_and_facilitators_only(store: Store, journey: JourneyHead) -> None:
    for person in (ANA, BEN, "UELSE"):
        store.learn_person(WORKSPACE, KnownPerson(person, person.title()))
    does(store, journey, touchpoint(owner=BEN))
    does(store, journey, touchpoint(), person="UELSE")
    assert map_of(store, journey).people == (PersonName(id=ANA, name="Uana"), PersonName(id=BEN, name="Uben"))


def test_who_was_only_named_takes_no_part_yet(store: Store, journey: JourneyHead) -> None:
    assert map_of(store, journey).participation == ()
    store.contribute(visit(BEN), journey.id, [touchpoint(), Rate(NEW, 1)], department="Sales")
    assert map_of(store, journey).participation == (
        Participation(department="Sales", people=1, raters=1, contributions=1),
    )


# --- imported maps ------------------------------------------------------------------------------------------

RICH = JourneyMap(
    id="abc234",
    name="Free trial",
    step=Step.ACTION_PLAN,
    language="nl",
    created_at=datetime(2026, 5, 1, 8, tzinfo=UTC),
    goal="Fewer who leave",
    measure="NPS 20 to 35",
    facilitators=(ANA, BEN),
    people=(PersonName(id=ANA, name="Ana"),),
    personas=(Persona(number=2, name="Admin", wants="Control"),),
    evidence=(
        Evidence(number=1, finding="Bounces", date=date(2026, 1, 2), touchpoint=4),
        Evidence(number=3, finding="Said so"),
    ),
    stages=("Trial", "Use"),
    touchpoints=(
        Touchpoint(
            number=4,
            what="Signs up",
            stage="Trial",
            departments=("Sales", "Product"),
            owner=ANA,
            key=True,
            needs=(Need(number=1, text="Speed"), Need(number=5, text="Trust")),
            jumps=(Jump(to=2, kind=JumpKind.SKIP),),
            evidence=(1,),
            rating=Rating(
                mean=0.4,
                count=5,
                spread=summary((1, 0, 1, 2, 1))[2],
                scores=(1, 0, 1, 2, 1),
                importance=4.0,
                importances=(0, 0, 1, 0, 1),
                reasons=(Reason(score=-2, word="angry", why="slow"), Reason(score=1, why="fine")),
                departments=(DepartmentRating(department="Sales", mean=1 / 3, count=3, scores=(1, 0, 0, 1, 1)),),
            ),
        ),
        Touchpoint(number=2, what="Pays", stage="Use", online=False, ours=False),
        Touchpoint(number=9, what="Tells a friend"),
    ),
    pain_points=(
        PainPoint(number=1, touchpoint=2, what="Slow", causes=(Cause(number=2, why="Old"),), severity=3, votes=4),
        PainPoint(number=2, touchpoint=4, what="Long form", set_aside=True),
    ),
    actions=(
        Action(
            number=3,
            goal="Faster",
            since=date(2026, 5, 1),
            pain_point=1,
            owner=ANA,
            due=date(2027, 3, 1),
            effort=2,
            tasks=(Task(number=1, what="Call", state=State.DONE, done_on=date(2026, 6, 1)),),
        ),
    ),
    measures=(
        Measure(number=1, name="NPS", target=35, stage="Use", values=(Reading(on=date(2026, 5, 1), value=20.5),)),
    ),
    participation=(
        Participation(department="", people=2, raters=1, contributions=3),
        Participation(department="Sales", people=3, raters=2, contributions=1),
    ),
    schedule=Schedule(every=3, unit="month", next_at=NOW),
    reviews=(Review(number=1, held_at=NOW, outcome="Still true"),),
)


def imported(store: Store, given: JourneyMap) -> JourneyMap:
    head = store.import_map(given, WORKSPACE, CHANNEL, NOW)
    found = store.load_map(head.id, WORKSPACE)
    assert found is not None
    return found


def here(given: JourneyMap, **also: Any) -> JourneyMap:
    return given.model_copy(update={"workspace": WORKSPACE, "channel": CHANNEL, **also})


def test_an_imported_map_comes_out_as_it_went_in(store: Store) -> None:
    assert imported(store, RICH) == here(RICH)


def test_a_map_imported_twice_is_two_journeys(store: Store) -> None:
    first, second = imported(store, RICH), imported(store, RICH)
    assert first.id == RICH.id
    assert second == here(RICH, id=second.id)
    assert second.id != first.id


def test_numbers_go_on_behind_the_highest_that_was_imported(store: Store) -> None:
    head = store.import_map(RICH, WORKSPACE, CHANNEL, NOW)
    kept = does(store, head, touchpoint(), Add(Kind.NEED, {"touchpoint": NEW, "text": "Rest"}))
    assert [item.number for item in kept.items] == [10, 6]
    assert [t.number for t in map_of(store, head).touchpoints] == [4, 2, 9, 10]


def test_facilitators_of_an_imported_journey_edit_it(store: Store) -> None:
    head = store.import_map(RICH, WORKSPACE, CHANNEL, NOW)
    assert head.current
    assert store.standing(WORKSPACE, CHANNEL, BEN).facilitator


@pytest.mark.parametrize(
    ("part", "contradiction"),
    [
        ({"stages": ("Use",)}, "stage Trial"),
        ({"evidence": (Evidence(number=1, finding="X", touchpoint=77),)}, "touchpoint 77"),
        ({"personas": (Persona(number=1, name="A"), Persona(number=1, name="B"))}, "persona 1"),
        ({"pain_points": ()}, "pain point 1"),
    ],
)
def test_a_map_that_contradicts_itself_is_refused_by_name(
    store: Store, part: dict[str, Any], contradiction: str
) -> None:
    with pytest.raises(ValueError, match=contradiction):
        store.import_map(RICH.model_copy(update=part), WORKSPACE, CHANNEL, NOW)
    assert store.all_journeys() == []


words = some.text(some.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)
filled = words.filter(lambda text: bool(text.strip()))


@some.composite
def ratings(draw: some.DrawFn) -> Rating:
    scores = draw(some.tuples(*[some.integers(0, 4)] * 5))
    given = [score - 2 for score, count in enumerate(scores) for _ in range(count)]
    said = draw(some.lists(some.tuples(some.sampled_from(given), filled, words), max_size=len(given))) if given else []
    reasons = sorted(reason for at, reason in enumerate(said) if given.count(reason[0]) > _count(said[:at], reason[0]))
    importances = draw(some.tuples(*[some.integers(0, 3)] * 5))
    count, mean, spread = summary(scores)
    weighed = sum(importances)
    return Rating(
        mean=mean,
        count=count,
        spread=spread,
        scores=scores,
        importances=importances,
        importance=sum(at * n for at, n in enumerate(importances, 1)) / weighed if weighed else None,
        reasons=tuple(Reason(score=score, word=word, why=why) for score, word, why in reasons),
    )


def _count(said: list[tuple[int, str, str]], score: int) -> int:
    return sum(1 for each in said if each[0] == score)


@some.composite
def maps(draw: some.DrawFn) -> JourneyMap:
    stages = tuple(draw(some.lists(some.sampled_from(["A", "B", "Č", "👍"]), unique=True)))
    numbers = draw(some.lists(some.integers(1, 500), unique=True, max_size=6))
    at = sorted(draw(some.sampled_from([*range(len(stages)), len(stages)])) for _ in numbers)
    pains = draw(some.lists(some.sampled_from(numbers), max_size=4)) if numbers else []
    return JourneyMap(
        id="x",
        name=draw(words),
        goal=draw(words),
        created_at=NOW,
        stages=stages,
        touchpoints=tuple(
            Touchpoint(number=number, what=draw(words), stage=(*stages, "")[place], rating=draw(ratings()))
            for number, place in zip(numbers, at, strict=True)
        ),
        pain_points=tuple(
            PainPoint(number=n, touchpoint=where, what=draw(words), votes=draw(some.integers(0, 5)))
            for n, where in enumerate(pains, 1)
        ),
        participation=tuple(
            Participation(
                department=name, people=people, raters=draw(some.integers(0, people)), contributions=people + n
            )
            for n, name in enumerate(sorted(draw(some.sets(words, max_size=3))))
            for people in [draw(some.integers(1, 5))]
        ),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_map=maps())
def test_any_map_comes_out_as_it_went_in(sqlite_store: Store, given_map: JourneyMap) -> None:
    back = imported(sqlite_store, given_map)
    assert back == here(given_map, id=back.id)
