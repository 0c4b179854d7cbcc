"""Stage templates to choose from. A new one is one entry here."""

from __future__ import annotations

from journey.refusal import Refusal
from journey.typed import plain
from journey.words import Said, mark, voice

STAGE_SETS: dict[str, tuple[str, ...]] = {
    mark("canvas"): (mark("Awareness"), mark("Consideration"), mark("Decision"), mark("Retention"), mark("Advocacy")),
    mark("software"): (
        mark("Acquisition"), mark("Trial"), mark("Onboarding"), mark("Use"), mark("Support"), mark("Renewal"),
    ),
    mark("service desk"): (mark("Need"), mark("Contact"), mark("Waiting"), mark("Solution"), mark("Follow-up")),
    mark("webshop"): (mark("Inspire"), mark("Compare"), mark("Order"), mark("Delivery"), mark("Use and return")),
}  # fmt: skip
DEFAULT_SET = "canvas"
MOST_STAGES = 20
LONGEST_STAGE = 60


def read_stages(text: str, language: str) -> tuple[str, ...]:
    """A template's name, or names separated by commas; in the journey's language."""
    wanted = plain(text)
    say = voice(language)
    for name, stages in STAGE_SETS.items():
        if _squeezed(wanted) in {_squeezed(name), _squeezed(voice("nl")(name))}:
            return tuple(say(stage) for stage in stages)
    names = tuple(part.strip() for part in wanted.split(",") if part.strip())
    if len(names) < 2:
        raise Refusal(
            mark("“{text}” is not a set of stages. Choose {sets}, or give at least two names: A, B, C."),
            text=wanted[:80],
            sets=tuple(Said(name) for name in STAGE_SETS),
            field="stages",
            example=mark("stages Need, Contact, Waiting, Solution"),
        )
    if len({name.lower() for name in names}) < len(names):
        raise Refusal(mark("Each stage needs a name of its own."), field="stages")
    if len(names) > MOST_STAGES or max(map(len, names)) > LONGEST_STAGE:
        raise Refusal(
            mark("At most {most} stages, of at most {longest} letters each."),
            most=MOST_STAGES,
            longest=LONGEST_STAGE,
            field="stages",
        )
    return names


def _squeezed(name: str) -> str:
    return name.lower().replace(" ", "").replace("-", "")


def match_stage(wanted: str, known: tuple[str, ...]) -> str | None:
    """The stage meant by a name in any case, by its beginning, or by the name of a template's stage in
    the other language."""
    low = wanted.strip().lower()
    dutch = voice("nl")
    for name in known:
        if low == name.lower():
            return name
    for stages in STAGE_SETS.values():
        for stage in stages:
            if low in {stage.lower(), dutch(stage).lower()}:
                for name in known:
                    if name.lower() in {stage.lower(), dutch(stage).lower()}:
                        return name
    starts = [name for name in known if low and name.lower().startswith(low)]
    return starts[0] if len(starts) == 1 else None
