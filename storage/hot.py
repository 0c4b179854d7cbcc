"""Statements that every command runs, compiled once.

SQLAlchemy's own cache finds a compiled statement again but prepares each execution anew and wraps its result, which
takes several times as long as this; these make up most of a contribution. Values go in and rows come out translated as
the columns' types say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Select, exc
from sqlalchemy.sql import ClauseElement
from sqlalchemy.types import TypeDecorator, TypeEngine

Translate = Callable[[Any], Any] | None
Rows = list[tuple[Any, ...]]


class _Compiled(NamedTuple):
    sql: str
    parameters: tuple[tuple[str, Translate, Any, bool], ...]
    """For each: name, how its value is translated, its value when it is fixed, whether it is fixed."""
    positional: bool
    told: tuple[tuple[int, Callable[[Any], Any]], ...]
    """The places in a row whose values are translated, and how."""

    def bound(self, row: Mapping[str, Any]) -> Any:
        values = [
            fixed if is_fixed else translate(row[name]) if translate else row[name]
            for name, translate, fixed, is_fixed in self.parameters
        ]
        return tuple(values) if self.positional else {p[0]: v for p, v in zip(self.parameters, values, strict=True)}


@dataclass(frozen=True)
class Hot:
    """`build` makes the statement for a dialect's name. It is run with the same column names each time."""

    build: Callable[[str], ClauseElement]
    _compiled: dict[str, _Compiled] = field(default_factory=dict)

    def __call__(self, connection: Connection, row: Mapping[str, Any]) -> Rows:
        """The rows that it gives, if it gives any."""
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self.build(dialect.name), dialect, row)
        rows = _run(connection, compiled.sql, compiled.bound(row))
        return [_translated(each, compiled.told) for each in rows] if compiled.told else rows


def _run(connection: Connection, sql: str, values: Any) -> Rows:
    if connection.dialect.name != "sqlite":
        result = connection.exec_driver_sql(sql, values)
        return [tuple(row) for row in result] if result.returns_rows else []
    driver: Any = connection.connection.driver_connection
    try:
        return list(driver.execute(sql, values).fetchall())
    except sqlite3.IntegrityError as error:
        raise exc.IntegrityError(sql, None, error) from error


def _translated(row: tuple[Any, ...], told: tuple[tuple[int, Callable[[Any], Any]], ...]) -> tuple[Any, ...]:
    values = list(row)
    for place, translate in told:
        values[place] = translate(values[place])
    return tuple(values)


def _compile(statement: ClauseElement, dialect: Dialect, row: Mapping[str, Any]) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(row))
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    parameters = []
    for name in compiled.positiontup if compiled.positional else binds:
        translate = binds[name].type.dialect_impl(dialect).bind_processor(dialect)
        given = name in row
        fixed = None if given else compiled.params[name]
        parameters.append((name, translate, translate(fixed) if translate and not given else fixed, not given))
    columns = list(statement.selected_columns) if isinstance(statement, Select) else []
    processors = [_processor(column.type, dialect) for column in columns]
    told = tuple((place, each) for place, each in enumerate(processors) if each)
    return _Compiled(str(compiled), tuple(parameters), compiled.positional, told)


def _processor(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """How a column's values are translated; PostgreSQL's driver translates all but the types of our own."""
    if dialect.name == "sqlite" or isinstance(kind, TypeDecorator):
        return kind.dialect_impl(dialect).result_processor(dialect, None)
    return None
