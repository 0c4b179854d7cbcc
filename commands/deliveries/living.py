"""The picture on a journey's card: drawn anew after changes, at most once in a while; the card points at the newest.

Slack looks at an upload before a block may name it, and asks a scope of those who want to know when it has: so the card
tries, and is asked to try again after a growing pause. Until then it shows the picture before.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError

from commands import posts
from commands.deliveries.desk import Desk, Later
from commands.deliveries.file_names import file_name
from commands.slack_text import ALT_TEXT, FILE_ALT_TEXT, clipped
from drawing.pictures import PICTURES, fingerprint
from drawing.words_of import alt_text
from journey.model import JourneyMap, Step
from journey.steps import ORDER
from journey.words import mark, voice
from storage.values import DrawnPicture, Letter

log = logging.getLogger("waymark.pictures")
SLOT = "card"
PICTURE = "overview"
"""The picture made to be read in a channel."""
SETTLES = 0.25
"""Of the rest between two drawings: how long a change waits for those that come with it."""
MOST_TRIES = 7
FIRST_PAUSE = 2.0
GONE = {"file_not_found", "file_deleted", "cant_delete_file", "file_deleting_disabled", "delete_not_allowed"}


@dataclass(frozen=True)
class Shown:
    """A picture in a block: Slack's id of the file, and what it shows in words."""

    file: str
    alt: str


def is_wanted(journey: JourneyMap, kept: DrawnPicture | None) -> bool:
    """From the step that visualizes on; a card that has a picture keeps it true, whatever the step."""
    begun = kept is not None or ORDER.index(journey.step) >= ORDER.index(Step.VISUALIZE)
    return begun and bool(journey.touchpoints) and not journey.closed


def ask_for(desk: Desk, letter: Letter, journey: JourneyMap, kept: DrawnPicture | None) -> None:
    """A drawing, when the card's picture is not what the journey is now; many changes ask for one."""
    if not is_wanted(journey, kept) or (kept and kept.fingerprint == _fingerprint(journey)):
        return
    wait = max(_rest(desk, kept), desk.picture_rest * SETTLES) if kept else 0.0
    desk.store.post(letter.workspace, [posts.living_picture(journey, wait)], desk.now)


def _fingerprint(journey: JourneyMap) -> str:
    return fingerprint(journey, PICTURE, "png", journey.language)


def _rest(desk: Desk, kept: DrawnPicture | None) -> float:
    """Seconds until it may be drawn again."""
    passed = (desk.now - kept.begun_at).total_seconds() if kept and kept.begun_at else desk.picture_rest
    return max(0.0, desk.picture_rest - passed) if passed >= 0 else 0.0


def deliver(desk: Desk, letter: Letter) -> None:
    journey = desk.journey(letter)
    kept = desk.store.drawn_picture(journey.workspace, journey.id, SLOT) if journey else None
    if journey is None or not is_wanted(journey, kept):
        return
    print_ = _fingerprint(journey)
    if kept and kept.fingerprint == print_:
        if kept.file != kept.shown_file:
            again = posts.card(journey, int(letter.payload.get("tries", 0)))
            desk.store.post(letter.workspace, [again], desk.now)
        return
    if rest := _rest(desk, kept):
        raise Later(rest)
    desk.store.picture_begun(letter.workspace, journey.id, SLOT, desk.now)
    drawn = _drawn(desk, journey, kept, print_)
    desk.store.picture_drawn(letter.workspace, journey.id, SLOT, drawn, [posts.card(journey)], desk.now)


def _drawn(desk: Desk, journey: JourneyMap, kept: DrawnPicture | None, print_: str) -> DrawnPicture:
    """Draws and uploads it; without a channel the file is nobody's but ours, until a block shows it."""
    shown = PICTURES[PICTURE].shown(journey)
    before = JourneyMap.model_validate_json(kept.drawn) if kept and kept.drawn else None
    alt = alt_text(journey, journey.language, PICTURE, before=before)
    title = voice(journey.language)(mark("Journey map: {name}"), name=journey.name)
    uploaded = desk.slack.files_upload_v2(
        content=desk.draw(journey, PICTURE, "png", journey.language, "light", others=(), today=None),
        filename=f"{file_name(journey)}.png",
        title=clipped(title, 200),
        alt_txt=alt_text(journey, journey.language, PICTURE, before=before, most=FILE_ALT_TEXT),
    )
    file = str(uploaded["files"][0]["id"])
    return DrawnPicture(print_, shown.model_dump_json(), file, clipped(alt, ALT_TEXT))


def choices(kept: DrawnPicture | None) -> list[Shown | None]:
    """What the card may show, the best first: the newest picture, the one it shows now, none."""
    known = [Shown(kept.file, kept.alt), Shown(kept.shown_file, kept.shown_alt)] if kept else []
    return [*dict.fromkeys(each for each in known if each.file), None]


def settle(desk: Desk, letter: Letter, journey: JourneyMap, kept: DrawnPicture | None, now: Shown | None) -> None:
    """The card shows `now`: the one before is not needed any more; if it is not the newest, that is tried again."""
    if kept is None:
        return
    file, alt = (now.file, now.alt) if now else ("", "")
    if file != kept.shown_file:
        gone = [posts.superseded(journey, kept.shown_file)] if kept.shown_file and file else []
        desk.store.picture_shown(letter.workspace, journey.id, SLOT, (file, alt), gone, desk.now)
    if kept.file and file != kept.file:
        _try_again(desk, letter, journey, kept._replace(file=file, alt=alt))


def _try_again(desk: Desk, letter: Letter, journey: JourneyMap, without: DrawnPicture) -> None:
    """Slack does not show the newest picture yet. A few times; then the card goes `without` until something changes."""
    tries = int(letter.payload.get("tries", 0))
    if tries < MOST_TRIES:
        again = posts.living_picture(journey, FIRST_PAUSE * 2**tries, tries + 1)
        desk.store.post(letter.workspace, [again], desk.now)
        return
    log.warning("Slack does not show the newest picture of journey %s", journey.id)
    desk.store.picture_drawn(letter.workspace, journey.id, SLOT, without, [], desk.now)


def deliver_superseded(desk: Desk, letter: Letter) -> None:
    try:
        desk.slack.files_delete(file=str(letter.payload["file"]))
    except SlackApiError as error:
        if error.response["error"] not in GONE:
            raise
