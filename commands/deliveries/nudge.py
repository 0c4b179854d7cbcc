"""A digest to one person, in a direct message: what they answer for, by when, why it is theirs, and what they can do
about it. It says what is so when it is sent: nothing of what is done meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from slack_sdk.errors import SlackApiError

from commands import blocks as b
from commands.deliveries.card import GONE
from commands.deliveries.desk import Desk
from commands.deliveries.home import channels_of
from commands.kinds import KIND_NAMES
from commands.slack_text import MESSAGE_TEXT, clipped, clipped_lines, escaped, mention
from journey.dates import today_in
from journey.nudging import SNOOZES
from journey.words import Voice, mark
from storage.values import ItemName, Kind, Letter, Owed, Why

SHOWN = 12
UNREACHABLE = {
    "cannot_dm_user", "user_disabled", "user_not_found", "user_not_visible", "messages_tab_disabled",
    "restricted_action", "invalid_user_combination",
}  # fmt: skip
"""Slack's ways of saying that this person gets no direct messages of ours."""
Told = tuple[ItemName, Why]


def deliver(desk: Desk, letter: Letter) -> None:
    person, ts = str(letter.payload["person"]), str(letter.payload.get("ts", ""))
    told = [((str(j), Kind(k), int(n)), Why(why)) for j, k, n, why in letter.payload["items"]]
    owed = desk.store.items_owed(letter.workspace, [name for name, _ in told])
    if not ts:
        told = [(name, why) for name, why in told if name in owed and _still_theirs(owed[name], person, why)]
    if not told:
        return
    say = desk.voice_of(letter.workspace, person, str(letter.payload["language"]))
    try:
        seen = channels_of(desk, letter.workspace, person)
        _tell(desk, letter, digest_message(say, desk, person, told, owed, seen))
    except SlackApiError as error:
        if error.response["error"] not in UNREACHABLE:
            raise
        desk.store.cannot_write_to(letter.workspace, person, [name for name, _ in told], desk.now)


def _still_theirs(owed: Owed, person: str, why: Why) -> bool:
    """An answer (later, in progress) sets the count of reminders back to none."""
    return owed.state == "open" and owed.nudges > 0 and (owed.owner == person or why is not Why.OWN)


def _tell(desk: Desk, letter: Letter, message: dict[str, Any]) -> None:
    if letter.payload.get("ts"):
        try:
            desk.slack.chat_update(channel=letter.payload["channel"], ts=letter.payload["ts"], **message)
        except SlackApiError as error:
            if error.response["error"] not in GONE:
                raise
        return
    channel = desk.slack.conversations_open(users=str(letter.payload["person"]))["channel"]["id"]
    desk.slack.chat_postMessage(channel=channel, unfurl_links=False, **message)


def digest_message(
    say: Voice, desk: Desk, person: str, told: Sequence[Told], owed: dict[ItemName, Owed], seen: Collection[str]
) -> dict[str, Any]:
    """`seen`: the channels that the person is in. Of a journey elsewhere they hear what was given to them, no more."""
    title = _title(say, told)
    lines, blocks = [title], [b.section(f"*{title}*")]
    for name, why in told[:SHOWN]:
        item = owed.get(name)
        text = say(mark("_This is gone._"))
        if item:
            shown = item if item.channel in seen else _given(item)
            text = "\n".join(item_lines(say, desk, person, shown, why))
        lines.append(text)
        blocks += [b.divider(), b.section(text, block_id=block_id(name, why))]
        if item and item.state == "open" and (item.owner == person or (why is not Why.OWN and item.nudges)):
            blocks.append(b.actions(_buttons(say, item)))
    if len(told) > SHOWN:
        more = say(mark("And {count} more: they are on my Home tab."), count=len(told) - SHOWN)
        lines.append(more)
        blocks.append(b.context(more))
    blocks += [b.divider(), b.actions([b.button(say(mark("When I am reminded")), "form:nudges")])]
    return {"text": clipped_lines("\n".join(lines).split("\n"), MESSAGE_TEXT), "blocks": blocks}


def _title(say: Voice, told: Sequence[Told]) -> str:
    """What came to a facilitator is not theirs to do."""
    if any(why is Why.OWN for _, why in told):
        return say.many(
            mark("A reminder of what is yours to do"), mark("{count} reminders of what is yours to do"), len(told)
        )
    return say.many(
        mark("A reminder that needs a facilitator"),
        mark("{count} reminders that need a facilitator"),
        len(told),
    )


def _given(item: Owed) -> Owed:
    """Without what only the journey's channel is told of it."""
    return item._replace(of_action="", pain_point="", cause="", touchpoint="", journey_goal="")


def block_id(name: ItemName, why: Why) -> str:
    """So that the message itself says what is in it, when one of its buttons is pressed."""
    journey, kind, number = name
    return f"item:{journey}:{kind}:{number}:{why}"


def item_lines(say: Voice, desk: Desk, person: str, item: Owed, why: Why) -> list[str]:
    what, name = escaped(item.text), say(KIND_NAMES[item.kind])
    if item.state != "open":
        return [f"*{what}* – {say(mark('done'))}"]
    lines = [f"*{what}* ({name} {item.number}) – {_due(say, desk, item, why)}"]
    if item.owner != person and (why is Why.OWN or (item.owner and not item.nudges)):
        to = mention(item.owner) if item.owner else say(mark("a facilitator"))
        return [*lines, say(mark("This went to {person}."), person=to)]
    if why is not Why.OWN and item.owner != person:
        lines.append(_why_you(say, item, why))
    if item.nudge_at and item.nudge_at > desk.now and item.nudges == 0:
        lines.append(
            say(mark("_I will come back to it on {day}._"), day=say.day(today_in(item.timezone, item.nudge_at)))
        )
    if item.progress:
        lines.append(say(mark("In progress: {words}"), words=escaped(clipped(item.progress, 200))))
    return [*lines, _reason(say, item, person)]


def _due(say: Voice, desk: Desk, item: Owed, why: Why) -> str:
    if item.due is None:
        return say(mark("no date"))
    days, day = (item.due - today_in(item.timezone, desk.now)).days, say.day(item.due, "EEEE d MMMM y")
    if days < 0:
        said = mark("was due on {day}. How far is it?") if why is Why.OWN else mark("was due on {day}")
        return say(said, day=day)
    near = {0: mark("due today, {day}"), 1: mark("due tomorrow, {day}")}
    return say(near.get(days, mark("due on {day}")), day=day)


def _why_you(say: Voice, item: Owed, why: Why) -> str:
    if why is Why.NOBODY:
        return say(mark("It comes to you because you facilitate, and nobody owns it. Who takes it on?"))
    told = (
        mark("It comes to you because you facilitate: {owner} has left or cannot be written to. Who takes it on?")
        if why is Why.GONE
        else mark(
            "It comes to you because you facilitate: {owner} has not answered three reminders and gets no more of "
            "them. Perhaps something is in the way: will you ask?"
        )
    )
    return say(told, owner=mention(item.owner))


def _reason(say: Voice, item: Owed, person: str) -> str:
    """From the thing itself up to the journey's goal, and who asked for it."""
    cause = f" ({escaped(clipped(item.cause, 150))})" if item.cause else ""
    parts = [
        say(mark("part of “{goal}”"), goal=escaped(item.of_action)) if item.of_action else "",
        say(mark("for the pain point “{pain}”{cause}"), pain=escaped(item.pain_point), cause=cause)
        if item.pain_point
        else "",
        say(mark("at the touchpoint “{what}”"), what=escaped(item.touchpoint)) if item.touchpoint else "",
    ]
    why = say(mark("Why: {reasons}."), reasons=", ".join(part for part in parts if part)) if any(parts) else ""
    goal = escaped(clipped(item.journey_goal, 150)).rstrip(".")
    goal = say(mark("The goal of it all: {goal}."), goal=goal) if goal else ""
    return "\n".join(line for line in (f"{why} {goal}".strip(), _where(say, item, person)) if line)


def _where(say: Voice, item: Owed, person: str) -> str:
    where = say(
        mark("It is yours in the journey “{journey}”, <#{channel}>.") if item.owner == person
        else mark("It belongs to the journey “{journey}”, <#{channel}>."),
        journey=escaped(item.journey_name), channel=item.channel,
    )  # fmt: skip
    if item.set_up_by in ("", person, item.owner):
        return where
    return f"{where} {say(mark('{person} asked for it.'), person=mention(item.set_up_by))}"


def _buttons(say: Voice, item: Owed) -> list[b.Block]:
    name = f"{KIND_NAMES[item.kind]} {item.number}"
    value = f"{item.journey_id}:{name}"
    snoozes = [b.option(say(label), f"{name}|{choice}") for choice, label in SNOOZES.items()]
    return [
        b.button(say(mark("Done")), "nudge_done", value, style="primary"),
        b.button(say(mark("In progress")), "nudge_progress", value),
        b.select(f"nudge_snooze:{item.journey_id}", say(mark("Later")), snoozes),
        b.button(say(mark("Hand over")), "nudge_hand_over", value),
        b.button(say(mark("Not mine")), "nudge_not_mine", value),
    ]
