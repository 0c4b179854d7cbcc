"""Tokens in Slack: with one, a helpdesk or a survey tool feeds values into this journey.

Its secret is told once, in the answer itself: it never passes through the outbox, so it is kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from commands import blocks as b
from commands.call import Answer, Call, Values
from commands.registry import Command
from commands.slack_text import escaped
from journey.fields import SHORT, Field, Form, Input, text_of
from journey.refusal import Refusal
from journey.typed import plain, read_item_number
from journey.words import mark
from storage.values import Token

NEW, LIST, REVOKE = ("new", "nieuw"), ("list", "lijst"), ("revoke", "intrekken", "trek in")
TOKEN = Form(
    "token",
    Field(
        "name",
        ("name", "naam"),
        mark("What is it for?"),
        text_of(SHORT),
        Input.LINE,
        mark("For example: helpdesk, survey tool"),
        required=True,
        most=SHORT,
    ),
    example=mark("token new helpdesk"),
)


def read_token(_call: Call, typed: str) -> dict[str, Any]:
    words = plain(typed)
    low = words.lower()
    if not words or low in LIST:
        return {"do": "list"}
    for word in REVOKE:
        if re.match(rf"{word}\b", low):
            rest = words[len(word) :].strip()
            try:
                return {"do": "revoke", "number": read_item_number(rest)[0]}
            except Refusal as refused:
                refused.example = mark("token revoke 1")
                raise
    for word in NEW:
        if re.match(rf"{word}\b", low) and (name := words[len(word) :].strip()):
            return {"do": "new", "name": name}
    raise Refusal(
        mark("After `token` comes what to do: new NAME, list, or revoke N; not “{text}”."),
        text=words[:60],
        field="name",
        example=TOKEN.example,
    )


def token(call: Call, values: Values) -> Answer:
    """Typed; in the form there is only a name. The answer with the secret is never posted, only given back."""
    call.must_facilitate()
    if values.get("do") == "list":
        return show(call)
    if values.get("do") == "revoke":
        return revoke(call, str(values["number"]))
    lines = made(call, text_of(SHORT)(str(values["name"]), call.asking))
    if "do" in values:
        return Answer(lines)
    view = b.modal("answer", call.say(mark("New token")), [b.section("\n".join(lines))], close="OK")
    return Answer(view=view)


def made(call: Call, name: str) -> list[str]:
    token, secret = call.store.new_token(call.visit, call.journey.id, name)
    if not secret:
        return [call.say(mark("_You sent this before; it was kept once._"))]
    return [
        call.say(
            mark("Token {number}, “{name}”, for the journey “{journey}”:"),
            number=token.number,
            name=escaped(name),
            journey=escaped(call.journey.name),
        ),
        f"`{secret}`",
        call.say(
            mark(
                "Copy it now: it is shown this once and kept nowhere. Whoever has it can add values to this journey, "
                "with `POST /api/measures`. `{command} token revoke {number}` ends it."
            ),
            command=call.spoken,
            number=token.number,
        ),
    ]


def show(call: Call, _value: str = "") -> Answer:
    call.must_facilitate()
    there = call.store.tokens(call.journey.id, call.visit.workspace)
    new = b.button(call.say(mark("New token")), "form:token", call.journey.id)
    if not there:
        none = call.say(mark("There are no tokens: no other program feeds values into this journey."))
        return Answer([none], [b.actions([new])])
    lines = [call.say(mark("These tokens can add values to this journey:")), *(f"• {_told(call, t)}" for t in there)]
    revoking = [
        b.button(
            call.say(mark("Revoke token {number}"), number=each.number),
            f"revoke_token:{each.number}",
            f"{call.journey.id}:{each.number}",
        )
        for each in there
    ]
    return Answer(lines, [b.actions([*revoking, new])])


def _told(call: Call, token: Token) -> str:
    used = (
        call.say(mark("used last on {date}"), date=call.say.day(token.used_at.date()))
        if token.used_at
        else call.say(mark("never used"))
    )
    return f"{token.number}. {escaped(token.name)} – <@{token.author}>, {call.say.day(token.created_at.date())}, {used}"


def revoke(call: Call, value: str) -> Answer:
    call.must_facilitate()
    name = call.store.revoke_token(call.visit, call.journey.id, int(value))
    return Answer([call.line(mark("Token {number}, “{name}”, opens nothing any more."), number=int(value), name=name)])


COMMANDS = (
    Command(
        ("token", "tokens"),
        "token",
        mark("lets another program add values"),
        token,
        mark("new NAME · list · revoke N"),
        TOKEN,
        read_token,
        facilitators=True,
        shows_first=True,
    ),
)
ACTIONS: dict[str, Callable[[Call, str], Answer]] = {"tokens": show, "revoke_token": revoke}
