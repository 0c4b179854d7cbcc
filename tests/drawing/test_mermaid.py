"""The Mermaid export, read by Mermaid itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from made import journeys
from sample import AWKWARD, awkward, empty, of_size, software_service

from drawing.exports import export_bytes
from journey.model import JourneyMap, Touchpoint
from tests.mermaid import Mermaid, node_is_here, shown

HOSTILE = (
    *AWKWARD,
    "title",
    "section",
    "section 8: everything",
    "journey",
    "accTitle: mine",
    "accDescr { mine }",
    "%% a comment",
    "%%{init: {'theme': 'forest'}}%%",
    "---",
    "---\ntitle: front matter\n---",
    "#quot; & &amp; #35;",
    "style x:#fff;",
    "classDef a:#b;",
    "click 1 href javascript:alert(1)",
    "<script>alert(1)</script>",
    "a: 5: Somebody else",
    "a\n      9. Smuggled in: 5",
    "a\r9. b\u2028c\u2029d\x85e\x0bf",
    "}{][)(`\"'\\",
    "}%% not a comment",
    "\ufeff\u200b",
    "::;;##",
    "-2",
)


@pytest.fixture(scope="module")
def mermaid() -> Iterator[Mermaid]:
    if not node_is_here():
        pytest.skip("no Node.js here to run Mermaid's parser with: neither a server nor a browser stands in for it")
    with Mermaid() as parser:
        yield parser


def written(journey: JourneyMap, language: str = "en") -> str:
    return export_bytes(journey, "mmd", language).decode()


def line(text: str) -> str:
    """A text as one line, the way people would see it."""
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", text.replace("\r", "\n"))
    return re.sub(r"[\s\u200b\u2028\u2029\ufeff]+", " ", kept).strip() or "-"


def test_a_parser_that_takes_anything_would_prove_nothing(mermaid: Mermaid) -> None:
    assert "error" in mermaid("journey\n    title x\n    1. a: b: c: : d;\n  :")


def test_the_sample_is_read_as_it_was_typed(mermaid: Mermaid) -> None:
    read = mermaid(written(software_service()))
    journey = software_service()
    assert (read["kind"], shown(read["title"])) == ("journey", journey.name)
    assert [shown(task["task"]) for task in read["tasks"]] == [f"{t.number}. {t.what}" for t in journey.touchpoints]
    assert read["tasks"][9]["people"] == ["Product", "Support"]
    assert (read["tasks"][7]["score"], read["tasks"][9]["score"]) == (5, 1)


@pytest.mark.parametrize("journey", [empty(), of_size(1), of_size(300), JourneyMap(id="J", name="")])
def test_every_size_is_taken(mermaid: Mermaid, journey: JourneyMap) -> None:
    read = mermaid(written(journey))
    assert "error" not in read, read
    assert len(read["tasks"]) == len(journey.touchpoints)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_everywhere(mermaid: Mermaid, text: str) -> None:
    journey = awkward(text).model_copy(
        update={
            "name": text,
            "stages": (text,),
            "touchpoints": (
                Touchpoint(number=1, what=text, stage=text, departments=(text, "Sales")),
                Touchpoint(number=2, what="After it"),
            ),
        }
    )
    read = mermaid(written(journey))
    assert "error" not in read, (read, written(journey))
    assert shown(read["title"]) == line(text)
    assert [shown(task["task"]) for task in read["tasks"]] == [
        f"1. {line(text + ' (not rated)')}", "2. After it (not rated)"
    ]  # fmt: skip
    assert [shown(name) for name in read["tasks"][0]["people"]][-1:] == ["Sales"]
    assert read["tasks"][0]["people"][:-1] == [] or shown(read["tasks"][0]["people"][0]) == line(text)


@given(journey=journeys())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_journey_is_taken_whole(mermaid: Mermaid, journey: JourneyMap) -> None:
    for language in ("en", "nl"):
        read = mermaid(written(journey, language))
        assert "error" not in read, (read, written(journey, language))
        assert len(read["tasks"]) == len(journey.touchpoints)
        assert all(1 <= task["score"] <= 5 for task in read["tasks"])
