"""Snapshots have numbers of their own and a name; an action remembers when customers were told of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_snapshots"
down_revision = "0003_pictures"


def upgrade() -> None:
    """SQLite cannot drop a foreign key: the table is made anew, and what was kept at reviews moves into it."""
    op.rename_table("snapshots", "snapshots_of_reviews")
    op.create_table(
        "snapshots",
        sa.Column("journey_id", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("review", sa.Integer(), nullable=True),
        sa.Column("map", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey_id", "review"],
            ["reviews.journey_id", "reviews.number"],
        ),
        sa.ForeignKeyConstraint(
            ["journey_id"],
            ["journeys.id"],
        ),
        sa.PrimaryKeyConstraint("journey_id", "number"),
    )
    op.execute(
        "INSERT INTO snapshots (journey_id, workspace, number, name, kind, taken_at, author, review, map) "
        "SELECT s.journey_id, s.workspace, s.number, '', 'review', r.held_at, r.author, s.number, s.map "
        "FROM snapshots_of_reviews AS s JOIN reviews AS r ON r.journey_id = s.journey_id AND r.number = s.number"
    )
    op.execute(
        "INSERT INTO counters (journey_id, workspace, kind, last) "
        "SELECT journey_id, workspace, 'snapshot', max(number) FROM snapshots GROUP BY journey_id, workspace"
    )
    op.drop_table("snapshots_of_reviews")
    op.add_column("actions", sa.Column("told_on", sa.Date(), nullable=True))
