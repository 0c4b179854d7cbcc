"""What delights customers stands beside what hurts them."""

from __future__ import annotations

from tests.databases import once
from tests.rooms import Room


@once
def test_the_step_of_pain_points_shows_what_must_stay(workshop: Room) -> None:
    for what in ("Reads the blog", "Waits", "Starts the trial"):
        workshop.ana(f"touchpoint {what}")
    assert "must stay:" not in workshop.ana("pain points")
    for number, score in ((1, 1), (2, -2), (3, 2)):
        workshop.ana(f"emotion {number} {score}")
    shown = workshop.ana("pain points").split("*What delights customers, and must stay:*\n")[1]
    assert shown.startswith("3. Starts the trial (+2)\n1. Reads the blog (+1)\n")
    assert "2. Waits (" not in shown
    assert "Wat klanten blij maakt en moet blijven:" in workshop.bram("knelpunten")


@once
def test_ratings_by_one_department_only_are_warned_of_when_it_is_alone(workshop: Room) -> None:
    workshop.ana("department Support")
    workshop.ana("touchpoint Reads the blog")
    workshop.ana("emotion 1 1")
    assert "Only Support has rated so far." in workshop.ana("emotions")
