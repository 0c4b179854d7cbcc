"""Whether somebody can answer for a thing: a person who is still here, and no bot."""

from __future__ import annotations

from commands.call import Call, Values
from journey.refusal import Refusal
from journey.words import Said, mark
from storage.values import KnownPerson


def check_owner(call: Call, values: Values) -> None:
    """Refuses an owner who has left or is a bot. Somebody we know nothing of yet is looked up at once: it is a
    rare call, and the only way to refuse before anything is kept."""
    owner = values.get("owner")
    if not owner:
        return
    known = call.store.people(call.visit.workspace, [owner]).get(owner)
    if known is None or known.learned_at is None:
        known = call.look_up(owner)
    if known is not None:
        _refuse(known)


def _refuse(person: KnownPerson) -> None:
    who = Said(f"<@{person.id}>")
    if not person.active:
        raise Refusal(
            mark("{who}'s account is deactivated. Choose somebody who is still here."), who=who, field="owner"
        )
    if person.bot:
        raise Refusal(mark("{who} is a bot and cannot answer for anything. Choose a person."), who=who, field="owner")
