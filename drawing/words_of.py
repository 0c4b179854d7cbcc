"""A picture in words: alt text, the whole map as Markdown, and a short telling for a message. Loads no matplotlib.

To describe a new picture: an entry in TELLS; a chart's is made in `drawing/told`.
"""

from __future__ import annotations

from collections.abc import Sequence

from drawing import comparing
from drawing.beside import NOTHING, Beside
from drawing.changes import changes
from drawing.markdown import plain, shortened
from drawing.part_words import tell_part
from drawing.peaks import Peaks, mean_of, mean_of_all, peaks_of
from drawing.portfolio_words import tell_portfolio
from drawing.telling import tell
from drawing.told import CHARTS, Told, curves
from drawing.wording import PERSPECTIVES, feeling, persona_names
from journey.model import JourneyMap, PainPoint, Touchpoint
from journey.words import Voice, voice

ALT_TEXT_MOST = 1_900
SHORT_MOST = 2_500
TITLE_MOST = 150
PHRASE_MOST = 90


def alt_text(
    journey: JourneyMap,
    language: str = "en",
    picture: str = "map",
    beside: Beside = NOTHING,
    *,
    before: JourneyMap | None = None,
    most: int = ALT_TEXT_MOST,
) -> str:
    """What the picture shows, for those who do not see it; at most `most` characters of plain text. `before` is the
    journey as the last picture showed it: what changed since then is told too."""
    say = voice(language)
    changed = shortened(changes(say, before, journey), most // 2) if before else ""
    told = shortened(" ".join(_lines(say, journey, picture, beside)), most - len(changed) - 1)
    return f"{told} {changed}".strip()


def in_words(journey: JourneyMap, language: str = "en", picture: str = "map", beside: Beside = NOTHING) -> str:
    """The picture as Markdown, the map whole and in order; everything that people typed is escaped."""
    say = voice(language)
    if picture == "map":
        return tell(say, journey)
    return "\n\n".join(plain(line) for line in _lines(say, journey, picture, beside))


def _lines(say: Voice, journey: JourneyMap, picture: str, beside: Beside) -> list[str]:
    name, _, part = picture.partition(":")
    return [tell_part(say, journey, int(part), beside)] if part else TELLS[name](say, journey, beside)


def short_words(journey: JourneyMap, language: str = "en", picture: str = "map", beside: Beside = NOTHING) -> str:
    """The picture in plain lines, at most SHORT_MOST characters; the caller escapes it for where it goes."""
    say = voice(language)
    return _fitting(say, SHORT.get(picture, TELLS[picture])(say, journey, beside), SHORT_MOST)


def _short_map(say: Voice, journey: JourneyMap, beside: Beside) -> list[str]:
    lines = [_title(say, journey), *_counts(say, journey), *_peaks(say, journey.touchpoints)]
    lines += [*curves.beside_it(say, journey, beside), ""]
    lines += _stages(say, journey)
    return lines + _pains(say, journey, most=5)


def _tell_map(say: Voice, journey: JourneyMap, beside: Beside) -> list[str]:
    parts = [_title(say, journey), *_counts(say, journey), *_peaks(say, journey.touchpoints)]
    parts += curves.beside_it(say, journey, beside)
    return parts + _pains(say, journey, most=5)


def _tell_first_part(say: Voice, journey: JourneyMap, beside: Beside) -> list[str]:
    return [tell_part(say, journey, 1, beside)] if journey.touchpoints else _tell_map(say, journey, beside)


TELLS: dict[str, Told] = {
    "map": _tell_map,
    "overview": _tell_map,
    "part": _tell_first_part,
    "comparison": comparing.lines,
    "portfolio": tell_portfolio,
    **CHARTS,
}
SHORT: dict[str, Told] = {"map": _short_map}
"""Where a message says more than the alt text does."""


def _title(say: Voice, journey: JourneyMap) -> str:
    name = shortened(journey.name, TITLE_MOST)
    perspective = say(PERSPECTIVES[journey.perspective])
    if not journey.personas:
        return say("Customer journey map “{name}” ({perspective}).", name=name, perspective=perspective)
    persona = shortened(persona_names(journey), TITLE_MOST)
    return say(
        "Customer journey map “{name}” ({perspective}) of {persona}.",
        name=name,
        perspective=perspective,
        persona=persona,
    )


def _counts(say: Voice, journey: JourneyMap) -> list[str]:
    if not journey.touchpoints:
        return [say("There are no touchpoints yet.")]
    touchpoints = say.many("{count} touchpoint", "{count} touchpoints", len(journey.touchpoints))
    if not journey.stages:
        return [say("It has {touchpoints}.", touchpoints=touchpoints)]
    stages = say.many("{count} stage", "{count} stages", len(journey.stages))
    return [say("It has {touchpoints} in {stages}.", touchpoints=touchpoints, stages=stages)]


def _peaks(say: Voice, touchpoints: Sequence[Touchpoint]) -> list[str]:
    if not touchpoints:
        return []
    peaks = peaks_of(touchpoints, most=3)
    if peaks == Peaks():
        return [say("No emotions were rated yet.")]
    told = [say("Highest: {moments}.", moments="; ".join(_moment(say, t) for t in peaks.highest))]
    if peaks.lowest:
        told.append(say("Lowest: {moments}.", moments="; ".join(_moment(say, t) for t in peaks.lowest)))
    return told


def _moment(say: Voice, touchpoint: Touchpoint) -> str:
    mean = mean_of(touchpoint)
    assert mean is not None  # only rated moments are peaks
    return f"{touchpoint.number}. {shortened(touchpoint.what, PHRASE_MOST)} ({say.signed(mean)})"


def _stages(say: Voice, journey: JourneyMap) -> list[str]:
    """A heading for each run of touchpoints of one stage, in the order of the map."""
    lines: list[str] = []
    stage: str | None = None
    for touchpoint in journey.touchpoints:
        if touchpoint.stage != stage:
            stage = touchpoint.stage
            lines.append(_stage(say, journey, stage))
        lines.append(_touchpoint(say, touchpoint))
    return lines


def _stage(say: Voice, journey: JourneyMap, stage: str) -> str:
    name = shortened(stage, PHRASE_MOST) or say("Without a stage")
    mean = mean_of_all(journey.touchpoints_of(stage))
    return name if mean is None else f"{name}: {say.signed(mean)}, {feeling(say, mean)}"


def _touchpoint(say: Voice, touchpoint: Touchpoint) -> str:
    mean = mean_of(touchpoint)
    channel = f" ({shortened(say(touchpoint.channel), 30)})" if touchpoint.channel else ""
    score = f": {say.signed(mean)}" if mean is not None else ""
    return f"  {touchpoint.number}. {shortened(touchpoint.what, PHRASE_MOST)}{channel}{score}"


def _pains(say: Voice, journey: JourneyMap, most: int) -> list[str]:
    """A heading with the count, then the pain points with most votes, then severity, first."""
    pains = sorted((p for p in journey.pain_points if not p.set_aside), key=lambda p: (-p.votes, -(p.severity or 0)))
    if not pains:
        return []
    told = "; ".join(_pain(say, journey, p) for p in pains[:most])
    if len(pains) > most:
        told += "; " + say.many("{count} more", "{count} more", len(pains) - most)
    count = say.many("{count} pain point", "{count} pain points", len(pains))
    return [say("{count}: {pain_points}.", count=count, pain_points=told)]


def _pain(say: Voice, journey: JourneyMap, pain: PainPoint) -> str:
    what = shortened(pain.what, PHRASE_MOST)
    where = [say("at {number}", number=pain.touchpoint)] if journey.touchpoint(pain.touchpoint) else []
    votes = [say.many("{count} vote", "{count} votes", pain.votes)] if pain.votes else []
    return f"{what} ({', '.join(where + votes)})" if where or votes else what


def _fitting(say: Voice, lines: list[str], most: int) -> str:
    """As many lines as fit, then how many are missing."""
    whole = "\n".join(lines).strip()
    if len(whole) <= most:
        return whole
    kept: list[str] = []
    room = most - 40
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    rest = say.many("… and {count} more line", "… and {count} more lines", len(lines) - len(kept))
    return "\n".join([*kept, rest]).strip()
