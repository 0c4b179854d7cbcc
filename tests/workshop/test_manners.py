"""Whom a message comes from, and who is greeted."""

from __future__ import annotations

from tests.databases import once
from tests.rooms import Room


def test_home_greets_at_the_first_opening_only(alone: Room) -> None:
    chidi = alone.person("chidi")
    chidi.opens_home()
    alone.slack.wait_for(lambda: chidi.home is not None)
    assert chidi.home.text.index("Welcome!") < chidi.home.text.index("What is yours to do")
    chidi.opens_home()
    alone.slack.wait_for(lambda: "Welcome!" not in chidi.home.text)
    assert "/journey help" in chidi.home.text


def test_a_review_says_who_planned_it_and_how_it_ends(workshop: Room) -> None:
    workshop.ana("review every 3 months | at: 09:30")
    workshop.ana("review now")
    workshop.waits_for("Review of")
    said = next(m.text for m in workshop.messages() if m.text.startswith("Review of"))
    assert f"{workshop.person('ana').mention} planned these reviews; `/journey review off` ends them." in said


@once
def test_a_review_that_nobody_planned_names_nobody(workshop: Room) -> None:
    workshop.ana("review now")
    workshop.waits_for("Review of")
    assert not any("planned these reviews" in m.text for m in workshop.messages())
