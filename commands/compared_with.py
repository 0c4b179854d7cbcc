"""What a picture is compared with, as people name it: another journey of the channel, or an earlier review."""

from __future__ import annotations

from commands.call import Call
from commands.journeys import journey_named
from journey.fields import SHORT, Field, text_of
from journey.model import JourneyMap
from journey.refusal import Refusal
from journey.words import mark

REVIEWS = ("review", "herziening")
OTHERS = Field(
    "others",
    ("with", "met"),
    mark("Compared with"),
    text_of(SHORT),
    hint=mark("Another journey of this channel, or an earlier review (“review 2”); several with commas between"),
)


def others_of(call: Call, typed: str) -> list[str]:
    """What is named, with commas between, as the delivery reads it: "review 2", "journey J…"."""
    return [_other(call, part.strip()) for part in typed.split(",") if part.strip()]


def _other(call: Call, wanted: str) -> str:
    word, _, number = wanted.lower().partition(" ")
    if word in REVIEWS and number.strip().isdigit():
        return f"review {_review(call, call.map, int(number))}"
    try:
        return f"journey {journey_named(call, wanted).id}"
    except Refusal as refused:
        refused.field = "others"
        raise


def _review(call: Call, journey: JourneyMap, number: int) -> int:
    if number not in {review.number for review in journey.reviews}:
        raise Refusal(
            mark("There is no review {number}. There are: {known}."),
            number=number,
            known=", ".join(str(review.number) for review in journey.reviews) or "–",
            field="others",
        )
    return number
