"""Pages become files. To add a form: a function here from pages to bytes, and its name in pictures.FORMS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drawing.canvas import Page
from drawing.look import Look
from drawing.pdf_metadata import with_metadata
from drawing.png import png
from drawing.svg import svg
from drawing.typeface import clean


@dataclass(frozen=True)
class About:
    """What a file says of itself; `alt` is what it shows, for those who do not see it."""

    title: str
    subject: str
    alt: str
    language: str


def encode(pages: Sequence[Page], look: Look, title: str, subject: str, alt: str) -> bytes:
    return FORMS[look.form](pages, About(clean(title), clean(subject), clean(alt), look.say.language))


def _png(pages: Sequence[Page], about: About) -> bytes:
    return png(pages[0])


def _svg(pages: Sequence[Page], about: About) -> bytes:
    return svg(pages[0], about.title, about.alt, about.language)


def _pdf(pages: Sequence[Page], about: About) -> bytes:
    from drawing.pdf import pdf  # takes as long to load as all the rest; few pictures are PDFs

    return with_metadata(
        pdf(pages, about.title, about.subject, about.language), about.title, about.subject, about.language
    )


FORMS: dict[str, Callable[[Sequence[Page], About], bytes]] = {"png": _png, "svg": _svg, "pdf": _pdf}
