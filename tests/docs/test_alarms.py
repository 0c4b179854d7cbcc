"""The dashboard and the alarms ask for figures that there are, and each alarm has its paragraph in the runbook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.metrics import FrontMetrics, OfficeMetrics

DOCS = Path(__file__).resolve().parents[2] / "docs"
OF_PROMETHEUS = {"instance", "job", "le"}
"""Labels that are not ours to give."""


@cache
def figures() -> dict[str, set[str]]:
    """What can be asked for, with its labels."""
    found: dict[str, set[str]] = {}
    for metrics in (FrontMetrics(), OfficeMetrics()):
        for collector in metrics.registry._collector_to_names:
            labels = set(getattr(collector, "_labelnames", ()))
            for family in collector.collect():
                ends = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("_total",)}.get(family.type, ("",))
                found |= {family.name + end: labels for end in ends}
    return found


@cache
def alarms() -> list[dict[str, Any]]:
    told = yaml.safe_load((DOCS / "alerts.yaml").read_text())
    return [rule for group in told["groups"] for rule in group["rules"]]


def dashboard() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DOCS / "grafana-dashboard.json").read_text())
    return told


def questions() -> Iterator[tuple[str, str]]:
    for rule in alarms():
        yield rule["alert"], rule["expr"]
    for panel in dashboard()["panels"]:
        for target in panel.get("targets", ()):
            yield panel["title"], target["expr"]


@pytest.mark.parametrize(("name", "asked"), [*questions()])
def test_a_question_to_prometheus_names_figures_and_labels_that_there_are(name: str, asked: str) -> None:
    named = set(re.findall(r"\bwaymark_\w+", asked))
    assert named or "up{" in asked
    assert named - set(figures()) == set()
    labels = {label for inside in re.findall(r"\{([^}]*)\}", asked) for label in re.findall(r"(\w+)\s*[=!]", inside)}
    labels |= {each.strip() for inside in re.findall(r"by \(([^)]*)\)", asked) for each in inside.split(",")}
    assert labels - OF_PROMETHEUS - set().union(*(figures()[each] for each in named)) == set()
    assert asked.count("(") == asked.count(")")


def test_every_alarm_has_its_paragraph_and_every_paragraph_its_alarm() -> None:
    page = (DOCS / "runbook.md").read_text()
    told = dict(re.findall(r"^## (\w+)\n(.+?)\n(?:\n|\Z)", page, re.MULTILINE | re.DOTALL))
    assert set(told) == {rule["alert"] for rule in alarms()}
    assert [name for name, paragraph in told.items() if len(paragraph) < 150] == []
    for rule in alarms():
        assert rule["annotations"]["runbook"] == f"docs/runbook.md#{rule['alert'].lower()}"
        assert rule["labels"]["severity"] in {"page", "ticket"}


def test_the_runbook_and_the_sizes_name_only_figures_that_there_are() -> None:
    known = set(figures()) | {name.removesuffix("_total") for name in figures()}
    for page in ("runbook.md", "sizing.md"):
        named = set(re.findall(r"\bwaymark_\w+", (DOCS / page).read_text()))
        assert named - known == set()


def test_every_figure_of_ours_is_on_the_dashboard() -> None:
    asked = " ".join(target["expr"] for panel in dashboard()["panels"] for target in panel.get("targets", ()))
    families = {re.sub(r"_(bucket|sum|count|total)$", "", name) for name in figures() if "_process_" not in name}
    assert [name for name in sorted(families) if name not in asked] == []


def test_the_panels_of_the_dashboard_stand_beside_each_other() -> None:
    taken: dict[tuple[int, int], str] = {}
    for panel in dashboard()["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                assert (x, y) not in taken, (panel["title"], taken[(x, y)])
                taken[(x, y)] = panel["title"]
