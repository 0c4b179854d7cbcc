"""The five feelings, from -2 to +2, with the words and faces that people type for them."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize

from journey.refusal import Refusal
from journey.typed import plain
from journey.words import mark


class Feeling(NamedTuple):
    score: int
    word: str
    also: tuple[str, ...]
    faces: tuple[str, ...]


FEELINGS = (
    Feeling(
        -2,
        mark("angry"),
        ("boos", "furious", "woedend", "hate", "awful", "vreselijk"),
        (
            "😠",
            "😡",
            "🤬",
            ":angry:",
            ":rage:",
            ":face_with_symbols_on_mouth:",
            "😢",
            "😭",
            ":cry:",
            ":sob:",
            ":((",
            ">:(",
        ),
    ),
    Feeling(
        -1,
        mark("disappointed"),
        (
            "teleurgesteld",
            "sad",
            "verdrietig",
            "frustrated",
            "gefrustreerd",
            "unhappy",
            "ontevreden",
            "annoyed",
            "geïrriteerd",
            "worried",
            "bezorgd",
            "confused",
            "verward",
        ),
        (
            "🙁",
            "☹️",
            "☹",
            "😞",
            "😕",
            "😟",
            "👎",
            ":(",
            ":-(",
            ":slightly_frowning_face:",
            ":white_frowning_face:",
            ":disappointed:",
            ":confused:",
            ":worried:",
            ":-1:",
            ":thumbsdown:",
        ),
    ),
    Feeling(
        0,
        mark("neutral"),
        ("neutraal", "ok", "okay", "oke", "oké", "indifferent", "onverschillig", "meh"),
        ("😐", "😶", ":|", ":-|", ":neutral_face:", ":no_mouth:"),
    ),
    Feeling(
        1,
        mark("satisfied"),
        ("tevreden", "content", "pleased", "good", "goed", "relieved", "opgelucht"),
        ("🙂", "☺️", "☺", "😌", "👍", ":)", ":-)", ":slightly_smiling_face:", ":relaxed:", ":+1:", ":thumbsup:"),
    ),
    Feeling(
        2,
        mark("happy"),
        ("blij", "delighted", "verrukt", "glad", "great", "geweldig", "love", "enthusiastic", "enthousiast", "excited"),
        (
            "😀",
            "😃",
            "😄",
            "😁",
            "😊",
            "😍",
            "🤩",
            "🥳",
            "❤️",
            ":d",
            ":-d",
            ":smile:",
            ":grinning:",
            ":smiley:",
            ":blush:",
            ":heart_eyes:",
            ":star-struck:",
            ":heart:",
        ),
    ),
)
_SKIN_TONES = "🏻🏼🏽🏾🏿"


def feeling(score: float) -> Feeling:
    """The feeling nearest to a score or mean."""
    nearest = max(-2, min(2, int(score + 0.5) if score >= 0 else -int(-score + 0.5)))
    return FEELINGS[nearest + 2]


def read_feeling(text: str) -> tuple[int, str]:
    """The score and the word of a leading score, word or face; refused with the whole list."""
    raw = normalize("NFKC", plain(text)).strip(" ,;").lower()
    if not raw.startswith(":"):  # ":smile:", as Slack sends a face
        raw = raw.rstrip(":")
    typed = "".join(letter for letter in raw if letter not in _SKIN_TONES).replace("−", "-").replace("–", "-")
    for each in FEELINGS:
        if typed in {str(each.score), f"+{each.score}"} or (typed == "-0" and not each.score):
            return each.score, each.word
        if typed == each.word or typed in each.also:
            return each.score, typed
        if typed in each.faces:
            return each.score, each.word
    raise Refusal(
        mark(
            "“{text}” is no score. Give -2 (angry), -1 (disappointed), 0 (neutral), 1 "
            "(satisfied) or 2 (happy), or a face."
        ),
        text=plain(text)[:80],
        field="score",
        example=mark("emotion 3 -1 waited too long"),
    )
