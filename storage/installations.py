"""Where Waymark is installed, when it serves many workspaces. Tokens come and go encrypted: they are never read here.

An organisation that installed it for all its workspaces has one installation, and a row for each workspace that leads
to it. Whoever changes a token first moves its `rotate_at` on, so that of several processes only one does.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, select

from storage import tables as t
from storage.base import StoreBase
from storage.dialect import claiming, upsert

_i = t.installations.c
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LEASE = timedelta(seconds=30)
"""For one change of a token; whoever dies over it leaves it to the next."""


class Installation(NamedTuple):
    """`token` and `refresh_token` are encrypted; empty when it is uninstalled. `workspace` may be an organisation's
    id. `rotate_at`: when its token is to be changed; None for never."""

    workspace: str
    installed_at: datetime
    name: str = ""
    org_wide: bool = False
    app: str = ""
    bot: str = ""
    bot_user: str = ""
    installer: str = ""
    scopes: str = ""
    token: str = ""
    refresh_token: str = ""
    expires_at: datetime | None = None
    rotate_at: datetime | None = None
    uninstalled_at: datetime | None = None


_FIELDS = tuple(_i[name] for name in Installation._fields)


class Installations(StoreBase):
    def keep_installation(self, installation: Installation) -> None:
        """A new one, or one that is installed again."""
        row = {"org": "", **{name: getattr(installation, name) for name in Installation._fields}}

        def keep(connection: Connection) -> None:
            _put(connection, row)
            if installation.org_wide:
                back = t.installations.update().where(_i.org == installation.workspace)
                connection.execute(back.values(uninstalled_at=None))

        self._db.write(keep)

    def installation(self, workspace: str) -> Installation | None:
        """The one that serves this workspace: its own, or its organisation's. None where there never was one."""

        def look(connection: Connection) -> Installation | None:
            row = connection.execute(_ONE, {"id": workspace}).first()
            if row is not None and row.org and row.uninstalled_at is None:
                row = connection.execute(_ONE, {"id": row.org}).first()
            return _installation_of(row) if row is not None else None

        return self._db.read(look)

    def serve_through(self, org: str, workspace: str, now: datetime) -> None:
        """From now on this workspace is served by its organisation's installation."""
        empty = Installation(workspace, now)
        row = {"org": org, **{name: getattr(empty, name) for name in Installation._fields}}
        self._db.write(lambda c: _put(c, row))

    def installations(self, limit: int = 1000) -> list[Installation]:
        """Those that are installed now, the youngest first."""
        here = select(*_FIELDS).where(_i.token != "").order_by(_i.installed_at.desc()).limit(limit)
        return self._db.read(lambda c: [_installation_of(row) for row in c.execute(here)])

    # --- tokens -----------------------------------------------------------------------------------------------

    def claim_rotation(self, now: datetime, workspace: str = "") -> Installation | None:
        """One whose token is to be changed by now, leased to whoever asks; `workspace`: only that one."""
        due = _ROTATABLE.where(_i.workspace == workspace) if workspace else _ROTATABLE
        if not self._db.read(lambda c: c.execute(due, {"now": now}).first()):
            return None  # looking needs no turn to write

        def claim(connection: Connection) -> Installation | None:
            found = connection.execute(claiming(due, t.installations), {"now": now}).scalar()
            leased = t.installations.update().where(_i.workspace == found).values(rotate_at=now + LEASE)
            row = connection.execute(leased.returning(*_FIELDS)).first() if found else None
            return _installation_of(row) if row is not None else None

        return self._db.write(claim)

    def token_changed(self, before: Installation, after: Installation) -> bool:
        """Keeps the new tokens, unless it was installed anew or uninstalled on the way."""
        new = {
            "token": after.token,
            "refresh_token": after.refresh_token,
            "expires_at": after.expires_at,
            "rotate_at": after.rotate_at,
        }
        same = and_(_i.workspace == before.workspace, _i.token == before.token)
        return self._db.write(lambda c: bool(c.execute(t.installations.update().where(same).values(new)).rowcount))

    def token_later(self, workspace: str, at: datetime | None) -> None:
        """It could not be changed; try again then."""
        later = t.installations.update().where(_i.workspace == workspace, _i.token != "").values(rotate_at=at)
        self._db.write(lambda c: c.execute(later) and None)

    # --- the end ----------------------------------------------------------------------------------------------

    def uninstall(self, workspace: str, at: datetime, now: datetime, *, token: str = "") -> list[str]:
        """Drops the tokens and what was still to be told, and notes since when, for an installation that is older than
        `at`. `token`: only while this is the one. Returns the workspaces concerned; none when it was gone before, or
        was installed anew since: what Slack says of an uninstallation may come late and twice."""

        def end(connection: Connection) -> list[str]:
            own = and_(
                _i.workspace == workspace, _i.uninstalled_at.is_(None), _i.installed_at < at + timedelta(seconds=1)
            )
            own = and_(own, _i.token == token) if token else own
            if not connection.execute(
                t.installations.update().where(own).values(_NOTHING | {"uninstalled_at": now})
            ).rowcount:
                return []
            through = and_(_i.org == workspace, _i.uninstalled_at.is_(None))
            ended = connection.execute(
                t.installations.update().where(through).values(uninstalled_at=now).returning(_i.workspace)
            )
            gone = [workspace, *ended.scalars()]
            connection.execute(t.outbox.delete().where(t.outbox.c.workspace.in_(gone)))
            return gone

        return self._db.write(end)

    def uninstalled(self) -> frozenset[str]:
        """Workspaces (and organisations) where it was installed once and is no more."""
        gone = select(_i.workspace).where(_i.uninstalled_at > LONG_AGO)  # by its index, as IS NOT NULL is not
        return self._db.read(lambda c: frozenset(c.execute(gone).scalars()))


def _put(connection: Connection, row: dict[str, Any]) -> None:
    changed = {name: f"{{{name}}}" for name in row if name != "workspace"}
    connection.execute(upsert(connection.dialect.name, t.installations, ("workspace",), changed), row)


def _installation_of(row: Any) -> Installation:
    return Installation(**{name: getattr(row, name) for name in Installation._fields})


_NOTHING: dict[str, Any] = {"token": "", "refresh_token": "", "expires_at": None, "rotate_at": None}
_ONE = select(*_FIELDS, _i.org).where(_i.workspace == bindparam("id"))
_ROTATABLE: Select[Any] = (
    select(_i.workspace)
    .where(_i.rotate_at <= bindparam("now", type_=_i.rotate_at.type))
    .order_by(_i.rotate_at)
    .limit(1)
)
