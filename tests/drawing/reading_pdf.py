"""A PDF as a screen reader takes it: its tree of elements in order, each with the text of its pieces on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

SHOWING = {"f", "S", "B", "TJ", "Tj", "sh", "Do", "f*", "B*", "b", "s"}
Piece = tuple[int, int]
"""A page's number in the file, and the piece's number on it."""


@dataclass(frozen=True)
class Heard:
    kind: str
    text: str
    alt: str = ""


class Book:
    def __init__(self, written: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(written))
        self.root = self.pdf.Root.StructTreeRoot
        self.unmarked: list[str] = []
        self.pieces: dict[Piece, str] = {}
        for page in self.pdf.pages:
            self._read(page)

    def heard(self, element: Any = None) -> Iterator[Heard]:
        """Every element that has text or an alt text of its own, as the tree has them."""
        for kid in (element or self.root).K:
            if "/S" not in kid:
                continue
            own = [self._piece(each) for each in kid.K if "/MCID" in each]
            if own:
                text = " ".join("".join(self.pieces[piece] for piece in own).split())
                yield Heard(str(kid.S)[1:], text, str(kid.get("/Alt", "")))
            yield from self.heard(kid)

    def owned(self) -> dict[Piece, Any]:
        """The element that the tree of parents names for each piece."""
        numbers = list(self.root.ParentTree.Nums)
        owners = {int(numbers[i]): list(numbers[i + 1]) for i in range(0, len(numbers), 2)}
        return {
            (page.objgen[0], i): owner
            for page in self.pdf.pages
            for i, owner in enumerate(owners[int(page.StructParents)])
        }

    def claimed(self, element: Any = None) -> dict[Piece, Any]:
        """The element that claims each piece."""
        found = {}
        for kid in (element or self.root).K:
            if "/S" in kid:
                found |= {self._piece(each): kid for each in kid.K if "/MCID" in each} | self.claimed(kid)
        return found

    @staticmethod
    def _piece(kid: Any) -> Piece:
        return kid.Pg.objgen[0], int(kid.MCID)

    def _read(self, page: Any) -> None:
        letters = {name: _letters(font) for name, font in page.Resources.Font.items()}
        marks: list[tuple[int | None, str | None]] = []
        face: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                about = operands[1] if name == "BDC" else {}
                told = str(about["/ActualText"]) if "/ActualText" in about else None
                inner = int(about["/MCID"]) if "/MCID" in about else marks[-1][0] if marks else None
                marks.append((inner, told))
                if told is not None:
                    self._say(page, inner, told)
            elif name == "EMC":
                marks.pop()
            elif name == "Tf":
                face = letters[str(operands[0])]
            elif name == "TJ" and marks and marks[-1][1] is None:
                said = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                codes = (int.from_bytes(said[i : i + 2], "big") for i in range(0, len(said), 2))
                self._say(page, marks[-1][0], "".join(face.get(code, "") for code in codes))
            if name in SHOWING and not marks:
                self.unmarked.append(name)
            if marks and marks[-1][0] is not None:
                self._say(page, marks[-1][0], "")

    def _say(self, page: Any, piece: int | None, text: str) -> None:
        if piece is not None:
            place = page.objgen[0], piece
            self.pieces[place] = self.pieces.get(place, "") + text


def _letters(font: Any) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9a-f]+)> <([0-9a-f]+)>\n", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
