"""A small language in which tests say what people do in Slack, and what they see of it.

    ana = slack.person("ana")
    answer = ana.types("webshop", "/journey start Trial")
    ana.presses("Next", in_="webshop")
    ana.fills({"Goal": "More repeat orders", "Due": date(2027, 1, 31)})
    assert ana.submits().errors == {}

What is named is found by the words a person sees, or by block_id or action_id. What is not there, or there twice, is an
AssertionError that lists what there is.
"""

from __future__ import annotations

from typing import Any

from playground.choosing import find_option, state_for
from playground.client import Client
from playground.delivery import PROPERLY, Sending
from playground.reading import Found, choosables, find_button, find_field, pressables, texts_in
from playground.seen import Answer, Modal
from playground.world import Channel, Delivery, Message, Payload, User, View

HOME = "home"

__all__ = ["HOME", "Answer", "Modal", "Person"]


class Person:
    """Somebody of the workspace at their screen."""

    def __init__(self, client: Client, user_id: str) -> None:
        self.client = client
        self.world = client.world
        self.id = user_id

    def __repr__(self) -> str:
        return f"<{self.user.name}>"

    @property
    def user(self) -> User:
        return self.world.users[self.id]

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    # -- doing --------------------------------------------------------------------------------------------------

    def types(self, channel: str, line: str, sending: Sending = PROPERLY) -> Answer:
        """A slash command, or an ordinary message if it does not begin with a slash; "@waymark" is the bot's DM."""
        place = self._place(channel)
        before = set(self.world.messages.get(place.id, {}))
        if line.startswith("/"):
            delivery = self.client.command(self.id, place.id, line, sending)
        else:
            self.client.say(self.id, place.id, line)
            delivery = None
        return self._answer(delivery, place.id, before)

    def presses(self, button: str, in_: str = "", *, beside: str = "") -> Answer:
        """A button or an entry of an overflow menu: in the modal if one is open, else in the newest message that has
        one, of the channel `in_` or anywhere; `in_="home"` for the Home tab. `beside`: a text in the same block."""
        found = self._button(button, in_, beside)
        place = found.place
        channel = place.channel if isinstance(place, Message) else ""
        before = set(self.world.messages.get(channel, {}))
        state = {"type": "overflow", "selected_option": found.option} if found.option else None
        delivery = self.client.act(self.id, place, *found.ids, state)
        return self._answer(delivery, channel, before)

    def selects(self, field: str, value: Any, in_: str = "") -> Answer:
        """Chooses in a menu, a date picker, checkboxes … that stand in a message, the modal or the Home tab."""
        for place in self._places(in_):
            names = [names for names, _ in choosables(place)]
            if any(field.lower() in name.lower() for several in names for name in several):
                return self._choose(find_field(place, field), value)
        raise AssertionError(f"nothing to choose in called {field!r}")

    def fills(self, values: dict[str, Any]) -> None:
        """Fields of the modal, by label, block_id or action_id."""
        for name, value in values.items():
            self._choose(find_field(self._top(), name), value)

    def submits(self) -> Answer:
        view = self._top()
        delivery = self.client.submit(view)
        modal = Modal(view)
        return Answer(self, delivery, errors=modal.errors, closed=view.id not in self.world.views)

    def closes(self, *, everything: bool = False) -> Answer:
        """Closes the modal, or all of the stack."""
        return Answer(self, self.client.close(self._top(), everything=everything), closed=True)

    def opens_home(self) -> Answer:
        return Answer(self, self.client.open_home(self.id))

    def uses_shortcut(self, callback_id: str, message: Message | None = None) -> Answer:
        return Answer(self, self.client.shortcut(self.id, callback_id, message))

    # -- seeing -------------------------------------------------------------------------------------------------

    @property
    def modal(self) -> Modal | None:
        view = self.world.top_view(self.id)
        return Modal(view) if view else None

    @property
    def home(self) -> Modal | None:
        view = self.world.homes.get(self.id)
        return Modal(view) if view else None

    def sees(self, channel: str) -> list[Message]:
        """The messages of a channel this person sees, ephemeral ones to them too, oldest first."""
        return self.world.visible(self._place(channel).id, self.id)

    def reads(self, channel: str) -> str:
        """Everything there is to read in the channel for this person."""
        return "\n".join(part for m in self.sees(channel) for part in [m.text, *texts_in(m.blocks)])

    @property
    def dms(self) -> list[Message]:
        """The direct messages between this person and the bot."""
        return self.world.visible(self.world.im_with(self.id).id, self.id)

    @property
    def notices(self) -> list[str]:
        """What Slack itself told this person when the bot failed."""
        return [notice.text for notice in self.world.notices if notice.user == self.id]

    # -- finding ------------------------------------------------------------------------------------------------

    def _place(self, channel: str) -> Channel:
        dm = channel.removeprefix("@") in (self.world.bot.name, "dm")
        place = self.world.im_with(self.id) if dm else self.world.channel(channel)
        assert not self.user.deleted, f"{self.user.name} is deactivated"
        assert self.id in place.members, f"{self.user.name} is not in {place.name or place.id}"
        assert not place.is_archived, f"{place.name} is archived"
        return place

    def _top(self) -> View:
        view = self.world.top_view(self.id)
        assert view is not None, f"{self.user.name} has no modal open; notices: {self.notices}"
        return view

    def _places(self, in_: str) -> list[Message | View]:
        """Where to look, nearest first."""
        if in_ == HOME:
            assert self.id in self.world.homes, f"{self.user.name}'s Home tab is empty"
            return [self.world.homes[self.id]]
        if not in_ and (view := self.world.top_view(self.id)):
            return [view]
        channels = [self._place(in_)] if in_ else self.world.channels_of(self.id)
        messages = [m for c in channels for m in self.world.visible(c.id, self.id)]
        return [*sorted(messages, key=lambda m: m.ts, reverse=True)]

    def _button(self, wanted: str, in_: str, beside: str) -> Found:
        there: list[str] = []
        for place in self._places(in_):
            found = find_button(place, wanted, beside)
            if len(found) == 1:
                return found[0]
            assert not found, f"{wanted!r} could be any of {[(f.ids, list(texts_in(f.block))) for f in found]}"
            there += [words for words, _ in pressables(place)]
        raise AssertionError(f"no button {wanted!r}; {self.user.name} sees {there}")

    def _choose(self, found: Found, value: Any) -> Answer:
        options = None
        if found.element["type"].endswith("external_select") and value:
            options = self._offered(found, value)
        state = state_for(self.world, found.element, value, options)
        channel = found.place.channel if isinstance(found.place, Message) else ""
        before = set(self.world.messages.get(channel, {}))
        return self._answer(self.client.choose(self.id, found.place, *found.ids, state), channel, before)

    def _offered(self, found: Found, value: Any) -> list[Payload]:
        meant = value if isinstance(value, list) else [value]
        return [find_option(self.client.suggest(self.id, found.place, *found.ids, str(one)), one) for one in meant]

    def _answer(self, delivery: Delivery | None, channel: str, before: set[str]) -> Answer:
        new = self.world.visible(channel, self.id) if channel else []
        return Answer(self, delivery, [m for m in new if m.ts not in before and m.user != self.id])
