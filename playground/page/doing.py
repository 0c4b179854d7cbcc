"""What people do on the page, carried out as Slack's own app would: typing, pressing, choosing, submitting, closing."""

from collections.abc import Callable
from typing import Any

from playground.client import Client
from playground.model import Message, Payload, Values, View
from playground.page.elements import state
from playground.page.onlooker import Onlooker
from playground.values import KEEPS, elements

Asked = dict[str, Any]


class Doing:
    """Takes what the page's scripts ask for to the `Client` that stands for Slack's app."""

    def __init__(self, client: Client) -> None:
        self.client, self.world = client, client.world
        self._ways: dict[str, Callable[[Onlooker, Asked], None]] = {
            "say": self._say,
            "press": self._press,
            "submit": self._submit,
            "close": self._close,
            "dismiss": self._dismiss,
            "shortcut": self._shortcut,
        }

    def do(self, me: Onlooker, asked: Asked) -> bool:
        """Does what is asked; False when it is about something that is gone by now or was never there."""
        try:
            self._ways[asked["what"]](me, asked)
        except LookupError:
            return False
        return True

    def open_home(self, user: str) -> None:
        """The bot is told that a person looks at Home; nothing to tell while it is not there yet."""
        if self.client.postman.bot_url or self.client.postman.socket:
            self.client.open_home(user)

    def _say(self, me: Onlooker, asked: Asked) -> None:
        text, channel = str(asked["text"]).strip(), asked["in"]
        if not me.sees(channel):
            raise LookupError(channel)
        if text.startswith("/"):
            self.client.command(me.id, channel, text)
        elif text:
            self.client.say(me.id, channel, text)

    def _press(self, me: Onlooker, asked: Asked) -> None:
        place = self._place(me, asked["surface"])
        self._keep(me, place, asked.get("fields", []))
        element = _elements(place)[asked["block"], asked["action"]]
        picked = [str(value) for value in asked["picked"]]
        if element["type"] in KEEPS:
            self.client.choose(me.id, place, asked["block"], asked["action"], state(element, picked, me.zone))
        elif element["type"] == "overflow":
            option = next(o for o in element["options"] if o.get("value") in picked)
            self.client.act(me.id, place, asked["block"], asked["action"], {"selected_option": option})
        else:
            self.client.act(me.id, place, asked["block"], asked["action"])

    def _submit(self, me: Onlooker, asked: Asked) -> None:
        view = self._modal(me, asked["view"])
        self._keep(me, view, asked["fields"])
        self.client.submit(view)

    def _close(self, me: Onlooker, asked: Asked) -> None:
        self.client.close(self._modal(me, asked["view"]), everything=bool(asked.get("everything")))

    def _dismiss(self, me: Onlooker, asked: Asked) -> None:
        message = self._place(me, asked["surface"])
        if isinstance(message, Message) and message.ephemeral_to == me.id:
            self.world.remove(message)

    def _shortcut(self, me: Onlooker, asked: Asked) -> None:
        message = self._place(me, asked["surface"])
        if isinstance(message, Message) and not message.ephemeral_to:
            self.client.shortcut(me.id, str(asked["callback"]), message)

    def _modal(self, me: Onlooker, id: str) -> View:
        view = self.world.views[id]
        if view.user != me.id:
            raise LookupError(id)
        return view

    def _place(self, me: Onlooker, surface: str) -> Message | View:
        """The message or view that a surface's name on the page stands for, if the person can see it."""
        kind, _, rest = surface.partition(":")
        if kind == "view":
            home = self.world.homes.get(me.id)
            return home if home is not None and home.id == rest else self._modal(me, rest)
        channel, _, ts = rest.partition(":")
        message = self.world.message(channel, ts)
        if message is None or not me.sees(channel) or message.ephemeral_to not in ("", me.id):
            raise LookupError(surface)
        return message

    def _keep(self, me: Onlooker, place: Message | View, fields: list[Asked]) -> None:
        """Keeps what is in the fields, without telling the bot: it goes along with what is pressed or submitted."""
        there = _elements(place)
        with self.world.lock:
            values: Values = place.values if isinstance(place, View) else place.values.setdefault(me.id, {})
            for field in fields:
                element = there.get((field["block"], field["action"]))
                if element is not None and element["type"] in KEEPS:
                    picked = [str(value) for value in field["picked"]]
                    values.setdefault(field["block"], {})[field["action"]] = state(element, picked, me.zone)


def _elements(place: Message | View) -> dict[tuple[str, str], Payload]:
    blocks = place.payload.get("blocks", []) if isinstance(place, View) else place.blocks
    return {(block["block_id"], element["action_id"]): element for block, element in elements(blocks)}
