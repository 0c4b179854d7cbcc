"""Statements that every command runs, compiled once.

SQLAlchemy's own cache finds a compiled statement again but prepares each execution anew and wraps its result, which
takes several times as long as this; these make up most of a contribution, and of reading a journey. Values go in and
rows come out translated as the columns' types say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, exc
from sqlalchemy.sql import ClauseElement
from sqlalchemy.types import TypeDecorator, TypeEngine

Translate = Callable[[Any], Any] | None
Row = tuple[Any, ...]
AT_A_TIME = 500
"""Rows: PostgreSQL's driver makes many in less time than as many by themselves. All of tens of thousands, kept for a
moment, would set the garbage collector going again and again."""


class _Compiled(NamedTuple):
    sql: str
    parameters: tuple[tuple[str, Translate, Any, bool], ...]
    """For each: name, how its value is translated, its value when it is fixed, whether it is fixed."""
    positional: bool
    names: tuple[str, ...]
    """Of the columns of a row; none when it gives no rows."""
    told: tuple[tuple[int, Callable[[Any], Any]], ...]
    """The places in a row whose values are translated, and how."""

    def bound(self, row: Mapping[str, Any]) -> Any:
        values = [
            fixed if is_fixed else translate(row[name]) if translate else row[name]
            for name, translate, fixed, is_fixed in self.parameters
        ]
        return tuple(values) if self.positional else {p[0]: v for p, v in zip(self.parameters, values, strict=True)}

    def rows(self, cursor: Any) -> Iterator[Row]:
        if not self.names:
            return iter(())
        rows = chain.from_iterable(iter(lambda: cursor.fetchmany(AT_A_TIME), []))
        return (_translated(each, self.told) for each in rows) if self.told else rows


@dataclass(frozen=True)
class Hot:
    """A statement, or what makes it for a dialect's name. It is run with the same column names each time."""

    statement: ClauseElement | Callable[[str], ClauseElement]
    _compiled: dict[str, _Compiled] = field(default_factory=dict)

    def __call__(self, connection: Connection, row: Mapping[str, Any]) -> list[Row]:
        """The rows that it gives, if it gives any."""
        compiled = self.compiled(connection.dialect, row)
        with _as_sqlalchemy_says(connection):
            cursor = _driver(connection).execute(compiled.sql, compiled.bound(row))
            return list(compiled.rows(cursor))

    def compiled(self, dialect: Dialect, row: Mapping[str, Any]) -> _Compiled:
        known = self._compiled.get(dialect.name)
        if known is None:
            made = self.statement if isinstance(self.statement, ClauseElement) else self.statement(dialect.name)
            known = self._compiled[dialect.name] = _compile(made, dialect, row)
        return known


class Found(NamedTuple):
    names: tuple[str, ...]
    rows: Iterator[Row]

    def named(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.names, row, strict=True)) for row in self.rows)


def together(connection: Connection, asked: Sequence[tuple[Hot, Mapping[str, Any]]]) -> list[Found]:
    """What each statement finds with its row. PostgreSQL is asked all of them before it has answered the first."""
    driver = _driver(connection)
    compiled = [hot.compiled(connection.dialect, row) for hot, row in asked]
    with (
        _as_sqlalchemy_says(connection),
        driver.pipeline() if connection.dialect.name == "postgresql" else nullcontext(),
    ):
        cursors = [driver.execute(each.sql, each.bound(row)) for each, (_, row) in zip(compiled, asked, strict=True)]
    return [Found(each.names, each.rows(cursor)) for each, cursor in zip(compiled, cursors, strict=True)]


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


@contextmanager
def _as_sqlalchemy_says(connection: Connection) -> Iterator[None]:
    """What the driver says is said as SQLAlchemy would: a connection that was lost is forgotten, and those like it."""
    driver: Any = connection.dialect.loaded_dbapi
    try:
        yield
    except driver.Error as error:
        lost = connection.dialect.is_disconnect(error, _driver(connection), None)
        if lost:
            connection.invalidate(error)
            connection.engine.dispose()
        said = exc.IntegrityError if isinstance(error, driver.IntegrityError) else exc.DBAPIError
        raise said(None, None, error, connection_invalidated=lost) from error


def _translated(row: Row, told: tuple[tuple[int, Callable[[Any], Any]], ...]) -> Row:
    values = list(row)
    for place, translate in told:
        values[place] = translate(values[place])
    return tuple(values)


def _compile(statement: Any, dialect: Dialect, row: Mapping[str, Any]) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(row) if statement.is_insert else None)
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    parameters = []
    for name in compiled.positiontup if compiled.positional else binds:
        translate = binds[name].type.dialect_impl(dialect).bind_processor(dialect)
        given = name in row
        fixed = None if given else compiled.params[name]
        parameters.append((name, translate, translate(fixed) if translate and not given else fixed, not given))
    columns = statement.exported_columns
    processors = [_processor(column.type, dialect) for column in columns]
    told = tuple((place, each) for place, each in enumerate(processors) if each)
    return _Compiled(str(compiled), tuple(parameters), compiled.positional, tuple(columns.keys()), told)


def _processor(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """How a column's values are translated; PostgreSQL's driver translates all but the types of our own."""
    if dialect.name == "sqlite" or isinstance(kind, TypeDecorator):
        return kind.dialect_impl(dialect).result_processor(dialect, None)
    return None
