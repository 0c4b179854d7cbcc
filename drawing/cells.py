"""What stands in a cell of each text lane: functions from a column to blocks, registered in lanes.py."""

from __future__ import annotations

from collections.abc import Iterable

from drawing import sizes
from drawing.blocks import Block, Chips, Gap, Grade, Words, indent_of, words
from drawing.columns import Column
from drawing.scene import Scene
from drawing.shaping import reads_from_right
from drawing.told.plan import tasks_done
from drawing.typeface import clean, cut
from drawing.wording import figure
from journey.model import Action, Measure, PainPoint, State

NEEDS, PAINS, ACTIONS, CHIPS, MEASURES = 3, 2, 2, 4, 2
"""How many of each a cell of the picture in the channel shows; the rest is counted."""
BETWEEN = 4.0
INDENT = indent_of(sizes.BODY)
"""What stands under a text with a symbol begins where the text begins."""


def activity(scene: Scene, column: Column, room: float) -> list[Block]:
    text = column.touchpoint.activity if column.touchpoint else ""
    return words(text, sizes.BODY, scene.look.palette.ink, room, scene.most(4))


def needs(scene: Scene, column: Column, room: float) -> list[Block]:
    texts = [n.text for t in column.touchpoints for n in t.needs]
    many = len(texts) > 1
    cells = [_need(scene, f"– {text}" if many else text, room) for text in texts]
    return listed(scene, cells, NEEDS, room)


def _need(scene: Scene, text: str, room: float) -> list[Block]:
    return words(text, sizes.BODY, scene.look.palette.ink, room, scene.most(3))


def pain_points(scene: Scene, column: Column, room: float) -> list[Block]:
    pains = [p for t in column.touchpoints for p in scene.pains.get(t.number, ())]
    if scene.overview:
        pains = sorted(pains, key=lambda p: (p.set_aside, -p.votes, -(p.severity or 0)))
    return listed(scene, [pain_point(scene, p, room) for p in pains], PAINS, room)


def pain_point(scene: Scene, pain: PainPoint, room: float) -> list[Block]:
    say, palette = scene.look.say, scene.look.palette
    color = palette.muted if pain.set_aside else palette.ink
    mark = palette.faint if pain.set_aside else palette.low
    told = words(pain.what, sizes.BODY, color, room, scene.most(4), "pain", mark)
    said = say("set aside") if pain.set_aside else ""
    said = said or (say.many("{count} vote", "{count} votes", pain.votes) if pain.votes else "")
    if told and (pain.severity or said):
        from_right = reads_from_right(clean(pain.what))
        told.append(Grade(pain.severity, said, mark, palette.muted, room, INDENT, from_right))
    return told


def actions(scene: Scene, column: Column, room: float) -> list[Block]:
    pains = [p.number for t in column.touchpoints for p in scene.pains.get(t.number, ())]
    found = [a for number in pains for a in scene.journey.actions_for(number)]
    return listed(scene, [action(scene, a, room) for a in found], ACTIONS, room)


def action(scene: Scene, one: Action, room: float) -> list[Block]:
    """An action with its state as a mark, then owner, date and tasks."""
    palette = scene.look.palette
    done = one.state == State.DONE
    mark, color = ("done", palette.done) if done else ("open", palette.accent)
    told = words(one.goal, sizes.BODY, palette.ink, room, scene.most(3), mark, color)
    about = words(_about(scene, one), sizes.SMALL, palette.muted, room, scene.most(3), indent=INDENT)
    return told + about if told else []


def _about(scene: Scene, one: Action) -> str:
    """The name comes last: what it is written in must not turn the rest round."""
    say, facts = scene.look.say, list[str]()
    if one.state == State.DONE:
        facts.append(say("done"))
    elif one.due:
        facts.append(say.day(one.due, "d MMM y"))
    if one.tasks:
        facts.append(tasks_done(say, one))
    return ", ".join(filter(None, [*facts, scene.journey.name_of(one.owner)]))


def departments(scene: Scene, column: Column, room: float) -> list[Block]:
    palette = scene.look.palette
    names = list(dict.fromkeys(filter(None, (clean(d) for t in column.touchpoints for d in t.departments))))
    kept = names[: scene.most(CHIPS)]
    told: list[Block] = [Chips(kept, palette.chip, palette.ink, room)] if kept else []
    told += _rest(scene, len(names) - len(kept), room)
    owners = [] if scene.overview else [scene.journey.name_of(t.owner) for t in column.touchpoints if t.owner]
    for owner in owners:
        told += _after(told, words(owner, sizes.SMALL, palette.muted, room, scene.most(2), "person"))
    return told


def metrics(scene: Scene, column: Column, room: float) -> list[Block]:
    here = {t.number for t in column.touchpoints}
    firsts = {scene.first_of_stage.get(t.stage) for t in column.touchpoints} & here
    stages = {t.stage for t in column.touchpoints if t.stage and firsts}
    found = [m for m in scene.journey.measures if m.touchpoint is None and m.stage in stages]
    found += [m for m in scene.journey.measures if m.touchpoint in here]
    return listed(scene, [measure(scene, m, room) for m in found], MEASURES, room)


def measure(scene: Scene, one: Measure, room: float) -> list[Block]:
    """A metric's name, last value and target."""
    say, palette = scene.look.say, scene.look.palette
    told = words(one.name, sizes.BODY, palette.ink, room, scene.most(2))
    if one.values:
        missed = one.misses_target
        value, color = figure(say, one.values[-1].value, one.unit), palette.low if missed else palette.accent
        told += words(value, sizes.NAME, color, room, scene.most(1), "missed" if missed else "", color)
    if one.target is not None:
        target = say("target {value}", value=figure(say, one.target, one.unit))
        told += words(target, sizes.SMALL, palette.muted, room, scene.most(1))
    return told


def listed(scene: Scene, cells: Iterable[list[Block]], most: int, room: float) -> list[Block]:
    """Cells under each other, and how many are left out."""
    filled = [cell for cell in cells if cell]
    kept = filled[: scene.most(most)]
    told: list[Block] = []
    for cell in kept:
        told += _after(told, cell)
    return told + _rest(scene, len(filled) - len(kept), room)


def _rest(scene: Scene, count: int, room: float) -> list[Block]:
    if not count:
        return []
    said = scene.look.say.many("and {count} more", "and {count} more", count)
    return [Gap(2.0), Words((cut(said, sizes.SMALL, room),), sizes.SMALL, scene.look.palette.muted, room)]


def _after(told: list[Block], cell: list[Block]) -> list[Block]:
    return [Gap(BETWEEN), *cell] if told and cell else cell
