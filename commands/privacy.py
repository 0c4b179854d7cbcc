"""What is kept about oneself: to see it, and to be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commands.call import Answer, Call, Values
from commands.kinds import KIND_NAMES
from commands.posts import announcement, card, direct, my_data
from commands.registry import Command
from journey.fields import Field, Form, Input, choice_of, yes_no
from journey.refusal import Refusal
from journey.words import mark, voice
from storage.values import Forgotten, LeftBehind, Post

WAYS = {mark("keep"): ("behouden",), mark("erase"): ("wissen", "delete")}
FORGET = Form(
    "forget_me",
    None,
    (
        Field(
            "way",
            ("added", "toegevoegd"),
            mark("What becomes of what you added"),
            choice_of(WAYS),
            Input.CHOICE,
            mark("Your ratings and votes: kept without any way back to you, or deleted. What others built on stays."),
            choices=tuple(WAYS),
            labels=(mark("It stays, without my name"), mark("It goes, where nobody built on it")),
            required=True,
        ),
        Field(
            "sure",
            ("sure", "zeker"),
            mark("Are you sure?"),
            yes_no,
            Input.YES_NO,
            mark("There is no way back, in any journey of this workspace. Messages in Slack itself stay as they are."),
            required=True,
        ),
    ),
    example=mark("forget me | added: keep | sure: yes"),
)


def forget_me(call: Call, values: Values) -> Answer:
    way = values.get("way")
    if way is None:
        raise Refusal(
            mark("What becomes of what you added: keep it without your name, or erase it?"),
            field="way",
            example=FORGET.example,
        )
    if not values.get("sure"):
        raise Refusal(
            mark("There is no way back, so I only do this when you say that you are sure. Nothing was changed."),
            field="sure",
            example=FORGET.example,
        )
    done = call.store.forget_person(
        call.visit, erase=way == "erase", posts=lambda left: letters_about(left, call.spoken)
    )
    return Answer([*_told(call, done, erase=way == "erase")])


def _told(call: Call, done: Forgotten, *, erase: bool) -> Iterator[str]:
    yield call.say(mark("You are forgotten: your name is taken out of everything that I keep in this workspace."))
    if erase:
        yield call.say(
            mark("Deleted: {gone} of what you added. Kept without your name, because others built on it: {kept}."),
            gone=done.gone,
            kept=done.kept,
        )
        yield call.say(mark("Your ratings and votes are deleted."))
    else:
        yield call.say(mark("What you added stays without your name: {kept}."), kept=done.kept)
        yield call.say(mark("Your ratings and votes stay, and nothing leads from them to you any more."))
    yield call.say(
        mark("When you type `{command}` again, I ask Slack for your name and language anew."), command=call.spoken
    )


def letters_about(done: Forgotten, spoken: str) -> list[Post]:
    """What others are told when somebody was forgotten; `spoken` is the command as it is typed here."""
    return [post for left in done.journeys for post in _posts_in(left, spoken)]


def _posts_in(left: LeftBehind, spoken: str) -> Iterator[Post]:
    """The card, and a word to the facilitators, or to the channel where there is none; it does not say who it was."""
    yield card(left.journey)
    if not left.owned:
        return
    say = voice(left.journey.language)
    items = say.listing([f"{say(KIND_NAMES[kind])} {number}" for kind, number in left.owned])
    text = mark(
        "Somebody has left “{name}” and asked to be forgotten. Nobody's now: {items}. "
        "Give them to somebody with `{command} edit`."
    )
    values: dict[str, Any] = {"name": left.journey.name, "items": items, "command": spoken}
    if not left.facilitators:
        yield announcement(left.journey, text, **values)
    for person in left.facilitators:
        yield direct(person, text, values)


def show_my_data(call: Call, _values: Values) -> Answer:
    call.store.post(call.visit.workspace, [my_data(call.visit.person)], call.visit.now)
    return Answer(
        [call.say(mark("I send you a file with all that I keep about you in this workspace, as a direct message."))]
    )


COMMANDS = (
    Command(
        ("my data",),
        "mijn gegevens",
        mark("a file with all that is kept about you"),
        show_my_data,
        needs_journey=False,
    ),
    Command(
        ("forget me",),
        "vergeet mij",
        mark("takes your name out of everything that is kept"),
        forget_me,
        mark("[| added: keep|erase] [| sure: yes]"),
        FORGET,
        opens=True,
        needs_journey=False,
    ),
)
