"""What a review opens with: what changed, signals, actions, measures, and what to doubt. A new part is one function
and its place in `opening_parts`."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from commands.compare import comparison_lines
from commands.deliveries.card import overdue_lines
from commands.deliveries.desk import Desk
from commands.slack_text import clipped, clipped_lines, escaped, mention
from commands.step_view import measures
from journey.compare import compare
from journey.dates import today_in
from journey.honesty import weightiest
from journey.model import Action, JourneyMap, Review, Task
from journey.reviewing import overdue, to_fill_in, untold
from journey.steps import GUIDES
from journey.words import Voice, mark
from storage.values import Snapshot

SHOWN, DOUBTS, LETTERS = 8, 4, 1100
"""How many lines of a list, doubts, letters of a list."""
AT_ONCE = timedelta(microseconds=1)
"""A review that was left open is closed so long before the one that follows (`storage/reviewing.py`)."""


def opening_parts(desk: Desk, journey: JourneyMap, review: Review, say: Voice) -> list[str]:
    parts = [
        _changes(desk, journey, review, say),
        _signals(desk, journey, say),
        _actions(journey, desk.now, say),
        _untold(desk, journey, say),
        _measures(journey, say),
        _doubts(journey, say),
    ]
    return [part for part in parts if part]


def _part(title: str, lines: list[str]) -> str:
    return clipped_lines([f"*{title}*", *lines], LETTERS) if lines else ""


def _changes(desk: Desk, journey: JourneyMap, review: Review, say: Voice) -> str:
    kept = _kept_before(desk, journey, review)
    last = desk.store.snapshot(journey.workspace, journey.id, kept.number) if kept else None
    if kept is None or last is None:
        return ""
    held = next((each.held_at for each in journey.reviews if each.number == kept.review), kept.taken_at)
    when = say.day(today_in(journey.timezone, held))
    title, *lines = comparison_lines(
        say, compare(last, journey), say(mark("review of {day}"), day=when), say(mark("now"))
    )
    return clipped_lines([title, *lines], LETTERS)


def _kept_before(desk: Desk, journey: JourneyMap, review: Review) -> Snapshot | None:
    """The map of the last review. Not of one that stayed open until this one began: its map is today's, and all that
    happened in its time would go untold."""
    kept = [each for each in desk.store.snapshots_of(journey.workspace, journey.id) if each.review is not None]
    closed_itself = [each for each in kept if review.held_at - each.taken_at > AT_ONCE]
    return closed_itself[-1] if closed_itself else None


def _signals(desk: Desk, journey: JourneyMap, say: Voice) -> str:
    loose = [each for each in journey.evidence if each.touchpoint is None]
    lines = [f"• {each.number}. {escaped(clipped(each.finding, 200))} ({say(each.kind.value)})" for each in loose]
    if not loose:
        return ""
    how = say(
        mark("Where do they belong? `{command} edit evidence {number} | touchpoint: …`"),
        command=desk.spoken,
        number=loose[-1].number,
    )
    return _part(say(mark("Signals that are not on the map yet:")), [*lines[-SHOWN:], how])


def _actions(journey: JourneyMap, now: datetime, say: Voice) -> str:
    today = today_in(journey.timezone, now)
    still = [action for action in journey.actions if action.state == "open"]
    still.sort(key=lambda action: (action.due or date.max, action.number))
    lines = [" ".join(late)] if (late := overdue_lines(journey, today, say)) else []
    for action in still[:SHOWN]:
        lines.append(f"• {action.number}. {_doing(action.goal, action, say)}")
        lines += [
            f"    ◦ {say(mark('task'))} {task.number}. {_doing(task.what, task, say)}"
            for task in overdue(journey, today)[1]
            if task in action.tasks
        ]
    return _part(say(mark("Actions still open:")), lines)


def _doing(what: str, item: Action | Task, say: Voice) -> str:
    parts = [
        escaped(clipped(what, 200)),
        mention(item.owner) if item.owner else "",
        say.day(item.due, "medium") if item.due else "",
        f"_{escaped(clipped(item.progress, 120))}_" if item.progress else "",
    ]
    return " – ".join(part for part in parts if part)


def _untold(desk: Desk, journey: JourneyMap, say: Voice) -> str:
    """Whoever is not reminded of it (`nudges off`) finds it here."""
    done = untold(journey)
    lines = [f"• {each.number}. {escaped(clipped(each.goal, 200))}" for each in done[-SHOWN:]]
    if not done:
        return ""
    how = say(mark("Tell them: `{command} tell {number}`"), command=desk.spoken, number=done[-1].number)
    return _part(say(mark("Done, and customers have not heard of it yet:")), [*lines, how])


def _measures(journey: JourneyMap, say: Voice) -> str:
    waiting = to_fill_in(journey)
    names = say.listing([f"“{escaped(each.name)}”" for each in waiting[:SHOWN]])
    more = f" + {len(waiting) - SHOWN}" if len(waiting) > SHOWN else ""
    asked = [say(mark("To fill in, not measured since the last review: {names}."), names=names + more)]
    return _part(say(mark("Measures now:")), [*(asked if waiting else []), *measures(journey, say)[:SHOWN]])


def _doubts(journey: JourneyMap, say: Voice) -> str:
    """What makes the map less true than it looks comes first; then what the steps still lack."""
    found = [doubt.what for doubt in weightiest(journey, DOUBTS)]
    found += [what for guide in GUIDES for what in guide.warnings(journey) if what not in found]
    return _part(say(mark("Worth a look:")), [f"• {what.by(say, escaped)}" for what in found[:DOUBTS]])
