"""How Alembic reaches the database: through the connection that `storage.migrate` hands it.

A new version: change `tables/`, then `python -m storage.migrations "what it does"` writes the draft.
"""

from __future__ import annotations

from alembic import context

from storage import tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=tables.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
