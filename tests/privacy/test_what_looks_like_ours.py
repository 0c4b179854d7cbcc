"""What somebody typed that looks like what we write: a mention, or so much of what Slack escapes that it grows long."""

from __future__ import annotations

from html import unescape

import pytest

from tests.databases import once
from tests.rooms import Room


def told(room: Room) -> list[str]:
    """All that people were sent, once nothing waits any more: messages, also direct ones, and what blocks say."""
    messages = [*room.messages(), *(m for name in ("ana", "bram") for m in room.person(name).dms)]
    return [text for m in messages for text in (m.text, *shown(m.blocks))]


def shown(blocks: list[dict[str, object]]) -> list[str]:
    return [block["text"]["text"] for block in blocks if block["type"] == "section"]  # type: ignore[index]


@once
def test_a_mention_that_somebody_typed_into_a_form_wakes_nobody(workshop: Room) -> None:
    ana, dora = workshop.person("ana"), workshop.person("dora")
    for line, fields in (
        ("action", {"goal": dora.mention, "owner": workshop.person("bram").id}),
        ("tell 1", {"text": f"{dora.mention} {dora.mention}"}),
    ):
        if line == "tell 1":
            workshop.ana("done action 1")
        workshop.ana(line)
        ana.fills(fields)
        assert ana.submits().closed
    workshop.waits_for("What was done with your feedback")
    workshop.slack.wait_for(
        lambda: any("action" in m.text or "klantreis" in m.text for m in workshop.person("bram").dms)
    )
    said = [text for text in told(workshop) if dora.id in text]
    assert len(said) > 4, "it is told, as text"
    assert not [text for text in said if dora.mention in text]
    assert any(workshop.person("bram").mention in text for text in told(workshop)), "those that are ours stay mentions"


@once
@pytest.mark.parametrize("text", ["&" * 2000, "a & b " * 333, "x" * 2000, "*b* <c> " * 250, "no gap&" * 285])
def test_what_customers_are_told_is_posted_whole_however_long_it_gets(workshop: Room, text: str) -> None:
    workshop.ana("action Faster")
    workshop.ana("done action 1")
    workshop.ana(f"tell 1 {text}")
    workshop.waits_for("What was done with your feedback")
    (message,) = [m for m in workshop.messages() if "What was done with your feedback" in m.text]
    parts = shown(message.blocks)
    assert all(len(part) <= 3000 for part in parts)
    for whole in (message.text, "".join(parts)):
        read = "".join(unescape(whole.replace("\u2060", "")).split())
        assert "".join(text.split()) in read
        assert workshop.person("ana").mention in whole
    assert parts[-1].endswith("_")
    assert "…" not in "".join(parts)
