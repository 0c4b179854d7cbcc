"""How a database finds what it is asked for: every statement that a Store runs, and what of its plan reads more than it
should. On SQLite the plan is asked for afterwards; PostgreSQL tells it by itself as it runs (auto_explain), with how
many rows each part looked at.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import event

from storage.store import Store

MOST_ROWS = 250
"""That one part of a plan may look at: more than belongs to one journey of the tests, less than a table holds."""
WAITS = "outbox"
"""This table may be read whole: it holds what Slack is still to be told, not what was ever kept."""
TOLD_BY_ITSELF = """
    LOAD 'auto_explain';
    SET auto_explain.log_min_duration = 0; SET auto_explain.log_analyze = on; SET auto_explain.log_timing = off;
    SET auto_explain.log_format = json; SET auto_explain.log_level = notice; SET client_min_messages = notice;
"""
LEADING = """
    SELECT i.relname, a.attname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
    WHERE i.relnamespace = 'public'::regnamespace
"""


class Watched:
    """Watches `stores` from their next connection on."""

    def __init__(self, *stores: Store) -> None:
        self.store = stores[0]
        self.told: list[str] = []
        """Statements on SQLite; statements with their plans, as JSON, on PostgreSQL."""
        for store in stores:
            store._db.engine.dispose()
            event.listen(store._db.engine, "connect", self._listen)

    def _listen(self, connection: Any, _record: object) -> None:
        if self.store._db.dialect == "sqlite":
            connection.set_trace_callback(self.told.append)
            return
        connection.execute(TOLD_BY_ITSELF)
        connection.commit()
        connection.add_notice_handler(lambda notice: self.told.append(notice.message_primary or ""))

    def asked(self) -> list[str]:
        """The queries since the last time; on PostgreSQL with their plans."""
        told, self.told[:] = list(self.told), []
        return [each for each in told if re.search(r"^\s*SELECT|\"Query Text\": \"SELECT", each)]

    def wrong(self) -> list[str]:
        """What of the plans since the last time reads too much, each with its statement, once."""
        told, self.told[:] = list(self.told), []
        found = self._on_sqlite(told) if self.store._db.dialect == "sqlite" else self._on_postgresql(told)
        return list(dict.fromkeys(found))

    def _on_sqlite(self, told: list[str]) -> Iterator[str]:
        with sqlite3.connect(str(self.store._db.file)) as plain:
            for statement in dict.fromkeys(told):
                if re.match(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b", statement):
                    for *_, step in plain.execute(f"EXPLAIN QUERY PLAN {statement}"):
                        if re.match(r"SCAN (?!CONSTANT|\(|one\b|anon|wanted|older\b|outbox\b)", step):
                            yield f"{step}: {statement[:1000]}"

    def _on_postgresql(self, told: list[str]) -> Iterator[str]:
        rows = self.store._db.read(lambda c: c.exec_driver_sql(LEADING).all())
        leading = dict(map(tuple, rows))
        for each in told:
            if "plan:" in each:
                plan = json.loads(each[each.index("{") :])
                for node in _nodes(plan["Plan"]):
                    if wrong := _wrong_with(node, leading):
                        yield f"{wrong}: {plan['Query Text'][:1000]}"


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for each in node.get("Plans", ()):
        yield from _nodes(each)


def _wrong_with(node: dict[str, Any], leading: dict[str, str]) -> str:
    kind, index = node["Node Type"], node.get("Index Name", "")
    if WAITS in index or node.get("Relation Name") == WAITS:
        return ""
    if kind == "Seq Scan":
        return f"all of {node['Relation Name']}"
    if index in leading and not re.search(rf"\b{leading[index]}\b", node.get("Index Cond", "")):
        return f"all of {index} ({node.get('Index Cond', 'no condition')})"
    looked_at = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    if "Scan" in kind and looked_at > MOST_ROWS:
        return f"{looked_at} rows by {kind} {index or node.get('Relation Name', '')}"
    return ""
