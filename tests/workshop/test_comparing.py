"""Keeping the map by a name and seeing later what changed: typed, in a modal, and in the channel."""

from __future__ import annotations

from tests.rooms import Room


def rated(room: Room, number: int, score: int) -> None:
    for name in ("ana", "chidi", "eva"):
        room.types(name, f"emotion {number} {score}")


def changed(room: Room) -> None:
    """A map kept as “Spring”, and what happened to it since."""
    room.ana("touchpoint Reads the blog | stage: Awareness")
    room.ana("touchpoint Waits for an answer | stage: Awareness")
    rated(room, 1, -2)
    room.ana("pain 1 No price | cause: nobody keeps it")
    room.ana("action Show the price | pain: 1")
    room.ana("snapshot Spring")
    assert "snapshot 1, “Spring”" in room.said
    rated(room, 1, 1)
    room.ana("remove touchpoint 2")
    room.ana("touchpoint Is called back | stage: Awareness")
    room.ana("done action 1")


def test_compare_says_what_changed_since_the_map_was_kept(workshop: Room) -> None:
    changed(workshop)
    said = workshop.ana("compare")
    for part in (
        "Spring",
        "The feeling rose",
        "1. Reads the blog: +3 (−2 by 3 people → 1 by 3)",
        "Show the price – the feeling at touchpoint 1 rose with it, +3",
        "Pain points solved",
        "3. Is called back (Awareness)",
        "2. Waits for an answer (Awareness)",
    ):
        assert part in said, said
    assert said.index("The feeling rose") < said.index("New touchpoints")


def test_compare_speaks_dutch(room: Room) -> None:
    room.bram("begin Proefabonnement | taal: nl")
    room.bram("contactpunt Leest de blog | fase: Bewustwording")
    room.bram("momentopname Lente")
    assert "De kaart is bewaard zoals hij nu is" in room.said
    room.bram("wijzig contactpunt 1 Leest onze blog")
    said = room.bram("vergelijk lente nu")
    assert "In andere woorden verteld" in said
    assert "“Leest de blog” is nu “Leest onze blog”" in said


def test_a_version_can_be_named_by_number_by_name_or_by_review_in_dutch_and_anyhow_parted(room: Room) -> None:
    room.bram("begin Storing | taal: nl")
    room.bram("contactpunt Belt ons")
    room.bram("herziening nu")
    room.bram("herziening sluit")
    room.bram("momentopname Straße en de rest")
    room.bram("contactpunt Wacht op de monteur")
    for named in ("herziening 1 nu", "1 met nu", "#1, #2", "STRASSE EN DE REST → nu", "momentopname 2 nu", "1"):
        said = room.bram(f"vergelijk {named}")
        assert "Wat er veranderde" in said, said
        assert ("Wacht op de monteur" in said) == ("#2" not in named)


def test_without_anything_kept_compare_says_how_to_keep_it(workshop: Room) -> None:
    said = workshop.ana("compare")
    assert "no earlier version" in said
    assert "/journey snapshot Before the new website" in said


def test_a_review_and_a_closing_keep_the_map_too(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    workshop.ana("review now")
    workshop.ana("review close")
    workshop.ana("touchpoint Calls")
    workshop.ana("close")
    assert "2. Calls" in workshop.ana("compare review 1 and closing")
    assert "Nothing that stands out" in workshop.ana("compare closing, now")


def test_an_unknown_version_is_refused_with_those_that_there_are(workshop: Room) -> None:
    workshop.ana("snapshot Spring")
    said = workshop.ana("compare autumn")
    assert "no version “autumn”" in said
    assert "Spring" in said


def test_a_name_that_means_something_else_is_refused_and_nothing_is_kept(workshop: Room) -> None:
    for name in ("now", "Review 2", "7", "nu"):
        assert "means something else" in workshop.ana(f"snapshot {name}")
    assert "no earlier version" in workshop.ana("compare")


def test_a_name_is_given_once(workshop: Room) -> None:
    workshop.ana("snapshot Spring")
    assert "is called “Spring” already" in workshop.ana("snapshot SPRING")


def test_the_same_version_twice_is_refused(workshop: Room) -> None:
    workshop.ana("snapshot Spring")
    assert "two different versions" in workshop.ana("compare Spring spring")


def test_a_wished_for_map_is_compared_with_the_map_as_it_is(workshop: Room) -> None:
    workshop.ana("touchpoint Waits two days for an answer | stage: Awareness")
    workshop.ana("start Dream trial | as: to-be | language: en")
    workshop.ana("touchpoint Waits an hour for an answer | stage: Awareness")
    workshop.ana("touchpoint Is thanked | stage: Awareness")
    workshop.ana("open Free trial")
    said = workshop.ana("compare Dream trial")
    assert "What is to change: now → Dream trial" in said.replace("*", "")
    assert "“Waits two days for an answer” is “Waits an hour for an answer” now" in said
    assert "2. Is thanked" in said


def test_two_versions_are_chosen_in_a_modal(workshop: Room) -> None:
    changed(workshop)
    ana = workshop.person("ana")
    workshop.ana("compare")
    ana.presses("Compare others", in_=workshop.channel)
    ana.fills({"before": "now", "after": "Spring"})
    answer = ana.submits()
    assert answer.closed, answer.errors
    workshop.waits_for_whisper("ana", "The feeling fell")


def test_a_missing_version_is_told_at_its_field(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    ana = workshop.person("ana")
    ana.types(workshop.channel, "/journey")
    ana.presses("hub", in_=workshop.channel)
    ana.presses("command:compare")
    ana.fills({"after": "now"})
    errors = ana.submits().errors
    assert list(errors) == ["Before"]
    assert "no earlier version" in errors["Before"]


def test_the_button_of_the_review_step_tells_what_changed(workshop: Room) -> None:
    changed(workshop)
    workshop.ana("review now")
    workshop.ana("review close")
    workshop.ana("go review")
    workshop.waits_for("Step 8 of 8")
    workshop.person("ana").presses("What changed?", in_=workshop.channel)
    workshop.waits_for_whisper("ana", "What changed: review 1")


def test_the_button_posts_words_and_a_picture_with_alt_text(workshop: Room) -> None:
    changed(workshop)
    workshop.ana("compare")
    workshop.person("ana").presses("Post in the channel", in_=workshop.channel)
    workshop.waits_for("What changed: Spring")
    message = next(m for m in workshop.messages() if "What changed: Spring" in m.text)
    assert "The feeling rose" in message.text
    (file,) = [workshop.slack.world.files[f if isinstance(f, str) else f["id"]] for f in message.files]
    assert workshop.slack.world.bytes_of[file.id].startswith(b"\x89PNG")
    assert "Two emotion curves of “Free trial”" in file.alt_txt
    assert "+3 (" in file.alt_txt
