"""The card of a journey: one message per journey, kept up to date in place."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from slack_sdk.errors import SlackApiError

from commands import blocks as b
from commands.deliveries import living
from commands.deliveries.desk import Delivered, Desk
from commands.deliveries.living import Shown
from commands.flow import step_buttons
from commands.posts import review_post
from commands.slack_text import MESSAGE_TEXT, clipped_lines, escaped, mention
from commands.step_view import measures
from journey.dates import today_in
from journey.model import JourneyMap, Participation
from journey.reviewing import overdue
from journey.steps import GUIDES, ORDER, guide_for
from journey.words import Voice, mark, voice
from storage.values import Letter, SentMessage

GONE = {"message_not_found", "cant_update_message", "edit_window_closed"}
WARNINGS = 3


def deliver(desk: Desk, letter: Letter) -> Delivered | None:
    journey = desk.journey(letter)
    if journey is None:
        return None
    if journey.open_review is not None:  # whatever changes the card may change what is left to look at
        desk.store.post(letter.workspace, [review_post(journey)], desk.now)
    kept = desk.store.drawn_picture(journey.workspace, journey.id, living.SLOT)
    living.ask_for(desk, letter, journey, kept)
    for picture in living.choices(kept):
        told = _tell(desk, journey, picture)
        if told:
            living.settle(desk, letter, journey, kept, picture)
            return Delivered(journey.id, "card", told)
    return None


def _tell(desk: Desk, journey: JourneyMap, picture: Shown | None) -> SentMessage | None:
    """Posts or updates the card; None when Slack does not show this picture: not yet, or not any more."""
    message = card_message(journey, desk.spoken, today_in(journey.timezone, desk.now), picture)
    fingerprint = hashlib.sha256(json.dumps(message, sort_keys=True).encode()).hexdigest()[:16]
    sent = desk.store.message(journey.id, journey.workspace, "card")
    here = sent if sent and sent.channel == journey.channel else None
    if here and here.fingerprint == fingerprint:
        return here
    try:
        ts = _update(desk, here, message) if here else None
        if ts is None:
            ts = str(desk.slack.chat_postMessage(channel=journey.channel, unfurl_links=False, **message)["ts"])
    except SlackApiError as error:
        if picture and error.response["error"] == "invalid_blocks":
            return None
        raise
    return SentMessage(journey.channel, ts, fingerprint)


def _update(desk: Desk, sent: SentMessage, message: dict[str, Any]) -> str | None:
    try:
        desk.slack.chat_update(channel=sent.channel, ts=sent.ts, **message)
    except SlackApiError as error:
        if error.response["error"] in GONE:
            return None  # somebody deleted the card: it is posted anew
        raise
    return sent.ts


def card_message(journey: JourneyMap, spoken: str, today: date, picture: Shown | None = None) -> dict[str, Any]:
    """The card in the journey's language; `text` says all that the blocks say, the picture too."""
    say = voice(journey.language)
    parts = [_progress(journey, say), _missing(journey, say), " ".join(overdue_lines(journey, today, say))]
    parts += [_people(journey, say), _measured(journey, say)]
    parts = [part for part in parts if part]
    top = _headline(journey, say)
    seen = [escaped(picture.alt)] if picture else []
    text = clipped_lines(
        [f"{say(mark('Journey'))}: {escaped(journey.name)}", top, *"\n".join(parts).split("\n"), *seen], MESSAGE_TEXT
    )
    blocks = [b.header(journey.name), b.context(top), *_picture(journey, picture, say)]
    blocks += [b.section(part) for part in parts]
    if journey.closed:
        blocks.append(b.context(say(mark("This journey is closed. `{command} open` opens it again."), command=spoken)))
    else:
        blocks.append(b.actions(_buttons(journey, say)))
    return {"text": text, "blocks": blocks}


def _picture(journey: JourneyMap, picture: Shown | None, say: Voice) -> list[b.Block]:
    if picture is None:
        return []
    return [b.image_file(picture.file, picture.alt, say(mark("Journey map: {name}"), name=journey.name))]


def _headline(journey: JourneyMap, say: Voice) -> str:
    guide = guide_for(journey.step)
    parts = [
        say(mark("Step {place} of 8: *{step}*"), place=ORDER.index(journey.step) + 1, step=say(guide.title)),
        say(mark("to-be map")) if journey.perspective == "to-be" else "",
        escaped(", ".join(p.name for p in journey.personas[:3])),
        say(mark("closed")) if journey.closed else "",
    ]
    return " · ".join(part for part in parts if part)


def _progress(journey: JourneyMap, say: Voice) -> str:
    lines = []
    for place, guide in enumerate(GUIDES, 1):
        state = say(mark("now")) if guide.step == journey.step else "" if guide.missing(journey) else say(mark("done"))
        line = f"{place}. {say(guide.title)}: {guide.gathered(journey).by(say, escaped)}"
        lines.append(
            f"*{line}* ({state})"
            if guide.step == journey.step and "*" not in line
            else f"{line} ({state})"
            if state
            else line
        )
    return "\n".join(lines)


def _missing(journey: JourneyMap, say: Voice) -> str:
    guide = guide_for(journey.step)
    missing = [f"• {what.by(say, escaped)}" for what in guide.missing(journey)]
    warned = [f"• {what.by(say, escaped)}" for what in guide.warnings(journey)[:WARNINGS]]
    lines = [f"*{say(mark('Still missing:'))}*", *missing] if missing else []
    lines += [f"*{say(mark('Worth a look:'))}*", *warned] if warned else []
    return "\n".join(lines)


def overdue_lines(journey: JourneyMap, today: date, say: Voice) -> list[str]:
    """How many actions and how many tasks, and nobody's name."""
    actions, tasks = (len(late) for late in overdue(journey, today))
    told = [
        (actions, say.many(mark("{count} action is overdue."), mark("{count} actions are overdue."), actions)),
        (tasks, say.many(mark("{count} task is overdue."), mark("{count} tasks are overdue."), tasks)),
    ]
    return [line for count, line in told if count]


def _people(journey: JourneyMap, say: Voice) -> str:
    lines = []
    if journey.participation:
        parts = [f"{_department(each.department, say)} ({_contributed(each, say)})" for each in journey.participation]
        lines.append(f"*{say(mark('Taking part:'))}* {', '.join(parts)}")
    if journey.facilitators:
        people = ", ".join(map(mention, journey.facilitators))
        lines.append(f"*{say(mark('Facilitated by:'))}* {people}")
    return "\n".join(lines)


def _department(name: str, say: Voice) -> str:
    return escaped(name) or say(mark("no department"))


def _contributed(each: Participation, say: Voice) -> str:
    """Ratings are not counted: nobody's share of them is kept."""
    if not each.contributions and each.raters:
        return say(mark("rated"))
    return say.many("{count} contribution", "{count} contributions", each.contributions)


def _measured(journey: JourneyMap, say: Voice) -> str:
    lines = measures(journey, say)[:5]
    return "\n".join([f"*{say(mark('Measures'))}*", *lines]) if lines else ""


def _buttons(journey: JourneyMap, say: Voice) -> list[b.Block]:
    buttons = step_buttons(say, journey.step, journey.id)
    if "map" not in {each["action_id"] for each in buttons} and journey.touchpoints:
        buttons.append(b.button(say(mark("Draw the map")), "map", journey.id))
    if journey.step != ORDER[-1]:
        buttons.append(
            b.button(say(mark("Next step")), "next", journey.id, hears=say(mark("On to the next step (facilitators)")))
        )
    buttons.append(b.button(say(mark("Everything you can do")), "hub", journey.id))
    return buttons
