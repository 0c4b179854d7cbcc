"""Forgetting one person in a workspace, for good: no row bears their id afterwards, and their ratings and votes bear a
random key, which not even the secret leads from.

Columns that name people are found by their names (NAMING, and `person`), so that a new table needs nothing here.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, Text, cast, or_, select, union

from journey.model import Person
from storage import tables as t
from storage.base import StoreBase
from storage.erasing import erase_items
from storage.heads import HEAD, head_of
from storage.outbox_rows import put, waiting_about
from storage.turn import facilitators_of
from storage.values import Forgotten, JourneyHead, Kind, LeftBehind, Post, Visit

NAMING = ("author", "changed_by", "owner", "set_up_by", "confirmed_by")
_OWNED = {t.touchpoints: Kind.TOUCHPOINT, t.actions: Kind.ACTION, t.tasks: Kind.TASK}
_TOLD = (t.contributions.c.changes, t.snapshots.c.map, t.pictures.c.drawn)
"""JSON in which people may stand."""
_KEYED = ((t.ratings, t.ratings.c.rater), (t.votes, t.votes.c.voter))


class Forgetting(StoreBase):
    def forget_person(
        self, visit: Visit, *, erase: bool, posts: Callable[[Forgotten], Sequence[Post]] = lambda _: ()
    ) -> Forgotten:
        """Forgets the person of this visit in their workspace. What they added stays and is nobody's, or with `erase`
        goes wherever nobody else has built on it; so do their ratings and votes. There is no way back. `posts` is
        called within the transaction: it must not call the Store."""
        return self._db.write(lambda c: self._forget(c, visit, erase, posts))

    def _forget(
        self, connection: Connection, visit: Visit, erase: bool, posts: Callable[[Forgotten], Sequence[Post]]
    ) -> Forgotten:
        heads = _journeys_that_name(connection, visit.workspace, visit.person)
        left = [self._leave(connection, head, visit.person, erase) for head in heads]
        for table in _tables("person"):
            if "journey_id" not in table.c:
                mine = (table.c.workspace == visit.workspace, table.c.person == visit.person)
                connection.execute(table.delete().where(*mine))
        installed = (t.installations.c.workspace == visit.workspace, t.installations.c.installer == visit.person)
        connection.execute(t.installations.update().where(*installed).values(installer=""))
        here = (t.people.c.workspace == visit.workspace, t.people.c.id == visit.person)
        connection.execute(t.people.delete().where(*here))
        _drop_letters(connection, visit.workspace, visit.person)
        forgotten = Forgotten(tuple(each for each in left if each is not None))
        put(connection, visit.workspace, posts(forgotten), visit.now)
        return forgotten

    def _leave(self, connection: Connection, head: JourneyHead, person: Person, erase: bool) -> LeftBehind | None:
        key = self._keys.person(head.workspace, head.id, person)
        owned = _owned_by(connection, head.id, person)
        gone = erase_items(connection, head.id, person, key) if erase else 0
        kept = _count_of(connection, head.id, person)
        touched = _part_of(connection, head.id, person) or bool(owned or gone or kept)
        nobody = secrets.token_hex(32)
        for table, column in _KEYED:
            mine = (table.c.journey_id == head.id, column == key)
            connection.execute(table.update().where(*mine).values({column.name: nobody}))
        for table in t.metadata.sorted_tables:
            _unname(connection, table, head.id, person)
        _clean_log(connection, head.id, {person: "", key: nobody}, erase)
        _clean_snapshots(connection, head.id, person)
        _clean_pictures(connection, head.id, person)
        if not touched:
            return None
        return LeftBehind(head, tuple(owned), facilitators_of(connection, head.id), gone, kept)


def _journeys_that_name(connection: Connection, workspace: str, person: Person) -> list[JourneyHead]:
    """Those of the workspace in which this person stands anywhere. A workspace may have thousands in which they do not;
    whoever rated or voted stands among the participants."""
    j = t.journeys.c
    found = []
    for table in t.metadata.sorted_tables:
        if table is not t.journeys and "journey_id" not in table.c:
            continue
        columns = [table.c[name] for name in (*NAMING, "person", "who") if name in table.c]
        named = [column == person for column in columns]
        named += [cast(column, Text).contains(json.dumps(person)) for column in _TOLD if column.table is table]
        if named:
            of_it = t.journeys if table is t.journeys else t.journeys.join(table, j.id == table.c.journey_id)
            found.append(select(j.id).select_from(of_it).where(j.workspace == workspace, or_(*named)))
    return [head_of(row) for row in connection.execute(select(*HEAD).where(j.id.in_(union(*found)))).all()]


def _tables(column: str) -> list[Table]:
    return [table for table in t.metadata.sorted_tables if column in table.c]


def _here(table: Table, journey_id: str) -> Any:
    return (table.c.id if table is t.journeys else table.c.journey_id) == journey_id


def _owned_by(connection: Connection, journey_id: str, person: Person) -> list[tuple[Kind, int]]:
    found = []
    for table, kind in _OWNED.items():
        mine = (table.c.journey_id == journey_id, table.c.owner == person, ~table.c.removed)
        found += [(kind, number) for number in connection.execute(select(table.c.number).where(*mine)).scalars()]
    return found


def _count_of(connection: Connection, journey_id: str, person: Person) -> int:
    """How many items bear their name as author."""
    authored = [table for table in _tables("author") if table not in (t.journeys, t.stages)]
    return sum(
        len(connection.execute(select(table.c.author).where(_here(table, journey_id), table.c.author == person)).all())
        for table in authored
    )


def _part_of(connection: Connection, journey_id: str, person: Person) -> bool:
    p = t.participants.c
    return (
        connection.execute(select(p.person).where(p.journey_id == journey_id, p.person == person)).first() is not None
    )


def _unname(connection: Connection, table: Table, journey_id: str, person: Person) -> None:
    if table is not t.journeys and "journey_id" not in table.c:
        return
    if "person" in table.c:
        connection.execute(table.delete().where(_here(table, journey_id), table.c.person == person))
    named: list[Column[Any]] = [table.c[name] for name in NAMING if name in table.c]
    for column in named:
        nobody = None if column.nullable else ""
        mine = (_here(table, journey_id), column == person)
        connection.execute(table.update().where(*mine).values({column.name: nobody}))


def _clean_log(connection: Connection, journey_id: str, instead: dict[str, str], erase: bool) -> None:
    """One's own entries go or become nobody's; in those of others a name (an owner, say) is taken out."""
    c = t.contributions.c
    mine = or_(*(c.who == each for each in instead))
    if erase:
        connection.execute(t.contributions.delete().where(c.journey_id == journey_id, mine))
    for row in connection.execute(select(c.id, c.who, c.changes).where(c.journey_id == journey_id)).all():
        changes = _replaced(row.changes, instead)
        values: dict[str, Any] = {} if changes == row.changes else {"changes": changes}
        if row.who in instead:
            values |= {"who": instead[row.who], "request": "~" + secrets.token_hex(12), "sealed": ""}
        if values:
            connection.execute(t.contributions.update().where(c.id == row.id).values(values))


def _replaced(value: Any, instead: dict[str, str]) -> Any:
    """JSON in which a name stands no more; a mapping's keys are ours."""
    if isinstance(value, dict):
        return {name: _replaced(each, instead) for name, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, instead) for each in value]
    if isinstance(value, str) and value in instead:
        return instead[value] or None
    return value


def _clean_snapshots(connection: Connection, journey_id: str, person: Person) -> None:
    s = t.snapshots.c
    for number, kept in connection.execute(select(s.number, s.map).where(s.journey_id == journey_id)).all():
        if json.dumps(person) in kept:
            here = t.snapshots.update().where(s.journey_id == journey_id, s.number == number)
            connection.execute(here.values(map=_without(kept, person)))


def _clean_pictures(connection: Connection, journey_id: str, person: Person) -> None:
    """What was drawn last names owners as the picture did; so do the words beside it."""
    p = t.pictures.c
    asked = select(p.slot, p.drawn, p.alt, p.shown_alt).where(p.journey_id == journey_id)
    for slot, drawn, alt, shown_alt in connection.execute(asked).all():
        if json.dumps(person) in drawn:
            names = [each["name"] for each in json.loads(drawn).get("people", ()) if each["id"] == person]
            words = {"alt": _unsaid(alt, names), "shown_alt": _unsaid(shown_alt, names)}
            here = t.pictures.update().where(p.journey_id == journey_id, p.slot == slot)
            connection.execute(here.values(drawn=_without(drawn, person), **words))


def _unsaid(text: str, names: Sequence[str]) -> str:
    for name in filter(None, names):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", text)
    return text


def _without(kept: str, person: Person) -> str:
    """A map's JSON in which this person does not stand."""
    map = _replaced(json.loads(kept), {person: ""})
    map["people"] = [each for each in map.get("people", ()) if each["id"]]
    map["facilitators"] = [each for each in map.get("facilitators", ()) if each]
    return json.dumps(map, ensure_ascii=False)


def _drop_letters(connection: Connection, workspace: str, person: Person) -> None:
    """What waits to be said to them or about them."""
    if about := [row.id for row in waiting_about(connection, workspace, person)]:
        connection.execute(t.outbox.delete().where(t.outbox.c.id.in_(about)))
