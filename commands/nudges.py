"""When somebody is reminded of what is theirs to do; what they answer is in `nudge_answers.py`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commands.call import Answer, Call, Values
from commands.posts import home
from commands.registry import Command
from journey.dates import read_clock
from journey.details import read_form
from journey.fields import Field, Form, Input, clock, yes_no
from journey.nudging import (
    DAY_NAMES,
    WORKDAYS,
    days_in_words,
    read_days,
    slot,
)
from journey.schedule import at_local, zone
from journey.schedule import clock as time_of
from journey.typed import plain
from journey.words import mark

NUDGES = Form(
    "nudges",
    None,
    (
        Field("on", ("on", "aan"), mark("Remind me"), yes_no, Input.YES_NO),
        Field("at", ("at", "om"), mark("At"), clock, Input.CLOCK, mark("In your own time zone")),
        Field(
            "days",
            ("days", "dagen"),
            mark("On"),
            lambda text, _asking: read_days(text),
            Input.LINE,
            mark("For example: weekdays, or: mon, tue, thu"),
            most=120,
        ),
    ),
    example=mark("nudges at: 09:00 | days: mon, tue, thu"),
)
OFF, ON = ("off", "uit", "stop"), ("on", "aan")


def read_nudges(call: Call, typed: str) -> dict[str, Any]:
    word = plain(typed).lower()
    if word in OFF or word in ON:
        return {"on": word in ON}
    return read_form(NUDGES, typed if typed.lstrip().startswith("|") else f"| {typed}", call.asking, need_text=False)


def current(call: Call) -> dict[str, Any]:
    """What the form begins with."""
    times = call.store.nudge_times(call.visit.workspace, call.visit.person)
    days = call.say(mark("weekdays")) if times.days == WORKDAYS else ", ".join(_day_words(call, times.days))
    return {"on": not times.off, "at": times.at, "days": days}


def _day_words(call: Call, days: str) -> list[str]:
    return [DAY_NAMES[int(day) - 1][call.say.language == "nl"] for day in days]


def set_times(call: Call, values: Values) -> Answer:
    """One's own, in every journey."""
    kept = call.store.nudge_times(call.visit.workspace, call.visit.person)
    times = kept._replace(
        at=values.get("at") or kept.at,
        days=values.get("days") or kept.days,
        off=not values.get("on", True),
    )

    def again(due: datetime, timezone: str) -> datetime:
        day = times.next_day(due.astimezone(zone(timezone)).date())
        return slot(times, timezone, max(call.visit.now, at_local(day, time_of(times.at), timezone)))

    call.store.set_nudge_times(call.visit, times, again, [home(call.visit.person)])
    if times.off:
        return Answer(
            [
                call.say(
                    mark("I will not remind you of anything. `{command} nudges on` changes that."), command=call.spoken
                )
            ]
        )
    said = mark("From now on I remind you at {at} {days}, in your own time zone, once a day at most.")
    return Answer([call.say(said, at=read_clock(times.at), days=days_in_words(times.days, call.say))])


COMMANDS = (
    Command(
        ("nudges", "reminders"),
        "herinneringen",
        mark("when you are reminded of what is yours to do"),
        set_times,
        mark("[at: 09:00] [| days: mon, tue, thu] · on · off"),
        NUDGES,
        read_nudges,
        opens=True,
        needs_journey=False,
    ),
)
