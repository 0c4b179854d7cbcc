"""What each step holds, as lines: for the step's view, for status, and for screen readers."""

from __future__ import annotations

from collections.abc import Callable

from commands.slack_text import escaped, mention
from journey.feelings import feeling
from journey.model import Action, JourneyMap, Measure, PainPoint, Step, Touchpoint
from journey.priorities import by_priority, high_points
from journey.words import Voice, mark

STRENGTHS = 5


def held_by(journey: JourneyMap, step: Step, say: Voice) -> list[str]:
    return _HELD[step](journey, say)


def _goal(journey: JourneyMap, say: Voice) -> list[str]:
    named = (
        (mark("Goal"), journey.goal),
        (mark("Measure"), journey.measure),
        (mark("Trigger"), journey.trigger),
        (mark("First moment"), journey.scope_from),
        (mark("Last moment"), journey.scope_to),
        (mark("What customers expect"), journey.expectation),
    )
    return [f"{say(label)}: {escaped(value)}" for label, value in named if value] + _personas(journey, say)


def _personas(journey: JourneyMap, say: Voice) -> list[str]:
    lines = []
    for each in journey.personas:
        more = "; ".join(escaped(text) for text in (each.about, each.wants, each.drives) if text)
        lines.append(f"{say(mark('Persona'))} {each.number}. {escaped(each.name)}" + (f" – {more}" if more else ""))
    return lines


def _research(journey: JourneyMap, say: Voice) -> list[str]:
    lines = []
    for each in journey.evidence:
        source = f", {escaped(each.source)}" if each.source else ""
        lines.append(f"{each.number}. {escaped(each.finding)} ({say(each.kind.value)}{source})")
    return [*_personas(journey, say), *lines]


def _by_stage(journey: JourneyMap, say: Voice, line: Callable[[Touchpoint], str]) -> list[str]:
    lines: list[str] = []
    for stage in (*journey.stages, ""):
        inside = journey.touchpoints_of(stage)
        if inside:
            lines += [f"*{escaped(stage) or say(mark('No stage yet'))}*", *map(line, inside)]
    return lines


def _touchpoints(journey: JourneyMap, say: Voice) -> list[str]:
    def line(touchpoint: Touchpoint) -> str:
        marks = [say(touchpoint.kind.value)] if touchpoint.kind != "contact" else []
        marks += [escaped(say(touchpoint.channel))] if touchpoint.channel else []
        marks += [say(mark("key moment"))] if touchpoint.key else []
        marks += [say(mark("not ours"))] if not touchpoint.ours else []
        marks += [mention(touchpoint.owner)] if touchpoint.owner else []
        return f"{touchpoint.number}. {escaped(touchpoint.what)}" + (f" ({', '.join(marks)})" if marks else "")

    return _by_stage(journey, say, line)


def _emotions(journey: JourneyMap, say: Voice) -> list[str]:
    def line(touchpoint: Touchpoint) -> str:
        rating = touchpoint.rating
        start = f"{touchpoint.number}. {escaped(touchpoint.what)} – "
        if rating.mean is None:
            return start + say(mark("not rated yet"))
        raters = say.many("{count} rating", "{count} ratings", rating.count)
        return start + f"{say.signed(rating.mean)}, {say(feeling(rating.mean).word)} ({raters})"

    return _by_stage(journey, say, line)


def _pain_points(journey: JourneyMap, say: Voice) -> list[str]:
    def line(pain: PainPoint) -> str:
        causes = "; ".join(escaped(cause.why) for cause in pain.causes) or say(mark("no cause yet"))
        votes = say.many("{count} vote", "{count} votes", pain.votes)
        at = journey.touchpoint(pain.touchpoint)
        where = f" [{pain.touchpoint}. {escaped(at.what)}]" if at else ""
        return f"{pain.number}. {escaped(pain.what)}{where} – {causes} ({votes})"

    aside = [f"{line(pain)} – {say(mark('set aside'))}" for pain in journey.pain_points if pain.set_aside]
    return [*(line(pain) for pain in by_priority(journey)), *aside, *_strengths(journey, say)]


def _strengths(journey: JourneyMap, say: Voice) -> list[str]:
    """What pleases customers most, so that mending the rest does not cost it."""
    lines = [
        f"{each.number}. {escaped(each.what)} ({say.signed(each.rating.mean or 0)})"
        for each in high_points(journey)[:STRENGTHS]
    ]
    return [f"*{say(mark('What delights customers, and must stay:'))}*", *lines] if lines else []


def _action_plan(journey: JourneyMap, say: Voice) -> list[str]:
    lines: list[str] = []
    for action in journey.actions:
        lines.append(f"{action.number}. {escaped(action.goal)} – {_answered(action, say)}")
        lines += [
            f"    {say(mark('task'))} {task.number}. {escaped(task.what)} – "
            + ", ".join(
                filter(
                    None,
                    [
                        mention(task.owner) if task.owner else "",
                        say.day(task.due, "medium") if task.due else "",
                        say(task.state.value),
                    ],
                )
            )
            for task in action.tasks
        ]
    return lines


def _answered(action: Action, say: Voice) -> str:
    parts = [
        mention(action.owner) if action.owner else say(mark("no owner")),
        say.day(action.due, "medium") if action.due else say(mark("no date")),
        say(action.state.value),
        say(mark("customers told on {day}"), day=say.day(action.told_on, "medium")) if action.told_on else "",
    ]
    return ", ".join(part for part in parts if part)


def _level(journey: JourneyMap, measure: Measure) -> str:
    """What it measures, where that is not the whole journey."""
    at = journey.touchpoint(measure.touchpoint)
    where = f"{at.number}. {at.what}" if at else measure.stage
    return f" [{escaped(where)}]" if where else ""


def measures(journey: JourneyMap, say: Voice) -> list[str]:
    lines = []
    for measure in journey.measures:
        unit = f" {escaped(measure.unit)}" if measure.unit else ""
        values = ", ".join(
            f"{say.number(reading.value)}{unit} ({say.day(reading.on, 'medium')})" for reading in measure.values[-3:]
        )
        target = f"; {say(mark('target'))} {say.number(measure.target)}" if measure.target is not None else ""
        missed = f" – {say(mark('misses its target'))}" if measure.misses_target else ""
        lines.append(f"{measure.number}. {escaped(measure.name)}{_level(journey, measure)}: {values}{target}{missed}")
    return lines


def _review(journey: JourneyMap, say: Voice) -> list[str]:
    held = [f"{review.number}. {say.day(review.held_at.date())}" for review in journey.reviews[-5:]]
    return [*measures(journey, say), *held]


_HELD: dict[Step, Callable[[JourneyMap, Voice], list[str]]] = {
    Step.GOAL: _goal,
    Step.RESEARCH: _research,
    Step.TOUCHPOINTS: _touchpoints,
    Step.EMOTIONS: _emotions,
    Step.VISUALIZE: _emotions,
    Step.PAIN_POINTS: _pain_points,
    Step.ACTION_PLAN: _action_plan,
    Step.REVIEW: _review,
}
