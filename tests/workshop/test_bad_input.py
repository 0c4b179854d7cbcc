"""What people type wrongly, strangely or maliciously: a clear word to them, and nothing changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from commands.slack_text import JOINER
from journey.model import JourneyMap, Touchpoint
from tests.databases import once
from tests.rooms import Room

STRANGE = [
    "<!channel> look",
    "<!here>",
    "<@U0000000> did it",
    "*bold* and _italic_ and ~gone~ and `code`",
    "&amp; stays &lt;b&gt;",
    "Costs $5 and $6",
    "👍🏽 great 🎉 :tada:",
    "العميل ينتظر الرد",
    "=HYPERLINK(1)",
    "'; DROP TABLE journeys; --",
    "100% {name} %s \\x41",
]


@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_is_data_and_comes_back_as_nothing_but_text(workshop: Room, text: str) -> None:
    """Typed in a client, which sends entities for what could be markup."""
    said = workshop.ana(f"touchpoint {text}")
    assert "touchpoint 1" in said
    for forbidden in ("<!channel>", "<!here>", "<@U0000000>", "*bold*", "_italic_", "`code`", ":tada:", "<https"):
        assert forbidden not in said
    workshop.waits_for(lambda: workshop.card() and "1 touchpoint" in workshop.card().text)
    kept = workshop.exported()["touchpoints"][0]["what"]
    assert kept == text


def test_a_mention_that_is_sent_raw_wakes_nobody(workshop: Room) -> None:
    """As a client would send it that escapes nothing."""
    workshop.slack.client.escape = False
    try:
        said = workshop.ana("touchpoint <!channel> & <@U0000000>")
    finally:
        workshop.slack.client.escape = True
    assert "<!channel>" not in said
    assert "&lt;!channel&gt; &amp; &lt;@U0000000&gt;" in said


def test_text_of_4000_letters_is_refused_with_its_length_and_nothing_is_kept(workshop: Room) -> None:
    said = workshop.ana("touchpoint " + "x" * 4000)
    assert "4000" in said
    assert "300" in said
    assert workshop.exported()["touchpoints"] == []


@once
@pytest.mark.parametrize("line", ["touchpoint", "touchpoint    ", "goal", "persona", "action"])
def test_without_text_a_modal_opens_for_it(workshop: Room, line: str) -> None:
    workshop.ana(line)
    modal = workshop.person("ana").modal
    assert modal is not None
    assert modal.fields
    workshop.person("ana").closes(everything=True)


@once
@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("emotion 9 1", "9"),
        ("emotion 1 7", "“7”"),
        ("emotion 1", "missing"),
        ("emotion happy 1", "happy"),
        ("pain 77 slow", "77"),
        ("cause 5 why", "5"),
        ("vote 12", "12"),
        ("vote x", "“x”"),
        ("task 3 call", "3"),
        ("done task 9", "9"),
        ("done touchpoint 1", "action or a task"),
        ("edit touchpoint 44 | stage: Decision", "44"),
        ("edit thing 1", "thing 1"),
        ("remove persona 8", "8"),
        ("touchpoint Buys | stage: Nowhere", "“Nowhere”"),
        ("touchpoint Buys | colour: red", "“colour”"),
        ("touchpoint Buys | stage", "colon"),
        ("touchpoint Buys | stage:", "no value"),
        ("touchpoint Buys | kind: magic", "“magic”"),
        ("touchpoint Buys | owner: somebody", "“somebody”"),
        ("touchpoint Buys | after: 99", "99"),
        ("touchpoint Buys | key: perhaps", "“perhaps”"),
        ("action Fix | due: 2027-02-30", "2027-02-30"),
        ("action Fix | due: 31-02-2027", "31-02-2027"),
        ("action Fix | due: 2020-01-01", "past"),
        ("action Fix | due: someday", "“someday”"),
        ("action Fix | effort: 9", "“9”"),
        ("action Fix | pain: 6", "6"),
        ("research Found | date: 2099-01-01", "future"),
        ("research Found | kind: gossip", "“gossip”"),
        ("research Found | link: javascript:alert(1)", "https"),
        ("measure NPS", "value"),
        ("measure NPS lots", "“lots”"),
        ("review every 0 months", "0"),
        ("review every 1000 years", "1000 years"),
        ("review sometimes", "every 3 months"),
        ("map gif", "“gif”"),
        ("export docx", "“docx”"),
        ("go nowhere", "“nowhere”"),
        ("stages A", "“A”"),
        ("stages A, A", "name of its own"),
        ("open Nothing", "“Nothing”"),
        ("facilitators somebody", "“somebody”"),
        ("undo", "nothing of yours"),
        ("bogus word", "“bogus”"),
    ],
)
def test_wrong_input_is_named_and_changes_nothing(workshop: Room, line: str, named: str) -> None:
    before = workshop.exported()
    assert named in workshop.ana(line).replace(JOINER, "")
    assert workshop.exported() == before


@once
def test_a_time_zone_that_does_not_exist_is_refused(room: Room) -> None:
    assert "Mars/Base" in room.ana("start Trip | timezone: Mars/Base")


@once
def test_without_a_journey_a_contribution_is_refused_with_how_to_start(room: Room) -> None:
    said = room.ana("touchpoint Reads the blog")
    assert "no open journey" in said
    assert "/journey start" in said


@once
def test_in_a_direct_message_a_journey_cannot_start(room: Room) -> None:
    answer = room.person("ana").types("dm", "/journey start Trial")
    assert "channel" in answer.text
    assert answer.seconds < 3


@once
def test_in_a_channel_without_the_bot_a_journey_cannot_start(room: Room) -> None:
    answer = room.person("ana").types("random", "/journey start Trial")
    assert "/invite" in answer.text
    assert answer.seconds < 3


def test_an_owner_who_left_is_refused(workshop: Room) -> None:
    assert "deactivated" in workshop.ana("action Fix it | owner: @hugo")
    assert workshop.exported()["actions"] == []


def test_two_people_who_edit_one_item_at_once_the_later_one_is_told(workshop: Room) -> None:
    workshop.ana("facilitators @bram")
    workshop.ana("touchpoint Reads the blog")
    ana, bram = workshop.person("ana"), workshop.person("bram")
    workshop.ana("edit touchpoint 1")
    workshop.bram("edit touchpoint 1")
    ana.fills({"what": "Reads our blog"})
    bram.fills({"what": "Leest de blog"})
    assert not ana.submits().errors
    errors = bram.submits().errors
    assert "Reads our blog" in "".join(errors.values())
    assert workshop.exported()["touchpoints"][0]["what"] == "Reads our blog"
    bram.closes(everything=True)


def test_a_thousand_touchpoints_are_taken_listed_chosen_from_and_drawn(room: Room) -> None:
    touchpoints = tuple(
        Touchpoint(number=n, what=f"Moment number {n}", stage="Decision" if n % 2 else "Retention")
        for n in range(1, 1001)
    )
    big = JourneyMap(id="", name="Long way", stages=("Decision", "Retention"), touchpoints=touchpoints, facilitators=())
    room.bot.store.import_map(big, room.slack.world.team.id, room.id, datetime.now(UTC))
    assert "touchpoint 1001" in room.ana("touchpoint One more | stage: Decision | after: 1000")
    assert "…" in room.ana("touchpoints")  # as much as a message holds
    room.ana("emotion")  # more than a menu holds: the number is typed
    ana = room.person("ana")
    ana.fills({"touchpoint": "1001", "score": "2"})
    assert not ana.submits().errors
    rated = next(t for t in room.exported()["touchpoints"] if t["number"] == 1001)
    assert rated["rating"]["mean"] == 2
    room.ana("map")
    room.waits_for(lambda: any(m.files for m in room.messages()))
    room.waits_for(lambda: room.card() and "1001 touchpoints" in room.card().text)
