"""Sample journeys for drawings: the method's worked example made rich, many sizes, and awkward texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random

from journey.model import (
    Action,
    Cause,
    Direction,
    Evidence,
    JourneyMap,
    Jump,
    JumpKind,
    Measure,
    Need,
    PainPoint,
    Persona,
    PersonName,
    Perspective,
    Rating,
    Reading,
    State,
    Task,
    Touchpoint,
    TouchpointKind,
)

STAGES = ("Awareness", "Consideration", "Decision", "Retention", "Advocacy")
PEOPLE = (
    PersonName(id="U1", name="Amira Haddad"),
    PersonName(id="U2", name="Joost de Vries"),
    PersonName(id="U3", name="Wei Chen"),
)


def rating(*scores: int) -> Rating:
    """The rating that these people's scores make together."""
    if not scores:
        return Rating()
    mean = sum(scores) / len(scores)
    spread = (sum((s - mean) ** 2 for s in scores) / len(scores)) ** 0.5
    a, b, c, d, e = (sum(s == score for s in scores) for score in range(-2, 3))
    return Rating(mean=mean, count=len(scores), spread=spread, scores=(a, b, c, d, e))


@dataclass(frozen=True)
class Moment:
    what: str
    stage: str
    channel: str
    activity: str
    needs: tuple[str, ...]
    scores: tuple[int, ...]
    departments: tuple[str, ...]
    owner: str | None = None
    kind: TouchpointKind = TouchpointKind.CONTACT
    ours: bool = True
    key: bool = False


MOMENTS = (
    Moment(
        "Sees an advertisement", "Awareness", "website", "Reads the news and notices our banner",
        ("Know what it is in one glance",), (0, 0, 1, 0, -1, 0), ("Marketing",), "U1",
    ),
    Moment(
        "Sees a tweet with a new blog post", "Awareness", "Twitter", "A colleague shares our post",
        ("A reason to click",), (1, 0, 1, 1, 0), ("Marketing",), ours=False,
    ),
    Moment(
        "Reads the blog", "Consideration", "blog", "Compares the advice with how their own team works",
        ("Honest examples", "Answers without jargon"), (1, 1, 2, 1, 1, 0), ("Marketing", "Product"), "U1",
    ),
    Moment(
        "Subscribes to the newsletter", "Consideration", "e-mail", "Leaves an address to be kept up to date",
        ("Be sure of privacy",), (1, 0, 1), ("Marketing",),
    ),
    Moment(
        "Waits a month", "Consideration", "", "Forgets about us until the budget round",
        (), (0, -1), (), kind=TouchpointKind.WAITING, ours=False,
    ),
    Moment(
        "Clicks a link in a marketing e-mail", "Decision", "e-mail", "Looks for the price of a yearly plan",
        ("A price that includes everything",), (0, -1, 0, -1, 1), ("Marketing", "Sales"), "U1",
    ),
    Moment(
        "Starts a free trial", "Decision", "website", "Creates an account and invites two colleagues",
        ("Get going within ten minutes", "No credit card"), (1, 2, 1, 2, 1, 1), ("Product", "Sales"), "U2", key=True,
    ),
    Moment(
        "Uses it for days and likes it a lot", "Decision", "app", "Plans the first project with it",
        ("See progress at once",), (2, 2, 1, 2, 2, 2), ("Product",), "U2", key=True,
    ),
    Moment(
        "Talks to sales about a yearly plan", "Decision", "phone", "Asks for an invoice instead of a card",
        ("One person who decides",), (0, 1, -1, 0), ("Sales", "Finance"), "U3",
    ),
    Moment(
        "Upgrades and hits a bug", "Retention", "app", "Loses the plan of a whole week",
        ("Know that the work is safe", "Know how long it takes"), (-2, -2, -1, -2, -2), ("Product", "Support"), "U2",
        key=True,
    ),
    Moment(
        "Talks to customer support", "Retention", "chat", "Explains the same story for the third time",
        ("Be taken seriously",), (-1, -2, 1, -1, 0, -2), ("Support",), "U3",
    ),
    Moment(
        "The bug is solved, and somebody calls to ask how it went", "Advocacy", "phone",
        "Tells a colleague at another company about it", ("Be told what was done",), (1, 2, 2, 1), ("Support", "Sales"),
        kind=TouchpointKind.FOLLOW_UP,
    ),
)  # fmt: skip

PAINS = (
    PainPoint(
        number=1, touchpoint=10, what="Work is lost when the plan changes during an upgrade", severity=5, frequency=2,
        votes=7, causes=(Cause(number=1, why="The upgrade restarts the editor without saving"),),
    ),
    PainPoint(number=2, touchpoint=11, what="Support cannot see what the customer sees", severity=4, votes=5),
    PainPoint(number=3, touchpoint=6, what="The price page shows $5 and $6 without tax", severity=2, votes=1),
    PainPoint(number=4, touchpoint=5, what="Nobody follows up", severity=3, votes=0, set_aside=True),
)  # fmt: skip

ACTIONS = (
    Action(
        number=1, pain_point=1, goal="No work lost in an upgrade (from 12 a month to 0)", owner="U2",
        due=date(2027, 3, 1), effort=3, effect=5,
        tasks=(
            Task(number=1, what="Save before the editor restarts", owner="U2", state=State.DONE),
            Task(number=2, what="Tell customers what we did", owner="U1"),
        ),
    ),
    Action(number=2, pain_point=2, goal="Share the screen from the chat", owner="U3", due=date(2027, 2, 12)),
    Action(number=3, pain_point=3, goal="Show prices with tax", owner="U1", state=State.DONE),
    Action(number=4, goal="Interview five customers each quarter", owner="U1", due=date(2027, 4, 1)),
)  # fmt: skip

MEASURES = (
    Measure(number=1, name="NPS", target=35, values=(Reading(on=date(2027, 1, 5), value=20),)),
    Measure(
        number=2, name="Time to first answer", unit="min", target=5, direction=Direction.DOWN, touchpoint=11,
        values=(Reading(on=date(2027, 1, 5), value=42),),
    ),
    Measure(
        number=3, name="Trials that become plans", unit="%", target=18, stage="Decision",
        values=(Reading(on=date(2027, 1, 5), value=12.5),),
    ),
)  # fmt: skip


def _touchpoint(number: int, moment: Moment) -> Touchpoint:
    return Touchpoint(
        number=number,
        what=moment.what,
        stage=moment.stage,
        channel=moment.channel,
        activity=moment.activity,
        needs=tuple(Need(number=i, text=text) for i, text in enumerate(moment.needs, 1)),
        rating=rating(*moment.scores),
        departments=moment.departments,
        owner=moment.owner,
        kind=moment.kind,
        ours=moment.ours,
        key=moment.key,
    )


def software_service() -> JourneyMap:
    """The worked example with everything that a map can show."""
    touchpoints = [_touchpoint(i, m) for i, m in enumerate(MOMENTS, 1)]
    touchpoints[9] = touchpoints[9].model_copy(update={"jumps": (Jump(to=7, kind=JumpKind.BACK),)})
    touchpoints[2] = touchpoints[2].model_copy(update={"jumps": (Jump(to=7, kind=JumpKind.SKIP),)})
    return JourneyMap(
        id="J1",
        name="From advertisement to loyal customer",
        goal="Understand why teams that love the trial still leave within a year",
        measure="NPS from 20 to 35 by June",
        created_at=datetime(2027, 1, 18, 9, 30, tzinfo=UTC),
        personas=(Persona(number=1, name="Team lead at a small agency"),),
        stages=STAGES,
        touchpoints=tuple(touchpoints),
        evidence=tuple(
            Evidence(number=i, finding="Seen in eight interviews", touchpoint=t)
            for i, t in enumerate((3, 7, 8, 10, 11), 1)
        ),
        pain_points=PAINS,
        actions=ACTIONS,
        measures=MEASURES,
        people=PEOPLE,
    )


def of_size(count: int, seed: int = 1) -> JourneyMap:
    """The worked example with this many touchpoints in five stages, every lane filled."""
    random = Random(seed)
    touchpoints = [_varied(number, count, random) for number in range(1, count + 1)]
    pains = tuple(_pain(i, number, random) for i, number in enumerate(range(2, count + 1, 3), 1))
    actions = tuple(
        Action(
            number=p.number, pain_point=p.number, goal=f"Mend it: {p.what.lower()}", owner="U2", due=date(2027, 5, 2)
        )
        for p in pains[::2]
    )
    measures = tuple(
        Measure(number=n, name="Time to first answer", unit="s", target=1, direction=Direction.DOWN, touchpoint=n,
                values=(Reading(on=date(2027, 1, 5), value=4.2),))
        for n in range(1, count + 1, 4)
    )  # fmt: skip
    return software_service().model_copy(
        update={
            "touchpoints": tuple(touchpoints),
            "pain_points": pains,
            "actions": actions,
            "measures": (MEASURES[0], *measures),
            "evidence": tuple(Evidence(number=n, finding="Seen", touchpoint=n) for n in range(1, count + 1, 2)),
        }
    )


def _varied(number: int, count: int, random: Random) -> Touchpoint:
    stage = STAGES[(number - 1) * len(STAGES) // max(count, 1)]
    made = _touchpoint(number, MOMENTS[(number - 1) % len(MOMENTS)])
    around = random.choice((-2, -1, 0, 1, 2))
    scores = [max(-2, min(2, around + random.choice((-1, 0, 0, 1)))) for _ in range(random.randint(2, 8))]
    return made.model_copy(update={"stage": stage, "rating": rating(*scores)})


def _pain(number: int, touchpoint: int, random: Random) -> PainPoint:
    what = random.choice(PAINS).what
    return PainPoint(number=number, touchpoint=touchpoint, what=what, severity=random.randint(1, 5), votes=number % 6)


SIZES = (0, 1, 2, 5, 12, 30, 120, 300)

AWKWARD = (
    "$5 and $6",
    r"$\frac{1}{2}$ \alpha_{i} %s {name} {0}",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "مرحبا بالعالم كيف الحال",
    "שלום עולם, איך זה עובד",
    "客户旅程地图 用户在网站上看到广告然后注册",
    "お客様の声を聞く👩‍👩‍👧‍👦👍🏽 🇳🇱",
    "e\u0301\u0301\u0301a\u0308 Ž̷̢̛a̸l̷g̶o̶",
    "<b>&amp;</b> \"quotes\" 'single' ]]> <!-- -->",
    "\ud800 lone\x00null\x1b[0m\u200b\u202eright to left",
    "line\nbreak\ttab\r\n",
    " ",
    "W" * 200,
    "word " * 120,
    "=SUM(A1) _em_ *strong* `code` [link](http://x) ![img](y)",
    "\ufffe\uffff\U0010ffff",
)


def awkward(text: str) -> JourneyMap:
    """The worked example with this text wherever people can type."""
    journey = software_service()
    touchpoints = tuple(
        t.model_copy(
            update={
                "what": text,
                "activity": text,
                "channel": text,
                "stage": text,
                "departments": (text, text[::-1]),
                "needs": (Need(number=1, text=text), Need(number=2, text=text)),
            }
        )
        for t in journey.touchpoints
    )
    return journey.model_copy(
        update={
            "name": text,
            "goal": text,
            "measure": text,
            "personas": (Persona(number=1, name=text),),
            "stages": (text, "Advocacy"),
            "touchpoints": touchpoints,
            "pain_points": tuple(p.model_copy(update={"what": text}) for p in journey.pain_points),
            "actions": tuple(a.model_copy(update={"goal": text}) for a in journey.actions),
            "measures": tuple(m.model_copy(update={"name": text, "unit": text}) for m in journey.measures),
            "people": tuple(p.model_copy(update={"name": text}) for p in journey.people),
        }
    )


def empty() -> JourneyMap:
    return JourneyMap(id="J0", name="Ordering a bicycle", stages=STAGES, perspective=Perspective.TO_BE)
