"""Step 8 in Slack: when the team comes back to the map."""

from __future__ import annotations

import re
from typing import Any

from commands.call import Answer, Call, Values
from commands.posts import card, picture
from commands.refusals import as_refusal
from commands.registry import Command
from journey.details import read_form
from journey.fields import Field, Form, Input, interval
from journey.forms import REVIEW
from journey.model import Schedule
from journey.refusal import Refusal
from journey.schedule import UNITS, scheduled, zone
from journey.typed import plain, split_details
from journey.words import Voice, mark
from storage.values import Post, StoreRefusal

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


def read_review(call: Call, typed: str) -> dict[str, Any]:
    word = plain(split_details(typed)[0]).lower()
    if word in NOW:
        return {"now": True}
    if word in OFF:
        return {"off": True}
    without = re.sub(r"^\s*(every|elke|iedere|om de)\s+", "", typed, flags=re.IGNORECASE)
    if without == typed and word:
        raise Refusal(
            mark("After “review” comes “every 3 months”, “now” or “off”."), field="every", example=SCHEDULE.example
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
    schedule = None if values.get("off") else plan(call, values)
    try:
        call.store.set_schedule(call.visit, call.journey.id, schedule, [card(call.journey)])
    except StoreRefusal as refused:
        raise as_refusal(refused) from None
    if schedule is None or schedule.next_at is None:
        return Answer([call.say(mark("No more reviews are planned for this journey."))])
    first = call.say.moment(schedule.next_at.astimezone(zone(call.journey.timezone)))
    return Answer(
        [
            call.say(
                mark("A review comes {interval}; the first on {moment}."),
                interval=interval_in_words(call.say, schedule),
                moment=first,
            ),
            call.say(mark("I'll post it here, with the map and what to look at.")),
        ]
    )


def plan(call: Call, values: Values) -> Schedule:
    every, unit = values["every"]
    return scheduled(
        every, unit, values.get("at") or "09:30", values.get("from"), call.journey.timezone, call.visit.now
    )


def review_now(call: Call) -> Answer:
    posts = [*review_posts(call.journey.id, call.journey.channel), picture(call.journey, "png", call.visit.person)]
    call.store.hold_review(call.visit, call.journey.id, "", [card(call.journey), *posts])
    return Answer([call.say(mark("The review begins; it appears in the channel in a moment."))])


def review_posts(journey: str, channel: str) -> list[Post]:
    return [Post("review", channel, {"journey": journey})]


def start_review(call: Call, _value: str) -> Answer:
    return review(call, {"now": True})


COMMANDS = (
    Command(
        ("review",),
        "herziening",
        mark("when the team comes back to the map"),
        review,
        mark("every 3 months [| at: 09:30] [| from: DATE] · now · off"),
        SCHEDULE,
        read_review,
        opens=True,
        facilitators=True,
    ),
)
ACTIONS = {"review": start_review}
