"""Pages as PDF, text as text. No dates inside, so that the same map gives the same file."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages

from drawing.artists import figure_of
from drawing.canvas import Page


def pdf(pages: Sequence[Page], title: str, subject: str) -> bytes:
    file = BytesIO()
    about = {"Title": title, "Subject": subject, "Author": "Waymark", "CreationDate": None}
    with PdfPages(file, metadata=about) as book:
        for page in pages:
            figure = figure_of(page)
            FigureCanvasPdf(figure)
            book.savefig(figure, facecolor=page.paper, edgecolor="none")
    return file.getvalue()
