"""The emotion curve: the mean as a smooth line, how far people differ around it, faces with their scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from drawing import sizes
from drawing.canvas import Ink, Layer, Page
from drawing.curve import STEPS, smooth
from drawing.faces import face
from drawing.geometry import Box, Points, circle, circles, line, rounded
from drawing.peaks import FEW_RATERS, mean_of
from drawing.scene import Band, Scene
from drawing.typeface import cut, width
from drawing.wording import scored
from journey.model import Touchpoint

FACE = 9.5
LABEL = 13.0
DENSE = 42.0
"""With less room than this for each touchpoint only the highest and lowest moment get a face."""
DOT, DOT_STEP, MOST_DOTS = 1.9, 4.8, 40
BESIDE = 20.0
"""Where dots begin: past the face and its score."""
AXIS_FACE = 6.5
SCORES = (2, 1, 0, -1, -2)


@dataclass(frozen=True)
class Moment:
    """A rated touchpoint and its place along the whole journey, before that is broken into bands."""

    touchpoint: Touchpoint
    x: float
    mean: float


@dataclass(frozen=True)
class Frame:
    """Where a band's part of the curve stands on the page."""

    box: Box
    start: float

    @property
    def end(self) -> float:
        return self.start + self.box.width

    def x(self, along: float) -> float:
        return self.box.x + along - self.start

    def y(self, score: float) -> float:
        return self.box.y + sizes.CURVE_PAD + (2 - score) / 4 * (self.box.height - 2 * sizes.CURVE_PAD)

    def part(self, xs: Points, ys: Points) -> Points | None:
        """What of a line lies in this band, on the page; None when nothing does."""
        edges = [edge for edge in (self.start, self.end) if xs[0] < edge < xs[-1]]
        every = np.unique(np.concatenate([xs, edges]))
        every = every[(every >= self.start) & (every <= self.end)]
        if len(every) < 2:
            return None
        scores = np.interp(every, xs, ys)
        return np.column_stack([self.box.x + every - self.start, self.y(0) - scores * (self.y(0) - self.y(1))])


def stretches(scene: Scene) -> Iterator[list[Moment]]:
    """Runs of rated touchpoints; one that is not rated is a gap."""
    places = []
    for band in scene.bands:
        for index, column in enumerate(band.columns):
            left, step = band.start + index * band.column_width, band.column_width / max(len(column.touchpoints), 1)
            places += [(t, left + (i + 0.5) * step) for i, t in enumerate(column.touchpoints)]
    for rated, group in groupby(places, key=lambda place: mean_of(place[0]) is not None):
        if rated:
            yield [Moment(t, x, mean_of(t) or 0.0) for t, x in group]


@dataclass(frozen=True)
class EmotionLane:
    title: str

    def measure(self, scene: Scene, band: Band) -> float:
        rated = any(mean_of(t) is not None for t in scene.journey.touchpoints)
        return sizes.CURVE_HEIGHT + 2 * sizes.LANE_PAD if rated else 0.0

    def draw(self, page: Page, scene: Scene, band: Band, y: float, height: float) -> None:
        box = Box(band.left, y + sizes.LANE_PAD, band.width, height - 2 * sizes.LANE_PAD)
        frame = Frame(box, band.start)
        _ground(page, scene, frame)
        for stretch in stretches(scene):
            _spread(page, scene, frame, stretch)
            _line(page, scene, frame, stretch)
            room = _room(band)
            for i, moment in enumerate(stretch):
                if frame.start <= moment.x < frame.end:
                    _moment(page, scene, frame, moment, _above(stretch, i), room)


def _room(band: Band) -> float:
    return band.column_width / max([1, *(len(c.touchpoints) for c in band.columns)])


def _ground(page: Page, scene: Scene, frame: Frame) -> None:
    palette, box = scene.look.palette, frame.box
    page.shape(rounded(box, sizes.CARD_RADIUS), Ink(fill=palette.panel), Layer.GROUND)
    for score in SCORES:
        y = frame.y(score)
        ink = Ink(line=palette.dots if score == 0 else palette.rule, width=1.0 if score == 0 else 0.8)
        page.shape(line([(box.x + 4, y), (box.right - 4, y)]), ink, Layer.RULE)
    for score in (2, 0, -2):
        face(page, box.x - AXIS_FACE - 6, frame.y(score), AXIS_FACE, score, palette)


def _spread(page: Page, scene: Scene, frame: Frame, stretch: list[Moment]) -> None:
    x = np.array([m.x for m in stretch])
    mean = np.array([m.mean for m in stretch])
    half = np.array([m.touchpoint.rating.spread for m in stretch])
    if len(x) < 2 or not half.any():
        return
    upper = frame.part(*smooth(x, np.minimum(mean + half, 2)))
    lower = frame.part(*smooth(x, np.maximum(mean - half, -2)))
    if upper is not None and lower is not None:
        ink = Ink(fill=scene.look.palette.spread)
        page.shape(line(np.vstack([upper, lower[::-1]]), closed=True), ink, Layer.BAND)


def _line(page: Page, scene: Scene, frame: Frame, stretch: list[Moment]) -> None:
    """Dashed between moments that only a few have rated."""
    xs, ys = smooth(np.array([m.x for m in stretch]), np.array([m.mean for m in stretch]))
    few = [min(a.touchpoint.rating.count, b.touchpoint.rating.count) < FEW_RATERS for a, b in _pairs(stretch)]
    at = 0
    for dashed, group in groupby(few):
        end = at + sum(1 for _ in group)
        part = frame.part(xs[at * STEPS : end * STEPS + 1], ys[at * STEPS : end * STEPS + 1])
        at = end
        if part is not None:
            dash = (5.0, 3.5) if dashed else None
            page.shape(line(part), Ink(line=scene.look.palette.curve, width=2.2, dash=dash), Layer.CURVE)


def _pairs(stretch: list[Moment]) -> list[tuple[Moment, Moment]]:
    return list(pairwise(stretch))


def _above(stretch: list[Moment], index: int) -> bool:
    """Whether the score stands over the face: where the line does not go, over hills and under valleys."""
    around = [stretch[i].mean for i in (index - 1, index + 1) if 0 <= i < len(stretch)]
    mean = stretch[index].mean
    return mean >= sum(around) / len(around) if around else mean >= 0


def _moment(page: Page, scene: Scene, frame: Frame, moment: Moment, above: bool, room: float) -> None:
    peaks = scene.peaks
    high, low = moment.touchpoint in peaks.highest, moment.touchpoint in peaks.lowest
    x, y = frame.x(moment.x), frame.y(moment.mean)
    dense = room < DENSE
    if not dense:
        _dots(page, scene, frame, moment, room)
    if dense and not (high or low):
        if room >= 5:
            page.shape(circle(x, y, 2), Ink(fill=scene.look.palette.curve), Layer.CURVE)
        return
    face(page, x, y, FACE, moment.mean, scene.look.palette)
    over = high or (above and not low)
    away = FACE + LABEL / 2 + 1.5
    middle = y - away if over else y + away
    if high or low:
        _callout(page, scene, frame, moment, middle, high)
    else:
        cell = Box(x - room / 2, middle - LABEL / 2, room, LABEL)
        page.text(scored(scene.look.say, moment.mean), cell, sizes.SCORE, scene.look.palette.ink, "middle")


def _callout(page: Page, scene: Scene, frame: Frame, moment: Moment, middle: float, high: bool) -> None:
    palette, say = scene.look.palette, scene.look.say
    score = scored(scene.look.say, moment.mean)
    said = say("Highest {score}", score=score) if high else say("Lowest {score}", score=score)
    said = cut(said, sizes.PILL, min(frame.box.width, 110) - 12)
    wide = width(said, sizes.PILL) + 12
    left = min(max(frame.x(moment.x) - wide / 2, frame.box.x), frame.box.right - wide)
    box = Box(left, middle - LABEL / 2 + (-2.0 if high else 1.0), wide, LABEL + 1)
    page.shape(rounded(box, LABEL / 2), Ink(fill=palette.high if high else palette.low), Layer.SHAPE)
    page.text(said, box, sizes.PILL, palette.paper, "middle")


def _dots(page: Page, scene: Scene, frame: Frame, moment: Moment, room: float) -> None:
    """A dot for each person's score, beside the face; closer together where there are many."""
    middles: list[tuple[float, float]] = []
    for score, count in zip(reversed(SCORES), moment.touchpoint.rating.scores, strict=True):
        shown = min(count, MOST_DOTS)
        left = frame.x(moment.x) + BESIDE
        step = min(DOT_STEP, (room / 2 - BESIDE - DOT) / max(shown - 1, 1))
        middles += [(left + i * step, frame.y(score)) for i in range(shown)]
    if middles:
        page.shape(circles(middles, DOT), Ink(fill=scene.look.palette.dots), Layer.CURVE)
