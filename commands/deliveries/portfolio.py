"""All journeys of one person in words: a section of the Home tab, and what stands beside the picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commands import blocks as b
from commands.deliveries.desk import Desk
from commands.slack_text import escaped
from drawing.portfolio_words import facts, feeling_text
from journey.dates import today_in
from journey.model import JourneyMap
from journey.portfolio import Glance, glances, mean_of_all
from journey.words import Voice, mark

SHOWN_AT_HOME = 10


def portfolio_of(desk: Desk, workspace: str, channels: Sequence[str]) -> list[JourneyMap]:
    if not channels:
        return []
    with desk.turn:
        return desk.store.portfolio(workspace, channels)


def portfolio_blocks(desk: Desk, say: Voice, workspace: str, channels: Sequence[str]) -> list[b.Block]:
    """Nothing where there is no journey yet: the Home tab says so by itself."""
    found = glances(portfolio_of(desk, workspace, channels), today(desk))
    if not found:
        return []
    more = len(found) - SHOWN_AT_HOME
    rest = [b.context(say.many("{count} more journey", "{count} more journeys", more))] if more > 0 else []
    return [
        b.header(say(mark("All journeys at a glance"))),
        b.context(over_all(found, say)),
        *(b.section("\n".join(lines_of(each, say))) for each in found[:SHOWN_AT_HOME]),
        *rest,
        b.actions([b.button(say(mark("As a picture")), "dashboard")]),
    ]


def over_all(found: Sequence[Glance], say: Voice) -> str:
    mean = mean_of_all(found)
    met = sum(len(each.on_target) for each in found)
    judged = met + sum(len(each.missed) for each in found)
    parts = [
        say(mark("Mean feeling over all: {feeling}."), feeling=feeling_text(mean, say)) if mean is not None else "",
        say(
            mark("Open actions: {count}, of which {late} overdue."),
            count=sum(each.open_actions for each in found),
            late=sum(each.overdue for each in found),
        ),
        say(mark("Measures: {met} of {all} on target."), met=met, all=judged) if judged else "",
    ]
    return " ".join(part for part in parts if part)


def lines_of(glance: Glance, say: Voice) -> list[str]:
    journey = glance.journey
    return [
        f"*{escaped(journey.name)}* · <#{journey.channel}>",
        *(f"{say(fact.label)}: {escaped(fact.text)}" for fact in facts(glance, say)),
    ]


def today(desk: Desk) -> date:
    return today_in("UTC", desk.now)
