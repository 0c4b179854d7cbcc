"""Whom and where Slack told us of: people, their nudges, channels, workspaces and installations."""

# Annotations are real ones here: SQLAlchemy evaluates those of a shared base once per table, 10 ms of each start.

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.basis import CLUSTERED, UTC, Kept, table_of


class PersonRow(Kept, table=True):
    """What Slack told us of a person."""

    __tablename__ = "people"
    __table_args__ = (CLUSTERED,)
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str = ""
    locale: str = ""
    timezone: str = ""
    active: bool = True
    guest: bool = False
    bot: bool = False
    learned_at: dt.datetime | None = Field(default=None, sa_type=UTC)


class NudgingRow(Kept, table=True):
    """When a person wants to be reminded: at an hour, on ISO weekdays ("12345"), or not at all. `told_on` is the
    last day, theirs, on which they were; until `unreachable_until` no direct message gets to them."""

    __tablename__ = "nudging"
    __table_args__ = (CLUSTERED,)
    workspace: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    at: str
    days: str
    off: bool = False
    told_on: dt.date | None = None
    unreachable_until: dt.datetime | None = Field(default=None, sa_type=UTC)


class ChannelRow(Kept, table=True):
    __tablename__ = "channels"
    __table_args__ = (CLUSTERED,)
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str = ""
    joined: bool = False
    private: bool = False


class WorkspaceRow(Kept, table=True):
    """What holds for all journeys of a workspace. `purged_at`: when it was last looked through for what is kept no
    longer."""

    __tablename__ = "workspaces"
    __table_args__ = (CLUSTERED,)
    workspace: str = Field(primary_key=True)
    accent: str = ""
    purged_at: dt.datetime | None = Field(default=None, sa_type=UTC)


class InstallationRow(Kept, table=True):
    """That Waymark is installed in a workspace, or in an organisation with several (then `workspace` is Slack's id of
    the organisation, and each of its workspaces that we met has a row without tokens that names it in `org`). Tokens
    are encrypted before they come here; after an uninstallation they are empty."""

    __tablename__ = "installations"
    __table_args__ = (
        Index("ix_installations_rotate", "rotate_at"),
        Index("ix_installations_uninstalled", "uninstalled_at"),
        Index("ix_installations_org", "org"),
        CLUSTERED,
    )
    workspace: str = Field(primary_key=True)
    org: str = ""
    name: str = ""
    org_wide: bool = False
    app: str = ""
    bot: str = ""
    bot_user: str = ""
    installer: str = ""
    scopes: str = ""
    token: str = ""
    refresh_token: str = ""
    expires_at: dt.datetime | None = Field(default=None, sa_type=UTC)
    rotate_at: dt.datetime | None = Field(default=None, sa_type=UTC)
    installed_at: dt.datetime = Field(sa_type=UTC)
    uninstalled_at: dt.datetime | None = Field(default=None, sa_type=UTC)


people = table_of(PersonRow)
nudging = table_of(NudgingRow)
channels = table_of(ChannelRow)
workspaces = table_of(WorkspaceRow)
installations = table_of(InstallationRow)
