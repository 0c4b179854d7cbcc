"""What is sent and what is answered, as types: they check the body, and the OpenAPI description is made from them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, model_validator

MOST_VALUES = 1000
Figure = Annotated[float, Field(allow_inf_nan=False, gt=-1e15, lt=1e15)]


def one_line(text: str) -> str:
    """Without what no screen shows and no database takes: control characters, halves of characters, line breaks."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def a_name(text: str) -> str:
    if not (name := one_line(text)):
        raise ValueError("there is nothing to read in it")
    return name


def a_direction(given: object) -> object:
    """In the words that people type, too."""
    return {"higher": "up", "lower": "down"}.get(str(given), given)


Name = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(a_name)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


ONE_OF_BOTH: list[JsonValue] = [
    {
        "required": ["value"],
        "properties": {"value": {"type": "number"}, "answers": {"type": "null"}},
    },
    {
        "required": ["answers"],
        "properties": {"answers": {"type": "array"}, "value": {"type": "null"}},
    },
]
"""What `_one_of_both` checks, for the description."""


class Value(Strict):
    """One value of a measure on a day. The same measure and day again replaces the value."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"oneOf": ONE_OF_BOTH})

    measure: Name = Field(description="The measure's name; one that the journey has not yet is made.", examples=["NPS"])
    value: Figure | None = Field(None, description="The figure. Leave it out where `answers` are given.", examples=[24])
    answers: Annotated[list[Annotated[int, Field(ge=0, le=10)]], Field(min_length=1, max_length=10_000)] | None = Field(
        None,
        description="Answers of customers, from which NPS (0 to 10) or CSAT (1 to 5) is computed; the measure's name "
        "says which.",
    )
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"format": "date"})] | None = Field(
        None, description="The day it was so; today in the journey's time zone when left out.", examples=["2027-01-31"]
    )
    unit: Annotated[str, Field(max_length=40), AfterValidator(one_line)] | None = Field(None, examples=["%"])
    target: Figure | None = Field(None, examples=[35])
    direction: Annotated[Literal["up", "down"], BeforeValidator(a_direction)] | None = Field(
        None,
        description="up: higher is better; down: lower is better (`higher` and `lower` are taken too). When "
        "a measure is new and nothing is said, its name tells: lower for times, waiting, complaints and the like.",
        json_schema_extra={"anyOf": [{"enum": ["up", "down", "higher", "lower"]}, {"type": "null"}]},
    )
    touchpoint: Annotated[int, Field(ge=1, le=999_999_999)] | None = Field(None, description="A touchpoint's number.")
    stage: Name | None = Field(None, description="A stage's name.")

    @model_validator(mode="after")
    def _one_of_both(self) -> Value:
        if (self.value is None) == (self.answers is None):
            raise ValueError("give either value or answers")
        return self


class Batch(Strict):
    """Several values: all of them are kept, or none."""

    values: Annotated[list[Value], Field(min_length=1, max_length=MOST_VALUES)]


class KeptValue(Strict):
    measure: str
    number: int = Field(description="The measure's number within its journey.")
    date: date
    value: float
    outcome: Literal["new", "changed", "same"]


class Answer(Strict):
    """What became of the values, in the order in which they were sent."""

    kept: list[KeptValue]


class Wrong(Strict):
    pointer: str = Field(description="Where in the body, as a JSON pointer.", examples=["/values/3/date"])
    detail: str


class ProblemDetails(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong] = Field(default_factory=list)
