"""Pictures and exports: files in the channel, with alt text, a title and the same in words."""

from __future__ import annotations

from commands.deliveries.desk import Desk
from commands.slack_text import ALT_TEXT, clipped, clipped_lines, escaped
from drawing.exports import export_bytes
from drawing.words_of import alt_text, short_words
from journey.model import JourneyMap
from journey.words import mark, voice
from storage.values import Letter


def deliver_picture(desk: Desk, letter: Letter) -> None:
    journey = desk.journey(letter)
    if journey is None:
        return
    form, picture = str(letter.payload["form"]), str(letter.payload["picture"])
    drawn = desk.draw(journey, picture, form, journey.language, others=(), today=None)
    say = voice(journey.language)
    title = say(mark("Journey map: {name}"), name=journey.name)
    told = [f"*{escaped(title)}*", *(escaped(line) for line in short_words(journey, journey.language).split("\n"))]
    desk.slack.files_upload_v2(
        channel=journey.channel,
        content=drawn,
        filename=f"{_file_name(journey)}.{form}",
        title=clipped(title, 200),
        alt_txt=clipped(alt_text(journey, journey.language, picture), ALT_TEXT - 100),
        initial_comment=clipped_lines(told, 3000),
    )


def deliver_export(desk: Desk, letter: Letter) -> None:
    journey = desk.journey(letter)
    if journey is None:
        return
    form = str(letter.payload["form"])
    say = voice(journey.language)
    desk.slack.files_upload_v2(
        channel=journey.channel,
        content=export_bytes(journey, form, journey.language),
        filename=f"{_file_name(journey)}.{form}",
        title=clipped(f"{journey.name}.{form}", 200),
        initial_comment=say(
            mark("The journey “{name}” as a file, asked for by {person}."),
            name=escaped(journey.name),
            person=f"<@{letter.payload['person']}>",
        ),
    )


def _file_name(journey: JourneyMap) -> str:
    kept = "".join(letter if letter.isalnum() else "-" for letter in journey.name.lower())
    return "-".join(part for part in kept.split("-") if part)[:60] or "journey"
