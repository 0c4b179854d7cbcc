"""Pictures and exports: files in the channel, with alt text, a title and the same in words."""

from __future__ import annotations

from commands.deliveries.desk import Desk
from commands.slack_text import ALT_TEXT, clipped, clipped_lines, escaped
from drawing.beside import Beside
from drawing.exports import export_bytes
from drawing.pictures import PICTURES
from drawing.words_of import alt_text, short_words
from journey.dates import today_in
from journey.model import JourneyMap
from journey.words import mark, voice
from storage.values import Letter


def deliver_picture(desk: Desk, letter: Letter) -> None:
    journey = desk.journey(letter)
    if journey is None:
        return
    form, picture = str(letter.payload["form"]), str(letter.payload["picture"])
    beside = beside_of(desk, letter, journey)
    drawn = desk.draw(journey, picture, form, journey.language, others=beside.others, today=beside.today)
    title = f"{voice(journey.language)(PICTURES[picture].title)}: {journey.name}"
    words = short_words(journey, journey.language, picture, beside)
    told = [f"*{escaped(title)}*", *(escaped(line) for line in words.split("\n"))]
    desk.slack.files_upload_v2(
        channel=journey.channel,
        content=drawn,
        filename=f"{_file_name(journey)}{'' if picture == 'map' else f'-{picture}'}.{form}",
        title=clipped(title, 200),
        alt_txt=clipped(alt_text(journey, journey.language, picture, beside), ALT_TEXT - 100),
        initial_comment=clipped_lines(told, 3000),
    )


def beside_of(desk: Desk, letter: Letter, journey: JourneyMap) -> Beside:
    """What the picture is compared with (the last review's map when nothing was asked for), and the team's today."""
    today = today_in(journey.timezone, desk.now)
    if not PICTURES[str(letter.payload["picture"])].compares:
        return Beside(today=today)
    asked = letter.payload.get("others") or [f"review {review.number}" for review in journey.reviews[-1:]]
    found = [_other(desk, letter, journey, str(each)) for each in asked]
    return Beside(tuple(each for each in found if each is not None), today)


def _other(desk: Desk, letter: Letter, journey: JourneyMap, which: str) -> JourneyMap | None:
    kind, _, name = which.partition(" ")
    with desk.turn:
        if kind == "journey":
            return desk.store.load_map(name, letter.workspace)
        kept = desk.store.snapshot(str(letter.payload["journey"]), letter.workspace, int(name))
    held = tuple(review for review in journey.reviews if review.number == int(name))
    return kept.model_copy(update={"reviews": held}) if kept else None


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
