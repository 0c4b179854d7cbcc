"""Looks at the database that an operator asks for; none of them changes anything."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, false, select, text, true

from storage import migrate
from storage import tables as t
from storage.base import StoreBase
from storage.dialect import on_postgresql
from storage.refusals import StorageUnavailable
from storage.soundness import first_damage

SAMPLE = 200
_p, _r = t.participants.c, t.ratings.c


class Examining(StoreBase):
    def is_newer(self) -> str:
        """Empty, or that a newer Waymark has been here. Raises StorageUnavailable."""
        version = self._db.read(migrate.version_of)
        newer = f"the database is of a newer Waymark (schema {version}, this one knows {migrate.newest()})"
        return newer if version > migrate.newest() else ""

    def damage(self) -> str:
        """Empty, or what SQLite's own check finds first. PostgreSQL looks after itself."""

        def look(connection: Connection) -> str:
            if on_postgresql(connection):
                return ""
            file = connection.connection.dbapi_connection
            assert isinstance(file, sqlite3.Connection)
            found = first_damage(file, "quick_check")
            return f"damaged ({found}); restore a backup" if found else ""

        return self._db.read(look)

    def cannot_write(self) -> str:
        """Empty, or why nothing can be kept. Takes the right to write, and writes nothing in each table."""

        def look(connection: Connection) -> str:
            if on_postgresql(connection) and connection.execute(text("SELECT pg_is_in_recovery()")).scalar():
                return "the server is a read-only copy; set DATABASE_URL to the one that is written to"
            for table in t.metadata.sorted_tables:
                connection.execute(table.delete().where(false()))
            return ""

        try:
            return self._db.write(look)
        except StorageUnavailable as error:
            return f"nothing can be kept ({error}); see who holds the database, and who may write to it"

    def workspaces_known(self) -> frozenset[str]:
        """Those that have a journey."""
        asked = select(t.journeys.c.workspace).distinct()
        return self._db.read(lambda c: frozenset(c.execute(asked).scalars()))

    def rated_under_another_secret(self) -> bool:
        """Whether people have rated, and none of the newest keys is one that our secret makes."""
        rated = (
            select(_p.workspace, _p.journey_id, _p.person)
            .join(t.journeys, t.journeys.c.id == _p.journey_id)
            .where(_p.rated == true(), ~_p.person.startswith("imported-"))
            .order_by(t.journeys.c.created_at.desc())
            .limit(SAMPLE)
        )

        def look(connection: Connection) -> bool:
            keys = [(row.journey_id, self._keys.person(*row)) for row in connection.execute(rated)]
            return bool(keys) and not any(
                connection.execute(select(_r.rater).where(_r.journey_id == journey, _r.rater == key)).first()
                for journey, key in keys
            )

        return self._db.read(look)
