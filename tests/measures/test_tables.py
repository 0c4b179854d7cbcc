"""Tables of values: pasted in Slack or read from a file, however they were saved; and those that mean harm."""

from __future__ import annotations

import io
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.decoding import decoded
from journey.fields import Asking
from journey.refusal import Refusal
from journey.values_table import BadRow, Row, read_table
from tests.rooms import Room

ASKING = Asking("U1", date(2027, 3, 1), "en")


def rows(text: str) -> list[Row | BadRow]:
    return list(read_table(io.StringIO(text, newline=None), ASKING))


def first(text: str) -> dict[str, Any]:
    row = rows(text)[0]
    assert isinstance(row, Row), row
    return row.values


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_separator_is_understood_from_the_header(separator: str) -> None:
    text = "measure;date;value\nNPS;2027-01-31;24\n".replace(";", separator)
    assert first(text) == {"name": "NPS", "date": date(2027, 1, 31), "value": 24.0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("measure;value\nM;4,5", 4.5),
        ("measure;value\nM;1.200", 1200.0),
        ("measure,value\nM,1.200", 1.2),
        ('measure,value\nM,"1,200.5"', 1200.5),
        ("measure;value\nM;1.200,5", 1200.5),
        ("measure;value\nM;4.5\nM;0.25", 4.5),
        ("measure;value\nM;80 %", 80.0),
        ("measure;value\nM;€ 1.250", 1250.0),
        ("measure;value\nM;-3", -3.0),
        ("measure;value\nM;\u22123", -3.0),
        ("measure\tvalue\nM\t1 200", 1200.0),
    ],
)
def test_figures_are_read_as_the_table_writes_them(text: str, value: float) -> None:
    assert first(text)["value"] == value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    text = "meetwaarde;datum;waarde\r\nTevredenheid één – “café”;31-01-2027;4,5\r\n"
    assert first(decoded(text.encode(encoding)))["name"] == "Tevredenheid één – “café”"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("NPS,soon,3", "is not a date such as"),
        ("NPS,2027-02-31,3", "is not a date that exists"),
        ("NPS,2028-01-01,3", "lies in the future"),
        ("NPS,2027-01-01,many", "is not a figure"),
        ("NPS,2027-01-01,1e5", "is not a figure"),
        ("NPS,2027-01-01,nan", "is not a figure"),
        ("NPS,2027-01-01," + "9" * 400, "is not a figure"),
        ("NPS,2027-01-01,=1+1", "is not a figure"),
        ("NPS,2027-01-01,", "“value” is empty"),
        (",2027-01-01,3", "“measure” is empty"),
        ("NPS,2027-01-01,3,4", "more cells than columns"),
        ("N" * 200 + ",2027-01-01,3", "200 letters long"),
        ('"NPS,2027-01-01,3', "“value” is empty"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_the_good_ones_are_read(line: str, why: str) -> None:
    bad, good = rows(f"measure,date,value\n{line}\nNPS,2027-01-01,3\n")
    assert isinstance(bad, BadRow)
    assert bad.line == 2
    assert why in bad.why.text.format(**bad.why.values)
    assert isinstance(good, Row)
    assert good.line == 3


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "naam van de klant;leeftijd\nAna;3", "measure;date\nNPS;2027-01-01", "measure;value;score\nM;1;2"],
)
def test_a_wrong_header_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        rows(text)


@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(data: bytes) -> None:
    read = list(read_table(io.StringIO("measure;value;date\n" + decoded(data), newline=None), ASKING))
    assert all(isinstance(row, Row | BadRow) for row in read)


@given(st.text(max_size=400))
def test_no_text_breaks_the_header(text: str) -> None:
    with suppress(Refusal):
        assert isinstance(rows(text), list)


# --- pasted in Slack ----------------------------------------------------------------------------------------


def paste(room: Room, text: str) -> dict[str, str]:
    room.ana("values")
    ana = room.person("ana")
    ana.fills({"Rows from a table": text})
    return ana.submits().errors


def test_a_pasted_table_is_kept_and_its_bad_lines_are_told(workshop: Room) -> None:
    text = "measure\tvalue\tstage\nNPS\t24\t\nVisits\tmany\tAwareness\nVisits\t7\tAwareness"
    assert paste(workshop, text) == {}
    workshop.waits_for_whisper("ana", "Values new: 2, changed: 0, there already: 0. Lines not kept: 1.")
    workshop.waits_for_whisper("ana", "line 3: “many” is not a figure")
    assert [(m["name"], m["stage"]) for m in workshop.exported()["measures"]] == [("NPS", ""), ("Visits", "Awareness")]


def test_the_same_table_again_changes_nothing(workshop: Room) -> None:
    text = "measure;date;value\nNPS;2026-01-31;24"
    paste(workshop, text)
    before = workshop.exported()["measures"]
    paste(workshop, text)
    workshop.waits_for_whisper("ana", "Values new: 0, changed: 0, there already: 1")
    assert workshop.exported()["measures"] == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("foo;bar\n1;2", "The first line must say"),
        ("measure;value\nNPS;x", "line 2: “x” is not a figure"),
        ("measure;value;stage\nNPS;1;Nowhere", "There is no stage “Nowhere” here"),
        ("measure;value;touchpoint\nNPS;1;9", "There is no touchpoint 9 here"),
    ],
)
def test_a_table_of_which_nothing_can_be_kept_is_refused_at_its_field(workshop: Room, text: str, why: str) -> None:
    assert why in paste(workshop, text)["Rows from a table"]
    assert workshop.exported()["measures"] == []


def test_a_table_is_taken_in_dutch_from_a_typed_command_too(workshop: Room) -> None:
    said = workshop.ana("waarden meetwaarde;datum;waarde;richting\nWachttijd;31-01-2026;4,5;lager")
    assert "Values new: 1" in said
    kept = workshop.exported()["measures"][0]
    assert (kept["direction"], kept["values"]) == ("down", [{"on": "2026-01-31", "value": 4.5}])


# --- from a file --------------------------------------------------------------------------------------------


def imported(room: Room, file: Path, data: bytes) -> tuple[int, list[str], str]:
    file.write_bytes(data)
    done = room.bot.run("import-values", room.exported()["id"], str(file), check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_a_file_is_imported_with_a_report(workshop: Room, tmp_path: Path) -> None:
    data = "Meetwaarde;Datum;Waarde\nKlanttevredenheid één;31-01-2026;4,5\nNPS;gisteren;3\n".encode("cp1252")
    status, lines, _ = imported(workshop, tmp_path / "v.csv", data)
    assert status == 1
    assert lines[0] == "Values new: 1, changed: 0, there already: 0. Lines not kept: 1."
    assert lines[1].startswith("line 3: “gisteren” is not a date")
    assert workshop.exported()["measures"][0]["name"] == "Klanttevredenheid één"
    workshop.waits_for(lambda: workshop.card() and "Klanttevredenheid één: 4.5" in workshop.card().text)


def test_a_file_with_a_wrong_header_stops_with_one_line(workshop: Room, tmp_path: Path) -> None:
    status, lines, error = imported(workshop, tmp_path / "v.csv", b"a;b\n1;2\n")
    assert (status, lines) == (1, [])
    assert "The first line must say" in error
    assert error.count("\n") == 1


def test_a_hundred_thousand_lines_are_imported_in_seconds_and_again_change_nothing(alone: Room, tmp_path: Path) -> None:
    days = [(date(2012, 1, 1) + timedelta(day * 7 % 5000)).isoformat() for day in range(5000)]
    lines = [f"M{measure};{day};{measure + 1}" for day in days for measure in range(20)]
    data = ("measure;date;value\n" + "\n".join(lines)).encode()
    began = time.monotonic()
    status, told, error = imported(alone, tmp_path / "v.csv", data)
    assert status == 0, error
    assert told == ["Values new: 100000, changed: 0, there already: 0. Lines not kept: 0."]
    assert time.monotonic() - began < 55
    _, told, _ = imported(alone, tmp_path / "v.csv", data)
    assert told == ["Values new: 0, changed: 0, there already: 100000. Lines not kept: 0."]


def test_a_file_of_names_makes_no_more_measures_than_a_journey_holds(workshop: Room, tmp_path: Path) -> None:
    data = "measure;value\n" + "\n".join(f"Name {i};1" for i in range(1000))
    status, told, _ = imported(workshop, tmp_path / "v.csv", data.encode())
    assert status == 1
    assert told[0].startswith("Values new: 200, changed: 0")
    assert "at most 200 measures" in told[1]
