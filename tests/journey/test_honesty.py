"""Doubts about a map: told where there is reason to, in order of weight, and silent about a good map."""

from __future__ import annotations

import pytest

from journey.company_voice import company_cue
from journey.honesty import CHECKS, doubts, warned_at
from journey.model import JourneyMap, Participation, Rating, Step, Touchpoint
from journey.wishes import wish_cue
from journey.words import voice


def at(number: int, what: str = "Reads the blog", **more: object) -> Touchpoint:
    return Touchpoint.model_validate({"number": number, "what": what, "stage": "Trial", "evidence": (1,), **more})


def journey(*touchpoints: Touchpoint, **more: object) -> JourneyMap:
    return JourneyMap.model_validate({"id": "j", "name": "Trial", "touchpoints": touchpoints, **more})


def texts(found: JourneyMap, language: str = "en") -> list[str]:
    return [doubt.what.by(voice(language)) for doubt in doubts(found)]


def rated(mean: float, count: int = 4, spread: float = 0.3) -> Rating:
    return Rating(mean=mean, count=count, spread=spread)


GOOD = journey(
    at(1, rating=rated(-1)),
    at(2, "Gets the invoice", rating=rated(1)),
    at(3, rating=rated(1)),
    at(4, rating=rated(1)),
    at(5, rating=rated(1), departments=("Sales",)),
    stages=("Awareness", "Trial", "Support"),
    participation=(
        Participation(department="Sales", people=2, raters=2, contributions=3),
        Participation(department="Support", people=2, raters=2, contributions=3),
    ),
)


def test_a_good_map_raises_no_doubt() -> None:
    assert doubts(GOOD) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"touchpoints": (at(1, departments=("Finance",)),)}, "Finance has added nothing yet."),
        ({"participation": (Participation(department="Sales", contributions=9),)}, "All of this comes from Sales"),
        (
            {
                "participation": (
                    Participation(department="Sales", raters=1),
                    Participation(department="Support", contributions=1),
                )
            },
            "Only Sales has rated so far.",
        ),
        ({"touchpoints": (at(1), at(2, evidence=()), at(3, evidence=()))}, "67 % of the touchpoints are assumptions"),
        ({"touchpoints": (at(1, rating=rated(0, spread=1.6)),)}, "You disagree about 1"),
        ({"touchpoints": (at(1, rating=rated(0, count=2)), at(2, rating=rated(-1)))}, "1 of 2 rated touchpoints"),
        ({"touchpoints": tuple(at(n, rating=rated(1)) for n in range(1, 5))}, "Every rating is pleasant."),
        ({"stages": ("Awareness", "Finance")}, "Is the stage “Finance” a department?"),
        ({"touchpoints": (at(1, "Send the invoice"),)}, "It begins with “send invoice”."),
        ({"touchpoints": (at(1, "Should get an answer at once"),)}, "so today, or wished for? It says “should”."),
    ],
)  # fmt: skip
def test_what_is_told_of_a_map_with_one_flaw(change: dict[str, object], told: str) -> None:
    said = texts(GOOD.model_copy(update=change))
    assert any(told in line for line in said), said


def test_it_is_no_single_voice_when_others_add_without_a_department() -> None:
    team = (Participation(department="", contributions=11), Participation(department="Sales", contributions=2))
    assert not any("All of this comes from" in line for line in texts(GOOD.model_copy(update={"participation": team})))


@pytest.mark.parametrize(
    "title",
    ["The customer should be called back", "Ideally pays in one step", "Zou meteen antwoord moeten krijgen",
     "De klant hoort te weten hoe lang het duurt", "Moet direct geholpen worden"],
)  # fmt: skip
def test_a_title_that_tells_a_wish_is_asked_about(title: str) -> None:
    assert wish_cue(title)


@pytest.mark.parametrize(
    "title",
    ["Asks what should happen now", "Reads what she should bring", "“You should try it”, says a friend",
     "Moet lang wachten", "Moet drie keer bellen", "Hoort dat het kapot is", "Vraagt of hij moet betalen", "Waits"],
)  # fmt: skip
def test_a_title_that_is_so_today_is_left_alone(title: str) -> None:
    assert wish_cue(title) == ""


def test_a_to_be_map_may_wish() -> None:
    wished = journey(at(1, "Should get an answer at once"), perspective="to-be")
    assert texts(wished) == []


def test_a_stage_is_no_department_when_a_template_calls_it_so_or_nobody_works_there() -> None:
    assert texts(GOOD.model_copy(update={"stages": ("Support", "Contact", "Levering")})) == []


def test_a_stage_that_is_called_like_a_department_of_the_team_is_asked_about() -> None:
    team = (*GOOD.participation, Participation(department="Studio", contributions=1))
    said = texts(GOOD.model_copy(update={"stages": ("Trial", "Studio"), "participation": team}))
    assert said == ["Is the stage “Studio” a department? Customers do not see our departments."]


def test_the_weightiest_doubt_comes_first() -> None:
    found = doubts(journey(at(1, "Our advert", evidence=(), departments=("Finance",), rating=rated(0, 1))))
    assert [doubt.weight for doubt in found] == sorted((doubt.weight for doubt in found), reverse=True)
    assert found[0].department == "Finance"
    assert len(found) == 4


def test_every_doubt_is_warned_of_at_a_step_and_says_what_to_do_in_both_languages() -> None:
    bad = journey(
        *(at(n, "Wij sturen de factuur", evidence=(), rating=rated(1, 2, 1.5)) for n in range(1, 6)),
        at(6, "Zou gebeld moeten worden", evidence=(), rating=rated(1, 2, 1.5)),
        stages=("Marketing", "Finance"),
        participation=(
            Participation(department="Sales", raters=1, contributions=4),
            Participation(department="Studio"),
        ),
    )
    warned = {text.by(voice("nl")) for step in Step for text in warned_at(bad, step)}
    found = doubts(bad)
    assert {doubt.what.by(voice("nl")) for doubt in found} == warned
    assert all(doubt.do.by(voice(language)) for doubt in found for language in ("en", "nl"))
    assert len({doubt.what.text for doubt in found}) == len(CHECKS)


def test_few_raters_are_no_matter_while_the_team_is_still_rating() -> None:
    rating = journey(at(1, rating=rated(-1, count=1)), at(2), step=Step.EMOTIONS)
    assert texts(rating) == []
    later = rating.model_copy(update={"step": Step.VISUALIZE})
    assert texts(later) == ["1 of 1 rated touchpoints has fewer than 3 raters."]


OURS = (
    "Send invoice", "Send the invoice to the customer", "We call back", "Our advertisement", "Process the order",
    "Call customer", "Onboard client", "Ship order", "Wij bellen terug", "Onze advertentie", "Verstuur factuur",
    "Factuur versturen", "Bestelling verwerken", "Klant bellen", "Bel de klant", "Stuur een herinnering",
)  # fmt: skip
THEIRS = (
    "Sees an advertisement", "Reads the blog", "Gets the invoice", "Pays the invoice", "Pay invoice", "Order",
    "Calls support", "Call customer service", "Contact customer support", "Sends a question", "Send a complaint",
    "Westwood store", "Weekly newsletter", "Ourense", "Process", "Customer calls", "“We are moving”", "'Our house'",
    "Waits for delivery", "Welcome e-mail arrives", "Deliver", "Handles it alone", "", "…", "Web search",
    "Onsite visit",
    "Ziet een advertentie", "Krijgt de factuur", "Betaalt de factuur", "Belt de klantenservice", "Wil opzeggen",
    "Bel klantenservice", "Stuurt een vraag in", "Werkt thuis", "Bestelling volgen", "Klant belt",
    "Wijziging doorgeven",
    "Zoekt op internet", "Wekelijkse nieuwsbrief", "Onszelf aanmelden", "Levering volgen", "Klacht indienen",
    "Pakket ophalen", "Offerte aanvragen", "Factuur betalen", "Bezorgd over de prijs", "Bel een vriend",
)  # fmt: skip


@pytest.mark.parametrize("title", OURS)
def test_a_title_in_our_voice_is_asked_about(title: str) -> None:
    assert company_cue(title)


@pytest.mark.parametrize("title", THEIRS)
def test_a_title_in_the_customer_s_voice_is_left_alone(title: str) -> None:
    assert company_cue(title) == ""


def test_what_is_not_ours_is_never_told_by_us() -> None:
    assert texts(journey(at(1, "Our neighbours warn them", ours=False))) == []
