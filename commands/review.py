"""Step 8 in Slack: when the team comes back to the map, and what is looked at then.

The review itself is one living message (`deliveries/review.py`); its buttons are here.
"""

from __future__ import annotations

import json
import re
from typing import Any

from commands import blocks as b
from commands.call import Answer, Call, Values
from commands.items import edit_view_answer, remove
from commands.posts import announcement, card, picture, review_post
from commands.refusals import as_refusal
from commands.registry import Command
from journey.details import read_form
from journey.fields import LONG, Field, Form, Input, interval
from journey.forms import REVIEW
from journey.model import Schedule
from journey.refusal import Refusal
from journey.schedule import UNITS, scheduled, zone
from journey.typed import plain, plain_lines, split_details
from journey.words import Voice, mark
from storage.values import Kind, NoReview, Post, ReviewIsOpen, StoreRefusal

SCHEDULE = Form(
    "review",
    Field(
        "every",
        ("every", "elke", "iedere"),
        mark("Every"),
        interval,
        Input.LINE,
        mark("For example: 3 months, 2 weeks, quarter"),
        required=True,
        most=60,
    ),
    REVIEW.details,
    example=mark("review every 3 months | at: 09:30"),
)
NOW = ("now", "nu")
OFF = ("off", "uit", "stop")
CLOSE = ("close", "sluit", "afsluiten")


def read_review(call: Call, typed: str) -> dict[str, Any]:
    first = plain(split_details(typed)[0]).lower()
    if first in NOW:
        return {"now": True}
    if first in OFF:
        return {"off": True}
    word, _, rest = plain_lines(typed).partition(" ")
    if word.lower() in CLOSE:
        return {"close": _outcome(rest)}
    without = re.sub(r"^\s*(every|elke?|iedere?|om de)\s+", "", typed, flags=re.IGNORECASE)
    if without == typed and first:
        raise Refusal(
            mark("After “review” comes “every 3 months”, “now”, “close” or “off”."),
            field="every",
            example=SCHEDULE.example,
        )
    return read_form(SCHEDULE, without, call.asking)


def interval_in_words(say: Voice, schedule: Schedule) -> str:
    counted = {
        "day": (mark("every day"), mark("every {count} days")),
        "week": (mark("every week"), mark("every {count} weeks")),
        "month": (mark("every month"), mark("every {count} months")),
        "quarter": (mark("every quarter"), mark("every {count} quarters")),
    }
    assert set(counted) == set(UNITS)
    return say.many(*counted[schedule.unit], schedule.every)


def review(call: Call, values: Values) -> Answer:
    call.must_facilitate()
    if values.get("now"):
        return review_now(call)
    if "close" in values:
        return close(call, values["close"] or None)
    schedule = None if values.get("off") else plan(call, values)
    try:
        call.store.set_schedule(call.visit, call.journey.id, schedule, [card(call.journey)])
    except StoreRefusal as refused:
        raise as_refusal(refused) from None
    if schedule is None or schedule.next_at is None:
        return Answer([call.say(mark("No more reviews are planned for this journey."))])
    first = schedule.next_at.astimezone(zone(call.journey.timezone))
    lines = [
        call.say(
            mark("A review comes {interval}; the first on {moment}."),
            interval=interval_in_words(call.say, schedule),
            moment=call.say.moment(first),
        ),
        call.say(mark("I'll post it here, with the map and what to look at.")),
    ]
    if first.strftime("%H:%M") != schedule.at:
        lines.append(call.say(mark("At {at} it is night for most of those who facilitate."), at=schedule.at))
    return Answer(lines)


def plan(call: Call, values: Values) -> Schedule:
    every, unit = values["every"]
    zones = call.store.facilitators_zones(call.visit.workspace, call.journey.id)
    at, start = values.get("at") or "09:30", values.get("from")
    return scheduled(every, unit, at, start, call.journey.timezone, call.visit.now, zones)


# --- beginning and ending a review ----------------------------------------------------------------------------


def review_now(call: Call) -> Answer:
    journey = call.journey
    posts = [card(journey), picture(journey, "png", call.visit.person), review_post(journey)]
    try:
        call.store.open_review(call.visit, journey.id, posts)
    except ReviewIsOpen:
        closing = b.button(call.say(mark("Close the review")), "review_close", journey.id)
        return Answer(
            [call.say(mark("A review is open already. Go on with it, or close it first."))], [b.actions([closing])]
        )
    except StoreRefusal as refused:
        raise as_refusal(refused) from None
    return Answer([call.say(mark("The review begins; it appears in the channel in a moment."))])


def close(call: Call, outcome: str | None) -> Answer:
    """Ends the open review; without one, writes the outcome at the last one."""
    open_before = call.map.open_review
    try:
        number = call.store.close_review(call.visit, call.journey.id, outcome, closing_posts(call, outcome))
    except NoReview:
        raise Refusal(mark("There is no review to close yet."), example=mark("review now")) from None
    except StoreRefusal as refused:
        raise as_refusal(refused) from None
    said = mark("Review {number} is closed.") if open_before else mark("The outcome of review {number} is kept.")
    return Answer([call.say(said, number=number)])


def closing_posts(call: Call, outcome: str | None = None) -> list[Post]:
    journey = call.journey
    posts = [card(journey), review_post(journey)]
    if call.map.open_review is not None or outcome is not None:
        posts.append(Post("review_summary", journey.channel, {"journey": journey.id}, key=f"summary:{journey.id}"))
    return posts


def close_view(call: Call, _value: str) -> Answer:
    call.must_facilitate()
    metadata = {"journey": call.journey.id, "channel": call.journey.channel, "spoken": call.spoken}
    asked: b.Block = {
        "type": "input",
        "block_id": "outcome",
        "label": b.plain(call.say(mark("What came of it?")), 2000),
        "hint": b.plain(
            call.say(mark("What did you learn, what do you change? Everybody in the channel reads it.")), 2000
        ),
        "element": {"type": "plain_text_input", "action_id": "value", "multiline": True, "max_length": LONG},
        "optional": True,
    }
    return Answer(
        view=b.modal(
            "review_close",
            call.say(mark("Close the review")),
            [asked],
            submit=call.say(mark("Close")),
            close=call.say(mark("Cancel")),
            metadata=json.dumps(metadata),
        )
    )


def submit_close(call: Call, view: dict[str, Any], _metadata: dict[str, Any]) -> Answer:
    call.must_facilitate()
    typed = str(view["state"]["values"]["outcome"]["value"].get("value") or "")
    return close(call, _outcome(typed) or None)


def _outcome(text: str) -> str:
    words = text.strip()
    if len(words) > LONG:
        raise Refusal(
            mark("That is {count} letters long; at most {most} fit here. It began with “{start}…”"),
            count=len(words),
            most=LONG,
            start=words[:60],
            field="outcome",
        )
    return words


# --- what is looked at ----------------------------------------------------------------------------------------


def still_true(call: Call, value: str) -> Answer:
    """Says nothing to whoever pressed it: the review itself shows it."""
    try:
        left = call.store.confirm(call.visit, call.journey.id, int(value), review_posts(call))
    except StoreRefusal as refused:
        raise as_refusal(refused) from None
    return close_when_done(call, left)


def changed(call: Call, value: str) -> Answer:
    answer = edit_view_answer(call, (Kind.TOUCHPOINT, int(value)))
    assert answer.view is not None
    metadata = json.loads(answer.view["private_metadata"]) | {"channel": call.journey.channel, "review": True}
    return Answer(view=answer.view | {"private_metadata": json.dumps(metadata)})


def gone(call: Call, value: str) -> Answer:
    answer = remove(call, {"item": (Kind.TOUCHPOINT, int(value))})
    looked_at(call)
    return answer


def looked_at(call: Call) -> None:
    """After a correction or a removal in a review: brings it up to date, and ends it when nothing is left."""
    call.store.post(call.visit.workspace, review_posts(call), call.visit.now)
    close_when_done(call, call.store.left_to_look_at(call.visit.workspace, call.journey.id))


def close_when_done(call: Call, left: int) -> Answer:
    if left == 0 and call.map.open_review is not None:
        call.store.close_review(call.visit, call.journey.id, None, closing_posts(call))
    return Answer()


def review_posts(call: Call) -> list[Post]:
    return [review_post(call.journey)]


def pick(call: Call, value: str) -> Answer:
    """One that is not on top of the list."""
    touchpoint = call.map.touchpoint(int(value))
    if touchpoint is None:
        raise Refusal(mark("That touchpoint is not on the map any more."))
    line = call.line(mark("*{number}. {what}* – is this still true?"), number=touchpoint.number, what=touchpoint.what)
    return Answer([line], [verdict_buttons(call.say, call.journey.id, touchpoint.number, touchpoint.what)])


def verdict_buttons(say: Voice, journey: str, number: int, what: str) -> b.Block:
    """Each says aloud which touchpoint it is about."""
    value = f"{journey}:{number}"
    sure = {
        "title": b.plain(say(mark("Is it gone?")), 100),
        "text": b.plain(say(mark("It leaves the map, with its ratings and pain points. Undo brings it back.")), 300),
        "confirm": b.plain(say(mark("Yes, remove it")), 30),
        "deny": b.plain(say(mark("Keep it")), 30),
    }
    return b.actions(
        [
            b.button(
                say(mark("Still true")),
                "review_true",
                value,
                hears=f"{say(mark('Still true'))}: {what}",
            ),
            b.button(say(mark("Changed")), "review_changed", value, hears=f"{say(mark('Changed'))}: {what}"),
            b.button(say(mark("Gone")), "review_gone", value, hears=f"{say(mark('Gone'))}: {what}") | {"confirm": sure},
        ]
    )


def rate_again(call: Call, _value: str) -> Answer:
    """Asks everybody; each new rating replaces that person's old one, the last review keeps what was."""
    call.must_facilitate()
    asked = announcement(
        call.journey,
        mark("{person} asks everybody to rate the touchpoints again. Your new rating takes the place of your old one."),
        person=f"<@{call.visit.person}>",
        buttons=[{"label": mark("Rate a touchpoint"), "action": "form:emotion", "value": call.journey.id}],
    )
    call.store.post(call.visit.workspace, [asked], call.visit.now)
    return Answer([call.say(mark("I have asked the channel to rate again."))])


COMMANDS = (
    Command(
        ("review",),
        "herziening",
        mark("when the team comes back to the map"),
        review,
        mark("every 3 months [| at: 09:30] [| from: DATE] · now · close [OUTCOME] · off"),
        SCHEDULE,
        read_review,
        opens=True,
        facilitators=True,
    ),
)
ACTIONS = {
    "review": lambda call, _value: review(call, {"now": True}),
    "review_close": close_view,
    "review_true": still_true,
    "review_changed": changed,
    "review_gone": gone,
    "review_pick": pick,
    "review_rate": rate_again,
}
SUBMISSIONS = {"review_close": submit_close}
