"""Step 8 in Slack: when the team comes back to the map, and what is looked at then.

The review itself is one living message (`deliveries/review.py`); what its buttons do is in `review_looking.py` and
`review_ending.py`.
"""

from __future__ import annotations

import re
from typing import Any

from commands import review_ending, review_looking
from commands.call import Answer, Call, Values
from commands.posts import card
from commands.registry import Command
from commands.review_ending import begin_now, close, outcome_of
from journey.details import read_form
from journey.fields import Field, Form, Input, clock, future_date, interval
from journey.model import Schedule
from journey.refusal import Refusal
from journey.schedule import UNITS, scheduled, zone
from journey.typed import plain, plain_lines, split_details
from journey.words import Voice, mark

OFF = ("off", "uit", "stop")
SCHEDULE = Form(
    "review",
    Field(
        "every",
        ("every", "elke", "iedere"),
        mark("Every"),
        lambda text, asking: None if plain(text).lower() in OFF else interval(text, asking),
        Input.LINE,
        mark("For example: 3 months, 2 weeks, quarter; or off, for no more reviews"),
        required=True,
        most=60,
    ),
    (
        Field("at", ("at", "om"), mark("At"), clock, Input.CLOCK),
        Field("from", ("from", "vanaf", "van"), mark("First review"), future_date, Input.DATE),
    ),
    example=mark("review every 3 months | at: 09:30"),
)
NOW = ("now", "nu")
CLOSE = ("close", "sluit", "afsluiten")


def read_review(call: Call, typed: str) -> dict[str, Any]:
    first = plain(split_details(typed)[0]).lower()
    if first in NOW:
        return {"now": True}
    if first in OFF:
        return {"off": True}
    word, _, rest = plain_lines(typed).partition(" ")
    if word.lower() in CLOSE:
        return {"close": outcome_of(rest)}
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
        return begin_now(call)
    if "close" in values:
        return close(call, values["close"] or None)
    schedule = None if values.get("off") or values["every"] is None else plan(call, values)
    call.store.set_schedule(call.visit, call.journey.id, schedule, [card(call.journey)])
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
ACTIONS = {**review_ending.ACTIONS, **review_looking.ACTIONS}
SUBMISSIONS = review_ending.SUBMISSIONS
