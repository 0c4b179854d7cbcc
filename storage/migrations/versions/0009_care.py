"""When a workspace was last looked through for what is kept no longer: of several processes one does it, once a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_care"
down_revision = "0008_installations"


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True))
