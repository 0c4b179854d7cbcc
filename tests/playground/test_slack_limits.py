"""Block Kit's limits, each at its edge: just within is taken, just beyond refused with Slack's reason."""

from __future__ import annotations

from typing import Any

import pytest

from playground.errors import Refused
from playground.limits import check_message, check_view

Payload = dict[str, Any]


def plain(text: str = "x") -> Payload:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> Payload:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Payload:
    return {"type": "section", "text": mrkdwn(), **more}


def button(**more: Any) -> Payload:
    return {"type": "button", "text": plain(), "action_id": "a", **more}


def actions(*elements: Payload) -> Payload:
    return {"type": "actions", "elements": list(elements)}


def options(count: int) -> list[Payload]:
    return [{"text": plain(f"o{n}"), "value": str(n)} for n in range(count)]


def field(element: Payload, **more: Any) -> Payload:
    return {"type": "input", "label": plain(), "element": element, **more}


def text_input(**more: Any) -> Payload:
    return {"type": "plain_text_input", "action_id": "a", **more}


def select(**more: Any) -> Payload:
    return {"type": "static_select", "action_id": "a", "options": options(2), **more}


def modal(*blocks: Payload, **more: Any) -> Payload:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks), **more}


def table(rows: int, cells: int) -> Payload:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * cells for _ in range(rows)]}


def confirm(**more: Any) -> Payload:
    return {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()} | more


def image(**more: Any) -> Payload:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "x"} | more


def message_refusal(*blocks: Payload) -> str:
    try:
        check_message({"text": "x", "blocks": list(blocks)})
    except Refused as refused:
        return f"{refused.code} {refused.reasons}"
    return ""


def modal_refusal(view: Payload, surface: str = "modal") -> str:
    try:
        check_view(view, surface)
    except Refused as refused:
        return f"{refused.code} {refused.reasons}"
    return ""


AT_MOST = [
    ("section text", lambda n: section(text=mrkdwn("x" * n)), 3_000),
    ("a field's text", lambda n: section(fields=[mrkdwn("x" * n)]), 2_000),
    ("fields", lambda n: section(fields=[mrkdwn()] * n), 10),
    ("header", lambda n: {"type": "header", "text": plain("x" * n)}, 150),
    ("context elements", lambda n: {"type": "context", "elements": [mrkdwn()] * n}, 10),
    ("actions elements", lambda n: actions(*(button(action_id=f"a{i}") for i in range(n))), 25),
    ("block_id", lambda n: section(block_id="x" * n), 255),
    ("action_id", lambda n: actions(button(action_id="x" * n)), 255),
    ("button text", lambda n: actions(button(text=plain("x" * n))), 75),
    ("button value", lambda n: actions(button(value="x" * n)), 2_000),
    ("button url", lambda n: actions(button(url="x" * n)), 3_000),
    ("accessibility label", lambda n: actions(button(accessibility_label="x" * n)), 75),
    ("options", lambda n: actions(select(options=options(n))), 100),
    ("option text", lambda n: actions(select(options=[{"text": plain("x" * n), "value": "v"}])), 75),
    ("option value", lambda n: actions(select(options=[{"text": plain(), "value": "x" * n}])), 150),
    (
        "option description",
        lambda n: actions(select(options=[{"text": plain(), "value": "v", "description": plain("x" * n)}])),
        75,
    ),
    ("placeholder", lambda n: actions(select(placeholder=plain("x" * n))), 150),
    (
        "group label",
        lambda n: actions(
            {
                "type": "static_select",
                "action_id": "a",
                "option_groups": [{"label": plain("x" * n), "options": options(1)}],
            }
        ),
        75,
    ),
    ("overflow", lambda n: actions({"type": "overflow", "action_id": "a", "options": options(n)}), 5),
    ("radio buttons", lambda n: actions({"type": "radio_buttons", "action_id": "a", "options": options(n)}), 10),
    ("checkboxes", lambda n: actions({"type": "checkboxes", "action_id": "a", "options": options(n)}), 10),
    ("confirm title", lambda n: actions(button(confirm=confirm(title=plain("x" * n)))), 100),
    ("confirm text", lambda n: actions(button(confirm=confirm(text=plain("x" * n)))), 300),
    ("confirm deny", lambda n: actions(button(confirm=confirm(deny=plain("x" * n)))), 30),
    ("image alt text", lambda n: image(alt_text="x" * n), 2_000),
    ("image title", lambda n: image(title=plain("x" * n)), 2_000),
    ("image url", lambda n: image(image_url="https://example.com/".ljust(n, "x")), 3_000),
    ("table rows", lambda n: table(n, 1), 100),
    ("table cells", lambda n: table(1, n), 20),
]
VIEW_AT_MOST = [
    ("title", lambda n: modal(section(), title=plain("x" * n)), 24),
    ("submit", lambda n: modal(section(), submit=plain("x" * n)), 24),
    ("close", lambda n: modal(section(), close=plain("x" * n)), 24),
    ("private_metadata", lambda n: modal(section(), private_metadata="x" * n), 3_000),
    ("callback_id", lambda n: modal(section(), callback_id="x" * n), 255),
    ("external_id", lambda n: modal(section(), external_id="x" * n), 255),
    ("blocks", lambda n: modal(*[section()] * n), 100),
    ("label", lambda n: modal(field(text_input(), label=plain("x" * n))), 2_000),
    ("hint", lambda n: modal(field(text_input(), hint=plain("x" * n))), 2_000),
    ("max_length", lambda n: modal(field(text_input(max_length=n))), 3_000),
    ("files", lambda n: modal(field({"type": "file_input", "action_id": "a", "max_files": n})), 10),
]


def named(cases: list[Any]) -> list[Any]:
    return [pytest.param(*case[1:], id=case[0]) for case in cases]


@pytest.mark.parametrize(("make", "most"), named(AT_MOST))
def test_a_message_takes_as_much_as_slack_does_and_no_more(make: Any, most: int) -> None:
    assert message_refusal(make(most)) == ""
    assert "invalid_blocks" in message_refusal(make(most + 1))


@pytest.mark.parametrize(("make", "most"), named(VIEW_AT_MOST))
def test_a_modal_takes_as_much_as_slack_does_and_no_more(make: Any, most: int) -> None:
    assert modal_refusal(make(most)) == ""
    assert "invalid_arguments" in modal_refusal(make(most + 1))


def test_a_message_has_fifty_blocks_at_most() -> None:
    assert message_refusal(*[section()] * 50) == ""
    assert "no more than 50 items allowed [json-pointer:/blocks]" in message_refusal(*[section()] * 51)


def test_a_message_is_too_long_when_its_blocks_together_are() -> None:
    assert message_refusal(*[section(text=mrkdwn("x" * 2_600))] * 5) == ""
    assert "msg_blocks_too_long" in message_refusal(*[section(text=mrkdwn("x" * 2_700))] * 5)


def test_a_view_is_too_large_above_250_kilobytes() -> None:
    long = [section(text=mrkdwn("x" * 2_900)) for _ in range(90)]
    assert "view_too_large" in modal_refusal(modal(*long))


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (section(text=mrkdwn("")), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ({"type": "section"}, "must provide either text or fields"),
        ({"type": "sectoin", "text": mrkdwn()}, "unsupported type: sectoin"),
        ({"text": mrkdwn()}, "missing required field: type"),
        (section(colour="red"), "invalid additional property: colour"),
        ({"type": "header", "text": mrkdwn()}, "unsupported type: mrkdwn"),
        (actions(button(text=mrkdwn())), "unsupported type: mrkdwn"),
        (actions(button(style="green")), "must be one of: primary, danger"),
        (actions(), "no fewer than 1 items allowed"),
        (actions(button(), button()), "`action_id` a already exists"),
        (actions(text_input()), "unsupported type: plain_text_input"),
        (actions(select(options=[])), "no fewer than 1 items allowed"),
        (actions(select(initial_option=options(3)[2])), "initial options must be among the options"),
        (actions(select(options=[*options(1), *options(1)])), "option values must be unique"),
        (actions({"type": "datepicker", "initial_date": "2027-02-30"}), "must be a date"),
        (actions({"type": "timepicker", "initial_time": "9:30"}), "must be a time"),
        (actions({"type": "static_select"}), "must define either `options` or `option_groups`"),
        ({"type": "image", "image_url": "https://example.com/a.png"}, "missing required field: alt_text"),
        ({"type": "image", "alt_text": "x"}, "must define either `slack_file` or `image_url`"),
        (image(slack_file={"id": "F1"}), "must define either `slack_file` or `image_url`"),
        (field({"type": "email_text_input"}), "unsupported type: email_text_input"),
        ({"type": "input", "label": plain()}, "missing required field: element"),
        ({"type": "input", "element": text_input()}, "missing required field: label"),
    ],
)
def test_a_wrong_block_is_refused_with_its_reason(block: Payload, reason: str) -> None:
    assert reason in message_refusal(block)


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        ({"type": "modal", "blocks": []}, "missing required field: title"),
        ({"type": "modal", "title": plain()}, "missing required field: blocks"),
        ({"type": "home", "blocks": []}, "must be one of: modal"),
        (modal(field(text_input()), submit=None), "missing required field: submit"),
        (modal(table(1, 1)), "unsupported type: table"),
        (modal(field(text_input(min_length=5, max_length=4))), "min_length must not be more than max_length"),
        (modal(field(text_input(initial_value="xx", max_length=1))), "must not be longer than max_length"),
        (modal(field({"type": "number_input"})), "missing required field: is_decimal_allowed"),
        (
            modal(field({"type": "number_input", "is_decimal_allowed": False, "initial_value": "1.5"})),
            "must be a number",
        ),
        (
            modal(field(text_input(focus_on_load=True)), field(text_input(focus_on_load=True))),
            "only one element may have focus_on_load",
        ),
        (modal(section(block_id="b"), section(block_id="b")), "`block_id` b already exists"),
    ],
)
def test_a_wrong_modal_is_refused_with_its_reason(view: Payload, reason: str) -> None:
    assert reason in modal_refusal(view)


def test_a_home_tab_has_no_title() -> None:
    assert modal_refusal({"type": "home", "blocks": [section()]}, "home") == ""
    assert "invalid additional property: title" in modal_refusal(
        {"type": "home", "title": plain(), "blocks": []}, "home"
    )


def test_two_tables_do_not_go_into_one_message() -> None:
    assert "only one table" in message_refusal(table(1, 1), table(1, 1))


@pytest.mark.parametrize(
    "element",
    [
        text_input(initial_value="x", multiline=True, placeholder=plain(), focus_on_load=True),
        {"type": "number_input", "is_decimal_allowed": True, "min_value": "1", "max_value": "5.5"},
        {"type": "url_text_input"},
        {"type": "email_text_input"},
        {"type": "rich_text_input"},
        {"type": "file_input", "filetypes": ["json"], "max_files": 1},
        {"type": "datepicker", "initial_date": "2027-01-31"},
        {"type": "timepicker", "initial_time": "09:30"},
        {"type": "datetimepicker", "initial_date_time": 1_800_000_000},
        select(initial_option=options(2)[1]),
        {"type": "multi_static_select", "options": options(3), "initial_options": options(2)},
        {"type": "external_select", "min_query_length": 0},
        {"type": "users_select", "initial_user": "U1"},
        {"type": "multi_users_select", "initial_users": ["U1"], "max_selected_items": 3},
        {"type": "conversations_select", "default_to_current_conversation": True, "filter": {"include": ["public"]}},
        {"type": "channels_select"},
        {"type": "radio_buttons", "options": options(2), "initial_option": options(1)[0]},
        {"type": "checkboxes", "options": options(2), "initial_options": options(1)},
    ],
    ids=lambda element: element["type"],
)
def test_every_input_is_known_in_a_modal(element: Payload) -> None:
    assert modal_refusal(modal(field(element))) == ""


def test_rich_text_and_video_and_markdown_are_known() -> None:
    rich = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
    }
    video = {
        "type": "video",
        "alt_text": "x",
        "title": plain(),
        "video_url": "https://example.com/v",
        "thumbnail_url": "https://example.com/t.png",
    }
    assert message_refusal(rich, video, {"type": "markdown", "text": "# x"}, {"type": "divider"}) == ""
