"""The worked example with all that the charts show: importance, efforts, departments, dates, figures over time."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sample import awkward, of_size, rating, software_service

from journey.model import (
    Action,
    DepartmentRating,
    JourneyMap,
    Measure,
    Participation,
    Rating,
    Reading,
    State,
    Task,
    Touchpoint,
)

TODAY = date(2027, 2, 20)
IMPORTANCE = (1.5, 1.2, 2.5, 1.8, 1.5, 4.0, 4.5, 4.8, 3.5, 5.0, 4.6, 2.6)
DEPARTMENTS = ("Marketing", "Product", "Sales")


def rich() -> JourneyMap:
    journey = software_service()
    return journey.model_copy(
        update={
            "touchpoints": tuple(_rated(t, IMPORTANCE[i]) for i, t in enumerate(journey.touchpoints)),
            "pain_points": tuple(
                p.model_copy(update={"frequency": frequency})
                for p, frequency in zip(journey.pain_points, (2, 4, 5, None), strict=True)
            ),
            "actions": ACTIONS,
            "measures": MEASURES,
            "participation": (
                Participation(department="Marketing", people=3, raters=3, contributions=21),
                Participation(department="Product", people=4, raters=4, contributions=34),
                Participation(department="Sales", people=3, raters=3, contributions=12),
                Participation(department="Legal", people=1, raters=0, contributions=1),
            ),
        }
    )


def _rated(touchpoint: Touchpoint, importance: float) -> Touchpoint:
    return touchpoint.model_copy(update={"rating": with_departments(touchpoint.rating, touchpoint.number, importance)})


def with_departments(rating: Rating, seed: int, importance: float) -> Rating:
    random = Random(seed)
    mean = rating.mean or 0
    own = tuple(
        DepartmentRating(department=name, mean=max(-2, min(2, mean + random.choice((-1, -0.5, 0, 0.5)))), count=3)
        for name in DEPARTMENTS
    )
    return rating.model_copy(update={"importance": importance, "departments": own})


ACTIONS = (
    Action(
        number=1, pain_point=1, goal="No work lost in an upgrade (from 12 a month to 0)", owner="U2",
        due=date(2027, 3, 1), effort=4, effect=5,
        tasks=(
            Task(number=1, what="Save before the editor restarts", owner="U2", due=date(2027, 2, 8),
                 state=State.DONE, done_on=date(2027, 2, 5)),
            Task(number=2, what="Tell customers what we did", owner="U1", due=date(2027, 2, 26)),
        ),
    ),
    Action(number=2, pain_point=2, goal="Share the screen from the chat", owner="U3", due=date(2027, 2, 12), effort=2,
           effect=4),
    Action(number=3, pain_point=3, goal="Show prices with tax", owner="U1", due=date(2027, 1, 29), effort=1, effect=3,
           state=State.DONE, done_on=date(2027, 1, 27)),
    Action(number=4, goal="Interview five customers each quarter", owner="U1", due=date(2027, 4, 1), effort=3,
           effect=3),
    Action(number=5, goal="A new logo", effort=4, effect=1),
    Action(number=6, goal="Answer the phone by name", owner="U3", due=date(2027, 3, 10), effort=1, effect=4),
    Action(number=7, goal="Thank everybody who reports a bug", owner="U3", effort=1, effect=2),
)  # fmt: skip


def _readings(*values: float) -> tuple[Reading, ...]:
    start = date(2026, 9, 1)
    return tuple(Reading(on=start + timedelta(days=30 * i), value=value) for i, value in enumerate(values))


MEASURES = (
    Measure(number=1, name="NPS", target=35, values=_readings(20, 18, 24, 27, 31)),
    Measure(number=2, name="Answers within an hour", unit="%", target=80, touchpoint=11,
            values=_readings(42, 55, 71, 78, 86)),
    Measure(number=3, name="Trials that become plans", unit="%", target=18, stage="Decision",
            values=_readings(12.5, 13, 12.8, 14.1)),
    Measure(number=4, name="Visits from the blog", values=_readings(1200)),
)  # fmt: skip


def earlier() -> JourneyMap:
    """The same journey as it was seen three months before."""
    journey = rich()
    before = tuple(
        t.model_copy(update={"rating": rating(*[max(-2, s - 1) for s in (t.number % 3, 0, 1)])})
        for t in journey.touchpoints
    )
    return journey.model_copy(update={"touchpoints": before})


def another_persona() -> JourneyMap:
    journey = of_size(8, seed=5)
    persona = journey.personas[0].model_copy(update={"name": "Administrator"})
    return journey.model_copy(update={"id": "J2", "name": "The administrator's trial", "personas": (persona,)})


def rich_of_size(count: int) -> JourneyMap:
    """Every chart filled: this many touchpoints, with a pain point, an action and a measure for many of them."""
    journey, random = of_size(count), Random(count)
    touchpoints = tuple(
        t.model_copy(update={"rating": with_departments(t.rating, t.number, random.choice((1, 2, 3, 4, 5)))})
        for t in journey.touchpoints
    )
    pains = tuple(p.model_copy(update={"frequency": random.randint(1, 5)}) for p in journey.pain_points)
    actions = tuple(
        a.model_copy(
            update={
                "effort": random.randint(1, 5),
                "effect": random.randint(1, 5),
                "due": date(2027, 1, 1) + timedelta(days=random.randint(0, 400)),
            }
        )
        for a in journey.actions
    )
    update = {"touchpoints": touchpoints, "pain_points": pains, "actions": actions, "measures": journey.measures}
    return journey.model_copy(update={**update, "participation": rich().participation})


def wordy(text: str) -> JourneyMap:
    """The rich journey with this text wherever a chart shows what people typed."""
    journey, typed = rich(), awkward(text)
    own = tuple(
        d.model_copy(update={"department": f"{text} {n}"})
        for n, d in enumerate(journey.touchpoints[0].rating.departments)
    )
    touchpoints = tuple(
        t.model_copy(update={"rating": each.rating.model_copy(update={"departments": own})})
        for t, each in zip(typed.touchpoints, journey.touchpoints, strict=True)
    )
    return typed.model_copy(
        update={
            "touchpoints": touchpoints,
            "pain_points": tuple(p.model_copy(update={"what": text}) for p in journey.pain_points),
            "actions": tuple(_worded(a, text) for a in journey.actions),
            "measures": tuple(m.model_copy(update={"name": text, "unit": text}) for m in journey.measures),
            "participation": tuple(
                p.model_copy(update={"department": f"{text} {n}"}) for n, p in enumerate(journey.participation)
            ),
        }
    )


def _worded(action: Action, text: str) -> Action:
    tasks = tuple(task.model_copy(update={"what": text}) for task in action.tasks)
    return action.model_copy(update={"goal": text, "tasks": tasks})
