"""What all tables share: aware times, a journey's rows together on disk, numbers, and what hides a row."""

# Annotations are real ones here: SQLAlchemy evaluates those of a shared base once per table, 10 ms of each start.

import datetime as dt
from typing import cast

from pydantic import ConfigDict
from sqlalchemy import DateTime, Dialect, ForeignKeyConstraint, Table
from sqlalchemy.ext.declarative import DeferredReflection
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class UTC(TypeDecorator[dt.datetime]):
    """Aware UTC datetimes in both databases; SQLite keeps them without the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} lacks a time zone")
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


CLUSTERED = {"sqlite_with_rowid": False}
"""SQLite keeps the rows in the order of the primary key: a journey is read from a few pages, and the order
in which ratings came in shows nowhere."""


def refers(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["journey_id", column], [f"{table}.journey_id", f"{table}.number"])


class Kept(SQLModel, DeferredReflection):
    """Rows are read and written as columns: validators and mappers would be built at each start for nobody.
    `DeferredReflection` puts the mapper off until it is asked for, which it never is: 30 ms and 0.6 MB."""

    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]  # SQLModel has a type of its own


class OfJourney(Kept):
    journey_id: str = Field(primary_key=True, foreign_key="journeys.id")
    workspace: str


class Hideable(Kept):
    version: int = 1
    removed: bool = False


class Numbered(OfJourney, Hideable):
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    author: str
    changed_by: str
    created_at: dt.datetime = Field(sa_type=UTC)


def table_of(row: type[SQLModel]) -> Table:
    return cast(Table, row.__table__)  # type: ignore[attr-defined]  # SQLModel does not declare it
