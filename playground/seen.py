"""What a person sees in front of them: a modal or the Home tab, and what came of something they did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.reading import Found, blocks_of, choosables, pressables, texts_in
from playground.world import Delivery, Message, Payload, View

if TYPE_CHECKING:
    from playground.people import Person


@dataclass
class Modal:
    """A modal, or the Home tab, as a person sees it."""

    view: View

    @property
    def id(self) -> str:
        return self.view.id

    @property
    def title(self) -> str:
        return str(self.view.payload.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> list[Payload]:
        return blocks_of(self.view)

    @property
    def texts(self) -> list[str]:
        return list(texts_in(self.blocks))

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    @property
    def fields(self) -> list[str]:
        """The labels of what can be filled in."""
        return [block["label"]["text"] for block in self.blocks if block["type"] == "input"]

    @property
    def buttons(self) -> list[str]:
        return [words for words, _ in pressables(self.view)]

    @property
    def values(self) -> dict[str, Any]:
        """Label (or action_id where there is none) -> the state of the field."""
        found = [f for _, f in choosables(self.view)]
        labels = [_label(f) for f in found]
        states = [self.view.values.get(f.ids[0], {}).get(f.ids[1], {}) for f in found]
        return {label: _content(state) for label, state in zip(labels, states, strict=True)}

    @property
    def errors(self) -> dict[str, str]:
        """Label -> what is wrong there."""
        labels = {block["block_id"]: block["label"]["text"] for block in self.blocks if block["type"] == "input"}
        return {labels[block_id]: words for block_id, words in self.view.errors.items()}

    @property
    def trouble(self) -> str:
        return self.view.trouble


def _label(found: Found) -> str:
    return str(found.block.get("label", {}).get("text") or found.element["action_id"])


def _content(state: Payload) -> Any:
    return next((value for key, value in state.items() if key != "type"), None)


@dataclass
class Answer:
    """What came of something a person did."""

    person: Person
    delivery: Delivery | None
    messages: list[Message] = field(default_factory=list)
    """What they were shown in the channel by the time the bot had acknowledged, ephemeral or not, oldest first."""
    errors: dict[str, str] = field(default_factory=dict)
    """Label -> error, after a submission."""
    closed: bool = False
    """The submitted modal is gone."""

    @property
    def error(self) -> str:
        """operation_timeout, dispatch_failed, invalid_blocks …; empty if Slack was content."""
        return self.delivery.error if self.delivery else ""

    @property
    def reasons(self) -> list[str]:
        return self.delivery.reasons if self.delivery else []

    @property
    def seconds(self) -> float:
        return self.delivery.seconds if self.delivery else 0.0

    @property
    def status(self) -> int:
        return self.delivery.status if self.delivery else 0

    @property
    def message(self) -> Message | None:
        """The last message they were shown."""
        return self.messages[-1] if self.messages else None

    @property
    def text(self) -> str:
        return self.message.text if self.message else ""

    @property
    def blocks(self) -> list[Payload]:
        return self.message.blocks if self.message else []

    @property
    def shown(self) -> str:
        """Text and blocks together, everything there is to read."""
        return "\n".join([self.text, *texts_in(self.blocks)])

    @property
    def modal(self) -> Modal | None:
        """The modal in front of the person now."""
        return self.person.modal
