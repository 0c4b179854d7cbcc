"""The last pages on paper: everything that had to be cut, whole, by touchpoint, in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drawing import sizes
from drawing.blocks import Block, Gap, Words, draw_all, height_of, words
from drawing.canvas import Page
from drawing.footer import cut_in_footer
from drawing.heading import Heading
from drawing.look import WHOLE_LINES
from drawing.parts import BandPart
from drawing.scene import WHOLE, Scene
from journey.model import Touchpoint

COLUMN = 330.0
BETWEEN = 24.0
TITLE_HEIGHT = 30.0
AFTER_ENTRY = 10.0


@dataclass(frozen=True)
class AppendixPage:
    """Columns of blocks under a title."""

    scene: Scene
    columns: list[list[Block]]
    room: float
    height: float

    def draw(self, page: Page, y: float) -> None:
        said = self.scene.look.say("In full")
        draw_all(page, words(said, sizes.TITLE_SLIM, self.scene.look.palette.ink, self.room, 1), sizes.MARGIN, y)
        for i, blocks in enumerate(self.columns):
            draw_all(page, blocks, sizes.MARGIN + i * (self.room + BETWEEN), y + TITLE_HEIGHT)


def appendix_of(scene: Scene, bands: Sequence[BandPart], height: float) -> list[AppendixPage]:
    """As many pages of this height as it takes; none when nothing was cut."""
    across = scene.width - 2 * sizes.MARGIN
    count = max(int((across + BETWEEN) // (COLUMN + BETWEEN)), 1)
    room = (across - (count - 1) * BETWEEN) / count
    columns = list(_columns(_entries(scene, bands, room), height - TITLE_HEIGHT))
    return [AppendixPage(scene, columns[i : i + count], room, height) for i in range(0, len(columns), count)]


def _entries(scene: Scene, bands: Sequence[BandPart], room: float) -> Iterator[list[Block]]:
    whole = replace(scene, fullness=WHOLE, cells={})
    if Heading(scene).cut:
        yield Heading(whole).blocks(room)
    for part in bands:
        for index, column in enumerate(part.band.columns):
            found: list[Block] = []
            for lane, _ in part.lanes:
                cut = lane.cut_at(part.scene, whole, part.band, index, room)
                title = words(scene.look.say(lane.title), sizes.LANE, scene.look.palette.muted, room, 1)
                found += [Gap(4.0), *title, *cut] if cut else []
            if found:
                yield [*_name(scene, column.touchpoint, column.stage, room), *found]
    loose = cut_in_footer(scene, whole, room)
    if loose:
        said = scene.look.say("For the whole journey")
        yield [*words(said, sizes.NAME, scene.look.palette.ink, room, 1), *loose]


def _name(scene: Scene, touchpoint: Touchpoint | None, stage: str, room: float) -> list[Block]:
    said = f"{touchpoint.number}. {touchpoint.what}" if touchpoint else stage
    return words(said, sizes.NAME, scene.look.palette.accent, room, WHOLE_LINES)


def _columns(entries: Iterator[list[Block]], height: float) -> Iterator[list[Block]]:
    """Lines flow from column to column; a line is never broken, an entry may be."""
    column: list[Block] = []
    used = 0.0
    for entry in entries:
        begins = min(height_of(entry), 5 * sizes.BODY.size)
        if column and used + begins > height:
            yield column
            column, used = [], 0.0
        for atom in [*_atoms(entry), Gap(AFTER_ENTRY)]:
            if column and used + atom.height > height:
                yield column
                column, used = [], 0.0
            column.append(atom)
            used += atom.height
    if any(not isinstance(block, Gap) for block in column):
        yield column


def _atoms(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks cut into single lines where they are words."""
    for block in blocks:
        if isinstance(block, Words) and len(block.lines) > 1:
            yield from block.by_line()
        else:
            yield block
