"""Many values at once, tokens, and many journeys at once: the same on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from journey.model import Direction
from storage.migrate import FOLDER
from storage.refusals import JourneyClosed, KeyUsedOtherwise, NoSuchToken, NotYours, TooMany
from storage.store import Store
from storage.tokens import ANSWERS_KEPT, NotKept
from storage.values import Add, JourneyHead, Kind, Measured, Rate, Remove, ValueKept
from tests.databases import fresh_database
from tests.storage.saying import ANA, BEN, CHANNEL, NOW, SECRET, WORKSPACE, does, map_of, started, touchpoint, visit

DAY = date(2027, 1, 1)


def feeds(store: Store, journey: JourneyHead, *values: Measured) -> list[ValueKept]:
    return store.keep_values(visit(), journey.id, values)


def test_values_are_kept_by_measure_and_day(store: Store, journey: JourneyHead) -> None:
    told = feeds(
        store,
        journey,
        Measured("NPS", 20, DAY),
        Measured("nps ", 21, DAY),
        Measured("NPS", 22, DAY + timedelta(1), target=35, direction="down"),
        Measured("CSAT", 70, DAY, stage="Trial"),
    )
    assert [each.outcome for each in told] == ["new", "changed", "new", "new"]
    nps, csat = map_of(store, journey).measures
    assert [(reading.on, reading.value) for reading in nps.values] == [(DAY, 21), (DAY + timedelta(1), 22)]
    assert (nps.target, nps.direction, csat.stage) == (35, Direction.DOWN, "Trial")


def test_the_same_again_changes_nothing_at_all(store: Store, journey: JourneyHead) -> None:
    value = Measured("NPS", 20, DAY, target=35)
    feeds(store, journey, value)
    before = len(store.history(journey.id, WORKSPACE))
    assert [each.outcome for each in feeds(store, journey, value)] == ["same"]
    assert len(store.history(journey.id, WORKSPACE)) == before


def test_a_value_that_was_taken_back_is_new_again(store: Store, journey: JourneyHead) -> None:
    does(store, journey, Measured("NPS", 20, DAY))
    store.undo(visit(), journey.id)
    assert [each.outcome for each in feeds(store, journey, Measured("NPS", 20, DAY))] == ["new"]
    assert map_of(store, journey).measures[0].values[0].value == 20


def test_what_is_refused_is_told_and_the_rest_is_kept(store: Store, journey: JourneyHead) -> None:
    values = (Measured("A", 1, DAY, stage="Nowhere"), Measured("B", 2, DAY, touchpoint=9), Measured("C", 3, DAY))
    told = feeds(store, journey, *values)
    assert [each.refused is None for each in told] == [False, False, True]
    assert [measure.name for measure in map_of(store, journey).measures] == ["C"]


def test_the_same_request_feeds_once(store: Store, journey: JourneyHead) -> None:
    store.keep_values(visit(request="r1"), journey.id, [Measured("NPS", 20, DAY)])
    store.keep_values(visit(request="r1"), journey.id, [Measured("NPS", 30, DAY)])
    assert map_of(store, journey).measures[0].values[0].value == 20


def test_a_closed_journey_is_fed_nothing(store: Store, journey: JourneyHead) -> None:
    store.close_journey(visit(), journey.id)
    with pytest.raises(JourneyClosed):
        feeds(store, journey, Measured("NPS", 20, DAY))


# --- tokens -------------------------------------------------------------------------------------------------


def test_a_token_is_found_by_its_secret_until_it_is_revoked(store: Store, journey: JourneyHead) -> None:
    token, secret = store.new_token(visit(), journey.id, "helpdesk")
    assert store.token_of(secret) == token
    assert store.token_of(secret + "x") is None
    assert store.revoke_token(visit(), journey.id, 1) == "helpdesk"
    assert (store.token_of(secret), store.tokens(journey.id, WORKSPACE)) == (None, [])
    with pytest.raises(NoSuchToken):
        store.revoke_token(visit(), journey.id, 1)


def test_numbers_of_tokens_are_not_given_again(store: Store, journey: JourneyHead) -> None:
    store.new_token(visit(), journey.id, "one")
    store.revoke_token(visit(), journey.id, 1)
    assert store.new_token(visit(), journey.id, "two")[0].number == 2


def test_only_facilitators_make_tokens_and_ten_at_most(store: Store, journey: JourneyHead) -> None:
    with pytest.raises(NotYours):
        store.new_token(visit(BEN), journey.id, "mine")
    for number in range(10):
        store.new_token(visit(), journey.id, str(number))
    with pytest.raises(TooMany):
        store.new_token(visit(), journey.id, "eleventh")


def test_another_workspace_sees_no_tokens(store: Store, journey: JourneyHead) -> None:
    store.new_token(visit(), journey.id, "helpdesk")
    assert store.tokens(journey.id, "T2") == []


def test_a_key_is_answered_again_for_a_week(store: Store, journey: JourneyHead) -> None:
    token, _ = store.new_token(visit(), journey.id, "helpdesk")

    def feed(value: float, days: int, body: str) -> tuple[str, bool]:
        asked = [Measured("NPS", value, DAY)]
        return store.feed_values(token, asked, NOW + timedelta(days), lambda kept: kept[0].outcome, key="k", body=body)

    assert feed(20, 0, "a") == ("new", False)
    assert feed(20, 6, "a") == ("new", True)
    with pytest.raises(KeyUsedOtherwise):
        feed(30, 6, "b")
    assert feed(30, ANSWERS_KEPT.days + 1, "b") == ("changed", False)


def test_a_batch_with_one_bad_value_keeps_none(store: Store, journey: JourneyHead) -> None:
    token, _ = store.new_token(visit(), journey.id, "helpdesk")
    values = [Measured("A", 1, DAY), Measured("B", 1, DAY, stage="Nowhere")]
    with pytest.raises(NotKept) as refused:
        store.feed_values(token, values, NOW, str, key="k")
    assert refused.value.place == 1
    assert map_of(store, journey).measures == ()


# --- the dashboard's queries --------------------------------------------------------------------------------


def test_a_portfolio_holds_what_a_dashboard_shows(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(departments=("sales",)), touchpoint("Gone"), Rate(1, -2), Rate(2, 2))
    does(store, journey, Rate(1, -1), person=BEN)
    does(store, journey, Remove(Kind.TOUCHPOINT, 2), Measured("NPS", 20, DAY), Measured("NPS", 22, DAY + timedelta(1)))
    does(store, journey, Add(Kind.ACTION, {"goal": "G"}), Add(Kind.ACTION, {"goal": "Done", "state": "done"}))
    (light,) = store.portfolio(WORKSPACE, [CHANNEL])
    whole = map_of(store, journey)
    assert [(t.number, t.rating.mean, t.rating.count, t.departments) for t in light.touchpoints] == [
        (1, -1.5, 2, ("sales",))
    ]
    assert light.measures[0].latest == whole.measures[0].latest
    assert [(action.goal, action.since) for action in light.actions] == [("G", NOW.date())]
    assert sum(part.contributions for part in light.participation) == sum(
        part.contributions for part in whole.participation
    )


def test_a_portfolio_is_bound_to_workspace_and_channels_and_leaves_out_closed_journeys(
    store: Store, journey: JourneyHead
) -> None:
    other = started(store, "Other", channel="C2")
    assert {each.id for each in store.portfolio(WORKSPACE, [CHANNEL, "C2"])} == {journey.id, other.id}
    assert [each.id for each in store.portfolio(WORKSPACE, ["C2"])] == [other.id]
    assert store.portfolio("T2", [CHANNEL, "C2"]) == []
    assert store.portfolio(WORKSPACE, []) == []
    store.close_journey(visit(ANA), other.id)
    assert store.portfolio(WORKSPACE, ["C2"]) == []


# --- from the version before --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_measures_of_the_version_before_keep_their_values_and_get_better_upwards(kind: str, tmp_path: Path) -> None:
    with fresh_database(kind, tmp_path) as url:
        engine = create_engine(url)
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001_first")
            for line in OF_BEFORE:
                connection.execute(text(line))
        engine.dispose()
        store = Store(url, SECRET)
        store.open()
        (measure,) = store.load_map("J1", WORKSPACE).measures  # type: ignore[union-attr]
        assert (measure.name, measure.direction, measure.values[0].value) == ("NPS", Direction.UP, 20)
        store.close()


JOURNEY_BEFORE = {
    **dict.fromkeys(("goal", "measure", "trigger", "scope_from", "scope_to", "expectation"), ""),
    **dict.fromkeys(("review_unit", "review_at", "asked_to_leave", "set_up_by"), ""),
    "id": "J1",
    "workspace": WORKSPACE,
    "channel": CHANNEL,
    "name": "Old",
    "step": "goal",
    "perspective": "as-is",
    "language": "en",
    "timezone": "UTC",
    "author": ANA,
    "changed_by": ANA,
}
OF_BEFORE = (
    f"""INSERT INTO journeys (closed, current, version, {", ".join(f'"{name}"' for name in JOURNEY_BEFORE)})
        VALUES (FALSE, TRUE, 1, {", ".join(f"'{value}'" for value in JOURNEY_BEFORE.values())})""",
    f"""INSERT INTO measures
            (journey_id, workspace, number, author, changed_by, created_at, version, removed, name, unit)
        VALUES ('J1', '{WORKSPACE}', 1, '{ANA}', '{ANA}', '2026-01-01 00:00:00', 1, FALSE, 'NPS', '')""",
    f"""INSERT INTO readings (journey_id, workspace, measure, "on", value, version, removed)
        VALUES ('J1', '{WORKSPACE}', 1, '2026-01-01', 20, 1, FALSE)""",
)
