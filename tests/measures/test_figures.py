"""Figures as people type them: on three levels, towards a target, computed from answers; in English and Dutch."""

from __future__ import annotations

import pytest

from journey.answers import read_answers
from journey.measuring import OF_STAGES, proposed_for
from journey.model import Direction, Measure, Reading
from journey.priorities import proposals, unexplained
from journey.refusal import Refusal
from journey.words import voice
from tests.rooms import Room
from tests.storage.saying import NOW


@pytest.mark.parametrize(
    ("text", "name", "score"),
    [
        ("9, 10, 3, 7", "NPS", 25),
        ("10 10 9 0 6 7 8", "nps onboarding", 14.3),
        ("9x12, 7x5, 3x3", "NPS", 45),
        ("12 promoters, 5 passives, 3 detractors", "NPS", 45),
        ("promoters: 12, passieven: 5, criticasters: 3", "Aanbeveling", 45),
        ("promoters: 3, detractors: 1, total: 8", "NPS", 25),
        ("5, 4, 3, 1", "CSAT", 50),
        ("42 satisfied of 60", "CSAT", 70),
        ("tevreden: 42, totaal: 60", "Klanttevredenheid", 70),
        ("0", "NPS", -100),
    ],
)
def test_a_score_is_computed_from_answers(text: str, name: str, score: float) -> None:
    assert read_answers(text, name).score == score


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("11, 3", "NPS"),
        ("0, 4", "CSAT"),
        ("9, 10", "Waiting time"),
        ("promoters: 3", "NPS"),
        ("50 satisfied of 40", "CSAT"),
        ("3 apples, 4 pears", "NPS"),
        ("42 of 60 satisfied", "CSAT"),
        ("-3", "NPS"),
        ("9.5", "NPS"),
    ],
)
def test_answers_that_cannot_be_are_refused_with_an_example(text: str, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_answers(text, name)
    assert refused.value.field == "answers"
    assert refused.value.example


def test_a_figure_typed_as_answers_is_kept_with_its_score(workshop: Room) -> None:
    said = workshop.ana("measure NPS answers: 9, 10, 3, 7 | target: 35")
    assert "NPS” was 25 on" in said
    assert "promoters: 2, passives: 1, detractors: 1" in said
    assert "misses the target of 35 (higher is better)" in said
    assert workshop.exported()["measures"][0]["values"][0]["value"] == 25


def test_counts_are_taken_in_dutch(workshop: Room) -> None:
    workshop.ana("meetwaarde CSAT | tevreden: 42 | totaal: 60 | doel: 80 | richting: hoger | fase: Retention")
    kept = workshop.exported()["measures"][0]
    assert (kept["values"][0]["value"], kept["unit"], kept["stage"], kept["direction"]) == (70, "%", "Retention", "up")


def test_lower_can_be_better(workshop: Room) -> None:
    said = workshop.ana("measure Waiting time 12 min | target: 10 | direction: lower")
    assert "misses the target of 10 (lower is better)" in said
    assert "reaches the target of 10 (lower is better)" in workshop.ana("measure Waiting time 9")


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Time to first answer", "lower"),
        ("Wachttijd aan de telefoon", "lower"),
        ("Klachten over de factuur", "lower"),
        ("Abandoned baskets", "lower"),
        ("Tickets solved at once", "higher"),
        ("Time on page", "higher"),
        ("Deliveries on time", "higher"),
        ("Returning visitors", "higher"),
        ("NPS", "higher"),
    ],
)
def test_a_name_tells_which_way_is_better_when_nobody_does(workshop: Room, name: str, better: str) -> None:
    said = workshop.ana(f"measure {name} 30 | target: 8")
    assert f"the target of 8 ({better} is better)" in said
    workshop.ana(f"values measure;value\n{name} of all;30")
    kept = {each["name"]: each["direction"] for each in workshop.exported()["measures"]}
    assert kept == dict.fromkeys((name, f"{name} of all"), {"lower": "down", "higher": "up"}[better])


def test_what_somebody_says_of_the_direction_counts_for_more_than_the_name(workshop: Room) -> None:
    assert "reaches the target of 8 (higher is better)" in workshop.ana(
        "measure Time to first answer 30 | target: 8 | direction: higher"
    )


def test_a_figure_below_zero_is_read_with_a_true_minus(workshop: Room) -> None:
    assert "“NPS” was −12.5 on" in workshop.ana("measure NPS -12.5")


def test_a_later_value_is_told_with_the_unit_that_is_known(workshop: Room) -> None:
    workshop.ana("measure Waiting time 12 min")
    assert "“Waiting time” was 9 min on" in workshop.ana("measure Waiting time 9")


def test_a_value_and_answers_at_once_are_refused_and_nothing_is_kept(workshop: Room) -> None:
    assert "either a value or answers" in workshop.ana("measure NPS | answers: 9, 10 | value: 4")
    assert workshop.exported()["measures"] == []


def test_the_form_computes_from_answers_too_and_shows_what_is_wrong_at_the_field(workshop: Room) -> None:
    ana = workshop.person("ana")
    workshop.ana("measure")
    ana.fills({"Name": "NPS", "Or answers": "9, 12"})
    assert "not an answer for NPS" in ana.submits().errors["Or answers"]
    ana.fills({"Or answers": "9, 10"})
    assert ana.submits().errors == {}
    assert workshop.exported()["measures"][0]["values"][0]["value"] == 100


def test_the_direction_is_edited_and_emptied(workshop: Room) -> None:
    workshop.ana("measure Waiting time 12 | target: 10")
    workshop.ana("edit measure 1 | direction: lower")
    assert workshop.exported()["measures"][0]["direction"] == "down"
    workshop.ana("edit measure 1 | direction: -")
    assert workshop.exported()["measures"][0]["direction"] == "up"


def test_what_could_be_measured_is_proposed_by_stage(workshop: Room) -> None:
    assert "Awareness: visits, time on page" in workshop.ana("help measure")
    assert "Decision: abandoned baskets, conversion" in workshop.ana("monitor")
    workshop.ana("measure")
    modal = workshop.person("ana").modal
    assert modal is not None
    assert "Advocacy: NPS, CSAT" in str(modal.blocks)


@pytest.mark.parametrize("stage", OF_STAGES)
def test_every_stage_of_every_template_has_proposals_in_both_languages(stage: str) -> None:
    assert proposed_for(stage)
    assert proposed_for(voice("nl")(stage)) == proposed_for(stage)


def test_a_missed_target_proposes_a_pain_point(workshop: Room) -> None:
    workshop.ana("touchpoint Waits for an answer | stage: Retention")
    workshop.ana("measure Time to first answer 26 hours | target: 8 | direction: lower | touchpoint: 1")
    workshop.ana("measure Visits 100 | target: 500 | stage: Awareness")
    said = workshop.ana("pain points")
    assert (
        "Is 1, “Waits for an answer”, a pain point? It looks like it: “Time to first answer” misses its target" in said
    )
    assert "“Visits” of stage “Awareness” misses its target" in said


def measure(value: float, target: float | None, direction: Direction = Direction.UP) -> Measure:
    return Measure(
        number=1, name="M", target=target, direction=direction, values=(Reading(on=NOW.date(), value=value),)
    )


@pytest.mark.parametrize(
    ("one", "missed"),
    [
        (measure(9, 10), True),
        (measure(10, 10), False),
        (measure(11, 10, Direction.DOWN), True),
        (measure(9, 10, Direction.DOWN), False),
        (measure(9, None), False),
        (Measure(number=1, name="M", target=3), False),
    ],
)
def test_a_target_is_missed_on_its_wrong_side(one: Measure, missed: bool) -> None:
    assert one.misses_target is missed


def test_all_that_speaks_for_a_pain_point_is_told(workshop: Room) -> None:
    workshop.ana("touchpoint Waits for an answer | kind: waiting")
    workshop.ana("emotion 1 -2")
    workshop.ana("measure Time to first answer 30 | target: 8 | touchpoint: 1")
    said = workshop.ana("pain points")
    assert "customers feel bad there, the customer waits, “Time to first answer” misses its target." in said


def test_what_has_a_pain_point_is_not_proposed_again(workshop: Room) -> None:
    workshop.ana("touchpoint Waits | stage: Retention")
    workshop.ana("measure Visits 100 | target: 500 | stage: Retention")
    workshop.ana("pain 1 Nobody answers")
    found = workshop.bot.store.load_map(workshop.exported()["id"], workshop.slack.world.team.id)
    assert found is not None
    assert (proposals(found), unexplained(found)) == ([], ())
