"""The journey map on one page, and its pictures for the channel: the overview and the parts. paper.py has the pages."""

from __future__ import annotations

from collections.abc import Sequence

from drawing import sizes
from drawing.beside import NOTHING, Beside
from drawing.canvas import Page
from drawing.columns import parts_of
from drawing.empty import Invitation
from drawing.footer import footer_of
from drawing.heading import Heading, PartHeading
from drawing.highlights import highlights_of, is_short
from drawing.lanes import LANES, SHORT_LANES, STAGE_LANES
from drawing.layouts import map_scene, overview_scene, parts_scene
from drawing.legend import legend_of
from drawing.look import Look
from drawing.paper import paper_pages
from drawing.parts import Part, band_part
from drawing.scene import Scene
from journey.model import JourneyMap


def pages(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    """The whole map on one page, as high as it must be; pages of paper in a PDF; the overview of a long journey as a
    PNG, which could not be read."""
    if look.form == "pdf":
        return paper_pages(journey, look, beside.paper, beside.other)
    if look.form == "png" and len(journey.touchpoints) > sizes.MOST_TOUCHPOINTS:
        return overview(journey, look, beside)
    return [whole_map(journey, look, beside.other)]


def whole_map(journey: JourneyMap, look: Look, beside: JourneyMap | None) -> Page:
    scene = map_scene(journey, look, beside)
    bands: list[Part] = [band_part(scene, band, LANES) for band in scene.bands]
    middle = bands if journey.touchpoints else [Invitation(scene), *bands]
    return page_of(scene, [Heading(scene), *middle, footer_of(scene), legend_of(scene)])


def overview(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    """One picture to be read in a channel: all lanes where there are few columns, else what stands out."""
    scene = overview_scene(journey, look, beside.other)
    if not journey.touchpoints:
        return [page_of(scene, [Heading(scene), Invitation(scene)])]
    short = is_short(scene)
    lanes = STAGE_LANES if scene.overview else SHORT_LANES if short else LANES
    bands: list[Part] = [band_part(scene, band, lanes) for band in scene.bands]
    below = highlights_of(scene) if short else footer_of(scene)
    return [page_of(scene, [Heading(scene), *bands, below, legend_of(scene)])]


def part(journey: JourneyMap, look: Look, beside: Beside = NOTHING) -> list[Page]:
    """A part of the journey with all its lanes. ValueError when there is no part of this number."""
    parts = parts_of(journey)
    if not parts and beside.part == 1:
        return overview(journey, look, beside)
    if not 1 <= beside.part <= len(parts):
        raise ValueError(f"The map has {len(parts)} parts, no part {beside.part}.")
    scene = parts_scene(journey, look, beside.other)
    band = scene.bands[beside.part - 1]
    heading = PartHeading(scene, parts[beside.part - 1], len(parts))
    return [page_of(scene, [heading, band_part(scene, band, LANES), legend_of(scene, band.touchpoints)])]


def page_of(scene: Scene, parts: Sequence[Part]) -> Page:
    """Parts under each other; the first is the heading, which brings its own distance."""
    page = Page(scene.width, 0.0, scene.look.palette.paper)
    y = sizes.MARGIN
    for i, each in enumerate(part for part in parts if part.height):
        y += sizes.BAND_GAP * (0.4 if scene.above else 1.0) if i > 1 else 0.0
        each.draw(page, y)
        y += each.height
    page.height = float(round(y + sizes.MARGIN))
    return page
