"""What an open page is told while it is open, as server-sent events.

The first event is a snapshot of the channel, so that a page that was away (a closed laptop, a hidden tab) catches up;
after that each change is sent as rendered HTML to those who may see it.
"""

import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from playground.feed import Change
from playground.model import SLACKBOT, Message
from playground.page.onlooker import Onlooker
from playground.page.render import Renderer
from playground.page.side import side
from playground.world import World

Event = dict[str, Any]

RECONNECT_AFTER = 1_000
"""Milliseconds until the page tries again when the line is cut."""


@dataclass
class Progress:
    """What is being prepared, such as the sample workshop; shown on top of every page until it is empty."""

    world: World
    text: str = ""
    values: dict[str, object] = field(default_factory=dict)

    def say(self, text: str, **values: object) -> None:
        """`values` fill in what stands in braces, once the text is in the reader's language."""
        self.text, self.values = text, values
        self.world.feed.tell("progress")

    def said_to(self, me: Onlooker) -> str:
        return me.say(self.text).format(**self.values)


@dataclass(frozen=True)
class Live:
    """News for one person who looks at one channel (or at Home, when `channel` is empty)."""

    renderer: Renderer
    progress: Progress
    me: Onlooker
    channel: str

    async def stream(self) -> AsyncIterator[str]:
        """Events in the form of an event stream, as long as the page listens."""
        with self.me.world.watch() as watch:
            yield f"retry: {RECONNECT_AFTER}\n\n"
            for event in self.snapshot():
                yield _written(event)
            async for changes in watch.stream():
                if not changes:
                    yield ": still here\n\n"
                for event in self.events(changes):
                    yield _written(event)

    def snapshot(self) -> list[Event]:
        with self.me.world.lock:
            entries = [self.entry(m) for m in self.me.world.visible(self.channel, self.me.id)] if self.channel else []
            return [{"kind": "all", "entries": entries}, self.modal(), self.home(), self.said_progress()]

    def events(self, changes: Iterable[Change]) -> list[Event]:
        """What the changes mean for this page, each thing once."""
        with self.me.world.lock:
            mine = [c for c in changes if c.user in ("", self.me.id)]
            events = [e for c in dict.fromkeys((c.kind, c.channel, c.id) for c in mine) for e in self._event(*c)]
        return list({json.dumps(e, sort_keys=True): e for e in events}.values())

    def _event(self, kind: str, channel: str, id: str) -> list[Event]:
        if kind in ("message", "message_changed", "ephemeral", "message_deleted"):
            return self._of_message(channel, id)
        if kind == "file":
            changed = self.me.world.visible(self.channel, self.me.id) if self.channel else []
            return [{"kind": "entry", **self.entry(m)} for m in changed if _shows(m, id)]
        whole = {"view": self.modal, "home": self.home, "progress": self.said_progress, "notice": self.notice}
        if kind in whole:
            return [whole[kind]()]
        if kind in ("channel", "user"):
            here = self.me.world.channels.get(self.channel)
            return [{"kind": "side", "html": side(self.renderer, self.me, here)}]
        return []

    def _of_message(self, channel: str, ts: str) -> list[Event]:
        if not self.me.sees(channel):
            return []
        message = self.me.world.message(channel, ts)
        if channel != self.channel:
            return [{"kind": "unread", "channel": channel, "ts": ts}] if message else []
        if message is None:
            return [{"kind": "gone", "ts": ts}]
        return [{"kind": "entry", **self.entry(message)}]

    def entry(self, message: Message) -> Event:
        """A message with what the page needs to place it: `mark` changes whenever its HTML does."""
        html = self.renderer.message(self.me, message)
        at = self.me.moment(float(message.ts))
        html = self.renderer.entry(self.me, message, html, self.me.day(at), mark := f"{crc32(html.encode()):x}")
        return {"ts": message.ts, "mark": mark, "html": html}

    def modal(self) -> Event:
        view = self.me.world.top_view(self.me.id)
        depth = len(self.me.world.stacks.get(self.me.id, []))
        html = self.renderer.modal(self.me, view, depth) if view else ""
        return {"kind": "modal", "view": view.id if view else "", "html": html, "errors": view.errors if view else {}}

    def home(self) -> Event:
        return {"kind": "home", "html": self.renderer.home(self.me, self.me.world.homes.get(self.me.id))}

    def said_progress(self) -> Event:
        return {"kind": "progress", "text": self.progress.said_to(self.me)}

    def notice(self) -> Event:
        """What Slack says when the bot failed somebody, unless it stands in the channel or in a modal already."""
        notice = next((n for n in reversed(self.me.world.notices) if n.user == self.me.id), None)
        said = self.me.world.visible(self.channel, self.me.id) if self.channel else []
        if (
            notice is None
            or notice.channel not in ("", self.channel)
            or any(m.user == SLACKBOT and m.text == notice.text and float(m.ts) >= notice.at - 1 for m in said)
            or (not notice.channel and self.me.world.top_view(self.me.id))
        ):
            return {"kind": "nothing"}
        html = self.renderer.notice(self.me, notice)
        return {"kind": "notice", "html": html, "text": notice.text, "at": notice.at}


def _shows(message: Message, file: str) -> bool:
    return file in message.files or file in json.dumps(message.blocks)


def _written(event: Event) -> str:
    return f"data: {json.dumps(event)}\n\n"
