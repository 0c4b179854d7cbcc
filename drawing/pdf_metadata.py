"""What a PDF says of itself: title, subject, author and language, for screen readers, libraries and the window's title.

matplotlib writes the old kind of metadata only, and no language: without it a screen reader reads Dutch as English. The
pages are not tagged, so the file does not say that they are; the text equivalent is the place for those who listen.
"""

from __future__ import annotations

from io import BytesIO

AUTHOR = "Waymark"


def with_metadata(written: bytes, title: str, subject: str, language: str) -> bytes:
    """The same pages; the same input gives the same bytes."""
    import pikepdf  # only PDFs need it

    out = BytesIO()
    with pikepdf.open(BytesIO(written)) as book:
        book.Root.Lang = pikepdf.String(language)
        book.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as about:
            about["dc:title"] = title
            about["dc:creator"] = [AUTHOR]
            about["dc:description"] = subject
            about["dc:language"] = [language]
        book.save(out, deterministic_id=True)
    return out.getvalue()
