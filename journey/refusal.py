"""What a person can put right."""

from __future__ import annotations

from collections.abc import Mapping

from journey.words import Said, Voice


class Refusal(Exception):
    """Says to one person what was not taken, why, and what to do instead; nothing was changed.

    `field` names the field of a form that it is about, so that a modal can show it there.
    """

    def __init__(self, text: str, /, *, field: str = "", example: str | Said = "", **values: object) -> None:
        super().__init__(text)
        self.said = Said(text, values)
        self.field = field
        self.example = example
        """A correct line to type, shown as it is (`/journey` in front is added by the door)."""
        self.voice: Voice | None = None
        """The language of whom it is for, where whoever tells them could not know it."""

    def at(self, field: str) -> Refusal:
        self.field = self.field or field
        return self


class Refusals(Exception):
    """Several at once, by field."""

    def __init__(self, by_field: Mapping[str, Refusal]) -> None:
        super().__init__(", ".join(by_field))
        self.by_field = by_field
