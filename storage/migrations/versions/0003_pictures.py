"""What was drawn last of a journey, so that a card's picture is drawn again only when something changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_pictures"
down_revision = "0002_workspaces"


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("journey_id", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("drawn", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("shown_file", sa.String(), nullable=False),
        sa.Column("shown_alt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["journey_id"], ["journeys.id"]),
        sa.PrimaryKeyConstraint("journey_id", "slot"),
        sqlite_with_rowid=False,
    )
