"""Another program that feeds values, over real HTTP."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email.message import Message
from typing import Any

from tests.rooms import Room


@dataclass(frozen=True)
class Answered:
    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)
    """By lower-case name."""


def sends(
    room: Room, token: str, body: Any, *, key: str = "", raw: bytes | None = None, method: str = "POST", **headers: str
) -> Answered:
    """`headers` with underscores for dashes."""
    told = {"Content-Type": "application/json", **{name.replace("_", "-"): said for name, said in headers.items()}}
    if token:
        told["Authorization"] = f"Bearer {token}"
    if key:
        told["Idempotency-Key"] = key
    sent = raw if raw is not None else json.dumps(body).encode()
    request = urllib.request.Request(room.bot.address + "/api/measures", sent, told, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return Answered(answer.status, json.load(answer), lowered(answer.headers))
    except urllib.error.HTTPError as error:
        return Answered(error.code, json.load(error), lowered(error.headers))


def lowered(headers: Message) -> dict[str, str]:
    return {name.lower(): said for name, said in headers.items()}


def token_in(said: str) -> str:
    found = re.search(r"`(waymark_[\w-]+)`", said)
    assert found, said
    return found[1]


def new_token(room: Room, name: str = "helpdesk") -> str:
    return token_in(room.ana(f"token new {name}"))
