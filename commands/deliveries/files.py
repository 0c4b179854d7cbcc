"""Pictures and exports: files in the channel, with alt text, a title and the same in words."""

from __future__ import annotations

from commands.deliveries.desk import Desk
from commands.deliveries.file_names import file_name
from commands.slack_text import FILE_ALT_TEXT, clipped, clipped_lines, escaped
from drawing.beside import Beside
from drawing.changes import changes
from drawing.exports import export_bytes
from drawing.pictures import PICTURES
from drawing.words_of import alt_text, short_words
from journey.dates import today_in
from journey.model import JourneyMap
from journey.words import mark, voice
from storage.values import DrawnPicture, Letter


def deliver_picture(desk: Desk, letter: Letter) -> None:
    journey = desk.journey(letter)
    if journey is None:
        return
    form, picture = str(letter.payload["form"]), str(letter.payload["picture"])
    beside = beside_of(desk, letter, journey)
    theme = str(letter.payload.get("theme", "light"))  # letters of the version before have none
    drawn = desk.draw(journey, picture, form, journey.language, theme, others=beside.others, today=beside.today)
    before = _posted_before(desk, journey, picture)
    say = voice(journey.language)
    title = f"{say(PICTURES[picture].title)}: {journey.name}"
    words = short_words(journey, journey.language, picture, beside)
    told = [f"*{escaped(title)}*", *(escaped(line) for line in words.split("\n"))]
    told[1:1] = [escaped(changed)] if before and (changed := changes(say, before, journey)) else []
    desk.slack.files_upload_v2(
        channel=journey.channel,
        content=drawn,
        filename=f"{file_name(journey)}{'' if picture == 'map' else f'-{picture}'}.{form}",
        title=clipped(title, 200),
        alt_txt=alt_text(journey, journey.language, picture, beside, before=before, most=FILE_ALT_TEXT),
        initial_comment=clipped_lines(told, 3000),
    )
    shown = DrawnPicture(drawn=PICTURES[picture].shown(journey).model_dump_json())
    desk.store.picture_drawn(letter.workspace, journey.id, f"posted {picture}", shown, [], desk.now)


def _posted_before(desk: Desk, journey: JourneyMap, picture: str) -> JourneyMap | None:
    kept = desk.store.drawn_picture(journey.workspace, journey.id, f"posted {picture}")
    return JourneyMap.model_validate_json(kept.drawn) if kept else None


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
        of_reviews = {each.review: each.number for each in desk.store.snapshots_of(letter.workspace, journey.id)}
        kept = desk.store.snapshot(letter.workspace, journey.id, of_reviews.get(int(name), 0))
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
        filename=f"{file_name(journey)}.{form}",
        title=clipped(f"{journey.name}.{form}", 200),
        initial_comment=say(
            mark("The journey “{name}” as a file, asked for by {person}."),
            name=escaped(journey.name),
            person=f"<@{letter.payload['person']}>",
        ),
    )
