"""What is wrong with a request, as problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus


@dataclass
class Problem(Exception):
    """`errors` name the place in the body (a JSON pointer) and what is wrong there."""

    status: HTTPStatus
    title: str
    detail: str = ""
    errors: Sequence[Mapping[str, str]] = ()
    headers: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def body(self) -> bytes:
        told = {"type": "about:blank", "title": self.title, "status": int(self.status), "detail": self.detail}
        if self.errors:
            return json.dumps({**told, "errors": list(self.errors)}).encode()
        return json.dumps(told).encode()


def unauthorized() -> Problem:
    """The same for a token that is missing, unknown or revoked."""
    return Problem(
        HTTPStatus.UNAUTHORIZED,
        "The token opens nothing",
        "Send `Authorization: Bearer TOKEN` with a token that a facilitator made: /journey token new NAME",
        headers=(("WWW-Authenticate", 'Bearer realm="waymark"'),),
    )
