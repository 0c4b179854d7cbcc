"""Pictures and exports: files in the channel, with alt text, a title and the same in words."""

from __future__ import annotations

from typing import Any

from commands.deliveries.desk import Desk
from commands.slack_text import ALT_TEXT, clipped, clipped_lines, escaped
from drawing.columns import parts_of
from drawing.exports import export_bytes
from drawing.words_of import alt_text, short_words
from journey.model import JourneyMap
from journey.words import Voice, mark, voice
from storage.values import Letter

MOST_FILES = 10
"""In one message; Slack takes no more."""
NAMED = 5
"""Of the parts that are left out; the rest is counted."""


def deliver_picture(desk: Desk, letter: Letter) -> None:
    """One message: the picture and its words; the map as PNG is an overview with the parts that can be read."""
    journey = desk.journey(letter)
    if journey is None:
        return
    form, wanted = str(letter.payload["form"]), str(letter.payload["picture"])
    say = voice(journey.language)
    title = say(mark("Journey map: {name}"), name=journey.name)
    pictures = pictures_for(journey, wanted, form)
    left_out = [shown for _, shown in pictures[MOST_FILES:]]
    told = [f"*{escaped(title)}*"]
    if left_out:
        told.append(_left_out(say, left_out, desk.spoken))
    told += [escaped(line) for line in short_words(journey, journey.language).split("\n")]
    desk.slack.files_upload_v2(
        channel=journey.channel,
        file_uploads=[_upload(desk, journey, each, form) for each in pictures[:MOST_FILES]],
        initial_comment=clipped_lines(told, 3000),
    )


def pictures_for(journey: JourneyMap, wanted: str, form: str) -> list[tuple[str, str]]:
    """Names of the pictures, and what each shows where that is not the whole map."""
    parts = parts_of(journey)
    if wanted.startswith("stage:"):
        stage = wanted.removeprefix("stage:")
        return [(part.picture, part.title) for part in parts if stage in part.stages] or [("overview", "")]
    if wanted != "map" or form != "png":
        return [(wanted, "")]
    return [("overview", ""), *((part.picture, part.title) for part in parts if len(parts) > 1)]


def _upload(desk: Desk, journey: JourneyMap, picture: tuple[str, str], form: str) -> dict[str, Any]:
    name, shown = picture
    title = voice(journey.language)(mark("Journey map: {name}"), name=journey.name)
    number = name.partition(":")[2]
    return {
        "content": desk.draw(journey, name, form, journey.language),
        "filename": f"{_file_name(journey)}{f'-{number}' if number else ''}.{form}",
        "title": clipped(f"{clipped(title, 120)} – {shown}" if shown else title, 200),
        "alt_txt": clipped(alt_text(journey, journey.language, name), ALT_TEXT - 100),
    }


def _left_out(say: Voice, titles: list[str], spoken: str) -> str:
    named = [escaped(title) for title in titles[:NAMED]]
    rest = len(titles) - len(named)
    told = [*named, say.many("and {count} more", "and {count} more", rest)] if rest else named
    command = f"{spoken} {say(mark('map pdf'))}"
    return say(mark("Not shown here: {parts}. `{command}` has the whole map."), parts="; ".join(told), command=command)


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
