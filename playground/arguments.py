"""How a Web API call's arguments arrive: a query, a form with JSON inside, or JSON; and its token."""

from __future__ import annotations

import json
from email.message import Message as Headers
from typing import Any
from urllib.parse import parse_qsl

from playground.errors import Refused
from playground.world import Payload

NESTED = {
    "blocks": "invalid_blocks_format",
    "attachments": "invalid_attachments",
    "view": "invalid_arguments",
    "files": "invalid_arguments",
    "metadata": "invalid_metadata_format",
}
"""Arguments that are lists or objects, and the error when their JSON cannot be read."""


def read_arguments(content_type: str, body: bytes, query: str, json_allowed: bool) -> Payload:
    """All arguments; those given as JSON strings are read, whatever way they came."""
    args: Payload = dict(parse_qsl(query, keep_blank_values=True))
    kind = content_type.partition(";")[0].strip().lower()
    if body and kind == "application/json":
        if json_allowed:
            args |= _json_object(body)
    elif body and kind in ("application/x-www-form-urlencoded", ""):
        args |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    elif body and kind == "multipart/form-data":
        args |= _multipart(content_type, body)
    elif body:
        raise Refused("invalid_post_type")
    for name, code in NESTED.items():
        if isinstance(args.get(name), str):
            args[name] = _nested(args[name], code)
    return args


def _json_object(body: bytes) -> Payload:
    try:
        given = json.loads(body)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(given, dict):
        raise Refused("json_not_object")
    return {name: value for name, value in given.items() if value is not None}


def _nested(text: str, code: str) -> Any:
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        raise Refused(code) from None


def _multipart(content_type: str, body: bytes) -> Payload:
    return {name: part.decode() for name, part in multipart_parts(content_type, body).items()}


def multipart_parts(content_type: str, body: bytes) -> dict[str, bytes]:
    """The parts of a form with files in it, by name."""
    headers = Headers()
    headers["content-type"] = content_type
    boundary = str(headers.get_param("boundary") or "")
    parts: dict[str, bytes] = {}
    for piece in body.split(f"--{boundary}".encode())[1:-1]:
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        _, _, name = head.decode().partition('name="')
        parts[name.partition('"')[0]] = content.removesuffix(b"\r\n")
    return parts


def read_token(authorization: str, args: Payload) -> str:
    """The token from the header, else from the arguments, out of which it is taken."""
    inside = str(args.pop("token", "") or "")
    return authorization.removeprefix("Bearer ").strip() if authorization.startswith("Bearer ") else inside
