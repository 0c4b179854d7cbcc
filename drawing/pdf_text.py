"""Text in a PDF: glyphs of embedded faces, which say what letters they are, so that text can be found and copied.

A face is embedded with only the glyphs that are used. Where one glyph stands for different letters at different places
(the placeholder, say), or several make up letters together, the text says there what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from drawing.canvas import TextLine
from drawing.fonts import shaper
from drawing.shaping import Glyph, shaped

if TYPE_CHECKING:
    from drawing.pdf import File

HEAVY_LINE = 0.02
"""Of the size: the outline that makes letters bold where there is no bold face."""
SPARED = ("GSUB", "GPOS", "GDEF", "DSIG", "name", "OS/2", "post", "cmap", "gasp", "VORG", "vhea", "vmtx", "BASE")
"""Tables of a face that a PDF does not need: shaping is done."""
MAPPINGS = 100
"""So many at most in one block of a table from glyphs to letters."""


class Embedded:
    """The faces of a file with the glyphs they need."""

    def __init__(self) -> None:
        self._used: dict[str, dict[int, str]] = {}

    def name(self, face: str) -> str:
        return f"F{list(self._used).index(face)}"

    def use(self, glyph: Glyph) -> bool:
        """False where the same glyph stands for something else already."""
        letters = self._used.setdefault(glyph.face, {})
        known = letters.get(glyph.index)
        if not known:
            letters[glyph.index] = glyph.text
        return known in (None, "", glyph.text)

    def embed(self, file: File) -> dict[str, int]:
        """The number of each face's object, by name."""
        return {self.name(face): _font(file, face, letters) for face, letters in self._used.items()}


def text_of(line: TextLine, color: str, faces: Embedded) -> str:
    """The operators that show a line; what shares a face and stands on the baseline goes together."""
    parts, pen = [f"BT {color} rg {color} RG"], line.x
    for glyphs in _together(shaped(line.text, line.font.bold)):
        first = glyphs[0]
        known = [faces.use(glyph) for glyph in glyphs]
        size, at = line.font.size, (pen + first.x * line.font.size, line.baseline - first.y * line.font.size)
        shown = f"/{faces.name(first.face)} {size:g} Tf {2 if first.heavy else 0} Tr {size * HEAVY_LINE:.3f} w "
        shown += f"1 0 0 -1 {at[0]:.3f} {at[1]:.3f} Tm {_shown(glyphs)}"
        parts.append(shown if all(known) and not _mixed(glyphs) else _told(glyphs, shown))
        pen += sum(glyph.advance for glyph in glyphs) * size
    return " ".join([*parts, "ET"])


def _together(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    for lifted, group in groupby(glyphs, key=lambda g: (g.face, g.heavy, bool(g.x or g.y))):
        if lifted[2]:
            yield from ([glyph] for glyph in group)
        else:
            yield list(group)


def _mixed(glyphs: list[Glyph]) -> bool:
    """Several glyphs make up letters together, as in Devanagari. Readers turn text from the right round themselves."""
    return not all(glyph.text for glyph in glyphs) and not any(
        bidirectional(char) in ("R", "AL") for glyph in glyphs for char in glyph.text
    )


def _told(glyphs: list[Glyph], shown: str) -> str:
    text = "".join(glyph.text for glyph in glyphs)
    return f"/Span << /ActualText {utf16(text)} >> BDC {shown} EMC"


def utf16(text: str) -> str:
    """A string of the file, in UTF-16."""
    return f"<feff{text.encode('utf-16-be', 'ignore').hex()}>"


def _shown(glyphs: list[Glyph]) -> str:
    """Glyph numbers, with a correction where shaping moved the pen other than the face would."""
    parts, run = [], ""
    for glyph in glyphs:
        run += f"{glyph.index:04x}"
        if more := round((_width(glyph.face, glyph.index) - glyph.advance) * 1000):
            parts.append(f"<{run}> {more}")
            run = ""
    return f"[{' '.join([*parts, f'<{run}>'] if run else parts)}] TJ"


def _width(face: str, index: int) -> float:
    font = shaper(face)
    width: float = font.get_glyph_h_advance(index) / font.face.upem
    return width


def _font(file: File, face: str, letters: dict[int, str]) -> int:
    import uharfbuzz  # loaded only where pictures are drawn

    whole = shaper(face).face
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(letters)
    wanted.drop_table_tag_set.update(int.from_bytes(f"{tag:4}".encode(), "big") for tag in SPARED)
    wanted.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    part = uharfbuzz.subset(whole, wanted)
    outlines = part.reference_table("CFF ").data if "CFF " in part.table_tags else b""
    name = face.replace(" ", "")
    program = _program(file, part, outlines)
    descriptor = file.add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [-1000 -500 3000 1500] /ItalicAngle 0 "
        f"/Ascent 930 /Descent -270 /CapHeight 690 /StemV 80 {program} >>"
    )
    widths = " ".join(f"{index} [{_width(face, index) * 1000:.1f}]" for index in sorted(letters))
    kind = "/CIDFontType0" if outlines else "/CIDFontType2 /CIDToGIDMap /Identity"
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    inner = file.add(
        f"<< /Type /Font /Subtype {kind} /BaseFont /{name} {system} /FontDescriptor {descriptor} 0 R /W [{widths}] >>"
    )
    mapping = file.stream(_mapping(letters).encode())
    return file.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{inner} 0 R] "
        f"/ToUnicode {mapping} 0 R >>"
    )


def _program(file: File, part: Any, outlines: bytes) -> str:
    if outlines:
        return f"/FontFile3 {file.stream(outlines, '/Subtype /CIDFontType0C ')} 0 R"
    data = part.blob.data
    return f"/FontFile2 {file.stream(data, f'/Length1 {len(data)} ')} 0 R"


def _mapping(letters: dict[int, str]) -> str:
    """The table from glyphs to letters."""
    known = [f"<{index:04x}> <{text.encode('utf-16-be', 'ignore').hex()}>" for index, text in letters.items() if text]
    blocks = [known[i : i + MAPPINGS] for i in range(0, len(known), MAPPINGS)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end\n"
    )
