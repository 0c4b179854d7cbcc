"""The dashboard: all journeys that I may see, for me alone; as a picture and on the Home tab."""

from __future__ import annotations

from datetime import date, timedelta

from drawing.pictures import draw
from drawing.portfolio_words import facts
from drawing.words_of import alt_text
from journey.model import Action, JourneyMap, Participation, Perspective, Rating, State, Touchpoint
from journey.portfolio import glance, glances, mean_of_all
from journey.words import voice
from tests.rooms import Room

TODAY = date(2027, 3, 1)


def full(room: Room) -> None:
    room.ana("touchpoint Waits for an answer | stage: Retention | department: finance")
    room.ana("emotion 1 -2")
    room.ana("measure NPS 24 | target: 35")
    room.ana("pain 1 Nobody answers")
    room.ana("action Answer within a day | pain: 1 | owner: me | due: 2090-01-31")
    room.ana("department support")


def dashboard_of(room: Room, name: str) -> list[str]:
    person = room.person(name)
    room.slack.wait_for(lambda: any(m.files for m in person.dms))
    return [m.text for m in person.dms if m.files]


def test_it_comes_as_a_picture_to_who_asked_and_to_nobody_else(alone: Room) -> None:
    full(alone)
    assert "direct message" in alone.ana("dashboard")
    said = dashboard_of(alone, "ana")[0]
    for words in ("Free trial", "Waits for an answer", "NPS 24 instead of 35", "finance", "1 up to 30 days old"):
        assert words in said
    assert not any(m.files for m in alone.messages())
    assert not any(m.files for m in alone.person("bram").dms)


def test_its_picture_has_an_alt_text(alone: Room) -> None:
    full(alone)
    alone.ana("dashboard")
    dashboard_of(alone, "ana")
    file = next(m for m in alone.person("ana").dms if m.files).files[0]
    alt = alone.slack.world.files[file].alt_txt if isinstance(file, str) else str(file)
    assert "Dashboard of 1 journey." in alt


def test_a_journey_of_a_channel_that_one_is_not_in_is_not_shown(alone: Room) -> None:
    full(alone)
    alone.slack.world.add_channel("secret", ["bram", "dora"], private=True)
    Room(alone.bot, "secret").bram("start Layoffs | language: en")
    alone.ana("dashboard")
    assert "Layoffs" not in str(dashboard_of(alone, "ana"))
    ana = alone.person("ana")
    ana.opens_home()
    alone.slack.wait_for(lambda: ana.home and "at a glance" in str(ana.home.blocks))
    assert ana.home is not None
    assert "Layoffs" not in str(ana.home.blocks)


def test_the_home_tab_tells_the_same_in_words_in_ones_own_language(alone: Room) -> None:
    full(alone)
    bram = alone.person("bram")
    alone.bram("overzicht")
    bram.opens_home()
    alone.slack.wait_for(lambda: bram.home and "oogopslag" in str(bram.home.blocks))
    assert bram.home is not None
    said = str(bram.home.blocks)
    for words in (
        "Laagste momenten: 1. Waits for an answer (−2)",
        "0 van 1 op doel: NPS 24 in plaats van 35",
        "finance",
    ):
        assert words in said
    bram.presses("Als plaatje", "home")
    assert "oogopslag" in dashboard_of(alone, "bram")[0]


def test_without_journeys_it_says_so(alone: Room) -> None:
    alone.ana("close")
    alone.ana("dashboard")
    alone.slack.wait_for(lambda: any("no open journey" in m.text for m in alone.person("ana").dms))


def test_many_journeys_are_read_as_one_by_one(alone: Room) -> None:
    """The dashboard's few queries give what each whole map gives."""
    full(alone)
    alone.ana("start Second | language: en")
    alone.ana("touchpoint Pays | department: finance, sales")
    store, workspace = alone.bot.store, alone.slack.world.team.id
    lights = store.portfolio(workspace, [alone.id])
    assert len(lights) == 2
    for light in lights:
        whole = store.load_map(light.id, workspace)
        assert whole is not None
        assert (light.measures, light.schedule) == (whole.measures, whole.schedule)
        ours, theirs = glance(light, TODAY), glance(whole, TODAY)
        assert (ours.mean, ours.actions, ours.overdue, ours.missing) == (
            theirs.mean,
            theirs.actions,
            theirs.overdue,
            theirs.missing,
        )
        assert [t.number for t in ours.lowest] == [t.number for t in theirs.lowest]


def journey(name: str, mean: float | None, ages: tuple[int, ...] = ()) -> JourneyMap:
    touchpoint = Touchpoint(number=1, what="Waits", departments=("sales",), rating=Rating(mean=mean, count=3))
    actions = tuple(
        Action(number=n, goal="G", since=TODAY - timedelta(age), due=TODAY - timedelta(1))
        for n, age in enumerate(ages, 1)
    )
    done = Action(number=99, goal="Done", state=State.DONE, since=TODAY - timedelta(400))
    parts = (Participation(department="support", contributions=2), Participation(department="finance"))
    return JourneyMap(id=name, name=name, touchpoints=(touchpoint,), actions=(*actions, done), participation=parts)


def test_open_actions_are_counted_by_age() -> None:
    found = glance(journey("A", -1, (0, 30, 31, 90, 91)), TODAY)
    assert (found.actions, found.overdue) == ((2, 2, 1), 5)


def test_departments_that_added_nothing_are_named() -> None:
    assert glance(journey("A", -1), TODAY).missing == ("finance", "sales")


def test_the_unhappiest_comes_first_and_the_unrated_last() -> None:
    found = glances([journey("glad", 1), journey("none", None), journey("sad", -1)], TODAY)
    assert [each.journey.name for each in found] == ["sad", "glad", "none"]


def test_what_is_only_wished_for_does_not_count_as_a_feeling_of_customers() -> None:
    wished = journey("wish", 2).model_copy(update={"perspective": Perspective.TO_BE})
    found = glances([wished, journey("sad", -1)], TODAY)
    assert mean_of_all(found) == -1
    told = [next(fact.text for fact in facts(each, voice("en")) if fact.label == "Step") for each in found]
    assert told == ["Goal", "Goal · to-be map"]


def test_the_picture_is_drawn_for_one_and_for_a_hundred_in_every_form() -> None:
    many = [journey(f"J{n}", n % 5 - 2, (3, 60)) for n in range(100)]
    for form in ("png", "svg", "pdf"):
        assert len(draw(many[0], "portfolio", form, "nl", others=many[1:], today=TODAY)) > 1000
        assert draw(journey("A", None), "portfolio", form, "en")
    assert len(alt_text(many[0], "nl", "portfolio")) <= 1900
