"""Pages as PDF, text as text: written by hand like the SVG, with the faces' used glyphs inside.

matplotlib's own writer draws what is not Latin as outlines, cannot hold shaped text, knows no tags, and needs a global
setting for more. No dates inside, so that the same map gives the same file.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from drawing.canvas import Ink, Page, TextLine
from drawing.geometry import CLOSE, CURVE, LINE, MOVE, Outline
from drawing.pdf_tags import Structure
from drawing.pdf_text import Embedded, text_of, utf16
from drawing.shaping import reads_from_right

OPERATORS = {MOVE: "m", LINE: "l", CURVE: "c"}


class File:
    """The objects of a PDF file by their number, 1 and up."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> int:
        self._objects.append(b"")
        return len(self._objects)

    def set(self, number: int, body: str) -> None:
        self._objects[number - 1] = body.encode("latin-1")

    def add(self, body: str) -> int:
        number = self.reserve()
        self.set(number, body)
        return number

    def stream(self, data: bytes, more: str = "") -> int:
        packed = zlib.compress(data, 6)
        number = self.reserve()
        head = f"<< /Length {len(packed)} /Filter /FlateDecode {more}>>\nstream\n"
        self._objects[number - 1] = head.encode("latin-1") + packed + b"\nendstream"
        return number

    def written(self, root: int, info: int) -> bytes:
        out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self._objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (len(places) + 1, root, info)
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def pdf(pages: Sequence[Page], title: str, subject: str, language: str) -> bytes:
    file, faces = File(), Embedded()
    structure = Structure(file)
    tree, resources = file.reserve(), file.reserve()
    contents = [_content(page, faces, structure) for page in pages]
    drawn = [_page(file, page, contents[i], i, tree, resources) for i, page in enumerate(pages)]
    alphas = {ink.alpha for page in pages for _, ink in page.shapes}
    file.set(tree, f"<< /Type /Pages /Count {len(drawn)} /Kids [{_all(drawn)}] >>")
    fonts = " ".join(f"/{name} {number} 0 R" for name, number in faces.embed(file).items())
    states = " ".join(f"/{_state(alpha)} << /CA {alpha:g} /ca {alpha:g} >>" for alpha in sorted(alphas))
    file.set(resources, f"<< /Font << {fonts} >> /ExtGState << {states} >> >>")
    about = (
        f"<< /Title {utf16(title)} /Subject {utf16(subject)} /Author {utf16('Waymark')} /Producer {utf16('Waymark')} >>"
    )
    shown = "/ViewerPreferences << /DisplayDocTitle true >>"
    tags = f"/MarkInfo << /Marked true >> /StructTreeRoot {structure.written(drawn)} 0 R"
    root = file.add(f"<< /Type /Catalog /Pages {tree} 0 R /Lang {utf16(language)} {shown} {tags} >>")
    return file.written(root, file.add(about))


def _all(numbers: Sequence[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _page(file: File, page: Page, content: str, place: int, tree: int, resources: int) -> int:
    """`place` is its own among the pages, and in the structure's tree of parents."""
    stream = file.stream(content.encode("latin-1"))
    box = f"/MediaBox [0 0 {page.width * 72 / page.inch:.3f} {page.height * 72 / page.inch:.3f}]"
    return file.add(
        f"<< /Type /Page /Parent {tree} 0 R {box} /Resources {resources} 0 R /Contents {stream} 0 R "
        f"/Tabs /S /StructParents {place} >>"
    )


def _content(page: Page, faces: Embedded, structure: Structure) -> str:
    """Decoration, then the shapes, then the text, each marked as what it is; the title is read before the figure."""
    points = 72 / page.inch
    marks = structure.page(page.width * points, page.height * points)
    for line in page.lines:
        if line.element and line.element.kind == "H1":
            structure.place(line.element)
    ground = f"{_color(page.paper)} rg 0 0 {page.width} {page.height} re f"
    parts = [f"{points:g} 0 0 {-points:g} 0 {page.height * points:.3f} cm", marks.decoration(ground)]
    shapes = [_shapes(page.shapes[layer, ink], ink) for layer, ink in sorted(page.shapes, key=lambda key: key[0])]
    if shapes:
        parts.append(marks.marked(page.figure, _seen(page, "\n".join(shapes))))
    for element, lines in groupby(page.lines, key=lambda line: line.element or page.figure):
        text = "\n".join(text_of(_ended(line), _color(line.color), faces) for line in lines)
        parts.append(marks.marked(element, text))
    return "\n".join(parts)


def _seen(page: Page, shapes: str) -> str:
    if page.window is None:
        return shapes
    box = page.window
    return f"q {box.x:.2f} {box.y:.2f} {box.width:.2f} {box.height:.2f} re W n\n{shapes}\nQ"


def _ended(line: TextLine) -> TextLine:
    """With a space where a text goes on in the next line, so that its words are not read as one."""
    if line.element is None or reads_from_right(line.text):
        return line
    return replace(line, text=line.text + " ")


def _shapes(outlines: Sequence[Outline], ink: Ink) -> str:
    """All outlines of one ink in one path."""
    parts = ["q", f"/{_state(ink.alpha)} gs"]
    if ink.fill:
        parts.append(f"{_color(ink.fill)} rg")
    if ink.line:
        on_off = f"{ink.dash[0]:g} {ink.dash[1]:g}" if ink.dash else ""
        parts.append(f"{_color(ink.line)} RG {ink.width:g} w 1 j {0 if ink.dash else 1} J [{on_off}] 0 d")
    parts += [_path(outline) for outline in outlines]
    parts += ["B" if ink.fill and ink.line else "f" if ink.fill else "S", "Q"]
    return "\n".join(parts)


def _path(outline: Outline) -> str:
    parts, numbers = [], []
    for code, (x, y) in zip(outline.codes.tolist(), outline.points.tolist(), strict=True):
        if code == CLOSE:
            parts.append("h")
            continue
        numbers.append(f"{x:.2f} {y:.2f}")
        if len(numbers) == (3 if code == CURVE else 1):
            parts.append(f"{' '.join(numbers)} {OPERATORS[code]}")
            numbers = []
    return " ".join(parts)


def _state(alpha: float) -> str:
    return f"A{round(alpha * 100)}"


def _color(color: str) -> str:
    return " ".join(f"{int(color[i : i + 2], 16) / 255:.3f}" for i in (1, 3, 5))
