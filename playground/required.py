"""What Slack's app checks before a modal is submitted: nothing required is empty, nothing is out of its bounds."""

from __future__ import annotations

import re
from collections.abc import Callable

from playground.values import is_empty
from playground.world import Payload, View

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
WEB_ADDRESS = re.compile(r"https?://\S+")


def problems_in(view: View) -> dict[str, str]:
    """Block id -> what Slack writes under the field."""
    problems = {}
    for block in view.payload["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        state = view.values.get(block["block_id"], {}).get(element["action_id"], {})
        words = _problem(element, state, bool(block.get("optional")))
        if words:
            problems[block["block_id"]] = words
    return problems


def _problem(element: Payload, state: Payload, optional: bool) -> str:
    if is_empty(state):
        return "" if optional else "Please complete this required field."
    check = _CHECKS.get(element["type"])
    return check(element, state["value"]) if check else ""


def _length(element: Payload, value: str) -> str:
    if len(value) > element.get("max_length", 3_000):
        return f"Please enter at most {element.get('max_length', 3_000)} characters."
    if len(value) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    return ""


def _number(element: Payload, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a valid number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter a number that is at least {element['min_value']}."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter a number that is at most {element['max_value']}."
    return ""


_CHECKS: dict[str, Callable[[Payload, str], str]] = {
    "plain_text_input": _length,
    "number_input": _number,
    "email_text_input": lambda _, value: "" if EMAIL.fullmatch(value) else "Please enter a valid email address.",
    "url_text_input": lambda _, value: "" if WEB_ADDRESS.fullmatch(value) else "Please enter a valid URL.",
}
