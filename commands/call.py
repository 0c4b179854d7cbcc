"""One request of one person, with everything that answering it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from slack_sdk import WebClient

from commands import lookups
from commands.audience import Audience
from commands.blocks import Block, section, words_of
from commands.posts import card
from commands.slack_text import MESSAGE_TEXT, clipped_lines, escaped
from journey.dates import today_in
from journey.fields import Asking
from journey.model import JourneyMap, Person
from journey.refusal import Refusal
from journey.words import Said, Voice, mark
from storage.store import Store
from storage.values import Change, JourneyHead, Kept, KnownPerson, Post, Standing, Visit

Values = Mapping[str, Any]


class Answer(NamedTuple):
    """What one person is told: lines of mrkdwn, blocks below them (buttons), or a modal to open instead."""

    lines: Sequence[str] = ()
    blocks: Sequence[Block] = ()
    view: Block | None = None

    @property
    def text(self) -> str:
        """All that there is to read: those who hear it hear nothing of blocks."""
        return clipped_lines([*self.lines, *words_of(self.blocks)], MESSAGE_TEXT)

    def message(self) -> dict[str, Any]:
        return {"text": self.text, "blocks": [section("\n".join(self.lines)), *self.blocks]}


@dataclass(frozen=True)
class Call:
    """`spoken` is the command as this workspace types it."""

    visit: Visit
    standing: Standing
    store: Store
    say: Voice
    spoken: str = "/journey"
    slack: WebClient | None = None
    at_journey: JourneyHead | None = None
    """The journey that a button or modal belongs to, where it is not the channel's current one."""
    audience: Audience | None = None
    from_elsewhere: bool = False
    """Somebody of another organisation, in a channel that both share."""
    outside: bool = False
    """Somebody who is not in the channel, let in for an item that is theirs."""
    pressed: dict[str, Any] = field(default_factory=dict)
    """The message whose button was pressed, as Slack tells of it."""

    @cached_property
    def journey(self) -> JourneyHead:
        found = self.at_journey or self.standing.journey
        if found is None:
            raise Refusal(
                mark("There is no open journey in this channel yet. Start one."),
                example=mark("start Free trial | stages: software"),
            )
        return found

    @cached_property
    def asking(self) -> Asking:
        zone = self.standing.person.timezone or (self.journey.timezone if self.has_journey else "")
        return Asking(self.visit.person, today_in(zone or "Europe/Amsterdam", self.visit.now), self.say.language)

    @property
    def has_journey(self) -> bool:
        return (self.at_journey or self.standing.journey) is not None

    @cached_property
    def map(self) -> JourneyMap:
        found = self.store.load_map(self.journey.id, self.visit.workspace)
        if found is None:
            raise Refusal(mark("That journey is not there any more."))
        return found

    def tell(self, what: Said) -> str:
        """In the person's language, with what people typed escaped."""
        return what.by(self.say, escaped)

    def line(self, text: str, /, **values: object) -> str:
        return self.tell(Said(text, values))

    def keep(self, changes: Sequence[Change], posts: Sequence[Post] = ()) -> Kept:
        """Keeps all the changes or none, with the card's update."""
        everything = [card(self.journey), *posts]
        return self.store.contribute(self.visit, self.journey.id, changes, everything, self.standing.department or None)

    def known(self, person: Person) -> KnownPerson | None:
        return self.store.people(self.visit.workspace, [person]).get(person)

    def look_up(self, person: Person) -> KnownPerson | None:
        """Asks Slack who somebody is, and keeps it; None when Slack does not answer in time."""
        if self.slack is None:
            return None
        found = lookups.person(self.slack, person, self.visit.now)
        if found is not None:
            self.store.learn_person(self.visit.workspace, found)
        return found

    def ask_whether_joined(self) -> bool | None:
        """Asks Slack whether we are in this channel, and keeps it; None when Slack does not answer in time."""
        if self.slack is None:
            return None
        found = lookups.channel(self.slack, self.visit.channel)
        if found is not None:
            self.store.learn_channel(self.visit.workspace, self.visit.channel, found.joined, found.name, found.private)
        return found.joined if found else None

    @property
    def orphaned(self) -> bool:
        """Whether no facilitator is in the journey's channel any more. Asks Slack; no, when it does not say so."""
        try:
            return self.audience is not None and not self.audience.among(self.journey.channel, self.map.facilitators)
        except Refusal:
            return False

    def must_be_of_here(self) -> None:
        if self.from_elsewhere:
            raise Refusal(
                mark("Only people of the organisation that this workspace belongs to can lead a journey here.")
            )

    def must_facilitate(self, *, or_orphaned: bool = False) -> None:
        """`or_orphaned`: anybody may while there is no facilitator to ask."""
        self.must_be_of_here()
        if not self.standing.facilitator and not (or_orphaned and self.orphaned):
            names = ", ".join(f"<@{person}>" for person in self.map.facilitators)
            raise Refusal(mark("Only a facilitator can do that here: {facilitators}."), facilitators=Said(names))
