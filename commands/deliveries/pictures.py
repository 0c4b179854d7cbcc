"""Pictures in the channel: files with alt text and a title, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commands.deliveries.desk import Desk
from commands.deliveries.file_names import file_name
from commands.slack_text import FILE_ALT_TEXT, clipped, clipped_lines, escaped
from drawing.beside import Beside
from drawing.changes import changes
from drawing.columns import parts_of
from drawing.pictures import PICTURES
from drawing.telling_parts import telling_parts
from drawing.words_of import alt_text, short_words
from journey.dates import today_in
from journey.model import JourneyMap
from journey.words import Voice, mark, voice
from storage.values import DrawnPicture, Letter

MOST_FILES = 10
"""In one message; Slack takes no more."""
NAMED = 5
"""Of the parts that are left out; the rest is counted."""


def deliver(desk: Desk, letter: Letter) -> None:
    """One message: the picture and its words; the map as PNG is an overview with the parts that can be read."""
    journey = desk.journey(letter)
    if journey is None:
        return
    form, wanted = str(letter.payload["form"]), str(letter.payload["picture"])
    name = "map" if wanted.startswith("stage:") else wanted
    sheet = Sheet(
        desk, journey, form, str(letter.payload.get("theme", "light")), beside_of(desk, letter, journey, name)
    )
    pictures = pictures_for(journey, wanted, form, sheet.beside)
    before = _posted_before(desk, journey, wanted) if wanted in PICTURES else None
    desk.slack.files_upload_v2(
        channel=journey.channel,
        file_uploads=[sheet.upload(each, before) for each in pictures[:MOST_FILES]],
        initial_comment=clipped_lines(_told(sheet, name, pictures, before), 3000),
    )
    if wanted in PICTURES:
        shown = DrawnPicture(drawn=PICTURES[wanted].shown(journey).model_dump_json())
        desk.store.picture_drawn(letter.workspace, journey.id, f"posted {wanted}", shown, [], desk.now)


@dataclass(frozen=True)
class Sheet:
    """What all pictures of one message have in common."""

    desk: Desk
    journey: JourneyMap
    form: str
    theme: str
    beside: Beside

    @property
    def say(self) -> Voice:
        return voice(self.journey.language)

    def title(self, name: str) -> str:
        return f"{self.say(PICTURES[name.partition(':')[0]].title)}: {self.journey.name}"

    def upload(self, picture: tuple[str, str], before: JourneyMap | None) -> dict[str, Any]:
        """A file of the message; `picture` is its name, and what it shows where that is not the whole."""
        name, shown = picture
        language, beside = self.journey.language, self.beside
        drawn = self.desk.draw(
            self.journey, name, self.form, language, self.theme, others=beside.others, today=beside.today
        )
        more = "" if name in ("map", "overview") else f"-{name.replace(':', '-')}"
        title = self.title(name)
        return {
            "content": drawn,
            "filename": f"{file_name(self.journey)}{more}.{self.form}",
            "title": clipped(f"{clipped(title, 120)} – {shown}" if shown else title, 200),
            "alt_txt": alt_text(self.journey, language, name, beside, before=before, most=FILE_ALT_TEXT),
        }


def pictures_for(journey: JourneyMap, wanted: str, form: str, beside: Beside) -> list[tuple[str, str]]:
    """Names of the pictures, and what each shows where that is not the whole map."""
    parts = parts_of(journey)
    if wanted.startswith("stage:"):
        stage = wanted.removeprefix("stage:")
        return [(part.picture, part.title) for part in parts if stage in part.stages] or [("overview", "")]
    if wanted != "map" or form != "png":
        return [(wanted, "")]
    return [("overview", ""), *((part.picture, part.title) for part in telling_parts(journey) if len(parts) > 1)]


def _told(sheet: Sheet, name: str, pictures: list[tuple[str, str]], before: JourneyMap | None) -> list[str]:
    """What the message says: title, what is left out, what changed, and the picture in words."""
    say, journey = sheet.say, sheet.journey
    told = [f"*{escaped(sheet.title(name))}*"]
    if left_out := [shown for _, shown in pictures[MOST_FILES:]]:
        told.append(_left_out(say, left_out, sheet.desk.spoken))
    elif pictures[0][0] == "overview" and 1 < len(pictures) <= (every := len(parts_of(journey))):
        told.append(_chosen(sheet, len(pictures) - 1, every))
    if before and (changed := changes(say, before, journey)):
        told.append(escaped(changed))
    words = short_words(journey, journey.language, name, sheet.beside)
    return told + [escaped(line) for line in words.split("\n")]


def _left_out(say: Voice, titles: list[str], spoken: str) -> str:
    named = [escaped(title) for title in titles[:NAMED]]
    rest = len(titles) - len(named)
    told = [*named, say.many("and {count} more", "and {count} more", rest)] if rest else named
    command = f"{spoken} {say(mark('map pdf'))}"
    return say(mark("Not shown here: {parts}. `{command}` has the whole map."), parts="; ".join(told), command=command)


def _chosen(sheet: Sheet, shown: int, every: int) -> str:
    """Why these parts of a long journey, and how to see the others."""
    say, spoken, stage = sheet.say, sheet.desk.spoken, sheet.journey.touchpoints[0].stage
    told = say(
        mark("{shown} of {all} parts are shown: where the highest and the lowest moments and what hurts most are."),
        shown=shown,
        all=every,
    )
    whole = say(mark("`{command}` has the whole map."), command=f"{spoken} {say(mark('map pdf'))}")
    one = f"{spoken} {say(mark('map {stage}'), stage=escaped(stage))}"
    return " ".join([told, *([say(mark("`{command}` shows a stage."), command=one)] if stage else []), whole])


def _posted_before(desk: Desk, journey: JourneyMap, picture: str) -> JourneyMap | None:
    kept = desk.store.drawn_picture(journey.workspace, journey.id, f"posted {picture}")
    return JourneyMap.model_validate_json(kept.drawn) if kept else None


def beside_of(desk: Desk, letter: Letter, journey: JourneyMap, name: str) -> Beside:
    """What the picture is compared with (some recall the last review when nothing was asked for), and the team's
    today."""
    today, entry = today_in(journey.timezone, desk.now), PICTURES[name]
    if not entry.compares:
        return Beside(today=today)
    closed = [review.number for review in journey.reviews if review.state == "closed"]
    last = [f"review {number}" for number in closed[-1:]] if entry.recalls else []
    asked = letter.payload.get("others") or last
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
