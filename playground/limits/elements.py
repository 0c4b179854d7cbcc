"""What each element of a block may hold, and in which blocks it may stand.

Numbers from Slack's Block Kit reference, "block elements" and "composition objects".
"""

from __future__ import annotations

from typing import Any

from playground.limits.rules import (
    Checker,
    Rule,
    Shape,
    all_of,
    anything,
    by_type,
    flag,
    integer,
    items,
    matching,
    one_of,
    plain,
    real_date,
    real_time,
    shape,
    string,
    text,
)

ID = string(255)
URL = all_of(string(3_000), matching(r"https?://\S+", "a URL"))
STYLE = one_of("primary", "danger")
CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)
DISPATCH = shape(
    {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)},
    {},
)
FILTER = shape(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)


def option(*kinds: str, url: bool = False) -> Rule:
    more: dict[str, Rule] = {"url": string(3_000)} if url else {}
    return shape({"text": text(75, *kinds), "value": string(150)}, {"description": text(75, *kinds), **more})


PLAIN_OPTION = option("plain_text")
RICH_OPTION = option()
GROUP = shape({"label": plain(75), "options": items(PLAIN_OPTION, 100)}, {})


def picture(value: Shape, place: str, check: Checker) -> None:
    """An image stands on a URL or on a file in Slack, which must be ready to be shown."""
    given = [name for name in ("image_url", "slack_file") if value.get(name)]
    if len(given) != 1:
        check.complain("must define either `slack_file` or `image_url`", place)
    elif given == ["slack_file"] and not check.picture_ready(value["slack_file"]):
        check.complain("invalid slack file", f"{place}/slack_file")


def keep_apart(value: Shape, place: str, check: Checker) -> None:
    """Two options with one value cannot be told apart."""
    values = [o["value"] for o in all_options(value)]
    if len(values) != len(set(values)):
        check.complain("option values must be unique", place)


def all_options(element: Shape) -> list[Shape]:
    return [*element.get("options", []), *(o for g in element.get("option_groups", []) for o in g["options"])]


def begins_among_options(value: Shape, place: str, check: Checker) -> None:
    """What is chosen beforehand must be one of the options, to the letter."""
    chosen = [*([value["initial_option"]] if value.get("initial_option") else []), *value.get("initial_options", [])]
    known = [_essence(o) for o in all_options(value)]
    for initial in chosen:
        if _essence(initial) not in known:
            check.complain("initial options must be among the options", place)


def _essence(option: Shape) -> Any:
    return option["value"], option["text"].get("text"), (option.get("description") or {}).get("text")


def options_or_groups(value: Shape, place: str, check: Checker) -> None:
    if ("options" in value) == ("option_groups" in value):
        check.complain("must define either `options` or `option_groups`", place)


def least_to_most(least: str, most: str) -> Rule:
    def rule(value: Shape, place: str, check: Checker) -> None:
        low, high = value.get(least), value.get(most)
        if low is not None and high is not None and float(low) > float(high):
            check.complain(f"{least} must not be more than {most}", place)

    return rule


def initial_fits(value: Shape, place: str, check: Checker) -> None:
    initial = value.get("initial_value")
    if initial is not None and len(initial) > value.get("max_length", 3_000):
        check.complain("initial_value must not be longer than max_length", f"{place}/initial_value")


def count_focus(value: Shape, place: str, check: Checker) -> None:
    check.focused += bool(value.get("focus_on_load"))
    if check.focused > 1:
        check.complain("only one element may have focus_on_load", place)


def element(required: dict[str, Rule], optional: dict[str, Rule], *extra: Rule, placeholder: bool = True) -> Rule:
    """An interactive element: with an action_id, which may be left out, and mostly a placeholder."""
    common: dict[str, Rule] = {"action_id": ID, "focus_on_load": flag}
    if placeholder:
        common["placeholder"] = plain(150)
    return shape({"type": anything, **required}, common | optional, *extra, count_focus)


def select(optional: dict[str, Rule], *extra: Rule) -> Rule:
    return element({}, {"confirm": CONFIRM} | optional, *extra)


def number_text(decimals: bool) -> Rule:
    return matching(r"-?\d+(\.\d+)?" if decimals else r"-?\d+", "a number written as a string")


def number_fits(value: Shape, place: str, check: Checker) -> None:
    for name in ("min_value", "max_value", "initial_value"):
        if name in value:
            number_text(bool(value["is_decimal_allowed"]))(value[name], f"{place}/{name}", check)


STATIC = {"options": items(PLAIN_OPTION, 100), "option_groups": items(GROUP, 100)}
SEVERAL = {"max_selected_items": integer(1)}
ENTRY = {"initial_value": string(3_000, 0), "dispatch_action_config": DISPATCH}
PEOPLE = {"initial_users": items(string(30), 100, 0)}

ELEMENTS: dict[str, Rule] = {
    "button": element(
        {"text": plain(75)},
        {
            "url": string(3_000),
            "value": string(2_000, 0),
            "style": STYLE,
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
        placeholder=False,
    ),
    "image": shape({"type": anything, "alt_text": string(2_000)}, {"image_url": URL, "slack_file": anything}, picture),
    "overflow": element({"options": items(option("plain_text", url=True), 5)}, {"confirm": CONFIRM}, keep_apart),
    "checkboxes": element(
        {"options": items(RICH_OPTION, 10)},
        {"initial_options": items(RICH_OPTION, 10), "confirm": CONFIRM},
        keep_apart,
        begins_among_options,
        placeholder=False,
    ),
    "radio_buttons": element(
        {"options": items(RICH_OPTION, 10)},
        {"initial_option": RICH_OPTION, "confirm": CONFIRM},
        keep_apart,
        begins_among_options,
        placeholder=False,
    ),
    "static_select": select(
        STATIC | {"initial_option": PLAIN_OPTION}, options_or_groups, keep_apart, begins_among_options
    ),
    "multi_static_select": select(
        STATIC | SEVERAL | {"initial_options": items(PLAIN_OPTION, 100)},
        options_or_groups,
        keep_apart,
        begins_among_options,
    ),
    "external_select": select({"initial_option": PLAIN_OPTION, "min_query_length": integer(0)}),
    "multi_external_select": select(
        SEVERAL | {"initial_options": items(PLAIN_OPTION, 100), "min_query_length": integer(0)}
    ),
    "users_select": select({"initial_user": string(30)}),
    "multi_users_select": select(SEVERAL | PEOPLE),
    "conversations_select": select(
        {
            "initial_conversation": string(30),
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": FILTER,
        }
    ),
    "multi_conversations_select": select(
        SEVERAL
        | {
            "initial_conversations": items(string(30), 100),
            "default_to_current_conversation": flag,
            "filter": FILTER,
        }
    ),
    "channels_select": select({"initial_channel": string(30), "response_url_enabled": flag}),
    "multi_channels_select": select(SEVERAL | {"initial_channels": items(string(30), 100)}),
    "datepicker": select({"initial_date": real_date}),
    "timepicker": select({"initial_time": real_time, "timezone": string(100)}),
    "datetimepicker": element(
        {}, {"initial_date_time": integer(1_000_000_000, 9_999_999_999), "confirm": CONFIRM}, placeholder=False
    ),
    "plain_text_input": element(
        {},
        ENTRY | {"multiline": flag, "min_length": integer(0, 3_000), "max_length": integer(1, 3_000)},
        least_to_most("min_length", "max_length"),
        initial_fits,
    ),
    "number_input": element(
        {"is_decimal_allowed": flag},
        {"initial_value": anything, "min_value": anything, "max_value": anything, "dispatch_action_config": DISPATCH},
        number_fits,
        least_to_most("min_value", "max_value"),
    ),
    "email_text_input": element({}, ENTRY),
    "url_text_input": element({}, ENTRY),
    "rich_text_input": element({}, {"initial_value": anything, "dispatch_action_config": DISPATCH}),
    "file_input": element({}, {"filetypes": items(string(20), 100), "max_files": integer(1, 10)}, placeholder=False),
}

MENUS = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
MULTI_MENUS = {f"multi_{menu}" for menu in MENUS}
CHOICES = {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
ENTRIES = {"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input"}

IN_SECTION = {"button", "image", "overflow"} | MENUS | MULTI_MENUS | CHOICES
IN_ACTIONS = {"button", "overflow", "datetimepicker"} | MENUS | CHOICES
IN_INPUT = {"datetimepicker"} | MENUS | MULTI_MENUS | CHOICES | ENTRIES
ONLY_IN_MODALS = {"file_input", "email_text_input", "url_text_input"}

ACCESSORY = by_type(ELEMENTS, IN_SECTION)
ACTION = by_type(ELEMENTS, IN_ACTIONS)
INPUT = by_type(ELEMENTS, IN_INPUT)
CONTEXT = by_type(ELEMENTS | {"plain_text": text(3_000), "mrkdwn": text(3_000)}, {"image", "plain_text", "mrkdwn"})
