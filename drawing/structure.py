"""What a text is in a document: a heading, a paragraph, an item of a list; so that a PDF can be read aloud in order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Element:
    """`kind` is PDF's word for it: H1, H2, P, L, LI, Lbl, LBody, Figure. `within` holds it; nothing: the document.

    `alt` says what a figure shows. Lines on several pages may belong to one element.
    """

    kind: str
    within: Element | None = None
    alt: str = ""


DECORATION = Element("Artifact")
"""Of what is not to be read: page numbers, and names that are repeated on each page."""
