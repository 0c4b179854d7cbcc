"""What holds for all journeys of a workspace."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_workspaces"
down_revision = "0001_first"


def upgrade() -> None:
    op.create_table(
        "workspaces",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("accent", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace"),
        sqlite_with_rowid=False,
    )
