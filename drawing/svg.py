"""A page as SVG with text as text, written by hand: small and the same each time.

The used letters of the faces are inside, so that it looks the same where they are not installed; the viewer's fonts
fill in. matplotlib's own SVG writer draws letters as outlines unless a global setting is changed.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from drawing.canvas import Ink, Page, TextLine
from drawing.fonts import BOLD, ORDER, shaper
from drawing.geometry import CLOSE, CURVE, LINE, MOVE, Outline
from drawing.shaping import reads_from_right, shaped
from drawing.typeface import width

FONTS = ", ".join([*ORDER[False], "Noto Sans", "sans-serif"])
LETTERS = {MOVE: "M", LINE: "L", CURVE: "C", CLOSE: "Z"}


def svg(page: Page, title: str, subject: str, language: str) -> bytes:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_number(page.width)} {_number(page.height)}" '
        f'width="{_number(page.width)}" height="{_number(page.height)}" role="img" '
        f'lang={quoteattr(language)} xml:lang={quoteattr(language)} font-family="{FONTS}" font-kerning="none">'
    )
    parts = [head, f"<title>{escape(title)}</title>", f"<desc>{escape(subject)}</desc>"]
    parts.append(f"<style>{''.join(_faces(page))}</style>")
    parts.append(f'<rect width="100%" height="100%" fill="{page.paper}"/>')
    for layer, ink in sorted(page.shapes, key=lambda key: key[0]):
        data = "".join(_data(outline) for outline in page.shapes[layer, ink])
        parts.append(f'<path d="{data}"{_inked(ink)}/>')
    parts += [_text(line) for line in page.lines]
    return "\n".join([*parts, "</svg>\n"]).encode()


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _data(outline: Outline) -> str:
    parts: list[str] = []
    before = 0
    for code, (x, y) in zip(outline.codes.tolist(), outline.points.tolist(), strict=True):
        if code == CLOSE:
            parts.append("Z")
        else:
            letter = LETTERS[code] if code != before or code == MOVE else " "
            parts.append(f"{letter}{_number(x)} {_number(y)}")
        before = code
    return "".join(parts)


def _inked(ink: Ink) -> str:
    said = f' fill="{ink.fill or "none"}"'
    if ink.line:
        said += f' stroke="{ink.line}" stroke-width="{_number(ink.width)}" stroke-linejoin="round"'
        said += f' stroke-dasharray="{ink.dash[0]} {ink.dash[1]}"' if ink.dash else ' stroke-linecap="round"'
    return said + (f' opacity="{ink.alpha}"' if ink.alpha != 1 else "")


def _text(line: TextLine) -> str:
    weight = ' font-weight="bold"' if line.font.bold else ""
    room, x = width(line.text, line.font), line.x
    if reads_from_right(line.text):
        weight, x = weight + ' direction="rtl"', x + room
    return (
        f'<text x="{_number(x)}" y="{_number(line.baseline)}" font-size="{_number(line.font.size)}"{weight} '
        f'fill="{line.color}" textLength="{_number(room)}" lengthAdjust="spacingAndGlyphs">{escape(line.text)}</text>'
    )


def _faces(page: Page) -> Iterable[str]:
    """The faces with the letters that are used."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    for line in page.lines:
        for glyph in shaped(line.text, line.font.bold):
            used[glyph.face].update(glyph.text)
    for face in sorted(used):
        family, weight = (face.removesuffix(" Bold"), "bold") if face in BOLD else (face, "normal")
        data = b64encode(_part(face, used[face])).decode()
        yield f"@font-face{{font-family:'{family}';font-weight:{weight};src:url(data:font/sfnt;base64,{data})}}"


def _part(face: str, letters: Iterable[str]) -> bytes:
    import uharfbuzz  # loaded only where pictures are drawn

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    data: bytes = uharfbuzz.subset(shaper(face).face, wanted).blob.data
    return data
