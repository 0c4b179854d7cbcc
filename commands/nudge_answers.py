"""What is answered to a reminder: done, under way, later, somebody else's, nobody's."""

from __future__ import annotations

import json
from typing import Any

from commands import blocks as b
from commands.action_plan import tell_owner
from commands.call import Answer, Call
from commands.items import done
from commands.kinds import KIND_NAMES, read_item
from commands.owners import check_owner
from commands.posts import nudges_again
from commands.slack_text import mention
from journey.fields import TITLE
from journey.nudging import SNOOZES, NudgeTimes, first_nudge, next_nudge, snoozed_until
from journey.refusal import Refusal
from journey.typed import plain_lines
from journey.words import Said, mark
from storage.values import Edit, Owed, Post


def mark_done(call: Call, value: str) -> Answer:
    item = read_item(value)[0]
    answer = done(call, {"item": item})
    refresh(call)
    return answer


def progress_view(call: Call, value: str) -> Answer:
    return _asking(
        call, value, "nudge_progress", mark("In progress"), mark("How far is it?"),
        {"type": "plain_text_input", "action_id": "value", "max_length": TITLE, "multiline": True},
    )  # fmt: skip


def submit_progress(call: Call, view: dict[str, Any], metadata: dict[str, Any]) -> Answer:
    words = plain_lines(_given(view).get("value") or "")
    owed, times = _owed(call, metadata.get("item") or ""), _times(call)
    at = next_nudge(owed.due, 0, owed.timezone, call.visit.now, times) or call.visit.now
    _keep(call, owed, {"progress": words, "nudge_at": at, "nudges": 0})
    refresh(call, metadata)
    return Answer([call.line(mark("Thank you. Kept at “{text}”: {words}"), text=owed.text, words=words)])


def snooze(call: Call, value: str) -> Answer:
    name, _, choice = value.partition("|")
    if choice not in SNOOZES:
        raise Refusal(mark("That is no time that I know."))
    owed = _owed(call, name)
    at = snoozed_until(choice, owed.timezone, call.visit.now, _times(call))
    _keep(call, owed, {"nudge_at": at, "nudges": 0})
    refresh(call)
    return Answer()


def hand_over_view(call: Call, value: str) -> Answer:
    return _asking(
        call, value, "nudge_hand_over", mark("Hand over"), mark("To whom?"),
        {"type": "users_select", "action_id": "value"},
    )  # fmt: skip


def submit_hand_over(call: Call, view: dict[str, Any], metadata: dict[str, Any]) -> Answer:
    person = str(_given(view).get("selected_user") or "")
    if not person:
        raise Refusal(mark("Please fill this in."), field="answer")
    check_owner(call, {"owner": person})
    owed = _owed(call, metadata.get("item") or "")
    _theirs_only(call, owed)
    times = call.store.nudge_times(call.visit.workspace, person)
    at = first_nudge(owed.due, _zone_of(call, person), call.visit.now, times)
    told = tell_owner(call, owed.kind, owed.text, {"owner": person, "due": owed.due})
    _keep(call, owed, {"owner": person, "nudge_at": at, "nudges": 0}, told)
    refresh(call, metadata)
    return Answer([call.line(mark("“{text}” is with {person} now."), text=owed.text, person=Said(mention(person)))])


def not_mine(call: Call, value: str) -> Answer:
    """Nobody's for now: whoever facilitates hears of it the next time they are reminded."""
    owed = _owed(call, value)
    _theirs_only(call, owed)
    _keep(call, owed, {"owner": None, "nudge_at": call.visit.now, "nudges": 0})
    refresh(call)
    return Answer([call.line(mark("“{text}” is nobody's now. A facilitator hears of it."), text=owed.text)])


def _asking(call: Call, value: str, callback: str, title: str, label: str, element: b.Block) -> Answer:
    item, number = read_item(value)[0]
    metadata = {
        "journey": call.journey.id,
        "channel": call.visit.channel,
        "spoken": call.spoken,
        "item": f"{KIND_NAMES[item]} {number}",
        "ts": call.pressed.get("ts", ""),
        "items": items_in(call.pressed),
    }
    asked = b.asked("answer", call.say(label), element)
    save, cancel = call.say(mark("Save")), call.say(mark("Cancel"))
    told = json.dumps(metadata)
    return Answer(view=b.modal(callback, call.say(title), [asked], submit=save, close=cancel, metadata=told))


def _given(view: dict[str, Any]) -> dict[str, Any]:
    values = (view.get("state") or {}).get("values") or {}
    given: dict[str, Any] = values.get("answer", {}).get("value", {})
    return given


def _owed(call: Call, name: str) -> Owed:
    kind, number = read_item(name)[0]
    item = (call.journey.id, kind, number)
    found = call.store.items_owed(call.visit.workspace, [item]).get(item)
    if found is None or found.state != "open":
        raise Refusal(mark("That is done or gone meanwhile."))
    return found


def _theirs_only(call: Call, owed: Owed) -> None:
    if call.visit.person not in (owed.owner, owed.set_up_by) and not call.standing.facilitator:
        raise Refusal(mark("Only its owner, who asked for it, or a facilitator can do that."))


def _keep(call: Call, owed: Owed, values: dict[str, Any], posts: list[Post] | None = None) -> None:
    call.keep([Edit(owed.kind, owed.number, values, free=True)], posts or [])


def _times(call: Call) -> NudgeTimes:
    return call.store.nudge_times(call.visit.workspace, call.visit.person)


def _zone_of(call: Call, person: str) -> str:
    known = call.known(person)
    return (known.timezone if known else "") or call.journey.timezone


def items_in(message: dict[str, Any]) -> list[list[Any]]:
    """What a digest speaks of, from the message itself."""
    names = [block["block_id"].split(":") for block in message.get("blocks", []) if _is_item(block)]
    return [[journey, kind, int(number), why] for _, journey, kind, number, why in names]


def _is_item(block: dict[str, Any]) -> bool:
    return str(block.get("block_id", "")).startswith("item:")


def refresh(call: Call, metadata: dict[str, Any] | None = None) -> None:
    """Brings the digest up to date, in which the button was pressed."""
    ts = metadata.get("ts", "") if metadata else call.pressed.get("ts", "")
    items = metadata.get("items", []) if metadata else items_in(call.pressed)
    channel = metadata.get("channel", "") if metadata else call.visit.channel
    if ts and items:
        again = nudges_again(call.visit.person, channel, ts, items)
        call.store.post(call.visit.workspace, [again], call.visit.now)


ACTIONS = {
    "nudge_done": mark_done,
    "nudge_progress": progress_view,
    "nudge_snooze": snooze,
    "nudge_hand_over": hand_over_view,
    "nudge_not_mine": not_mine,
}
SUBMISSIONS = {"nudge_progress": submit_progress, "nudge_hand_over": submit_hand_over}
