"""The map's own part of the telling: stages with their touchpoints, what hurts there, what is done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drawing.markdown import bullets, heading, plain
from drawing.peaks import mean_of, mean_of_all
from drawing.shown import has_evidence
from drawing.wording import JUMPS, KINDS, STATES, feeling, measured
from journey.model import Action, JourneyMap, Measure, PainPoint, Touchpoint
from journey.words import Voice


def field(name: str, value: str) -> str:
    return f"**{name}:** {value}" if value else ""


def felt(say: Voice, touchpoint: Touchpoint) -> str:
    mean = mean_of(touchpoint)
    if mean is None:
        return say("not rated")
    raters = say.many("{count} rater", "{count} raters", touchpoint.rating.count)
    return f"{say.signed(mean)} ({feeling(say, mean)}, {raters})"


def stages(say: Voice, journey: JourneyMap) -> Iterator[str]:
    """Runs of touchpoints of one stage in map order; stages without touchpoints follow, said to be empty."""
    stage: str | None = None
    for touchpoint in journey.touchpoints:
        if touchpoint.stage != stage:
            stage = touchpoint.stage
            yield _stage(say, journey, stage)
        yield _touchpoint(say, journey, touchpoint)
    used = {t.stage for t in journey.touchpoints}
    for empty in (s for s in journey.stages if s not in used):
        yield heading(2, plain(empty)) + "\n" + say("No touchpoints yet.") + "\n"


def _stage(say: Voice, journey: JourneyMap, stage: str) -> str:
    mean = mean_of_all(journey.touchpoints_of(stage))
    lines = [field(say("Emotion"), f"{say.signed(mean)} ({feeling(say, mean)})")] if mean is not None else []
    lines += [field(say("Metric"), measure_told(say, m)) for m in journey.measures if m.stage and m.stage == stage]
    told = bullets(lines)
    return heading(2, plain(stage) or say("Without a stage")) + ("\n" + told if told else "")


def _touchpoint(say: Voice, journey: JourneyMap, touchpoint: Touchpoint) -> str:
    facts = [line for line in _facts(say, journey, touchpoint) if line]
    pains = [_pain(say, journey, p) for p in journey.pain_points_at(touchpoint.number)]
    head = heading(3, f"{touchpoint.number}\\. {plain(touchpoint.what)}")
    return head + "\n" + bullets(facts) + "".join(pains)


def _facts(say: Voice, journey: JourneyMap, touchpoint: Touchpoint) -> Iterator[str]:
    yield field(say("Channel"), plain(say(touchpoint.channel)))
    yield ", ".join(_marks(say, journey, touchpoint))
    yield field(say("When"), plain(touchpoint.when))
    yield field(say("Key activity"), plain(touchpoint.activity))
    yield field(say("Information needed"), plain(touchpoint.info))
    yield field(say("Needs"), _listed(n.text for n in touchpoint.needs))
    yield field(say("Emotion"), felt(say, touchpoint))
    yield field(say("Departments"), _listed(touchpoint.departments))
    yield field(say("Owner"), plain(journey.name_of(touchpoint.owner)))
    yield field(say("Then"), ", ".join(say(JUMPS[j.kind], number=j.to) for j in touchpoint.jumps))
    for measure in journey.measures:
        if measure.touchpoint == touchpoint.number:
            yield field(say("Metric"), measure_told(say, measure))


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(plain(text) for text in texts)


def _marks(say: Voice, journey: JourneyMap, touchpoint: Touchpoint) -> Iterator[str]:
    if touchpoint.key:
        yield say("Key moment")
    if touchpoint.kind in KINDS:
        yield say(KINDS[touchpoint.kind])
    if not touchpoint.ours:
        yield say("Not ours")
    yield say("Supported by evidence") if has_evidence(journey, touchpoint) else say("Assumption")


def _pain(say: Voice, journey: JourneyMap, pain: PainPoint) -> str:
    facts = [say("severity {grade} of 5", grade=pain.severity)] if pain.severity else []
    facts += [say("frequency {grade} of 5", grade=pain.frequency)] if pain.frequency else []
    facts += [say.many("{count} vote", "{count} votes", pain.votes)] if pain.votes else []
    facts += [say("set aside")] if pain.set_aside else []
    told = plain(pain.what) + (f" ({', '.join(facts)})" if facts else "")
    causes = [field(say("Cause"), plain(c.why)) for c in pain.causes]
    actions = [field(say("Action"), _action(say, journey, a)) for a in journey.actions_for(pain.number)]
    return bullets([field(say("Pain point"), told)]) + bullets(causes + actions, indent=1)


def _action(say: Voice, journey: JourneyMap, action: Action) -> str:
    facts = [plain(journey.name_of(action.owner))] if action.owner else []
    facts += [say("by {date}", date=say.day(action.due))] if action.due else []
    facts.append(say(STATES[action.state]))
    facts += [say("customers told on {day}", day=say.day(action.told_on))] if action.told_on else []
    tasks = [_task(say, journey, action, n) for n in range(len(action.tasks))]
    told = f"{plain(action.goal)} ({', '.join(facts)})"
    return told + (f" – {'; '.join(tasks)}" if tasks else "")


def _task(say: Voice, journey: JourneyMap, action: Action, index: int) -> str:
    task = action.tasks[index]
    owner = [plain(journey.name_of(task.owner))] if task.owner else []
    return f"{plain(task.what)} ({', '.join([*owner, say(STATES[task.state])])})"


def measure_told(say: Voice, measure: Measure) -> str:
    figures = measured(say, measure)
    return plain(measure.name) + (f" ({plain(figures)})" if figures else "")


def loose_ends(say: Voice, journey: JourneyMap) -> str:
    """Pain points and actions that belong to no touchpoint on the map."""
    here = {t.number for t in journey.touchpoints}
    pains = [_pain(say, journey, p) for p in journey.pain_points if p.touchpoint not in here]
    known = {p.number for p in journey.pain_points}
    actions = [field(say("Action"), _action(say, journey, a)) for a in journey.actions if a.pain_point not in known]
    told = "".join(pains) + bullets(actions)
    return heading(2, say("For the whole journey")) + "\n" + told if told else ""
