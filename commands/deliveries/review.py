"""The review in the channel: one living message that says what changed, what to look at and what is due, and is
brought up to date while people look."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any

from slack_sdk.errors import SlackApiError

from commands import blocks as b
from commands.deliveries.card import GONE, overdue_lines
from commands.deliveries.desk import Delivered, Desk
from commands.deliveries.review_parts import opening_parts
from commands.posts import direct
from commands.review_looking import verdict_buttons
from commands.slack_text import MESSAGE_TEXT, OPTIONS, clipped, clipped_lines, escaped, mention
from journey.dates import today_in
from journey.model import JourneyMap, Review, Touchpoint
from journey.reviewing import to_look_at
from journey.schedule import zone
from journey.words import Voice, mark, voice
from storage.values import Letter, SentMessage

TOUCHPOINTS = 8
"""With their buttons: fifty blocks and twelve thousand letters are the most that Slack takes."""
LISTS = 5
"""Of a hundred touchpoints each; what is beyond them comes up as these are looked at."""
OUT_OF_REACH = {"is_archived", "channel_not_found", "not_in_channel"}


def deliver(desk: Desk, letter: Letter) -> Delivered | None:
    journey = desk.journey(letter)
    if journey is None or journey.closed or not journey.reviews:
        return None
    review = journey.open_review or journey.reviews[-1]
    slot = f"review:{review.number}"
    message = review_message(journey, review, desk)
    fingerprint = hashlib.sha256(json.dumps(message, sort_keys=True).encode()).hexdigest()[:16]
    sent = desk.store.message(journey.id, letter.workspace, slot)
    if (sent and sent.fingerprint == fingerprint) or (sent is None and review.state == "closed"):
        return None
    try:
        ts = _tell(desk, journey, sent, message)
    except SlackApiError as error:
        if error.response["error"] not in OUT_OF_REACH:
            raise
        _cannot_be_shown(desk, letter, journey)
        return None
    return Delivered(journey.id, slot, SentMessage(journey.channel, ts, fingerprint))


def _tell(desk: Desk, journey: JourneyMap, sent: SentMessage | None, message: dict[str, Any]) -> str:
    if sent is not None:
        try:
            desk.slack.chat_update(channel=sent.channel, ts=sent.ts, **message)
            return sent.ts
        except SlackApiError as error:
            if error.response["error"] not in GONE:
                raise
    return str(desk.slack.chat_postMessage(channel=journey.channel, unfurl_links=False, **message)["ts"])


def _cannot_be_shown(desk: Desk, letter: Letter, journey: JourneyMap) -> None:
    """Archived, or we were removed: no more reviews until that changes, and who facilitates hears of it once."""
    desk.store.learn_channel(letter.workspace, journey.channel, False)
    told = mark(
        "The review of “{journey}” fell due, but I cannot write in its channel: it is archived, or I was removed from "
        "it. Reviews wait until I am back there; then type `{command} review every …` to plan them anew."
    )
    values = {"journey": journey.name, "command": desk.spoken}
    posts = [direct(person, told, values) for person in journey.facilitators[:1]]
    desk.store.pause_reviews(journey.id, letter.workspace, posts, desk.now)


def review_message(journey: JourneyMap, review: Review, desk: Desk) -> dict[str, Any]:
    say = voice(journey.language)
    title = say(mark("Review of “{name}”"), name=journey.name)
    if review.state == "closed":
        return _closed(journey, review, title, say)
    left = to_look_at(journey, review)
    parts = opening_parts(desk, journey, review, say)
    asked = _asked(journey, left, say)
    shown = left[:TOUCHPOINTS]
    lines = [_touchpoint(journey, each, desk.now, say) for each in shown]
    blocks = [b.header(title), *map(b.section, parts), b.section(asked)]
    for touchpoint, line in zip(shown, lines, strict=True):
        blocks += [b.section(line), verdict_buttons(say, journey.id, touchpoint.number, touchpoint.what)]
    if len(left) > len(shown):
        blocks += _others(journey, left[TOUCHPOINTS:], say)
    planned = _planned(desk, journey, say)
    blocks += [*map(b.context, planned), b.divider(), b.actions(_buttons(journey, say))]
    text = clipped_lines([escaped(title), *planned, *"\n".join([*parts, asked, *lines]).split("\n")], MESSAGE_TEXT)
    return {"text": text, "blocks": blocks}


def _planned(desk: Desk, journey: JourneyMap, say: Voice) -> list[str]:
    """Who has this come again and again, and how that ends."""
    head = desk.store.head(journey.id, journey.workspace)
    if head is None or head.schedule is None or not head.set_up_by:
        return []
    told = mark("_{person} planned these reviews; `{command} review off` ends them._")
    return [say(told, person=mention(head.set_up_by), command=desk.spoken)]


def _closed(journey: JourneyMap, review: Review, title: str, say: Voice) -> dict[str, Any]:
    over = say(mark("This review is closed."))
    outcome = b.button(say(mark("Write down what came of it")), "review_close", journey.id)
    return {
        "text": f"{escaped(title)}\n{over}",
        "blocks": [b.header(title), b.context(over), *([] if review.outcome else [b.actions([outcome])])],
    }


def _asked(journey: JourneyMap, left: list[Touchpoint], say: Voice) -> str:
    if not journey.touchpoints:
        return say(mark("There are no touchpoints to look at yet."))
    if not left:
        return say(mark("All touchpoints have been looked at."))
    done = len(journey.touchpoints) - len(left)
    asked = say(mark("Is each touchpoint still true? Its owner or anybody can say so."))
    counted = say(mark("{done} of {all} looked at so far."), done=done, all=len(journey.touchpoints))
    return f"*{asked}* {counted}"


def _touchpoint(journey: JourneyMap, touchpoint: Touchpoint, now: datetime, say: Voice) -> str:
    parts = [escaped(touchpoint.stage)] if touchpoint.stage else []
    parts += [mention(touchpoint.owner)] if touchpoint.owner else []
    parts.append(_confirmed(journey, touchpoint, now, say))
    return f"*{touchpoint.number}. {escaped(clipped(touchpoint.what, 150))}*\n{' · '.join(parts)}"


def _confirmed(journey: JourneyMap, touchpoint: Touchpoint, now: datetime, say: Voice) -> str:
    if touchpoint.confirmed_at is None:
        return say(mark("never confirmed"))
    days = (today_in(journey.timezone, now) - today_in(journey.timezone, touchpoint.confirmed_at)).days
    if days < 1:
        return say(mark("confirmed today"))
    return say.many(mark("confirmed {count} day ago"), mark("confirmed {count} days ago"), days)


def _others(journey: JourneyMap, rest: list[Touchpoint], say: Voice) -> list[b.Block]:
    """As many lists as they need."""
    options = [b.option(f"{each.number}. {each.what}", str(each.number)) for each in rest]
    lists = [options[first : first + OPTIONS] for first in range(0, len(options), OPTIONS)][:LISTS]
    labels = [say(mark("{count} more to look at"), count=len(each)) for each in lists]
    return [
        b.actions([b.select(f"review_pick:{journey.id}", label, each)])
        for label, each in zip(labels, lists, strict=True)
    ]


def _buttons(journey: JourneyMap, say: Voice) -> list[b.Block]:
    return [
        b.button(say(mark("Add a signal")), "form:research", journey.id,
                 hears=say(mark("Add a ticket or another signal that is not on the map yet"))),
        b.button(say(mark("Add a value")), "form:measure", journey.id),
        b.button(say(mark("Rate a touchpoint")), "form:emotion", journey.id),
        b.button(say(mark("Ask all to rate again")), "review_rate", journey.id),
        b.button(say(mark("Draw the map")), "map", journey.id),
        b.button(say(mark("Is the map honest?")), "command:check", journey.id),
        b.button(say(mark("Close the review")), "review_close", journey.id),
    ]  # fmt: skip


# --- when it is over ------------------------------------------------------------------------------------------


def deliver_summary(desk: Desk, letter: Letter) -> None:
    """What came of the last review, and when the next one comes."""
    journey = desk.journey(letter)
    if journey is None or not journey.reviews or journey.reviews[-1].state == "open":
        return
    say, review = voice(journey.language), journey.reviews[-1]
    looked_at = len(journey.touchpoints) - len(to_look_at(journey, review))
    lines = [
        f"*{say(mark('Review {number} of “{name}” is closed.'), number=review.number, name=escaped(journey.name))}*",
        escaped(review.outcome),
        say(mark("Touchpoints looked at: {done} of {all}."), done=looked_at, all=len(journey.touchpoints)),
        _still_to_do(journey, today_in(journey.timezone, desk.now), say),
        _next(journey, say),
    ]
    text = "\n".join(line for line in lines if line)
    desk.slack.chat_postMessage(channel=journey.channel, text=text, blocks=[b.section(text)], unfurl_links=False)


def _still_to_do(journey: JourneyMap, today: date, say: Voice) -> str:
    """What the team takes along until the next one."""
    still = sum(action.state == "open" for action in journey.actions)
    loose = sum(each.touchpoint is None for each in journey.evidence)
    told = [
        (still, say.many(mark("{count} action is still open."), mark("{count} actions are still open."), still)),
        *((1, line) for line in overdue_lines(journey, today, say)),
        (
            loose,
            say.many(
                mark("{count} signal is not on the map yet."), mark("{count} signals are not on the map yet."), loose
            ),
        ),
    ]
    return " ".join(line for count, line in told if count)


def _next(journey: JourneyMap, say: Voice) -> str:
    if journey.schedule is None or journey.schedule.next_at is None:
        return say(mark("No next review is planned."))
    moment = journey.schedule.next_at.astimezone(zone(journey.timezone))
    return say(mark("The next review comes on {moment}."), moment=say.moment(moment))
