"""What takes Slack's place elsewhere may know fewer methods, and say less, than ours does: the workshop goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from tests.contract.slacks import ESSENTIAL, poorer
from tests.rooms import Room
from tests.running import Bot


@pytest.fixture(params=["which knows the essential methods", "which says the least"])
def poor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    methods = ESSENTIAL if "methods" in request.param else None
    with StandIn() as slack, poorer(slack.api_url, methods) as api_url:
        default_cast(slack.world)
        slack.world.add_channel("room", EVERYBODY)
        with Bot(slack, tmp_path, SLACK_API_URL=api_url) as bot:
            yield Room(bot, "room")


def test_a_workshop_goes_on_with_a_slack(poor: Room) -> None:
    for line in (
        "start Free trial | language: en",
        "goal More trials become customers | measure: NPS 20 to 35",
        "persona Sam",
        "touchpoint Reads the blog | stage: Awareness | owner: @bram",
        "emotion 1 -1 too long",
        "map",
        "pain 1 No answer for two days",
        "action Answer within a day | pain: 1 | owner: @bram | due: 2099-01-31",
        "export json",
        "review now",
    ):
        poor.ana(line)
    poor.ana("touchpoint")
    poor.person("ana").fills({"what": "Buys"})
    assert not poor.person("ana").submits().errors
    poor.waits_for(lambda: poor.card() is not None)
    poor.person("ana").presses("Everything you can do", in_="room")
    poor.person("ana").closes(everything=True)
    poor.person("ana").opens_home()
    poor.waits_for("Journey map: Free trial")
    poor.waits_for("Review of “Free trial”")
    poor.waits_for(lambda: poor.card() and "2 touchpoints" in poor.card().text)
    poor.slack.wait_for(lambda: any("Answer within a day" in m.text for m in poor.person("bram").dms))
    poor.slack.wait_for(lambda: poor.person("ana").home is not None)
    home = poor.person("ana").home
    assert home is not None
    assert "Free trial" in str(home.view.payload)
    assert poor.exported()["actions"][0]["owner"] == poor.person("bram").id
    assert poor.bot.store.backlog(datetime.now(UTC)).waiting == 0
