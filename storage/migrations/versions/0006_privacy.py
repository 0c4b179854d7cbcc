"""Anonymous entries of the log bear neither an order nor a time, and nobody's ratings are counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_privacy"
down_revision = "0005_measures"


def upgrade() -> None:
    op.add_column("contributions", sa.Column("sealed", sa.String(), nullable=False, server_default=""))
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:  # SQLite's integers are as wide as they must be
        op.alter_column("contributions", "id", type_=sa.BigInteger())
    number = "-1 - floor(random() * 4e18)::bigint" if postgresql else "-1 - abs(random() / 4)"
    op.execute(f"UPDATE contributions SET id = {number}, at = '1970-01-01 00:00:00' WHERE anonymous")  # noqa: S608 - ours
    op.execute(
        "UPDATE participants SET contributions = (SELECT count(*) FROM contributions AS c"
        " WHERE c.journey_id = participants.journey_id AND c.who = participants.person"
        " AND c.what = 'contribute' AND NOT c.undone AND NOT c.anonymous)"
    )
