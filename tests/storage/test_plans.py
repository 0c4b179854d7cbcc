"""However much is kept, a statement looks at what it is about and finds that by an index: every public method of the
Store, and a whole workshop through the door. A new method needs a line here, or a reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bench.filling import Size, channel_name, fill, journey_id, workspace_name
from journey.model import JourneyMap, Perspective, Schedule, Step
from playground.server import StandIn
from storage.installations import Installation
from storage.store import Store
from storage.values import (
    Add,
    Digest,
    DigestPlan,
    DrawnPicture,
    Edit,
    JourneyHead,
    JumpTo,
    Kind,
    KnownPerson,
    Letter,
    Measured,
    NudgeTimes,
    Place,
    Post,
    Rate,
    Remove,
    RenameStage,
    SentMessage,
    Stages,
    Visit,
    Vote,
)
from tests.databases import fresh_database
from tests.played import Played
from tests.privacy.test_strangers_of_the_store import public_methods
from tests.running import SECRET
from tests.storage.plans import Watched
from tests.storage.saying import NOW, card, pain, touchpoint

SIZE = Size(workspaces=60, journeys=5, touchpoints=20, raters=3)
W, C, ID = workspace_name(7), channel_name(3), journey_id(7, 3)
LEADER, OTHER = "U001", "U002"
_numbers = count(1)


def by(person: str = LEADER, request: str = "") -> Visit:
    return Visit(W, C, person, NOW, request)


def later(digest: Digest) -> DigestPlan:
    return DigestPlan([Post("nudges", digest.person)], [(NOW + timedelta(days=7), True)] * len(digest.items))


def letter(store: Store) -> Letter:
    store.post(W, [Post("note", f"lane {next(_numbers)}")], NOW)
    return store.claim_letters("w", NOW)[-1]


def map_in(store: Store, journey: JourneyHead) -> JourneyMap:
    found = store.load_map(journey.id, W)
    assert found is not None
    return found


Walk = Callable[[Store, JourneyHead], Any]
CHANGES = (
    touchpoint(stage="Stage 2", owner=OTHER),
    Rate(1, -1, "sad", "slow"),
    Add(Kind.NEED, {"touchpoint": 1, "text": "an honest price"}),
    Add(Kind.EVIDENCE, {"finding": "8 of 12", "touchpoint": 1}),
    Add(Kind.PERSONA, {"name": "Sam"}),
    Measured("CSAT", 20, NOW.date(), touchpoint=1),
    Edit(Kind.TOUCHPOINT, 1, {"activity": "calls"}),
    Edit(Kind.JOURNEY, 0, {"goal": "More of them stay"}),
    Stages(("Stage 1", "Stage 2", "Stage 3", "Stage 4", "Stage 5", "Stage 6")),
    RenameStage("Stage 6", "Stage 7"),
    JumpTo(3, 1, "back"),
    Place(5, 10),
    Place(6, 0),
    pain(1),
    Vote(1),
    Add(Kind.CAUSE, {"pain_point": 1, "why": "nobody asked"}),
    Add(Kind.ACTION, {"goal": "Faster", "owner": OTHER, "due": NOW.date(), "nudge_at": NOW, "pain_point": 1}),
    Add(Kind.TASK, {"action": 1, "what": "Call", "owner": OTHER, "nudge_at": NOW}),
    Edit(Kind.ACTION, 1, {"state": "done"}),
    Edit(Kind.ACTION, 1, {"state": "open"}),
    *(Remove(kind, 2) for kind in (Kind.TASK, Kind.CAUSE, Kind.ACTION, Kind.PAIN_POINT, Kind.TOUCHPOINT)),
)
WORKSHOP = (
    ("ana", "start Free trial | language: en"),
    ("ana", "goal More trials become customers | measure: NPS 20 to 35"),
    ("ana", "persona Sam | about: office manager"),
    ("bram", "research 8 of 12 could not find the price | kind: interview"),
    ("bram", "touchpoint Sees an advertisement | stage: Awareness | channel: website | need: a price"),
    ("ana", "touchpoint Upgrades | stage: Decision | back to: 1 | owner: @bram"),
    ("bram", "emotion 1 -1 too slow | importance: 5"),
    ("ana", "pain 1 It hurts here | cause: nobody owns it"),
    ("ana", "cause 1 nobody asked"),
    ("bram", "vote 1"),
    ("ana", "action Answer within a day | pain: 1 | owner: @bram | due: 2027-02-01"),
    ("ana", "task 1 Agree who reads the inbox | owner: me | due: 2027-01-20"),
    ("ana", "done task 1"),
    ("ana", "measure NPS 24 | target: 35"),
    ("ana", "review every 3 months"),
    ("ana", "review now"),
    ("ana", "department Sales"),
    ("ana", "edit touchpoint 1 | stage: Decision"),
    ("bram", "undo"),
    ("ana", "remove touchpoint 2"),
    ("bram", ""),
    ("bram", "status"),
    ("bram", "list"),
    ("bram", "check"),
    ("bram", "map"),
    ("ana", "export json"),
    ("ana", "facilitators @bram"),
    ("ana", "next"),
    ("ana", "close"),
    ("ana", "open Free trial"),
)
WALKS: dict[str, Walk] = {
    "head": lambda s, j: s.head(j.id, W),
    "load_map": lambda s, j: s.load_map(j.id, W),
    "stages": lambda s, j: s.stages(j.id, W),
    "history": lambda s, j: s.history(j.id, W),
    "journeys_in": lambda s, j: s.journeys_in(W, C),
    "all_journeys": lambda s, j: s.all_journeys(W),
    "journeys_of": lambda s, j: (s.journeys_of(W, LEADER, None), s.journeys_of(W, LEADER, [C])),
    "standing": lambda s, j: s.standing(W, C, LEADER),
    "standing_in": lambda s, j: s.standing_in(by(), j),
    "contribute": lambda s, j: [s.contribute(by(LEADER, f"r{n}"), j.id, [each]) for n, each in enumerate(CHANGES)],
    "item": lambda s, j: [s.item(j.id, W, kind, 1) for kind in (Kind.TOUCHPOINT, Kind.ACTION, Kind.CAUSE, Kind.TASK)],
    "undo": lambda s, j: s.undo(by(), j.id),
    "my_rating": lambda s, j: s.my_rating(by(), j.id, 1),
    "my_votes": lambda s, j: s.my_votes(by(), j.id),
    "unrated_by": lambda s, j: s.unrated_by(W, j.id, LEADER),
    "owed_by": lambda s, j: s.owed_by(W, OTHER),
    "items_owed": lambda s, j: s.items_owed(W, [(j.id, Kind.ACTION, 1), (j.id, Kind.TASK, 1)]),
    "people": lambda s, j: s.people(W, [LEADER, OTHER]),
    "learn_person": lambda s, j: s.learn_person(W, KnownPerson(LEADER, "Ana")),
    "learn_channel": lambda s, j: s.learn_channel(W, C, True, "webshop"),
    "facilitators_zones": lambda s, j: s.facilitators_zones(W, j.id),
    "left_to_look_at": lambda s, j: s.left_to_look_at(W, j.id),
    "asked_before": lambda s, j: s.asked_before(by(), j.id, "goal"),
    "portfolio": lambda s, j: s.portfolio(W, [C]),
    "post": lambda s, j: s.post(W, [card(j), card(j)], NOW),
    "claim_letters": lambda s, j: s.claim_letters("w", NOW),
    "next_letter_at": lambda s, j: s.next_letter_at(NOW),
    "letter_postponed": lambda s, j: s.letter_postponed(letter(s), NOW, "later"),
    "letter_sent": lambda s, j: s.letter_sent(letter(s), NOW, message=(j.id, "card", SentMessage(C, "1.2", "f"))),
    "letter_set_aside": lambda s, j: s.letter_set_aside(letter(s), "gone"),
    "call_back_from_the_future": lambda s, j: s.call_back_from_the_future(NOW, timedelta(hours=1)),
    "message": lambda s, j: s.message(j.id, W, "card"),
    "drawn_picture": lambda s, j: s.drawn_picture(W, j.id, "card"),
    "picture_begun": lambda s, j: s.picture_begun(W, j.id, "card", NOW),
    "picture_drawn": lambda s, j: s.picture_drawn(W, j.id, "card", DrawnPicture("f", "{}", "F1", "alt"), [], NOW),
    "picture_shown": lambda s, j: s.picture_shown(W, j.id, "card", ("F1", "alt"), [], NOW),
    "set_accent": lambda s, j: (s.set_accent(by(), j.id, "#112233"), s.set_accent(by(), j.id, "")),
    "accent": lambda s, j: s.accent(W),
    "set_department": lambda s, j: s.set_department(by(), j.id, "Sales"),
    "set_facilitators": lambda s, j: s.set_facilitators(by(), j.id, [OTHER]),
    "move_step": lambda s, j: s.move_step(by(), j.id, Step.REVIEW, None),
    "set_schedule": lambda s, j: s.set_schedule(by(), j.id, Schedule(every=1, unit="week", next_at=NOW)),
    "open_review": lambda s, j: s.open_review(by(), j.id),
    "confirm": lambda s, j: s.confirm(by(), j.id, 1),
    "close_review": lambda s, j: s.close_review(by(), j.id, "Fine"),
    "due_reviews": lambda s, j: s.due_reviews(NOW),
    "sweep_reviews": lambda s, j: s.sweep_reviews(NOW, 10, lambda head: (NOW + timedelta(days=7), [card(head)])),
    "pause_reviews": lambda s, j: s.pause_reviews(j.id, W, [], NOW),
    "resume_reviews": lambda s, j: s.resume_reviews(W, j.id, NOW),
    "set_nudge_times": lambda s, j: s.set_nudge_times(by(OTHER), NudgeTimes("14:00"), lambda at, _: at, []),
    "nudge_times": lambda s, j: s.nudge_times(W, OTHER),
    "due_nudges": lambda s, j: s.due_nudges(NOW),
    "sweep_nudges": lambda s, j: s.sweep_nudges(NOW, 100, later),
    "cannot_write_to": lambda s, j: s.cannot_write_to(W, OTHER, [(j.id, Kind.ACTION, 1)], NOW),
    "keep_snapshot": lambda s, j: s.keep_snapshot(by(), j.id, "Mine"),
    "snapshots_of": lambda s, j: s.snapshots_of(W, j.id),
    "snapshot": lambda s, j: s.snapshot(W, j.id, 1),
    "keep_values": lambda s, j: s.keep_values(by(), j.id, [Measured("NPS", 20, NOW.date(), stage="Stage 1")]),
    "new_token": lambda s, j: s.new_token(by(), j.id, "Survey"),
    "tokens": lambda s, j: s.tokens(j.id, W),
    "token_of": lambda s, j: s.token_of(s.new_token(by(), j.id, "Till")[1]),
    "feed_values": lambda s, j: s.feed_values(
        s.new_token(by(), j.id, "Desk")[0], [Measured("NPS", 20, NOW.date())], NOW, lambda kept: "kept", key="k"
    ),
    "revoke_token": lambda s, j: s.revoke_token(by(), j.id, 1),
    "import_map": lambda s, j: s.import_map(map_in(s, j), W, "C99999", NOW),
    "start_journey": lambda s, j: s.start_journey(
        by(),
        name="Another",
        stages=["A", "B"],
        language="en",
        timezone="UTC",
        perspective=Perspective.AS_IS,
        posts=lambda head: [card(head)],
    ),
    "open_journey": lambda s, j: s.open_journey(by(), j.id),
    "close_journey": lambda s, j: s.close_journey(by(), j.id),
    "installation": lambda s, j: s.installation(W),
    "keep_installation": lambda s, j: s.keep_installation(Installation(W, NOW, token="sealed", rotate_at=NOW)),
    "serve_through": lambda s, j: s.serve_through("E1", W, NOW),
    "claim_rotation": lambda s, j: (s.claim_rotation(NOW), s.claim_rotation(NOW, W)),
    "token_later": lambda s, j: s.token_later(W, NOW),
    "token_changed": lambda s, j: s.token_changed(Installation(W, NOW, token="sealed"), Installation(W, NOW)),
    "uninstall": lambda s, j: s.uninstall(W, NOW, NOW),
}
MAY_LOOK_AT_MORE = {
    "open": "makes the database",
    "close": "lets go of it",
    "when_unavailable": "asks nothing",
    "check": "looks at the schema",
    "schema_is_current": "looks at the schema",
    "is_newer": "looks at the schema",
    "backup": "takes all there is, when the operator says so",
    "restore": "takes all there is, when the operator says so",
    "find_journeys": "the operator's command line: by name, in any workspace",
    "installations": "the doctor's",
    "damage": "the doctor's",
    "cannot_write": "the doctor's",
    "workspaces_known": "the doctor's",
    "rated_under_another_secret": "the doctor's",
    "backlog": "counts all letters there are: what waits, which is little, and what was set aside",
    "release": "once, when a process ends, among the letters that wait",
    "paused_reviews": "the doctor's, and when the bot is let into a channel again",
    "uninstalled": "the clock's: all that are uninstalled and not purged yet, which are few",
    "purge_uninstalled": "deletes, once a day at most",
    "claim_purge": "the clock's, once a day for each workspace",
    "purge_due": "deletes, once a day at most",
    "purge": "deletes, when somebody says so",
    "purge_workspace": "deletes, when somebody says so",
    "data_of": "all that is kept of one person, when they ask",
    "forget_person": "all that is kept of one person, when they ask",
}


def test_every_method_has_its_line() -> None:
    assert sorted([*WALKS, *MAY_LOOK_AT_MORE]) == sorted(public_methods())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with a good deal in it, in sixty workspaces."""
    with fresh_database(request.param, tmp_path_factory.mktemp("full")) as url:
        store = Store(url, SECRET.encode())
        store.open()
        fill(store, SIZE)
        store.close()
        yield url


def test_every_method_finds_what_it_is_about_by_an_index(full: str) -> None:
    store = Store(full, SECRET.encode())
    watched = Watched(store)
    head = store.head(ID, W)
    assert head is not None
    wrong = []
    for method, walk in WALKS.items():
        watched.wrong()
        walk(store, head)
        wrong += [f"{method}: {each}" for each in watched.wrong()]
    store.close()
    assert not wrong, "\n\n".join(wrong)


def test_a_workshop_finds_what_it_is_about_by_an_index(full: str, tmp_path: Path) -> None:
    with StandIn() as slack, Played(slack, tmp_path, "2027-01-04T09:00:00+00:00", full) as played:
        watched = Watched(played.office.store, played.front.store)
        for who, line in WORKSHOP:
            played.room.types(who, line)
        played.settle()
        played.sweep("2027-06-04T09:00:00+00:00")
        assert watched.wrong() == []
        assert slack.calls("files.completeUploadExternal")


def test_the_look_at_plans_finds_a_whole_table_read(full: str) -> None:
    store = Store(full, SECRET.encode())
    watched = Watched(store)
    store.find_journeys("Journey 3")
    assert watched.wrong()
    store.close()
