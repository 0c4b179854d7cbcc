"""Statements that every command runs, compiled once.

SQLAlchemy's own cache finds a compiled statement again but prepares each execution anew, which takes twice as long
as this; five of these make up most of a contribution. Values are translated as the columns' types say; results
are not, so a Hot that returns rows returns numbers and texts only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect
from sqlalchemy.sql import ClauseElement

Translate = Callable[[Any], Any] | None


@dataclass(frozen=True)
class _Compiled:
    sql: str
    parameters: tuple[tuple[str, Translate, Any, bool], ...]
    """For each: name, how its value is translated, its value when it is fixed, whether it is fixed."""
    positional: bool

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

    def __call__(self, connection: Connection, row: Mapping[str, Any]) -> CursorResult[*tuple[Any, ...]]:
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self.build(dialect.name), dialect, row)
        return connection.exec_driver_sql(compiled.sql, compiled.bound(row))


def _compile(statement: ClauseElement, dialect: Dialect, row: Mapping[str, Any]) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(row))
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    parameters = []
    for name in compiled.positiontup if compiled.positional else binds:
        translate = binds[name].type.dialect_impl(dialect).bind_processor(dialect)
        given = name in row
        fixed = None if given else compiled.params[name]
        parameters.append((name, translate, translate(fixed) if translate and not given else fixed, not given))
    return _Compiled(str(compiled), tuple(parameters), compiled.positional)
