"""The machine's clock is put forward or back while the bot runs: nothing is told twice, nothing waits for ever."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.office import Office, build_office
from bot.settings import read_settings
from commands.posts import direct
from playground.cast import default_cast
from playground.server import StandIn
from tests.running import SECRET


class Hands:
    """A clock that can be put forward and back."""

    def __init__(self) -> None:
        self.off = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.off


@pytest.fixture
def slack() -> Iterator[StandIn]:
    with StandIn() as slack:
        default_cast(slack.world)
        yield slack


def office_of(slack: StandIn, folder: Path, now: Hands) -> Office:
    env = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": f"sqlite:///{folder}/waymark.db",
        "WAYMARK_SECRET": SECRET,
        "WAYMARK_PACE": "50",
    }
    return build_office(read_settings(env), now, name="office")


def told(slack: StandIn) -> Counter[str]:
    return Counter(message.text for channel in slack.world.messages.values() for message in channel.values())


def test_a_letter_under_way_is_not_told_again_when_the_clock_is_put_forward(slack: StandIn, tmp_path: Path) -> None:
    now = Hands()
    office = office_of(slack, tmp_path, now)
    slack.fault("chat.postMessage", delay=2.0)
    ana = slack.person("ana").id
    office.store.post(slack.world.team.id, [direct(ana, "letter", {})], now())
    office.courier.start()
    slack.wait_for(lambda: any(call.method == "conversations.open" for call in slack.world.calls))
    now.off = timedelta(hours=1)
    office.courier.wake()
    slack.wait_for(lambda: not office.store.backlog(now()).waiting)
    office.courier.stop()
    assert told(slack)["letter"] == 1


def test_a_letter_written_while_the_clock_was_fast_goes_out_when_it_is_put_right(
    slack: StandIn, tmp_path: Path
) -> None:
    now = Hands()
    office = office_of(slack, tmp_path, now)
    ana = slack.person("ana").id
    now.off = timedelta(days=1)
    office.store.post(slack.world.team.id, [direct(ana, "letter", {})], now())
    assert office.store.claim_letters("another that dies now", now())
    now.off = timedelta()
    assert office.courier.drain(patience=1)
    assert told(slack)["letter"] == 0
    office.clock.tick()
    office.courier.drain()
    assert told(slack)["letter"] == 1
    office.clock.tick()
    assert office.store.backlog(now()).waiting == 0


def test_the_clock_ticks_on_after_the_time_of_day_was_put_back(slack: StandIn, tmp_path: Path) -> None:
    """Seen from the scheduler, a clock put back is a next tick that lies far away."""
    office = office_of(slack, tmp_path, Hands())
    clock = type(office.clock)(office.store, office.courier, office.clock.now, office.metrics, seconds=0.2)
    done = office.metrics.sweeps.labels("done")._value
    clock.start()
    slack.wait_for(lambda: done.get() >= 1)
    scheduler = clock._scheduler
    assert scheduler is not None
    scheduler.modify_job("tick", next_run_time=datetime.now(UTC) + timedelta(hours=1))
    before, end = done.get(), time.monotonic() + 60  # of an hour
    slack.wait_for(lambda: done.get() > before + 1)
    assert time.monotonic() < end
    clock.stop()
