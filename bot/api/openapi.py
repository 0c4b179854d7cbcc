"""The API's description in OpenAPI 3.1, made from the types that check the bodies."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from bot.api.bodies import Answer, Batch, ProblemDetails, Value
from bot.api.measures import LONGEST_KEY, MOST_BYTES
from bot.api.rates import AT_ONCE, PER_MINUTE

VERSION = "1"
ABOUT = f"""\
Feeds values of measures into one journey. A facilitator makes a token for it in its channel \
(`/journey token new NAME`) and can revoke it (`/journey token revoke N`).

At most {PER_MINUTE} requests a minute per token, {AT_ONCE} at once, in each process of the bot; \
at most {MOST_BYTES} bytes a request."""
PROBLEMS = {
    "400": "The body is not JSON, or the Idempotency-Key is too long.",
    "401": "The token is missing, unknown or revoked.",
    "409": "The journey is closed.",
    "411": "There is no Content-Length.",
    "413": "The body is too large.",
    "415": "The Content-Type is not application/json.",
    "422": "A value is not right, or the Idempotency-Key came before with another body. Nothing was kept.",
    "429": "Too many requests with this token. `Retry-After` says how many seconds to wait.",
    "503": "The database is out of reach. `Retry-After` says how many seconds to wait.",
}


EXAMPLES = {
    "one value": {"value": {"measure": "NPS", "value": 24, "date": "2026-01-31", "target": 35}},
    "answers": {"value": {"measure": "CSAT", "answers": [5, 4, 1], "date": "2026-01-31"}},
    "several": {
        "value": {
            "values": [
                {"measure": "Time to first answer", "value": 6.5, "unit": "hours", "direction": "down"},
                {"measure": "Returning visitors", "value": 41, "unit": "%"},
            ]
        }
    },
}


def description() -> dict[str, Any]:
    models: Any = [(model, "validation") for model in (Value, Batch)]
    models += [(model, "serialization") for model in (Answer, ProblemDetails)]
    _, schemas = models_json_schema(models, ref_template="#/components/schemas/{model}")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Waymark", "version": VERSION, "description": ABOUT},
        "paths": {"/api/measures": {"post": _post()}},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _post() -> dict[str, Any]:
    either = {"oneOf": [_schema("Value"), _schema("Batch")]}
    replayed = {"description": "`true` when this was answered before.", "schema": {"type": "string"}}
    return {
        "operationId": "addValues",
        "summary": "Add one value or several",
        "description": "All values are kept, or none. The same measure and day again replaces the value.",
        "security": [{"token": []}],
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "Makes it safe to send the same again: within a week it is answered as the first time.",
                "schema": {"type": "string", "maxLength": LONGEST_KEY},
            }
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": either, "examples": EXAMPLES}}},
        "responses": {
            "200": {
                "description": "What became of each value.",
                "headers": {"Idempotency-Replayed": replayed},
                "content": {"application/json": {"schema": _schema("Answer")}},
            },
            **{status: _problem(status, what) for status, what in PROBLEMS.items()},
        },
    }


def _problem(status: str, what: str) -> dict[str, Any]:
    told = {"description": what, "content": {"application/problem+json": {"schema": _schema("ProblemDetails")}}}
    if status in {"429", "503"}:
        told["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
    return told


def _schema(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
