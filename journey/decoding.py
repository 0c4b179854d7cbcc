"""The text in a file that somebody saved: UTF-8 with or without a mark, UTF-16, else Windows-1252.

No guessing by frequency of letters: a file of figures holds a few accented letters, from which charset-normalizer took
Windows-1252 for Windows-1250. What is valid UTF-8 is UTF-8; what else spreadsheets save here is Windows-1252.
"""

from __future__ import annotations

import codecs

SAMPLE = 10_000
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decoded(data: bytes) -> str:
    """Never fails; a byte that means nothing becomes the replacement character."""
    for begins, name in MARKS.items():
        if data.startswith(begins):
            return data.decode(name, "replace")
    if b"\0" in data[:SAMPLE]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
