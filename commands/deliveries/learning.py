"""What we ask of Slack in our own time: who people are, who is in a channel."""

from __future__ import annotations

from commands import lookups
from commands.deliveries.desk import Desk
from commands.posts import learn_person
from storage.values import Letter

MOST_MEMBERS = 200
"""More people than this take no part in one workshop; those who do are learned when they first type."""


def deliver_person(desk: Desk, letter: Letter) -> None:
    found = lookups.person(desk.slack, str(letter.payload["person"]), desk.now)
    if found is not None:
        desk.store.learn_person(letter.workspace, found)


def deliver_members(desk: Desk, letter: Letter) -> None:
    """Has everybody in a channel looked up, so that each is answered in their own language from their first word."""
    members = desk.slack.conversations_members(channel=str(letter.payload["channel"]), limit=MOST_MEMBERS)["members"]
    known = desk.store.people(letter.workspace, members)
    unknown = [person for person in members if person not in known or known[person].learned_at is None]
    if unknown:
        desk.store.post(letter.workspace, [learn_person(person) for person in unknown], desk.now)
