"""A test as a conversation: people in one channel, what they type, what they see, what is kept.

room.ana("touchpoint Reads the blog | stage: Awareness")
assert "Kept as touchpoint 1" in room.said
assert room.exported()["touchpoints"][0]["what"] == "Reads the blog"
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from drawing.exports import as_json
from playground.people import Answer, Person
from playground.server import PATIENCE
from playground.world import Message
from tests.running import Bot


class Room:
    """Attributes are the people: `room.ana("goal …")` types `/journey goal …` as Ana and returns the answer's text."""

    def __init__(self, bot: Bot, channel: str) -> None:
        self.bot, self.slack, self.channel = bot, bot.slack, channel
        self.answer: Answer | None = None

    def __getattr__(self, name: str) -> Callable[[str], str]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda line="": self.types(name, line)

    def person(self, name: str) -> Person:
        return self.slack.person(name)

    def types(self, name: str, line: str) -> str:
        """The whole answer that only this person sees; Slack must have been content with it."""
        self.answer = self.person(name).types(self.channel, f"/journey {line}".strip())
        assert not self.answer.error, (line, self.answer.error, self.answer.reasons)
        return self.answer.text

    @property
    def said(self) -> str:
        assert self.answer is not None
        return self.answer.text

    @property
    def id(self) -> str:
        return self.slack.world.channel(self.channel).id

    def messages(self) -> list[Message]:
        """What everybody sees in the channel, oldest first."""
        return [m for m in self.slack.world.messages.get(self.id, {}).values() if not m.ephemeral_to]

    def waits_for(self, what: str | Callable[[], Any], seconds: float = PATIENCE) -> None:
        """Until a text stands in the channel, or something holds."""
        holds = what if callable(what) else lambda: any(what in m.text for m in self.messages())
        self.slack.wait_for(holds, seconds=seconds)

    def whispers(self, name: str) -> list[str]:
        """What only this person sees in the channel."""
        person = self.person(name)
        return [m.text for m in person.sees(self.channel) if m.ephemeral_to == person.id]

    def waits_for_whisper(self, name: str, text: str) -> None:
        self.slack.wait_for(lambda: any(text in said for said in self.whispers(name)))

    def card(self) -> Message | None:
        """The living message of the current journey."""
        cards = [m for m in self.messages() if m.text.startswith(("Journey:", "Klantreis:"))]
        return cards[-1] if cards else None

    def exported(self) -> dict[str, Any]:
        """The channel's journey as an export writes it, read from the database that the bot uses; without who its
        people are in Slack, for that is looked up meanwhile."""
        standing = self.bot.store.standing(self.slack.world.team.id, self.id, "")
        assert standing.journey is not None
        found = self.bot.store.load_map(standing.journey.id, standing.journey.workspace)
        assert found is not None
        exported: dict[str, Any] = json.loads(as_json(found.model_copy(update={"people": ()})))
        return exported
