"""What a PDF says of itself: title, subject, author and language, for screen readers, libraries and the window's title.

Without a language a screen reader reads Dutch as English. It does not claim to be
PDF/UA, which only a checker could back.
"""

from __future__ import annotations

from io import BytesIO

AUTHOR = "Waymark"


def with_metadata(written: bytes, title: str, subject: str, language: str) -> bytes:
    """The same pages, with the many small objects of their structure packed; the same input gives the same bytes."""
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
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
