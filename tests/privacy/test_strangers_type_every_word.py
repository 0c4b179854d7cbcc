"""Every word of the command, typed by each kind of stranger with what would hit something of a private journey: nothing
of it shows in answers, forms, direct messages, files or on the Home tab, and nothing that is kept of it changes. A new
command needs a line in HITS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, select

from commands import help
from commands.catalogue import COMMANDS
from commands.registry import Command
from playground import payloads
from playground.delivery import SLASH
from playground.world import Payload
from storage.tables import metadata
from tests.rooms import Room
from tests.running import Bot

SECRET_WORD = "Nachtwacht"
"""Stands in all that nobody outside may read. The journey's name a stranger may have heard of."""
HITS: dict[str, tuple[str, ...]] = {
    "start": ("{name}",),
    "goal": ("Spied on", "| measure: none"),
    "persona": ("Spy",),
    "research": ("Found out | touchpoint: 1",),
    "touchpoint": ("Spied | after: 1", "Spied | back to: 1"),
    "emotion": ("1 2 Spied", "1"),
    "map": ("", "svg", "{name}", "{id}"),
    "picture": ("", "curves svg | with: {name}", "curves | with: {id}", "plan"),
    "curves": ("svg | with: {name}", "svg | with: {id}"),
    "drivers": ("svg",),
    "quick-wins": ("svg",),
    "coverage": ("svg",),
    "plan": ("svg",),
    "pain": ("1 Spied",),
    "cause": ("1 Spied",),
    "vote": ("", "1"),
    "action": ("Spied | pain: 1",),
    "task": ("1 Spied",),
    "measure": ("NPS 3",),
    "values": ("NPS, 2027-01-04, 3",),
    "token": ("list", "new spy", "revoke 1"),
    "dashboard": ("",),
    "review": ("now", "every 3 months", "close Spied", "off"),
    "snapshot": ("Spied",),
    "compare": ("", "1 now", "Before"),
    "check": ("",),
    "nudges": ("", "off", "on"),
    "edit": ("touchpoint 1", "touchpoint 1 Spied", "action 1 | owner: me"),
    "remove": ("touchpoint 1", "pain 1"),
    "undo": ("",),
    "done": ("", "action 1", "task 1"),
    "reopen": ("action 2",),
    "tell": ("1 Spied",),
    "next": ("",),
    "back": ("",),
    "go": ("review",),
    "department": ("Board",),
    "facilitators": ("@gus", "me"),
    "stages": ("A, B",),
    "status": ("", "{name}"),
    "list": ("",),
    "open": ("", "{name}", "{id}"),
    "close": ("", "{name}"),
    "export": ("json", "md", "{name}"),
    "accent": ("#ff0000",),
    "my data": ("",),
    "forget me": ("| added: erase | sure: yes",),
    "help": ("", "open", "{name}"),
}
ALL: tuple[Command, ...] = (*COMMANDS, *help.COMMANDS)
WORDS = [word for each in ALL for word in dict.fromkeys((*each.words, each.dutch))]
OURS, SHARED = "", "TPARTNER"
STRANGERS = {
    "of the workspace, not in the channel": ("bram", OURS, False),
    "a guest": ("gus", OURS, False),
    "of another workspace, by the channel's own id": ("bram", "TSTRANGER", True),
    "of another organisation, by Slack Connect": ("dora", SHARED, False),
}
"""Who types, the workspace that Slack names, whether in the private channel itself."""


def hits_of(name: str, journey: str) -> Iterator[str]:
    for command in ALL:
        for hit in HITS[command.name]:
            yield f"{command.name} {hit.format(name=name, id=journey)}".strip()


def test_every_word_has_its_line() -> None:
    assert sorted(HITS) == sorted(each.name for each in ALL)


@pytest.fixture
def private(installed: Bot) -> Room:
    """A private channel of Ana's, with a journey that has something for every word to hit."""
    name = f"private-{uuid4().hex[:6]}"
    installed.slack.world.add_channel(name, ["ana", "eva"], private=True)
    room = Room(installed, name)
    room.ana(f"start Boardroom plan {name[-6:]} | stages: {SECRET_WORD} begins, B | language: en")
    for line in (
        f"goal {SECRET_WORD} goal | measure: {SECRET_WORD} measure",
        f"persona {SECRET_WORD} Sam",
        f"research {SECRET_WORD} found",
        f"touchpoint {SECRET_WORD} reads | need: {SECRET_WORD} rest",
        "department Board",
        f"emotion 1 -2 {SECRET_WORD} angry",
        f"pain 1 {SECRET_WORD} hurts | cause: {SECRET_WORD} cause",
        "vote 1",
        f"action {SECRET_WORD} acts | pain: 1 | owner: me | due: in 3 weeks",
        f"task 1 {SECRET_WORD} calls | owner: me",
        f"action {SECRET_WORD} acts again",
        "done action 2",
        f"measure {SECRET_WORD} NPS 20",
        f"token new {SECRET_WORD} desk",
        f"snapshot {SECRET_WORD} before",
        "review every 3 months",
        "review now",
    ):
        room.ana(line)
    settled(room)
    return room


def settled(room: Room) -> None:
    room.waits_for(lambda: room.bot.store.backlog(datetime.now(UTC)).waiting == 0, 90)


def rows_of(room: Room, journey: str) -> dict[str, list[str]]:
    """Every row of that journey."""
    engine = create_engine(room.bot.env["DATABASE_URL"])
    with engine.connect() as connection:
        found = {
            table.name: sorted(
                map(repr, connection.execute(select(table).where(table.c[_key(table)] == journey)).all())
            )
            for table in metadata.sorted_tables
            if _key(table) in table.c and table.name not in {"people", "channels", "outbox"}
        }
    engine.dispose()
    return found


def _key(table: Any) -> str:
    return "id" if table.name == "journeys" else "journey_id"


class Stranger:
    """Types, and remembers all that comes back."""

    def __init__(self, room: Room, name: str, workspace: str, channel: str) -> None:
        self.room, self.name, self.workspace = room, name, workspace
        self.world, self.person, self.channel = room.slack.world, room.person(name), room.slack.world.channel(channel)
        self.answers: list[Payload] = []

    def types(self, line: str) -> None:
        payload = payloads.command_payload(self.world, self.person.id, self.channel, f"/journey {line}")
        delivery = self.room.slack.postman.deliver(
            SLASH, payload | ({"team_id": self.workspace} if self.workspace else {})
        )
        assert not delivery.error, (line, delivery.error)
        self.answers.append({"to": line, **(delivery.answer or {})})
        if self.person.modal:
            view = self.world.top_view(self.person.id)
            self.answers.append({"form for": line, **(view.payload if view else {})})
            self.person.closes(everything=True)

    def read(self) -> str:
        """All that this person was shown anywhere but in the private channel's own messages to everybody."""
        self.person.opens_home()
        settled(self.room)
        places = [c for c in self.world.channels_of(self.person.id) if self.person.id in c.members]
        seen = [m for c in places for m in self.world.visible(c.id, self.person.id)]
        seen += [m for m in self.world.messages.get(self.channel.id, {}).values() if m.ephemeral_to == self.person.id]
        shared = [file if isinstance(file, str) else file.id for m in seen for file in m.files]
        files = [self.world.bytes_of.get(each, b"").decode("utf-8", "replace") for each in shared]
        about = [repr(self.world.files[each]) for each in shared if each in self.world.files]
        home = self.person.home.view.payload if self.person.home else {}
        said = [m.text + json.dumps(m.blocks, ensure_ascii=False) for m in seen]
        return json.dumps([*self.answers, *said, home, *about, *files], ensure_ascii=False)


@pytest.mark.parametrize("kind", STRANGERS)
def test_no_word_leads_a_stranger_to_a_private_journey(private: Room, room: Room, kind: str) -> None:
    who, workspace, inside = STRANGERS[kind]
    room.chidi("start A journey of their own | language: en")
    name, journey = str(private.exported()["name"]), str(private.exported()["id"])
    before = rows_of(private, journey)
    map_before = private.exported() | {
        "accent": "#ff0000"
    }  # a colour of the workspace's, for whoever leads anywhere in it
    stranger = Stranger(room, who, workspace, private.channel if inside else room.channel)
    for word in WORDS:
        stranger.types(word)
    read = stranger.read()
    for secret in (SECRET_WORD, name, journey):
        assert secret not in read, around(read, secret)
    for line in hits_of(name, journey):
        stranger.types(line)
    read = stranger.read()
    assert len(stranger.answers) > 150
    assert SECRET_WORD not in read, around(read, SECRET_WORD)
    assert not any(SECRET_WORD in m.text for m in room.messages())
    assert private.exported() | {"accent": "#ff0000"} == map_before
    assert rows_of(private, journey) == before


def test_whoever_is_in_the_channel_does_read_it(private: Room, room: Room) -> None:
    """Else the walk above would find nothing anywhere."""
    eva = Stranger(room, "eva", OURS, private.channel)
    for line in ("status", "touchpoint 1", "export json", "list", "my data"):
        eva.types(line)
    read = eva.read()
    assert all(word in read for word in (SECRET_WORD, private.exported()["name"], private.exported()["id"]))


def around(read: str, word: str) -> str:
    at = read.find(word)
    return read[max(0, at - 200) : at + 200]
