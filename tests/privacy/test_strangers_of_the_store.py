"""Every public method of the Store, called by somebody of another workspace who knows every id: nothing is found,
nothing is changed. A new method needs a line here."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import create_engine, select

from journey.model import Perspective, Step
from storage.refusals import NoSuchItem
from storage.store import Store
from storage.tables import metadata
from storage.values import NEW, Add, JourneyHead, Kind, KnownPerson, Measured, NudgeTimes, Rate, SentMessage, Vote
from tests.storage.conftest import database, journey, postgresql_database, sqlite_template, store  # noqa: F401
from tests.storage.saying import ANA, BEN, CHANNEL, NOW, WORKSPACE, card, does, map_of, pain, touchpoint, visit

STRANGE = "T2"
STRANGER = visit(ANA, workspace=STRANGE)
"""Bears the very id of somebody here: ids are only unique within a workspace."""

Walk = Callable[[Store, JourneyHead], Any]
FINDS_NOTHING: dict[str, tuple[Walk, Any]] = {
    "head": (lambda s, j: s.head(j.id, STRANGE), None),
    "load_map": (lambda s, j: s.load_map(j.id, STRANGE), None),
    "snapshot": (lambda s, j: s.snapshot(STRANGE, j.id, 1), None),
    "message": (lambda s, j: s.message(j.id, STRANGE, "card"), None),
    "stages": (lambda s, j: s.stages(j.id, STRANGE), ()),
    "history": (lambda s, j: s.history(j.id, STRANGE), []),
    "journeys_in": (lambda s, j: s.journeys_in(STRANGE, CHANNEL), []),
    "all_journeys": (lambda s, j: s.all_journeys(STRANGE), []),
    "journeys_of": (lambda s, j: [*s.journeys_of(STRANGE, ANA, None), *s.journeys_of(STRANGE, ANA, [CHANNEL])], []),
    "owed_by": (lambda s, j: s.owed_by(STRANGE, BEN), []),
    "unrated_by": (lambda s, j: s.unrated_by(STRANGE, j.id, ANA), []),
    "people": (lambda s, j: s.people(STRANGE, [ANA, BEN]), {}),
    "my_rating": (lambda s, j: s.my_rating(STRANGER, j.id, 1), None),
    "my_votes": (lambda s, j: s.my_votes(STRANGER, j.id), ()),
    "standing": (lambda s, j: s.standing(STRANGE, CHANNEL, ANA).journey, None),
    "standing_in": (lambda s, j: (p := s.standing_in(STRANGER, j)) and (p.facilitator, p.department), (False, "")),
    "data_of": (lambda s, j: s.data_of(STRANGE, ANA), {"workspace": STRANGE, "person": ANA, "journeys": []}),
    "snapshots_of": (lambda s, j: s.snapshots_of(STRANGE, j.id), []),
    "drawn_picture": (lambda s, j: s.drawn_picture(STRANGE, j.id, "card"), None),
    "facilitators_zones": (lambda s, j: s.facilitators_zones(STRANGE, j.id), []),
    "left_to_look_at": (lambda s, j: s.left_to_look_at(STRANGE, j.id), 0),
    "items_owed": (lambda s, j: s.items_owed(STRANGE, [(j.id, Kind.ACTION, 1)]), {}),
    "nudge_times": (lambda s, j: s.nudge_times(STRANGE, ANA), NudgeTimes()),
    "pause_reviews": (lambda s, j: s.pause_reviews(j.id, STRANGE, [], NOW), False),
    "resume_reviews": (lambda s, j: s.resume_reviews(STRANGE, j.id, NOW), None),
    "portfolio": (lambda s, j: s.portfolio(STRANGE, [CHANNEL]), []),
    "tokens": (lambda s, j: s.tokens(j.id, STRANGE), []),
    "token_of": (lambda s, j: s.token_of("wm_guessed"), None),
    "installation": (lambda s, j: s.installation(STRANGE), None),
    "accent": (lambda s, j: s.accent(STRANGE), ""),
    "asked_before": (lambda s, j: s.asked_before(STRANGER, j.id, "goal"), False),
}
IS_REFUSED: dict[str, Walk] = {
    "item": lambda s, j: s.item(j.id, STRANGE, Kind.TOUCHPOINT, 1),
    "contribute": lambda s, j: s.contribute(STRANGER, j.id, [touchpoint()]),
    "undo": lambda s, j: s.undo(STRANGER, j.id),
    "open_journey": lambda s, j: s.open_journey(STRANGER, j.id),
    "close_journey": lambda s, j: s.close_journey(STRANGER, j.id),
    "move_step": lambda s, j: s.move_step(STRANGER, j.id, Step.REVIEW, None),
    "set_department": lambda s, j: s.set_department(STRANGER, j.id, "Spies"),
    "set_facilitators": lambda s, j: s.set_facilitators(STRANGER, j.id, ["UEVIL"], orphaned=True),
    "set_schedule": lambda s, j: s.set_schedule(STRANGER, j.id, None),
    "open_review": lambda s, j: s.open_review(STRANGER, j.id),
    "close_review": lambda s, j: s.close_review(STRANGER, j.id, ""),
    "confirm": lambda s, j: s.confirm(STRANGER, j.id, 1),
    "keep_snapshot": lambda s, j: s.keep_snapshot(STRANGER, j.id, "Mine"),
    "keep_values": lambda s, j: s.keep_values(STRANGER, j.id, [Measured("NPS", 20, NOW.date())]),
    "new_token": lambda s, j: s.new_token(STRANGER, j.id, "Spy"),
    "revoke_token": lambda s, j: s.revoke_token(STRANGER, j.id, 1),
    "set_accent": lambda s, j: s.set_accent(STRANGER, j.id, "#ff0000"),
}
KEEPS_ITS_OWN: dict[str, Walk] = {
    "start_journey": lambda s, j: s.start_journey(
        STRANGER,
        name="X",
        stages=["A"],
        language="en",
        timezone="UTC",
        perspective=Perspective.AS_IS,
        posts=lambda _: [],
    ),
    "import_map": lambda s, j: s.import_map(map_of(s, j), STRANGE, CHANNEL, NOW),
    "learn_person": lambda s, j: s.learn_person(STRANGE, KnownPerson(ANA, "Somebody else")),
    "learn_channel": lambda s, j: s.learn_channel(STRANGE, CHANNEL, False, "elsewhere"),
    "post": lambda s, j: s.post(STRANGE, [card(j)], NOW),
}
KEEPS_ITS_OWN |= {
    "set_nudge_times": lambda s, j: s.set_nudge_times(STRANGER, NudgeTimes(off=True), lambda at, _: at, []),
    "cannot_write_to": lambda s, j: s.cannot_write_to(STRANGE, BEN, [(j.id, Kind.ACTION, 1)], NOW),
    "forget_person": lambda s, j: s.forget_person(STRANGER, erase=True),
    "purge": lambda s, j: s.purge(STRANGE, NOW.replace(year=2099)),
    "purge_workspace": lambda s, j: s.purge_workspace(STRANGE),
}
OF_THE_HOUSE = {
    "open": "makes the database",
    "close": "lets go of it",
    "check": "looks at the schema",
    "schema_is_current": "looks at the schema",
    "backup": "the operator's",
    "restore": "the operator's",
    "find_journeys": "the operator's command line",
    "is_newer": "the doctor's",
    "installations": "the doctor's",
    "keep_installation": "who installs it: Slack says where",
    "serve_through": "who installs it: Slack says where",
    "uninstall": "Slack says where, in a signed event",
    "uninstalled": "the clock's: every workspace's",
    "purge_uninstalled": "the clock's: every workspace's",
    "purge_due": "the clock's: every workspace's",
    "claim_purge": "the clock's: every workspace's",
    "claim_rotation": "the clock's: every workspace's tokens, encrypted",
    "token_changed": "the clock's",
    "token_later": "the clock's",
    "call_back_from_the_future": "the clock's: times",
    "when_unavailable": "whoever counts faults",
    "damage": "the doctor's",
    "cannot_write": "the doctor's",
    "workspaces_known": "the doctor's",
    "rated_under_another_secret": "the doctor's",
    "paused_reviews": "the doctor's; those of a channel are taken up again when Slack says that we are back in it",
    "feed_values": "bound to the journey of a token, which only who made it has",
    "picture_begun": "the courier's",
    "picture_drawn": "the courier's",
    "picture_shown": "the courier's",
    "backlog": "counts letters, shows none",
    "claim_letters": "the courier's: every workspace's letters",
    "letter_sent": "the courier's",
    "letter_postponed": "the courier's",
    "letter_set_aside": "the courier's",
    "next_letter_at": "the courier's: a time",
    "release": "the courier's",
    "due_nudges": "the clock's: every workspace's",
    "due_reviews": "the clock's: every workspace's",
    "sweep_nudges": "the clock's: every workspace's",
    "sweep_reviews": "the clock's: every workspace's",
}
"""Asked by no person: what belongs to whom goes along in what they return."""


def public_methods() -> set[str]:
    return {name for name, _ in inspect.getmembers(Store, inspect.isfunction) if not name.startswith("_")}


def kept(database: str) -> dict[str, list[Any]]:  # noqa: F811
    """Every row of the workspace that is not the stranger's."""
    engine = create_engine(database)
    with engine.connect() as connection:
        rows = {
            table.name: sorted(map(repr, connection.execute(select(table).where(table.c.workspace == WORKSPACE))))
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return rows


@pytest.fixture
def full(store: Store, journey: JourneyHead) -> JourneyHead:  # noqa: F811
    """Something in every corner."""
    store.learn_person(WORKSPACE, KnownPerson(ANA, "Ana"))
    store.learn_channel(WORKSPACE, CHANNEL, True, "webshop", True)
    does(store, journey, touchpoint(owner=BEN), Rate(NEW, -1, "sad", "slow"), pain(NEW), Vote(1))
    does(store, journey, Add(Kind.ACTION, {"goal": "Faster", "owner": BEN}), Measured("NPS", 20, NOW.date()))
    store.set_department(visit(ANA), journey.id, "Sales")
    store.open_review(visit(ANA), journey.id)
    store.close_review(visit(ANA), journey.id, "Fine")
    (letter, *_) = store.claim_letters("w", NOW)
    store.letter_sent(letter, NOW, message=(journey.id, "card", SentMessage(CHANNEL, "1.2", "f")))
    return journey


def test_every_method_has_its_line() -> None:
    lines = [*FINDS_NOTHING, *IS_REFUSED, *KEEPS_ITS_OWN, *OF_THE_HOUSE]
    assert sorted(lines) == sorted(public_methods())


@pytest.mark.parametrize("method", FINDS_NOTHING)
def test_a_stranger_finds_nothing(method: str, store: Store, full: JourneyHead, database: str) -> None:  # noqa: F811
    before = kept(database)
    walk, nothing = FINDS_NOTHING[method]
    assert walk(store, full) == nothing
    assert kept(database) == before


@pytest.mark.parametrize("method", IS_REFUSED)
def test_a_stranger_is_refused(method: str, store: Store, full: JourneyHead, database: str) -> None:  # noqa: F811
    before = kept(database)
    with pytest.raises(NoSuchItem):
        IS_REFUSED[method](store, full)
    assert kept(database) == before


@pytest.mark.parametrize("method", KEEPS_ITS_OWN)
def test_what_a_stranger_keeps_is_their_own(method: str, store: Store, full: JourneyHead, database: str) -> None:  # noqa: F811
    before = kept(database)
    KEEPS_ITS_OWN[method](store, full)
    assert kept(database) == before
