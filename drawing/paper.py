"""The whole map on pages of paper: rows broken between stages, the heading and the lanes' titles on each page. Page
numbers, and the telling where everything stands whole that had to be cut, come from book.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drawing import sizes
from drawing.book import FOOT
from drawing.canvas import Page
from drawing.empty import Invitation
from drawing.footer import footer_rows
from drawing.heading import Heading, ShortHeading
from drawing.lanes import LANES
from drawing.layouts import paper_scene
from drawing.legend import legend_of
from drawing.look import Look
from drawing.parts import BandPart, Part, band_part
from drawing.scene import Band, Scene
from journey.model import JourneyMap
from journey.words import Voice

FULLNESS = (3.0, 2.0, 1.5, 1.0, 0.6, 0.3, 0.0)
"""What is tried until a row of columns fits on a page."""
LOW_CURVE, MOST_CURVE = 96.0, 230.0
MOST_BELOW = 0.4
"""Of a page: what comes below the last row has it beside that row when it is lower than this."""


def paper_pages(journey: JourneyMap, look: Look, paper: str, beside: JourneyMap | None = None) -> list[Page]:
    """`paper` is a name in sizes.PAPERS."""
    scene = paper_scene(journey, look, paper, beside)
    room = sizes.PAPERS[paper].height - 2 * sizes.MARGIN - FOOT
    heading, again = Heading(scene), ShortHeading(scene)
    tail: list[Part] = [*footer_rows(scene), legend_of(scene)]
    bands = []
    for i, band in enumerate(scene.bands):
        below = sum(part.height + sizes.BAND_GAP for part in tail) if band is scene.bands[-1] else 0.0
        bands.append(_fitting(scene, band, room - (again if i else heading).height, below))
    middle: list[Part] = [Invitation(scene), *bands] if not journey.touchpoints else [*bands]
    paged = _paged(heading, [*middle, *tail], room)
    return [_page(scene, parts, sizes.PAPERS[paper], number) for number, parts in enumerate(paged, 1)]


def _fitting(scene: Scene, band: Band, room: float, below: float) -> BandPart:
    """The band with as much text as its height allows; where it is easy, with room for what comes below it."""
    rooms = [room - below, room] if 0 < below < MOST_BELOW * room else [room]
    part = band_part(scene, band, LANES)
    for most, fullness, curve in _tries(rooms, scene.curve_height):
        part = band_part(replace(scene, fullness=fullness, curve_height=curve, cells={}), band, LANES)
        if part.height <= most:
            higher = min(curve + most - part.height, MOST_CURVE)
            return band_part(replace(part.scene, curve_height=higher), band, LANES)
    return part


def _tries(rooms: Sequence[float], curve: float) -> Iterator[tuple[float, float, float]]:
    """Heights to keep within, fullness and height of the curve, what is wished most first: nothing is cut before the
    curve is low, and little before what comes below goes to another page."""
    for room in rooms:
        for fullness in FULLNESS:
            if fullness >= 1:
                yield room, fullness, curve
            if fullness >= 1 or room == rooms[-1]:
                yield room, fullness, LOW_CURVE


def _paged(heading: Heading, parts: Sequence[Part], room: float) -> list[list[Part]]:
    """Parts in pages, each beginning with a heading."""
    pages: list[list[Part]] = [[heading]]
    used = heading.height
    for part in (part for part in parts if part.height):
        if len(pages[-1]) > 1 and used + part.height > room:
            again = ShortHeading(heading.scene)
            pages.append([again])
            used = again.height
        pages[-1].append(part)
        used += part.height + sizes.BAND_GAP
    return pages


def _page(scene: Scene, parts: Sequence[Part], paper: sizes.Paper, number: int) -> Page:
    page = Page(scene.width, paper.height, scene.look.palette.paper, inch=paper.inch)
    y = sizes.MARGIN
    for part in parts:
        part.draw(page, y)
        y += part.height + (sizes.BAND_GAP if part is not parts[0] else 0.0)
    if number > 1:
        page.alt = _goes_on(scene.look.say, number, [part.band for part in parts if isinstance(part, BandPart)])
    return page


def _goes_on(say: Voice, number: int, bands: Sequence[Band]) -> str:
    """The alt text of a further page: which moments it shows; the first page's tells the whole map."""
    shown = [str(touchpoint.number) for band in bands for touchpoint in band.touchpoints]
    if not shown:
        return say("Page {number} of the map: what belongs to all of it, and its legend.", number=number)
    names = dict.fromkeys(column.stage for band in bands for column in band.columns if column.stage)
    told = say("Page {number} of the map: touchpoints {shown}.", number=number, shown=", ".join(shown))
    return f"{told} {', '.join(names)}" if names else told
