"""Where Waymark is installed, when it serves many workspaces: each has tokens of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_installations"
down_revision = "0007_reviews"


def upgrade() -> None:
    op.create_table(
        "installations",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("org_wide", sa.Boolean(), nullable=False),
        sa.Column("app", sa.String(), nullable=False),
        sa.Column("bot", sa.String(), nullable=False),
        sa.Column("bot_user", sa.String(), nullable=False),
        sa.Column("installer", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("refresh_token", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rotate_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uninstalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_installations_rotate", "installations", ["rotate_at"])
    op.create_index("ix_installations_uninstalled", "installations", ["uninstalled_at"])
    op.create_index("ix_installations_org", "installations", ["org"])
