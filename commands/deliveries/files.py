"""Exports: a journey as a file in the channel."""

from __future__ import annotations

from commands.deliveries.desk import Desk
from commands.deliveries.file_names import file_name
from commands.slack_text import clipped, escaped
from drawing.exports import export_bytes
from journey.words import mark, voice
from storage.values import Letter


def deliver_export(desk: Desk, letter: Letter) -> None:
    journey = desk.journey(letter)
    if journey is None:
        return
    form = str(letter.payload["form"])
    say = voice(journey.language)
    desk.slack.files_upload_v2(
        channel=journey.channel,
        content=export_bytes(journey, form, journey.language),
        filename=f"{file_name(journey)}.{form}",
        title=clipped(f"{journey.name}.{form}", 200),
        initial_comment=say(
            mark("The journey “{name}” as a file, asked for by {person}."),
            name=escaped(journey.name),
            person=f"<@{letter.payload['person']}>",
        ),
    )
