"""Reviews that stay open until all is looked at, touchpoints that were confirmed, and when people are reminded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_reviews"
down_revision = "0006_privacy"


def upgrade() -> None:
    op.add_column("touchpoints", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("touchpoints", sa.Column("confirmed_by", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE touchpoints SET confirmed_at = created_at, confirmed_by = author")
    for owned in ("actions", "tasks"):
        op.add_column(owned, sa.Column("progress", sa.String(), nullable=False, server_default=""))
    op.add_column("reviews", sa.Column("state", sa.String(), nullable=False, server_default="closed"))
    op.add_column("reviews", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE reviews SET closed_at = held_at")
    op.create_table(
        "nudging",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("unreachable_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "person"),
        sqlite_with_rowid=False,
    )
