"""A line of text as glyphs from left to right: shaped, joined and reordered where the script asks for it.

Scripts that need none of that take a short way, a cached glyph for each character. All others go through the Unicode
bidirectional algorithm and HarfBuzz. What is measured and what is drawn are the same glyphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from drawing.fonts import BOLD, CJK, PLACEHOLDER, face_of, index_in, is_ideograph, shaper

PLAIN = re.compile(
    "[\u0000-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1c80-\u1cbf\u1d00-\u1dbf\u1e00-\u200b\u2010-\u2027"
    "\u202f-\u205f\u2070-\u20cf\u2100-\u2dff\ua720-\ua7ff\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]*"
)
JOINER, NON_JOINER = "\u200d", "\u200c"
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"
KANA, HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\u1100-\u11ff\uac00-\ud7ff]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """`advance`, `x` and `y` (upwards) are for size 1. `text` is what it stands for, told once per cluster.

    `heavy` asks for a stronger line where a bold text has no bold face.
    """

    face: str
    index: int
    advance: float
    text: str
    heavy: bool = False
    x: float = 0.0
    y: float = 0.0


def is_plain(text: str) -> bool:
    """Each character is one glyph, from left to right."""
    return text.isascii() or PLAIN.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def glyph_of(char: str, bold: bool) -> Glyph:
    face = face_of(char, bold)
    seen = char if face else PLACEHOLDER
    face = face or face_of(PLACEHOLDER, bold)
    index, font = index_in(face, seen), shaper(face)
    return Glyph(face, index, font.get_glyph_h_advance(index) / font.face.upem, char, bold and face not in BOLD)


@lru_cache(maxsize=4096)
def shaped(text: str, bold: bool) -> tuple[Glyph, ...]:
    """From left to right."""
    if is_plain(text):
        return tuple(glyph_of(char, bold) for char in text)
    language = "ja" if KANA.search(text) else "ko" if HANGUL.search(text) else "zh-Hans"
    base, text = reads_from_right(text), text.lstrip(LEFT_TO_RIGHT + RIGHT_TO_LEFT)
    return tuple(glyph for run in _runs(text, bold, base) for glyph in _shape(run, bold, language))


def reads_from_right(text: str) -> bool:
    """By the first letter, or mark of ours, that has a direction."""
    if is_plain(text):
        return False
    from bidi.algorithm import get_base_level  # loaded when the first such text is drawn

    return bool(get_base_level(text))


def directed(line: str, from_right: bool) -> str:
    """A line of a longer text, which goes the text's way whatever it begins with itself."""
    if reads_from_right(line) == from_right:
        return line
    return (RIGHT_TO_LEFT if from_right else LEFT_TO_RIGHT) + line


@dataclass(frozen=True)
class Run:
    """Neighbouring characters of one direction, script and face."""

    text: str
    face: str
    script: str
    from_right: bool


def _runs(text: str, bold: bool, from_right: bool) -> Iterator[Run]:
    """In the order they are seen in, from left to right."""
    levels = _levels(text, int(from_right))
    faces, scripts = _faces(text, bold), _scripts(text)
    keys = list(zip(levels, faces, scripts, strict=True))
    found, at = [], 0
    for (level, face, script), group in groupby(keys):
        count = len(list(group))
        found.append((level, Run(text[at : at + count], face, script, bool(level % 2))))
        at += count
    yield from _seen(found)


def _seen(runs: list[tuple[int, Run]]) -> Iterator[Run]:
    """Rule L2: from the highest level down, what lies at it or above is turned round."""
    for level in range(max((level for level, _ in runs), default=0), 0, -1):
        turned: list[tuple[int, Run]] = []
        for high, group in groupby(runs, key=lambda each, level=level: each[0] >= level):  # type: ignore[misc]
            part = list(group)
            turned += part[::-1] if high else part
        runs = turned
    return (run for _, run in runs)


def _levels(text: str, base: int) -> list[int]:
    """The embedding level of each character."""
    from bidi import algorithm  # loaded when the first such text is drawn

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage |= {"base_level": base, "base_dir": "LR"[base]}
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = [char["level"] for char in storage["chars"]]
    return levels if len(levels) == len(text) else [base] * len(text)


def _faces(text: str, bold: bool) -> list[str]:
    """Marks and joiners stay with their letter where its face has them; empty: no face has the character."""
    from unicodedata import category

    faces: list[str] = []
    for char in text:
        before = faces[-1] if faces else ""
        rides = char in (JOINER, NON_JOINER) or category(char)[0] == "M"
        rides = rides and bool(before) and (char in (JOINER, NON_JOINER) or bool(index_in(before, char)))
        faces.append(before if rides else face_of(char, bold))
    return faces


def _scripts(text: str) -> list[str]:
    """Each character's script; what belongs to all scripts goes with what stands before it, or first after."""
    from fontTools.unicodedata import script  # as above

    found = [script(char) for char in text]
    own = [name if name not in ("Zyyy", "Zinh", "Zzzz") else "" for name in found]
    before = next(filter(None, own), "Latn")
    for i, name in enumerate(own):
        before = own[i] = name or before
    return own


def _shape(run: Run, bold: bool, language: str) -> Iterable[Glyph]:
    if not run.face:
        return [glyph_of(char, bold) for char in (reversed(run.text) if run.from_right else run.text)]
    import uharfbuzz  # as above

    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.direction = "rtl" if run.from_right else "ltr"
    buffer.script = run.script
    if run.face == CJK or any(map(is_ideograph, run.text)):
        buffer.language = language
    font = shaper(run.face)
    uharfbuzz.shape(font, buffer)
    return _glyphs(run, buffer, font.face.upem, bold and run.face not in BOLD)


def _glyphs(run: Run, buffer: Any, upem: int, heavy: bool) -> Iterator[Glyph]:
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    ends = dict(zip(starts, [*starts[1:], len(run.text)], strict=True))
    told = set()
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        text = "" if info.cluster in told else run.text[info.cluster : ends[info.cluster]]
        told.add(info.cluster)
        yield Glyph(run.face, info.codepoint, at.x_advance / upem, text, heavy, at.x_offset / upem, at.y_offset / upem)
