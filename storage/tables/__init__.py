"""What is kept, table by table, in the method's words.

Items of a journey are keyed by (journey_id, number), so a journey's rows lie together on disk and every
reference is checked by the schema. Nothing is ever deleted: `removed` hides a row, and whatever hangs on a
hidden row is hidden with it (a touchpoint's needs, ratings, jumps and pain points), so that taking the
removal back is one write. Ratings and votes bear a key instead of a person and no time.

To keep one more thing: a field in one of these files, a migration in `migrations/versions/`, its name in `shapes.py`.
"""

from sqlmodel import SQLModel

from storage.tables.improved import actions, causes, pain_points, tasks, votes
from storage.tables.known import channels, installations, nudging, people, workspaces
from storage.tables.mapped import evidence, journeys, jumps, needs, personas, ratings, stages, touchpoints
from storage.tables.measured import answered, measures, readings, reviews, snapshots, tokens
from storage.tables.told import contributions, counters, messages, outbox, participants, pictures

metadata = SQLModel.metadata

__all__ = [
    "actions",
    "answered",
    "causes",
    "channels",
    "contributions",
    "counters",
    "evidence",
    "installations",
    "journeys",
    "jumps",
    "measures",
    "messages",
    "metadata",
    "needs",
    "nudging",
    "outbox",
    "pain_points",
    "participants",
    "people",
    "personas",
    "pictures",
    "ratings",
    "readings",
    "reviews",
    "snapshots",
    "stages",
    "tasks",
    "tokens",
    "touchpoints",
    "votes",
    "workspaces",
]
