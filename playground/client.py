"""What Slack's own app does for a person: takes what they type, press and choose to the bot, and shows the answer.

The web page and the tests' little language (`people`) both stand on this. Everything is named by exact ids; `place` is
the message or view in which an element stands.
"""

from __future__ import annotations

from typing import Any

from playground import payloads
from playground.acks import answer_command, answer_submission, complain
from playground.delivery import INTERACTIVE, PROPERLY, SLASH, Postman, Sending
from playground.required import problems_in
from playground.shapes import user_shape, view_shape
from playground.values import elements
from playground.view_stack import close_all, close_view
from playground.world import Delivery, Message, Payload, View, World


class Client:
    """`commands`: the slash commands the app has registered, None for any; `subscriptions`: its events, or None."""

    def __init__(self, world: World, postman: Postman) -> None:
        self.world = world
        self.postman = postman
        self.commands: set[str] | None = None
        self.subscriptions: set[str] | None = None
        self.escape = True
        """Whether users, channels and links in commands are marked up, as the app's settings say."""

    # -- typing -------------------------------------------------------------------------------------------------

    def command(self, user: str, channel: str, line: str, sending: Sending = PROPERLY) -> Delivery | None:
        """A slash command; None if Slack knows no such command. The answer appears in the channel."""
        name = line.strip().partition(" ")[0]
        if self.commands is not None and name not in self.commands:
            complain(self.world, user, channel, f"{name} is not a valid command.")
            return None
        payload = payloads.command_payload(self.world, user, self.world.channels[channel], line, escape=self.escape)
        return self.redeliver(Delivery(SLASH, payload, self.world.now()), sending)

    def redeliver(self, delivery: Delivery, sending: Sending = PROPERLY) -> Delivery:
        """Sends the same thing once more, to the letter."""
        again = self.postman.deliver(delivery.kind, delivery.payload, sending)
        if again.kind == SLASH:
            answer_command(self.world, again)
        return again

    def say(self, user: str, channel: str, text: str) -> Message:
        """An ordinary message; the bot hears of it when it is mentioned."""
        message = self.world.post(channel, user, payloads.escaped(self.world, text))
        place = self.world.channels[channel]
        if f"<@{self.world.bot_user}" in message.text and self.world.bot_user in place.members:
            self.event(type="app_mention", user=user, text=message.text, ts=message.ts, channel=channel)
        return message

    # -- pressing and choosing ----------------------------------------------------------------------------------

    def act(
        self, user: str, place: Message | View, block_id: str, action_id: str, state: Payload | None = None
    ) -> Delivery:
        """A button pressed (no state), or something chosen (`state` as in `state.values`)."""
        block, element = self._element(place, block_id, action_id)
        action: Payload = {"type": element["type"], "block_id": block["block_id"], "action_id": action_id}
        if element["type"] == "button":
            action |= {name: element[name] for name in ("text", "value", "style") if name in element}
        else:
            action |= {k: v for k, v in (state or {}).items() if k != "type"}
            if "placeholder" in element:
                action["placeholder"] = element["placeholder"]
        payload = payloads.actions_payload(self.world, user, place, action)
        if isinstance(place, View):
            place.trouble = ""
        delivery = self.postman.deliver(INTERACTIVE, payload)
        if delivery.error:
            self._trouble(user, place, delivery.error)
        return delivery

    def choose(
        self, user: str, place: Message | View, block_id: str, action_id: str, state: Payload
    ) -> Delivery | None:
        """Keeps what was typed or chosen; the bot hears of it unless it is an input that waits for the submission."""
        block, element = self._element(place, block_id, action_id)
        with self.world.lock:
            values = place.values if isinstance(place, View) else place.values.setdefault(user, {})
            if element["type"] != "overflow":
                values.setdefault(block_id, {})[action_id] = state
            if isinstance(place, View):
                place.errors.pop(block_id, None)
        if block["type"] == "input" and not block.get("dispatch_action"):
            self.world.feed.tell("view", user=user, id=getattr(place, "id", ""))
            return None
        return self.act(user, place, block_id, action_id, state)

    def suggest(self, user: str, place: Message | View, block_id: str, action_id: str, typed: str) -> list[Payload]:
        """The options the bot offers for what was typed into an external select."""
        payload = payloads.suggestion_payload(self.world, user, place, block_id, action_id, typed)
        answer = self.postman.deliver(INTERACTIVE, payload).answer
        groups: list[Payload] = answer.get("option_groups") or []
        return [*(answer.get("options") or []), *(o for group in groups for o in group["options"])]

    def shortcut(self, user: str, callback_id: str, message: Message | None = None) -> Delivery:
        payload = payloads.shortcut_payload(self.world, user, callback_id, message)
        return self.postman.deliver(INTERACTIVE, payload)

    # -- modals -------------------------------------------------------------------------------------------------

    def submit(self, view: View) -> Delivery | None:
        """Submits a modal; None if Slack itself finds a field empty or out of bounds (then `view.errors` says so)."""
        view.errors = problems_in(view)
        if view.errors:
            self.world.feed.tell("view", user=view.user, id=view.id)
            return None
        delivery = self.postman.deliver(INTERACTIVE, payloads.submission_payload(self.world, view))
        answer_submission(self.world, view, delivery)
        return delivery

    def close(self, view: View, *, everything: bool = False) -> Delivery | None:
        """Closes a modal, or the whole stack with the cross; the bot hears of it if it asked to."""
        everything = everything or bool(view.payload.get("clear_on_close"))
        payload = payloads.closed_payload(self.world, view, all_of_them=everything)
        if everything:
            close_all(self.world, view.user)
        else:
            close_view(self.world, view)
        return self.postman.deliver(INTERACTIVE, payload) if view.payload.get("notify_on_close") else None

    # -- events -------------------------------------------------------------------------------------------------

    def event(self, **event: Any) -> Delivery | None:
        """Sends an event if the app has subscribed to its type."""
        if self.subscriptions is not None and event["type"] not in self.subscriptions:
            return None
        return self.postman.event(payloads.event_payload(self.world, event))

    def open_home(self, user: str) -> Delivery | None:
        home = self.world.homes.get(user)
        event: Payload = {"user": user, "channel": self.world.im_with(user).id, "tab": "home"}
        if home is not None:
            event["view"] = view_shape(self.world, home)
        self.world.homes_opened.add(user)
        return self.event(type="app_home_opened", **event)

    def join(self, user: str, channel: str, inviter: str = "") -> Delivery | None:
        """A person, or the bot, comes into a channel."""
        place = self.world.channels[channel]
        with self.world.lock:
            if user not in place.members:
                place.members.append(user)
            self.world.feed.tell("channel", channel)
        return self._membership("member_joined_channel", user, channel, inviter)

    def leave(self, user: str, channel: str) -> Delivery | None:
        with self.world.lock:
            self.world.channels[channel].members.remove(user)
            self.world.feed.tell("channel", channel)
        return self._membership("member_left_channel", user, channel)

    def _membership(self, kind: str, user: str, channel: str, inviter: str = "") -> Delivery | None:
        place = self.world.channels[channel]
        if self.world.bot_user not in place.members and user != self.world.bot_user:
            return None
        letter = "G" if place.kind == "group" else "C"
        more = {"inviter": inviter} if inviter else {}
        return self.event(type=kind, user=user, channel=channel, channel_type=letter, team=self.world.team.id, **more)

    def archive(self, channel: str, by: str) -> Delivery | None:
        with self.world.lock:
            self.world.channels[channel].is_archived = True
            self.world.feed.tell("channel", channel)
        return self.event(type="channel_archive", channel=channel, user=by, is_moved=0)

    def change_user(self, user: str, **changes: Any) -> Delivery | None:
        """A person's details change: tz, locale, deleted …"""
        person = self.world.users[user]
        with self.world.lock:
            for name, value in changes.items():
                setattr(person, name, value)
            self.world.feed.tell("user", id=user)
        shape = user_shape(self.world, person, include_locale=True)
        return self.event(type="user_change", user=shape, cache_ts=int(self.world.now()))

    # -- inside -------------------------------------------------------------------------------------------------

    @staticmethod
    def _element(place: Message | View, block_id: str, action_id: str) -> tuple[Payload, Payload]:
        blocks = place.payload["blocks"] if isinstance(place, View) else place.blocks
        for block, element in elements(blocks):
            if (block["block_id"], element["action_id"]) == (block_id, action_id):
                return block, element
        raise KeyError(f"no element {action_id} in block {block_id}")

    def _trouble(self, user: str, place: Message | View, error: str) -> None:
        if isinstance(place, View):
            place.trouble = error
        channel = "" if isinstance(place, View) else place.channel
        self.world.notify(user, f"That did not work: {error}", channel)
