"""The courier may take a letter up again as soon as the outbox has it back, however slow the machine is."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.office import build_office
from bot.settings import read_settings
from playground.cast import EVERYBODY, default_cast
from playground.server import StandIn
from storage.values import Letter, Post
from tests.running import Bot

pause = threading.Event()


def test_a_letter_is_tried_again_in_time_although_its_thread_lingers(tmp_path: Path) -> None:
    with StandIn() as slack:
        default_cast(slack.world)
        channel = slack.world.add_channel("room", EVERYBODY)
        office = build_office(read_settings(Bot(slack, tmp_path).env))
        give_back = office.store.letter_postponed

        def lingers(letter: Letter, until: datetime, error: str) -> None:
            give_back(letter, until, error)
            pause.wait(5)  # as if the machine gave this thread no time

        kept: Any = office.store
        kept.letter_postponed = lingers
        slack.fault("chat.postEphemeral", status=500, times=1)
        whisper = {"channel": channel.id, "person": slack.person("ana").id, "message": {"text": "It is here."}}
        office.store.post(slack.world.team.id, [Post("whisper", channel.id, whisper)], datetime.now(UTC))
        office.begin()
        try:
            slack.wait_for(lambda: any("It is here." in m.text for m in slack.person("ana").sees("room")), 30)
        finally:
            office.end()
