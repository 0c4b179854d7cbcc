"""The vocabulary in which blocks and elements are described: texts, strings, lists, shapes with required fields.

A rule is a function of a value, the place where it stands (a JSON pointer) and the checker that gathers complaints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

Rule = Callable[[Any, str, "Checker"], None]
Shape = dict[str, Any]


@dataclass
class Checker:
    """What is wrong so far, and what the rules must know of the surroundings."""

    surface: str = "message"
    """message, modal or home."""
    picture_ready: Callable[[Shape], bool] = lambda _: True
    """Whether a slack_file names a file that can be shown."""
    problems: list[str] = field(default_factory=list)
    focused: int = 0

    def complain(self, reason: str, place: str) -> None:
        self.problems.append(f"{reason} [json-pointer:{place}]")


def string(most: int, least: int = 1) -> Rule:
    def rule(value: Any, place: str, check: Checker) -> None:
        if not isinstance(value, str):
            check.complain("must be a string", place)
        elif len(value) > most:
            check.complain(f"must be less than {most + 1} characters", place)
        elif len(value) < least:
            check.complain(f"must be more than {least - 1} characters", place)

    return rule


def text(most: int, *kinds: str, least: int = 1) -> Rule:
    """A text object; of any kind, or of these."""

    def rule(value: Any, place: str, check: Checker) -> None:
        if not isinstance(value, dict):
            check.complain("must provide an object", place)
        elif value.get("type") not in (kinds or ("plain_text", "mrkdwn")):
            check.complain(f"unsupported type: {value.get('type')}", f"{place}/type")
        else:
            only = {"emoji": flag} if value["type"] == "plain_text" else {"verbatim": flag}
            check_fields(value, place, check, {"type": anything, "text": string(most, least)}, only)

    return rule


def plain(most: int) -> Rule:
    return text(most, "plain_text")


def all_of(*rules: Rule) -> Rule:
    def rule(value: Any, place: str, check: Checker) -> None:
        for each in rules:
            each(value, place, check)

    return rule


def one_of(*allowed: str) -> Rule:
    def rule(value: Any, place: str, check: Checker) -> None:
        if value not in allowed:
            check.complain(f"must be one of: {', '.join(allowed)}", place)

    return rule


def matching(pattern: str, what: str) -> Rule:
    def rule(value: Any, place: str, check: Checker) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            check.complain(f"must be {what}", place)

    return rule


def integer(least: int | None = None, most: int | None = None) -> Rule:
    def rule(value: Any, place: str, check: Checker) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            check.complain("must be an integer", place)
        elif least is not None and value < least:
            check.complain(f"must be greater than or equal to {least}", place)
        elif most is not None and value > most:
            check.complain(f"must be less than or equal to {most}", place)

    return rule


def flag(value: Any, place: str, check: Checker) -> None:
    if not isinstance(value, bool):
        check.complain("must be a boolean", place)


def anything(value: Any, place: str, check: Checker) -> None:
    """No rule."""


def items(each: Rule, most: int, least: int = 1) -> Rule:
    def rule(value: Any, place: str, check: Checker) -> None:
        if not isinstance(value, list):
            check.complain("must be an array", place)
            return
        if len(value) > most:
            check.complain(f"no more than {most} items allowed", place)
        if len(value) < least:
            check.complain(f"no fewer than {least} items allowed", place)
        for number, item in enumerate(value):
            each(item, f"{place}/{number}", check)

    return rule


def shape(required: Mapping[str, Rule], optional: Mapping[str, Rule], *extra: Rule) -> Rule:
    """An object with these fields and no others, and rules of its own for the whole."""

    def rule(value: Any, place: str, check: Checker) -> None:
        if not isinstance(value, dict):
            check.complain("must provide an object", place)
            return
        before = len(check.problems)
        check_fields(value, place, check, required, optional)
        if len(check.problems) == before:
            for more in extra:
                more(value, place, check)

    return rule


def check_fields(
    value: Shape, place: str, check: Checker, required: Mapping[str, Rule], optional: Mapping[str, Rule]
) -> None:
    for name, rule in required.items():
        if value.get(name) is None:
            check.complain(f"missing required field: {name}", place)
        else:
            rule(value[name], f"{place}/{name}", check)
    for name, given in value.items():
        if name in required or given is None:
            continue
        if name in optional:
            optional[name](given, f"{place}/{name}", check)
        else:
            check.complain(f"invalid additional property: {name}", place)


def by_type(table: Mapping[str, Rule], allowed: Iterable[str] | None = None) -> Rule:
    """The rule for the value's `type`, if that type is known and allowed here."""
    names = set(table) if allowed is None else set(allowed)

    def rule(value: Any, place: str, check: Checker) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind is None:
            check.complain("missing required field: type", place)
        elif kind not in names:
            check.complain(f"unsupported type: {kind}", place)
        else:
            table[kind](value, place, check)

    return rule


def real_date(value: Any, place: str, check: Checker) -> None:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        check.complain("must be a date in the format YYYY-MM-DD", place)


def real_time(value: Any, place: str, check: Checker) -> None:
    matching(r"\d\d:\d\d", "a time in the format HH:mm")(value, place, check)
    try:
        time.fromisoformat(value)
    except (TypeError, ValueError):
        check.complain("must be a time between 00:00 and 23:59", place)
