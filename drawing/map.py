"""The journey map: heading, bands of columns with their lanes, what belongs to the whole, and a legend."""

from __future__ import annotations

from collections.abc import Sequence

from drawing import sizes
from drawing.canvas import Page
from drawing.empty import Invitation
from drawing.footer import footer_of
from drawing.heading import Heading, ShortHeading
from drawing.lanes import LANES, OVERVIEW_LANES
from drawing.legend import legend_of
from drawing.look import Look
from drawing.parts import Part, band_part
from drawing.scene import Scene, overview_scene, stage_scene
from journey.model import JourneyMap


def pages(journey: JourneyMap, look: Look) -> list[Page]:
    """One page, as high as it must be; a PDF has several."""
    overview = not look.whole and len(journey.touchpoints) > sizes.MOST_TOUCHPOINTS
    scene = overview_scene(journey, look) if overview else stage_scene(journey, look)
    most = sizes.PDF_PAGE_HEIGHT if look.form == "pdf" else float("inf")
    return [_page(scene, parts) for parts in _paged(scene, _parts(scene), most)]


def _parts(scene: Scene) -> list[Part]:
    lanes = OVERVIEW_LANES if scene.overview else LANES
    bands: list[Part] = [band_part(scene, band, lanes) for band in scene.bands]
    middle = bands if scene.journey.touchpoints else [Invitation(scene), *bands]
    every = [Heading(scene.journey, scene.look, scene.width), *middle, footer_of(scene), legend_of(scene)]
    return [part for part in every if part.height]


def _paged(scene: Scene, parts: Sequence[Part], most: float) -> list[list[Part]]:
    """Parts in pages of at most `most` height, unless one part is higher."""
    found: list[list[Part]] = [[]]
    used = 0.0
    for part in parts:
        if len(found[-1]) > 1 and used + part.height > most:
            again = ShortHeading(scene.journey, scene.look, scene.width)
            found.append([again])
            used = again.height
        found[-1].append(part)
        used += part.height + sizes.BAND_GAP
    return found


def _page(scene: Scene, parts: Sequence[Part]) -> Page:
    page = Page(scene.width, 0.0, scene.look.palette.paper)
    y = sizes.MARGIN
    for i, part in enumerate(parts):
        y += sizes.BAND_GAP if i > 1 else 0.0  # the heading brings its own
        part.draw(page, y)
        y += part.height
    page.height = float(round(y + sizes.MARGIN))
    return page
