"""Closing the loop in Slack: a done action proposes what to tell customers; a facilitator posts it or drops it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commands.blocks import Block, actions, button, section
from commands.call import Answer, Call, Values
from commands.form_modal import form_view
from commands.posts import announcement, tell_proposal
from commands.registry import Command
from commands.slack_text import escaped, mention
from journey.feedback import proposal
from journey.fields import Field, Form, Input, item_number, text_of
from journey.model import Action, JourneyMap, State
from journey.nudging import NudgeTimes, slot
from journey.refusal import Refusal
from journey.typed import read_item_number
from journey.words import Voice, mark
from storage.values import Edit, Kind, Post

LONGEST = 2000
TELL = Form(
    "tell",
    Field(
        "text",
        ("text", "tekst"),
        mark("What they are told"),
        text_of(LONGEST),
        Input.LINES,
        mark("It is posted in this channel, to be passed on to customers"),
        required=True,
        most=LONGEST,
    ),
    example=mark("tell 2 You now get an answer within a day."),
    leads=(Field("action", ("action",), mark("Action"), item_number, Input.ACTION, required=True),),
)


def read_tell(_call: Call, typed: str) -> dict[str, Any]:
    number, text = read_item_number(typed)
    return {"action": number, **({"text": text_of(LONGEST)(text, _call.asking)} if text else {})}


def tell(call: Call, values: Values) -> Answer:
    call.must_facilitate()
    action = _untold(call, int(values["action"]))
    if not values.get("text"):
        return Answer(view=form_view(COMMANDS[0], call, {"action": action.number, "text": proposal(call.map, action)}))
    version = call.store.item(call.journey.id, call.visit.workspace, Kind.ACTION, action.number).version
    told = announcement(
        call.journey,
        mark("*What was done with your feedback:* {text} _(Told by {person}.)_"),
        text=str(values["text"]),
        person=mention(call.visit.person),
    )
    today = call.asking.today
    call.keep([Edit(Kind.ACTION, action.number, {"told_on": today}, version)], [told])
    return Answer([call.say(mark("It appears in the channel; action {number} bears the date."), number=action.number)])


def _untold(call: Call, number: int) -> Action:
    action = call.map.action(number)
    if action is None:
        known = ", ".join(str(each.number) for each in call.map.actions) or "–"
        raise Refusal(
            mark("There is no action {number} here. There are: {known}."), number=number, known=known, field="action"
        )
    if action.told_on is not None:
        raise Refusal(
            mark("Customers were told of action {number} on {day} already."),
            number=number,
            day=call.say.day(action.told_on),
            field="action",
        )
    if action.state is not State.DONE:
        raise Refusal(
            mark("Action {number} is not done yet. First do it, then tell."),
            number=number,
            field="action",
            example=mark("done action 2"),
        )
    return action


# --- when an action is done -------------------------------------------------------------------------------------


def newly_done(call: Call, kind: Kind, number: int) -> Action | None:
    """The action that is about to be done for the first time, of which nobody has been told."""
    action = call.map.action(number) if kind is Kind.ACTION else None
    return action if action and action.state is State.OPEN and action.told_on is None else None


def letters(call: Call, action: Action | None) -> list[Post]:
    """To the facilitators, when somebody else says that it is done; at an hour that suits them."""
    if action is None or (call.standing.facilitator and not call.outside):
        return []
    known = call.store.people(call.visit.workspace, call.map.facilitators)
    posts = []
    for person in call.map.facilitators:
        if person in known and not known[person].active:
            continue
        times = call.store.nudge_times(call.visit.workspace, person)
        zone = (known[person].timezone if person in known else "") or call.journey.timezone
        if not times.off:
            wait = seconds_until_it_suits(times, zone, call.visit.now)
            posts.append(tell_proposal(call.journey, person, action.number, call.visit.person, wait))
    return posts


def seconds_until_it_suits(times: NudgeTimes, zone: str, now: datetime) -> float:
    """This is no digest: one that came today does not put it off."""
    return (slot(times._replace(told_on=None), zone, now) - now).total_seconds()


def proposal_message(say: Voice, journey: JourneyMap, action: Action, by: str) -> dict[str, Any]:
    """What a facilitator reads when somebody else says that it is done."""
    asked = say(
        mark(
            "{person} says that “{goal}” is done, in the journey “{journey}”. Shall customers hear of it? A proposal:"
        ),
        person=mention(by),
        goal=escaped(action.goal),
        journey=escaped(journey.name),
    )
    text = f"{asked}\n>{escaped(proposal(journey, action))}"
    return {"text": text, "blocks": [section(text), _choices(say, journey.id, action.number)]}


def _choices(say: Voice, journey: str, number: int) -> Block:
    return actions([button(say(label), name, f"{journey}:{number}") for name, label in _CHOICES])


def proposed(call: Call, action: Action | None) -> tuple[list[str], list[Block]]:
    """To the facilitator who says that it is done: the proposal, and what to do with it."""
    if action is None or not call.standing.facilitator or call.outside:
        return [], []
    lines = [
        call.say(mark("Shall customers hear what was done with their feedback? A proposal:")),
        f">{escaped(proposal(call.map, action))}",
    ]
    return lines, [_choices(call.say, call.journey.id, action.number)]


def drop(call: Call, value: str) -> Answer:
    return Answer(
        [
            call.say(
                mark("Nobody is told. If you change your mind: `{command} tell {number}`"),
                command=call.spoken,
                number=int(value),
            )
        ]
    )


_CHOICES = (("tell", mark("Change and post")), ("tell_drop", mark("Drop it")))

COMMANDS = (
    Command(
        ("tell",),
        "vertel",
        mark("tells customers what was done with their feedback"),
        tell,
        mark("N [TEXT]"),
        TELL,
        read_tell,
        opens=True,
        facilitators=True,
    ),
)
ACTIONS = {"tell": lambda call, value: tell(call, {"action": int(value)}), "tell_drop": drop}
