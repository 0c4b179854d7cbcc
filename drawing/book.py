"""A picture as pages of paper: broken where it is longer than one, its telling in words behind it, all numbered.

The map lays its own pages out (paper.py); every other picture is one long page, which is cut here where the fewest
lines cross the cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from drawing import sizes
from drawing.beside import Beside
from drawing.canvas import Page, TextLine
from drawing.geometry import Box
from drawing.look import Look
from drawing.markdown import Kind, Told, read
from drawing.structure import DECORATION, Element
from drawing.typeface import clean, cut
from drawing.word_pages import word_pages, words_beneath
from drawing.words_of import alt_text, in_words
from journey.model import JourneyMap

HEAD = 30.0
FOOT = 20.0
"""Room for the name of the journey above, and for the page number below."""
SQUEEZED = 1.2
"""A picture that is higher than a page by no more than this is made smaller instead of broken."""
LEAST_FULL = 0.5
"""Of a page, before it may end."""


def bound(pages: Sequence[Page], journey: JourneyMap, look: Look, picture: str, beside: Beside) -> list[Page]:
    """`pages` show the picture; each that comes back has a figure with an alt text, or text that is read as it is."""
    say, language, title = look.say, look.say.language, _title(pages[0], journey.name)
    drawn = list(pages) if picture == "map" else list(_broken(pages[0], look, title, beside.paper))
    alt = alt_text(journey, language, picture, beside)
    for page in drawn:
        page.figure = Element("Figure", alt=page.alt or alt)
    told = [each for each in read(in_words(journey, language, picture, beside)) if _is_new(each)]
    every = [*drawn, *_words([Told(Kind.HEADING, say("In words"), 1), *told], drawn[-1], look, title)]
    for number, page in enumerate(every, 1):
        _foot(page, look, say("Page {number} of {all}", number=number, all=len(every)))
    return every


def _title(first: Page, name: str) -> str:
    """What further pages repeat: the journey's name and, where that is another, the picture's title."""
    title = " ".join(line.text for line in first.lines if line.element and line.element.kind == "H1")
    return " · ".join(dict.fromkeys(filter(None, (clean(name), title))))


def _words(told: Sequence[Told], last: Page, look: Look, title: str) -> list[Page]:
    """Pages for the telling; none where it has room beneath the picture."""
    bottom = last.height - sizes.MARGIN - FOOT
    if last.window and words_beneath(last, told, look, last.window.bottom, bottom):
        return []
    pages = word_pages(told, look, sizes.Paper(last.width, last.height, last.inch, 0), sizes.MARGIN + HEAD, bottom)
    for page in pages:
        _head(page, look, title)
    return pages


def _is_new(told: Told) -> bool:
    """The title stands on the first page."""
    return not (told.kind is Kind.HEADING and told.level == 1)


def _head(page: Page, look: Look, title: str) -> None:
    cell = Box(sizes.MARGIN, sizes.MARGIN, page.width - 2 * sizes.MARGIN, 18)
    with page.put_as(DECORATION):
        page.text(cut(title, sizes.STAGE, cell.width), cell, sizes.STAGE, look.palette.ink)


def _foot(page: Page, look: Look, said: str) -> None:
    cell = Box(sizes.MARGIN, page.height - sizes.MARGIN - FOOT / 2, page.width - 2 * sizes.MARGIN, FOOT / 2)
    with page.put_as(DECORATION):
        page.text(cut(said, sizes.SMALL, cell.width), cell, sizes.SMALL, look.palette.muted, "right")


# --- a long page in pieces ----------------------------------------------------------------------------------


def _broken(page: Page, look: Look, title: str, paper: str) -> Iterator[Page]:
    """Upright pages of this paper, as wide as the long one or a little wider."""
    tall = sizes.PAPERS[paper].width / sizes.PAPERS[paper].height
    room = page.width * tall - FOOT
    scale = min(max(page.height / room, 1.0), SQUEEZED)
    if page.height > room * SQUEEZED:
        scale = 1.0
    wide = page.width * scale
    inch = wide / (sizes.PAPERS[paper].height / sizes.PAPERS[paper].inch)
    edges = _edges(page, wide * tall - FOOT)
    for i, (first, last) in enumerate(pairwise(edges)):
        piece = Page(wide, wide * tall, page.paper, inch=inch)
        top = sizes.MARGIN + HEAD if i else first
        _copy(page, piece, (first, last), ((wide - page.width) / 2, top - first))
        if i:
            _head(piece, look, title)
            piece.alt = look.say("The picture goes on: piece {number} of {all}.", number=i + 1, all=len(edges) - 1)
        yield piece


def _edges(page: Page, room: float) -> list[float]:
    """Where the page begins, is cut, and ends; at its end it has a margin of its own."""
    spans = np.array([*_spans(page)] or [(0.0, 0.0)])
    edges, most = [0.0], room
    while page.height - edges[-1] > most:
        edges.append(_best_cut(spans, edges[-1] + most * LEAST_FULL, edges[-1] + most - sizes.MARGIN))
        most = room - sizes.MARGIN - HEAD
    return [*edges, page.height]


def _spans(page: Page) -> Iterator[tuple[float, float]]:
    """From where to where each line and each shape reaches; a text counts for many shapes."""
    for outlines in page.shapes.values():
        for outline in outlines:
            yield outline.points[:, 1].min(), outline.points[:, 1].max()
    for line in page.lines:
        yield from [(line.box.y, line.box.bottom)] * 50


def _best_cut(spans: NDArray[np.float64], first: float, last: float) -> float:
    """Where the fewest cross, as far down as can be."""
    places = np.arange(last, first, -1.0)
    crossed = ((spans[:, :1] < places) & (spans[:, 1:] > places)).sum(axis=0)
    return float(places[crossed.argmin()])


def _copy(page: Page, onto: Page, part: tuple[float, float], move: tuple[float, float]) -> None:
    """What lies between two heights; a text goes where its middle is."""
    first, last = part
    onto.window = Box(0, first + move[1], onto.width, last - first)
    for key, outlines in page.shapes.items():
        for outline in outlines:
            if outline.points[:, 1].max() >= first and outline.points[:, 1].min() <= last:
                onto.shape(outline.at(*move), key[1], key[0])
    onto.lines += [_moved(line, move) for line in page.lines if first <= line.box.middle[1] < last]


def _moved(line: TextLine, move: tuple[float, float]) -> TextLine:
    """With the room that it takes: what it was given may reach beyond the piece."""
    moved = replace(line, x=line.x + move[0], baseline=line.baseline + move[1])
    return replace(moved, cell=moved.box)
