"""The faces that text is drawn with, and which of them has a character.

FiraGO has Latin, Greek, Cyrillic, Arabic, Hebrew, Thai, Georgian and Devanagari; DejaVu Sans, which comes with
matplotlib, and Noto Sans Symbols 2 have signs and simple emoji; Noto Sans CJK has Chinese, Japanese and Korean. All
come with packages, as files or as bytes, and are loaded when the first character asks for them. To add a face: an
entry in FACES, and its place in ORDER.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from threading import local
from typing import Any

PLACEHOLDER = "•"
"""Drawn for a character that no face has; the character itself stays in the text of SVG and PDF."""
_own = local()


def _packed(module: str) -> Callable[[], bytes]:
    def load() -> bytes:
        data: bytes = import_module(f"pymupdf_fonts.{module}").fontbuffer
        return data

    return load


def _of_matplotlib(name: str) -> Callable[[], bytes]:
    def load() -> bytes:
        from matplotlib import get_data_path  # loaded only where pictures are drawn

        return Path(get_data_path(), "fonts", "ttf", name).read_bytes()

    return load


def _cjk() -> bytes:
    """Read beside the package and not through it: to import it would change matplotlib's settings."""
    spec = find_spec("notojp_matplotlib")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("fonts").joinpath("NotoSansCJKjp-Regular.otf").read_bytes()


TEXT, TEXT_BOLD = "FiraGO", "FiraGO Bold"
CJK = "Noto Sans CJK JP"
FACES: dict[str, Callable[[], bytes]] = {
    TEXT: _packed("FiraGO_Regular"),
    TEXT_BOLD: _packed("FiraGO_Bold"),
    "DejaVu Sans": _of_matplotlib("DejaVuSans.ttf"),
    "DejaVu Sans Bold": _of_matplotlib("DejaVuSans-Bold.ttf"),
    "Noto Sans Symbols2": _packed("NotoSansSymbols2_Regular"),
    CJK: _cjk,
}
BOLD = {TEXT_BOLD, "DejaVu Sans Bold"}
ORDER = {
    False: (TEXT, "DejaVu Sans", "Noto Sans Symbols2", CJK),
    True: (TEXT_BOLD, "DejaVu Sans Bold", "DejaVu Sans", "Noto Sans Symbols2", CJK),
}
IDEOGRAPHS = (
    *((0x1100, 0x11FF), (0x2E80, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7FF)),
    *((0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)),
)
"""Code points, first and last, of what belongs to Chinese, Japanese and Korean."""


@lru_cache
def font_bytes(face: str) -> bytes:
    return FACES[face]()


@lru_cache
def shaper(face: str) -> Any:
    """The HarfBuzz font; its units are those of the face."""
    import uharfbuzz  # loaded only where pictures are drawn

    return uharfbuzz.Font(uharfbuzz.Face(font_bytes(face)))


def rasterizer(face: str) -> Any:
    """This thread's ft2font object: sharing one aborts the process."""
    from matplotlib.ft2font import FT2Font  # as above

    faces: dict[str, Any] = _own.__dict__.setdefault("faces", {})
    if face not in faces:
        faces[face] = FT2Font(BytesIO(font_bytes(face)), hinting_factor=1)
    return faces[face]


def is_ideograph(char: str) -> bool:
    code = ord(char)
    return code >= 0x1100 and any(first <= code <= last for first, last in IDEOGRAPHS)


def index_in(face: str, char: str) -> int:
    """The character's glyph in this face; 0 for none."""
    code = ord(char)
    return 0 if 0xD800 <= code < 0xE000 else (shaper(face).get_nominal_glyph(code) or 0)


@lru_cache(maxsize=8192)
def face_of(char: str, bold: bool) -> str:
    """The first face that has the character; empty for none."""
    order = (CJK,) if is_ideograph(char) else ORDER[bold]
    return next((face for face in order if index_in(face, char)), "")
