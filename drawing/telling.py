"""The whole map told in order, as Markdown: the text equivalent of the picture, complete where the picture is short."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.markdown import bullets, heading, plain
from drawing.peaks import peaks_of
from drawing.shown import date_of
from drawing.telling_map import felt, field, loose_ends, measure_told, stages
from drawing.wording import PERSPECTIVES, figure, persona_names
from journey.model import Evidence, JourneyMap, Measure, Persona, Touchpoint
from journey.words import Voice


def tell(say: Voice, journey: JourneyMap) -> str:
    """Title and goal, highs and lows, every stage with its touchpoints, then what belongs to the whole journey."""
    parts = [
        heading(1, plain(journey.name) or say("A journey without a name")),
        bullets(_about(say, journey)),
        _personas(say, journey),
        _evidence(say, journey),
        _highs_and_lows(say, journey),
        *stages(say, journey),
        loose_ends(say, journey),
        _figures(say, journey),
        _departments(say, journey),
        _reviews(say, journey),
    ]
    return "\n".join(part for part in parts if part)


def _about(say: Voice, journey: JourneyMap) -> Iterator[str]:
    yield field(say("Shown"), say(PERSPECTIVES[journey.perspective]))
    if date := date_of(journey):
        yield field(say("Date"), say.day(date))
    yield field(say("Persona"), plain(persona_names(journey)))
    yield field(say("Goal"), plain(journey.goal))
    yield field(say("Measured by"), plain(journey.measure))
    yield field(say("Trigger"), plain(journey.trigger))
    yield field(say("From"), plain(journey.scope_from))
    yield field(say("To"), plain(journey.scope_to))
    yield field(say("What customers expect"), plain(journey.expectation))
    yield say.many("{count} touchpoint", "{count} touchpoints", len(journey.touchpoints))
    for measure in journey.measures:
        if measure.touchpoint is None and not measure.stage:
            yield field(say("Metric"), measure_told(say, measure))


def _section(title: str, told: str) -> str:
    return heading(2, title) + "\n" + told if told else ""


def _personas(say: Voice, journey: JourneyMap) -> str:
    """Those of whom more is known than a name; all names stand at the top."""
    told = [_persona(say, p) for p in journey.personas if p.about or p.wants or p.drives]
    return _section(say("Personas"), "".join(told))


def _persona(say: Voice, persona: Persona) -> str:
    known = (
        (say("Who they are"), persona.about),
        (say("What they want"), persona.wants),
        (say("What drives them"), persona.drives),
    )
    return bullets([f"**{plain(persona.name)}**"]) + bullets((field(n, plain(text)) for n, text in known), indent=1)


def _evidence(say: Voice, journey: JourneyMap) -> str:
    told = [_finding(say, e) for e in journey.evidence if e.finding.strip()]
    return _section(say("Evidence"), bullets(told))


def _finding(say: Voice, evidence: Evidence) -> str:
    facts = [say(evidence.kind.value), plain(evidence.source)]
    facts.append(say.day(evidence.date) if evidence.date else "")
    facts.append(say("at {number}", number=evidence.touchpoint) if evidence.touchpoint else "")
    facts.append(plain(evidence.link))
    return f"{plain(evidence.finding)} ({', '.join(filter(None, facts))})"


def _highs_and_lows(say: Voice, journey: JourneyMap) -> str:
    peaks = peaks_of(journey.touchpoints, most=3)
    if not peaks.highest:
        return ""
    lines = [_moment(say, say("Highest"), t) for t in peaks.highest] + [
        _moment(say, say("Lowest"), t) for t in peaks.lowest
    ]
    return _section(say("Highs and lows"), bullets(lines))


def _moment(say: Voice, name: str, touchpoint: Touchpoint) -> str:
    return field(name, f"{touchpoint.number}\\. {plain(touchpoint.what)}: {felt(say, touchpoint)}")


def _figures(say: Voice, journey: JourneyMap) -> str:
    """Measures with more than one value: where they came from."""
    told = [_over_time(say, m) for m in journey.measures if len(m.values) > 1]
    return _section(say("Figures over time"), bullets(told))


def _over_time(say: Voice, measure: Measure) -> str:
    values = (f"{plain(figure(say, r.value, measure.unit))} ({say.day(r.on, 'medium')})" for r in measure.values)
    return field(plain(measure.name), "; ".join(values))


def _departments(say: Voice, journey: JourneyMap) -> str:
    told = [
        f"{plain(p.department) or say('no department')}: "
        + say.many("{count} contribution", "{count} contributions", p.contributions)
        for p in journey.participation
    ]
    return _section(say("Who took part"), bullets(told))


def _reviews(say: Voice, journey: JourneyMap) -> str:
    told = (field(say.day(r.held_at.date()), plain(r.outcome) or say("no outcome noted")) for r in journey.reviews)
    return _section(say("Reviews"), bullets(told))
