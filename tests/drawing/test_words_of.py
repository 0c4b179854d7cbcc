"""The same map in words: complete, in order, short where it must be, and never mistaken for markup."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from made import journeys
from sample import AWKWARD, SIZES, awkward, empty, of_size, software_service

from drawing.beside import Beside
from drawing.markdown import plain
from drawing.pictures import PICTURES
from drawing.words_of import ALT_TEXT_MOST, SHORT_MOST, TELLS, alt_text, in_words, short_words
from journey.model import (
    Action,
    Evidence,
    JourneyMap,
    Measure,
    PainPoint,
    Participation,
    Persona,
    Perspective,
    Rating,
    Reading,
    Review,
    Touchpoint,
)

LANGUAGES = ("en", "nl")


def test_every_picture_has_alt_text() -> None:
    assert set(TELLS) == set(PICTURES)


def test_alt_text_says_name_persona_size_peaks_and_pain_points() -> None:
    said = alt_text(software_service(), "en")
    for part in (
        "From advertisement to loyal customer",
        "Team lead at a small agency",
        "12 touchpoints in 5 stages",
        "Highest: 8. Uses it for days and likes it a lot (+1.8)",
        "Lowest: 10. Upgrades and hits a bug (−1.8)",
        "3 pain points: Work is lost when the plan changes during an upgrade (at 10, 7 votes)",
    ):
        assert part in said


def test_scores_have_the_decimal_mark_of_the_language() -> None:
    assert "(+1,8)" in alt_text(software_service(), "nl")


def test_alt_text_of_an_empty_map_says_that_it_is_empty() -> None:
    assert "no touchpoints yet" in alt_text(empty(), "en")


@pytest.mark.parametrize("picture", PICTURES)
@given(journey=journeys())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_words_are_never_longer_than_slack_allows(picture: str, journey: JourneyMap) -> None:
    for language in LANGUAGES:
        assert len(alt_text(journey, language, picture)) <= ALT_TEXT_MOST
        assert len(short_words(journey, language)) <= SHORT_MOST
        in_words(journey, language)


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_size_can_be_told(count: int, language: str) -> None:
    assert len(short_words(of_size(count), language)) <= SHORT_MOST


def test_a_short_telling_says_how_much_it_leaves_out() -> None:
    assert "more lines" in short_words(of_size(300), "en").splitlines()[-1]


def test_the_whole_map_is_told_in_order() -> None:
    journey = software_service()
    said = in_words(journey, "en")
    places = [said.index(f"### {t.number}\\. {plain(t.what)}") for t in journey.touchpoints]
    assert places == sorted(places)


def test_the_whole_map_tells_everything_that_was_gathered() -> None:
    journey = software_service()
    said = in_words(journey, "en")
    texts = [journey.goal, journey.measure, *(p.name for p in journey.personas), *journey.stages]
    texts += [text for t in journey.touchpoints for text in (t.activity, t.channel, *(n.text for n in t.needs))]
    texts += [text for p in journey.pain_points for text in (p.what, *(c.why for c in p.causes))]
    texts += [text for a in journey.actions for text in (a.goal, *(task.what for task in a.tasks))]
    texts += [m.name for m in journey.measures]
    assert [text for text in texts if plain(text) not in said] == []


def test_what_people_typed_is_never_markup() -> None:
    typed = "# not a heading\n- [x](y) **bold** `code` <b> | 1. ![i](u)"
    said = in_words(JourneyMap(id="J", name="x", touchpoints=(Touchpoint(number=1, what=typed),)), "en")
    line = next(line for line in said.splitlines() if "not a heading" in line)
    assert line == r"### 1\. \# not a heading \- \[x\](y) \*\*bold\*\* \`code\` \<b\> \| 1\. \!\[i\](u)".replace(
        "](y)", r"]\(y\)"
    ).replace("](u)", r"]\(u\)")


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_can_be_told(text: str) -> None:
    said = in_words(awkward(text), "en")
    assert "\n\n\n\n" not in said


def test_an_empty_stage_is_told_too() -> None:
    assert "No touchpoints yet." in in_words(empty(), "en")


def test_words_need_neither_matplotlib_nor_numpy() -> None:
    code = (
        "import sys, drawing.words_of, drawing.pictures, drawing.process, drawing.worker;"
        "sys.exit(bool({'matplotlib', 'numpy', 'PIL'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def scored(*means: float) -> JourneyMap:
    moments = tuple(
        Touchpoint(number=n, what=f"Moment {n}", rating=Rating(mean=mean, count=3)) for n, mean in enumerate(means, 1)
    )
    return JourneyMap(id="J", name="Trial", touchpoints=moments)


def test_what_lies_above_the_middle_is_never_called_low() -> None:
    said = alt_text(scored(0.5, 1.5, 2, -1.5, 1.5))
    assert "Highest: 3. Moment 3 (+2); 2. Moment 2 (+1.5); 5. Moment 5 (+1.5). Lowest: 4. Moment 4 (−1.5); 1." in said


def test_where_all_feel_the_same_there_is_no_low() -> None:
    said = alt_text(scored(0.1, 0.1, 0.1))
    assert "Highest: 1." in said
    assert "Lowest" not in said


def test_the_words_say_what_changed_since_the_picture_before() -> None:
    before = scored(1, -1, 0.5)
    after = scored(1, 0.5, -1, 2).model_copy(
        update={
            "pain_points": (PainPoint(number=1, touchpoint=3, what="Slow"),),
            "actions": (Action(number=1, goal="Answer"),),
        }
    )
    said = alt_text(after, "en", "map", before=before)
    assert said.endswith(
        "Since the picture before: new: 4. Moment 4; emotion rose at 2; emotion fell at 3; "
        "rated for the first time: 4; 1 new pain point; 1 new action."
    )
    assert "Sinds de vorige afbeelding: weg: 4. Moment 4" in alt_text(before, "nl", "map", before=after)


def test_where_nothing_changed_nothing_is_said_of_changes() -> None:
    assert alt_text(scored(1, 2), "en", "map", before=scored(1, 2)) == alt_text(scored(1, 2))


@given(before=journeys(), after=journeys())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_changes_fit_into_the_alt_text_of_a_file(before: JourneyMap, after: JourneyMap) -> None:
    for language in LANGUAGES:
        assert len(alt_text(after, language, "map", before=before, most=1_000)) <= 1_000


def test_the_whole_telling_holds_what_the_picture_has_no_room_for() -> None:
    journey = JourneyMap(
        id="J",
        name="Trial",
        trigger="Complaints",
        expectation="An answer within a day",
        personas=(Persona(number=1, name="Sam", about="An administrator", wants="Quiet", drives="Uptime"),),
        evidence=(
            Evidence(number=1, finding="Too slow", source="Survey 7", date=date(2027, 1, 31), link="https://example.org/7"),
        ),
        measures=(Measure(number=1, name="NPS", values=(
            Reading(on=date(2027, 1, 1), value=20), Reading(on=date(2027, 4, 1), value=24),
        )),),
        participation=(Participation(department="Sales", people=2, contributions=5),),
        reviews=(Review(number=1, held_at=datetime(2027, 4, 5, tzinfo=UTC), outcome="It got better"),),
    )  # fmt: skip
    said = in_words(journey, "en")
    parts = ("Complaints", "An answer within a day", "An administrator", "Quiet", "Uptime", "Survey 7",
             "31 January 2027", "20 (1 Jan 2027); 24 (1 Apr 2027)", "Sales: 5 contributions",
             "It got better")  # fmt: skip
    assert [part for part in parts if plain(part) not in said and part not in said] == []
    assert "raters" not in said


def test_the_words_tell_of_the_other_curve_in_the_same_map() -> None:
    journey = software_service()
    other = journey.model_copy(update={"id": "J2", "name": "The administrator's year"})
    for picture in ("map", "overview"):
        assert "The other curve is of The administrator's year: mean" in alt_text(
            journey, "en", picture, Beside((other,))
        )
    assert "De andere curve is van" in alt_text(journey, "nl", "map", Beside((other,)))


def test_a_part_tells_what_of_the_other_curve_it_shows() -> None:
    journey = software_service()
    wish = journey.model_copy(update={"id": "J2", "perspective": Perspective.TO_BE})
    first, second = (alt_text(journey, "en", f"part:{number}", Beside((wish,))) for number in (1, 2))
    assert "The other curve is of To be: mean +0.4, highest 3. Reads the blog (+1), lowest 5. Waits a month" in first
    assert "The other curve is of To be: " in second
    assert "lowest 6. Clicks" in second
