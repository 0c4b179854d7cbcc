"""All that is kept about one person, as a JSON file in a direct message to that person."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from commands.deliveries.desk import Desk
from journey.words import mark
from storage.values import Letter


def deliver(desk: Desk, letter: Letter) -> None:
    person = str(letter.payload["person"])
    say = desk.voice_of(letter.workspace, person)
    kept = desk.store.data_of(letter.workspace, person)
    channel = desk.slack.conversations_open(users=person)["channel"]["id"]
    desk.slack.files_upload_v2(
        channel=channel,
        content=json.dumps(kept, ensure_ascii=False, indent=2, default=_plain).encode(),
        filename="waymark-my-data.json",
        title=say(mark("What Waymark keeps about you")),
        initial_comment=say(
            mark(
                "All that I keep about you in this workspace. Your ratings and votes are kept under keys that I can "
                "only make when you ask. `{command} forget me` takes your name out of everything."
            ),
            command=desk.spoken,
        ),
    )


def _plain(value: Any) -> str:
    assert isinstance(value, date | datetime)
    return value.isoformat()
