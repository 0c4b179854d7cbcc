"""What the documents promise is what the code does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import unquote

import pytest

from bot.cli import COMMANDS as PROGRAM
from bot.manifest import SCOPES
from bot.settings import read_settings
from commands.call import Call
from commands.registry import Command
from commands.running import find
from drawing.exports import export_bytes
from journey.fields import Asking
from journey.model import JourneyMap, Step
from journey.steps import GUIDES
from journey.words import voice
from tests.docs.commands_page import commands_page, everything
from tests.docs.export_schema import export_schema, schema_page
from tests.rooms import Room

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
WRITTEN = (*DOCUMENTS, ROOT / ".env.example", ROOT / "docs" / "export.schema.json")
TO_TYPE = ("README.md", "docs/guide-facilitator.en.md", "docs/guide-facilitator.nl.md")
ONE_TO_START, ONE_TO_TEST = "python3 -m bot playground", "python3 -m tests"
OUR_HOSTS = {"127.0.0.1", "slack.com", "json-schema.org", "waymark.example", "db.internal.example"}
"""Every host that a document may name. Where packages come from is for each machine to know."""


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """What stands in fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- the two commands, the settings -------------------------------------------------------------------------


def test_the_readme_names_exactly_two_commands_in_a_block_each() -> None:
    found = [block.strip() for block in blocks(text_of(ROOT / "README.md"), "sh")]
    assert found == [ONE_TO_START, ONE_TO_TEST]


class Recording(dict[str, str]):
    """An environment that remembers what was asked for."""

    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(given)
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)


def settings_read(tmp_path: Path) -> set[str]:
    given = {"SLACK_BOT_TOKEN": "xoxb-1", "DATABASE_URL": f"sqlite:///{tmp_path}/waymark.db"}
    asked: set[str] = set()
    for mode in ({"SLACK_APP_TOKEN": "xapp-1"}, {"SLACK_SIGNING_SECRET": "a secret"}):
        environment = Recording(given | mode)
        read_settings(environment)
        asked |= environment.asked
    return asked


def settings_told() -> dict[str, str]:
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", text_of(ROOT / ".env.example"), re.MULTILINE))


def test_the_example_settings_are_exactly_those_that_are_read(tmp_path: Path) -> None:
    assert set(settings_told()) == settings_read(tmp_path)


def test_each_example_setting_says_what_it_is_for() -> None:
    paragraphs = text_of(ROOT / ".env.example").split("\n\n")
    bare = [each for each in paragraphs if re.search(r"^[A-Z_]+=", each, re.MULTILINE) and not each.startswith("# ")]
    assert bare == []


def test_the_example_settings_work_as_they_are_once_the_tokens_are_filled_in(tmp_path: Path) -> None:
    told = {name: value for name, value in settings_told().items() if value}
    given = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": "a secret",
        "WAYMARK_SECRET": "sixteen letters or more",
    }
    defaults = read_settings({**given, "DATABASE_URL": told["DATABASE_URL"]})
    assert read_settings(told | given) == defaults


def test_the_operators_page_names_every_setting_and_every_scope(tmp_path: Path) -> None:
    page = text_of(ROOT / "docs" / "operating.md")
    assert [name for name in (*settings_read(tmp_path), *SCOPES) if f"`{name}`" not in page] == []


def test_the_operators_page_names_every_metric() -> None:
    from bot.metrics import FrontMetrics, OfficeMetrics

    page = text_of(ROOT / "docs" / "operating.md")
    collected = [m.name for each in (FrontMetrics(), OfficeMetrics()) for m in each.registry.collect()]
    ours = [name for name in collected if "_process_" not in name]  # those are told as two families
    assert [name for name in ours if name not in page] == []


# --- what is made from the code -----------------------------------------------------------------------------


def test_the_page_of_commands_is_fresh() -> None:
    assert text_of(ROOT / "docs" / "commands.md") == commands_page(), "python -m tests.docs writes it anew"


@pytest.mark.parametrize("command", everything(), ids=lambda each: each.name)
def test_the_page_of_commands_names_each_word_and_its_dutch_one(command: Command) -> None:
    page = text_of(ROOT / "docs" / "commands.md")
    assert [word for word in (*command.words, command.dutch) if f"`{word}`" not in page] == []
    assert f"\n### {command.name}\n" in page


def test_the_schema_of_the_export_is_fresh() -> None:
    assert text_of(ROOT / "docs" / "export.schema.json") == schema_page(), "python -m tests.docs writes it anew"


def test_an_export_has_what_the_schema_demands_and_nothing_beside_it() -> None:
    exported = json.loads(export_bytes(JourneyMap(id="J1", name="Free trial"), "json"))
    schema = export_schema()
    assert set(exported) == set(schema["required"]) == set(schema["properties"])
    assert exported["format"] == schema["properties"]["format"]["const"]


def test_the_readmes_table_has_the_eight_steps_in_their_order() -> None:
    told = re.findall(r"^\| (\d)\. ([^|]+) \|", text_of(ROOT / "README.md"), re.MULTILINE)
    assert told == [(str(place), guide.title) for place, guide in enumerate(GUIDES, 1)]


@pytest.mark.parametrize(("guide", "language"), [("en", "en"), ("nl", "nl")])
def test_the_facilitators_guide_has_a_heading_for_each_step(guide: str, language: str) -> None:
    page, say = text_of(ROOT / "docs" / f"guide-facilitator.{guide}.md"), voice(language)
    headings = re.findall(r"^### \d\. (.+)$", page, re.MULTILINE)
    assert headings == [say(each.title) for each in GUIDES]


# --- links, hosts -------------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """Headings as they are linked to."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def links(path: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(path)):
        if "://" not in target:
            yield unquote(target)


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_every_link_between_the_documents_leads_somewhere(path: Path) -> None:
    dead = []
    for link in links(path):
        file, _, anchor = link.partition("#")
        there = (path.parent / file).resolve() if file else path
        if not there.exists() or (anchor and anchor not in anchors(text_of(there))):
            dead.append(link)
    assert dead == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_every_file_of_ours_that_a_document_names_is_there(path: Path) -> None:
    """Named from the root, or from the folder of the code that the document speaks of."""
    named = re.findall(r"`((?:[\w-]+/)*[\w-]+\.py|(?:[\w-]+/)+)`", text_of(path))
    folders = [ROOT, *(each for each in ROOT.iterdir() if (each / "__init__.py").exists())]
    assert [each for each in named if not any((folder / each).exists() for folder in folders)] == []


@pytest.mark.parametrize("path", WRITTEN, ids=names)
def test_no_document_names_a_host_that_is_not_ours_to_name(path: Path) -> None:
    text = text_of(path)
    addressed = re.findall(r"[a-z]+://([\w.-]+)", text)
    bare = re.findall(r"(?<![\w/.@-])((?:[a-z0-9-]+\.)+(?:org|com|io|net|dev))\b(?!\()", text)
    hosts = {host for host in (*addressed, *bare) if "." in host}
    assert hosts - OUR_HOSTS == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_every_picture_has_a_text_for_those_who_do_not_see_it(path: Path) -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(", text_of(path))
    assert [alt for alt in pictures if len(alt) < 40] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_every_command_of_the_program_that_a_document_shows_is_one(path: Path) -> None:
    known = {*PROGRAM, "--help"}
    shown = re.findall(
        r"(?:python3 -m bot|waymark) ([a-z-]+)(?=[`\s])", " ".join(re.findall(r"`[^`]+`", text_of(path)))
    )
    assert set(shown) - known == set()


# --- what people are told to type ---------------------------------------------------------------------------


def told_to_type(document: str) -> list[str]:
    """Every line that a document tells people to type, without the command's own name, and without placeholders."""
    text = text_of(ROOT / document)
    lines = [line for block in blocks(text, "text") for line in block.splitlines()]
    lines += re.findall(r"`(/journey [^`\n]+)`", text)
    typed = [line.removeprefix("/journey ") for line in lines if line.startswith("/journey ")]
    return [line for line in typed if "…" not in line]


ALL_LINES = [(document, line) for document in TO_TYPE for line in told_to_type(document)]


@pytest.mark.parametrize(("document", "line"), ALL_LINES)
def test_every_line_that_people_are_told_to_type_is_understood(document: str, line: str) -> None:
    dutch = document.endswith(".nl.md")
    asking = Asking("U0ANA", date(2027, 1, 31), "nl" if dutch else "en")
    found, rest = find(re.sub(r"@(\w+)", lambda name: f"<@U0{name[1].upper()}>", line))
    assert found is not None
    if isinstance(found, Command) and rest:
        visit = SimpleNamespace(person=asking.me)
        found.values(cast(Call, SimpleNamespace(asking=asking, visit=visit)), rest)
    if isinstance(found, Command) and dutch:
        assert line.lower().startswith(found.dutch)


@pytest.mark.parametrize("document", TO_TYPE)
def test_every_guide_shows_how_to_do_all_that_a_workshop_needs(document: str) -> None:
    shown = {found for found, _ in map(find, told_to_type(document)) if isinstance(found, Command)}
    needed = {"start", "goal", "persona", "research", "touchpoint", "emotion", "map", "pain", "vote", "action", "task"}
    assert needed - {command.name for command in shown} == set()


def type_all(room: Room, name: str, document: str) -> None:
    """Types the fenced lines of a document into one channel, as one person, who goes on where a step is not done."""
    lines = (line for block in blocks(text_of(ROOT / document), "text") for line in block.splitlines())
    for line in (line.removeprefix("/journey ") for line in lines if line.startswith("/journey ")):
        room.types(name, line)
        if line in {"next", "volgende"} and not re.search(r"\d (of|van) 8", room.said):
            room.types(name, line)


def test_the_workshop_in_the_readme_can_be_typed_as_it_stands(room: Room) -> None:
    type_all(room, "ana", "README.md")
    journey = room.exported()
    assert journey["goal"] == "More trials become customers"
    kept = {name: len(journey[name]) for name in ("personas", "evidence", "touchpoints", "pain_points", "actions")}
    assert kept == {"personas": 1, "evidence": 1, "touchpoints": 2, "pain_points": 1, "actions": 1}
    assert [t["stage"] for t in journey["touchpoints"]] == ["Trial", "Support"]
    assert journey["touchpoints"][1]["rating"]["mean"] == -2
    assert journey["pain_points"][0]["votes"] == 1
    assert journey["actions"][0]["tasks"][0]["owner"]
    assert journey["schedule"]["every"] == 3


@pytest.mark.parametrize(("document", "person"), [(TO_TYPE[1], "ana"), (TO_TYPE[2], "bram")])
def test_the_workshop_in_a_guide_can_be_typed_as_it_stands(room: Room, document: str, person: str) -> None:
    type_all(room, person, document)
    journey = room.exported()
    assert journey["step"] == Step.REVIEW
    assert [name for name in ("goal", "measure", "personas") if not journey[name]] == []
    assert len(journey["evidence"]) == 3
    assert len(journey["touchpoints"]) == 4
    assert all(touchpoint["stage"] for touchpoint in journey["touchpoints"])
    assert [t["number"] for t in journey["touchpoints"] if t["rating"]["count"]] == [2, 3]
    assert journey["pain_points"][0]["votes"] == 1
    assert len(journey["pain_points"][0]["causes"]) == 2
    assert journey["actions"][0]["tasks"][0]["state"] == "done"
    assert journey["measures"][0]["target"]
    assert len(journey["reviews"]) == 1
