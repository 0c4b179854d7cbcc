"""The action plan over time: what is done, what is late, who has it, what has no date yet."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from drawing.beside import NOTHING, Beside
from drawing.told.phrases import numbered, opening, some
from journey.model import Action, JourneyMap, State
from journey.words import Voice, mark

TITLE = mark("Action plan over time")


class Standing(StrEnum):
    LATE = mark("Late")
    OPEN = mark("Still open")
    DONE = mark("Done")
    UNDATED = mark("Without a date")


class Planned(NamedTuple):
    action: Action
    standing: Standing

    @property
    def when(self) -> date | None:
        """The day it stands at: when it was done, else when it is due."""
        if self.action.state == State.DONE and self.action.done_on is not None:
            return self.action.done_on
        return self.action.due


def standing_of(action: Action, today: date | None) -> Standing:
    if action.state == State.DONE:
        return Standing.DONE
    if action.due is None:
        return Standing.UNDATED
    return Standing.LATE if today is not None and action.due < today else Standing.OPEN


def planned(journey: JourneyMap, today: date | None) -> list[Planned]:
    """Late ones first, then open ones, then those without a date, then what is done; each by day."""
    order = (Standing.LATE, Standing.OPEN, Standing.UNDATED, Standing.DONE)
    every = [Planned(action, standing_of(action, today)) for action in journey.actions]
    return sorted(every, key=lambda p: (order.index(p.standing), p.when or date.max, p.action.number))


def counted(say: Voice, plan: list[Planned]) -> str:
    """1 late, 4 open, 1 without a date, 1 done."""
    texts = {
        Standing.LATE: say("late"),
        Standing.OPEN: say("open"),
        Standing.UNDATED: say("without a date"),
        Standing.DONE: say("done"),
    }
    counts = {each: sum(p.standing is each for p in plan) for each in Standing}
    return ", ".join(f"{counts[each]} {text}" for each, text in texts.items() if counts[each])


def days_late(item: Planned, today: date | None) -> int:
    late = item.standing is Standing.LATE and item.action.due is not None and today is not None
    return (today - item.action.due).days if late and today and item.action.due else 0


def tasks_done(say: Voice, action: Action) -> str:
    if not action.tasks:
        return ""
    done = sum(task.state == State.DONE for task in action.tasks)
    return say.many("{done} of {count} task done", "{done} of {count} tasks done", len(action.tasks), done=done)


def lead(say: Voice, plan: list[Planned], today: date | None) -> str:
    told = [say("Of the actions: {counts}.", counts=counted(say, plan))]
    coming = [p for p in plan if p.standing is Standing.OPEN]
    if coming and coming[0].when:
        first = coming[0]
        what = numbered(first.action.number, first.action.goal)
        told.append(say("Next: {action}, {date}.", action=what, date=say.day(first.when or date.max, "medium")))
    return " ".join(told)


def lines(say: Voice, journey: JourneyMap, beside: Beside = NOTHING) -> list[str]:
    plan = planned(journey, beside.today)
    if not plan:
        return [opening(say, TITLE, journey), say("There are no actions yet.")]
    told = [opening(say, TITLE, journey), lead(say, plan, beside.today)]
    for standing in (Standing.LATE, Standing.OPEN, Standing.UNDATED, Standing.DONE):
        inside = [p for p in plan if p.standing is standing]
        if inside:
            found = some(say, [_item(say, journey, p) for p in inside], most=12)
            told.append(f"{say(standing.value)}: {found}.")
    return told


def _item(say: Voice, journey: JourneyMap, item: Planned) -> str:
    told = [journey.name_of(item.action.owner) or say("no owner")]
    if item.when:
        told.append(say.day(item.when, "medium"))
    told.append(tasks_done(say, item.action))
    return f"{numbered(item.action.number, item.action.goal)} ({', '.join(filter(None, told))})"
