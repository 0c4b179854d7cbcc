"""The structure of a PDF: what is a heading, a paragraph, an item, a figure with its alt text, in the order of reading.

What a page shows is marked either as a piece of an element or as decoration. The elements make a tree; each page knows
to which element each of its pieces belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drawing.pdf_text import utf16
from drawing.structure import DECORATION, Element

if TYPE_CHECKING:
    from drawing.pdf import File


@dataclass
class Node:
    """An element with its number in the file, and what it holds: other elements, and pieces as (page, number there)."""

    number: int
    kids: list[Element | tuple[int, int]] = field(default_factory=list)


class Structure:
    """Elements stand in the order in which they are placed; pages are counted from 0."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._root = file.reserve()
        self._document = Node(file.reserve())
        self._nodes: dict[Element, Node] = {}
        self._pages: list[Marks] = []

    def page(self, width: float, height: float) -> Marks:
        """The marks of the next page, which has this size in points."""
        self._pages.append(Marks(self, len(self._pages), f"0 0 {width:.3f} {height:.3f}"))
        return self._pages[-1]

    def place(self, element: Element | None) -> Node | None:
        """The element's node, put behind all others in what holds it when it is met first; none for decoration."""
        if element is None or element is DECORATION:
            return None
        if element not in self._nodes:
            above = self.place(element.within) or self._document
            above.kids.append(element)
            self._nodes[element] = Node(self._file.reserve())
        return self._nodes[element]

    def written(self, pages: Sequence[int]) -> int:
        """The number of the root; `pages` are those of the pages."""
        document, root = self._document, self._root
        kids = self._kids(document, pages)
        self._file.set(document.number, f"<< /Type /StructElem /S /Document /P {root} 0 R /K [{kids}] >>")
        for element, node in self._nodes.items():
            above = self.place(element.within) or document
            kids = f"/P {above.number} 0 R /K [{self._kids(node, pages)}]"
            self._file.set(
                node.number, f"<< /Type /StructElem /S /{element.kind} {kids}{self._about(element, node)} >>"
            )
        parents = " ".join(f"{page.place} [{page.owners()}]" for page in self._pages)
        tree = self._file.add(f"<< /Nums [{parents}] >>")
        self._file.set(
            root,
            f"<< /Type /StructTreeRoot /K [{document.number} 0 R] /ParentTree {tree} 0 R "
            f"/ParentTreeNextKey {len(self._pages)} >>",
        )
        return root

    def _about(self, element: Element, node: Node) -> str:
        """What a figure shows, and where it is."""
        if not element.alt:
            return ""
        first = next(kid[0] for kid in node.kids if not isinstance(kid, Element))
        place = f"/A << /O /Layout /Placement /Block /BBox [{self._pages[first].box}] >>"
        return f" /Alt {utf16(element.alt)} {place}"

    def _kids(self, node: Node, pages: Sequence[int]) -> str:
        return " ".join(
            f"{self._nodes[kid].number} 0 R"
            if isinstance(kid, Element)
            else f"<< /Type /MCR /Pg {pages[kid[0]]} 0 R /MCID {kid[1]} >>"
            for kid in node.kids
        )


class Marks:
    """What one page's pieces are."""

    def __init__(self, structure: Structure, place: int, box: str) -> None:
        self.place, self.box = place, box
        self._structure = structure
        self._owners: list[Node] = []

    def marked(self, element: Element | None, shown: str) -> str:
        """Operators as a piece of this element; without one, as decoration."""
        node = self._structure.place(element)
        if node is None:
            return self.decoration(shown)
        node.kids.append((self.place, len(self._owners)))
        self._owners.append(node)
        assert element is not None  # it has a node
        return f"/{element.kind} << /MCID {len(self._owners) - 1} >> BDC\n{shown}\nEMC"

    def decoration(self, shown: str) -> str:
        return f"/Artifact BMC\n{shown}\nEMC"

    def owners(self) -> str:
        """The element of each piece."""
        return " ".join(f"{node.number} 0 R" for node in self._owners)
