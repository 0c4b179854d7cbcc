"""Which way a measure gets better; tokens that let other programs feed values, and what these were answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_measures"
down_revision = "0004_snapshots"


def upgrade() -> None:
    op.add_column("measures", sa.Column("direction", sa.String(), nullable=False, server_default="up"))
    if op.get_bind().dialect.name != "sqlite":  # there a column of the tables' own making has no default either way
        op.alter_column("measures", "direction", server_default=None)
    op.create_table(
        "tokens",
        sa.Column("journey_id", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["journey_id"], ["journeys.id"]),
        sa.PrimaryKeyConstraint("journey_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ux_tokens_hash", "tokens", ["hash"], unique=True)
    op.create_table(
        "answered",
        sa.Column("journey_id", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("token", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["journey_id"], ["journeys.id"]),
        sa.PrimaryKeyConstraint("journey_id", "token", "key"),
        sqlite_with_rowid=False,
    )
