"""What the templates ask about Block Kit's elements: which template, which choices, what is chosen.

To show one more element: its template's name in TEMPLATES, and its kind in `choices` if it offers some of its own.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from playground.model import Values
from playground.values import KEEPS, initial_state

Element = dict[str, Any]

TEMPLATES = {
    "button": "button",
    "workflow_button": "button",
    "image": "image",
    "overflow": "overflow",
    "static_select": "select",
    "external_select": "select",
    "users_select": "select",
    "channels_select": "select",
    "conversations_select": "select",
    "multi_static_select": "multi_select",
    "multi_external_select": "multi_select",
    "multi_users_select": "multi_select",
    "multi_channels_select": "multi_select",
    "multi_conversations_select": "multi_select",
    "radio_buttons": "radio_buttons",
    "checkboxes": "checkboxes",
    "plain_text_input": "text_input",
    "number_input": "text_input",
    "email_text_input": "text_input",
    "url_text_input": "text_input",
    "rich_text_input": "text_input",
    "datepicker": "text_input",
    "timepicker": "text_input",
    "datetimepicker": "text_input",
    "file_input": "file_input",
}

INPUT_TYPES = {
    "number_input": "number",
    "email_text_input": "email",
    "url_text_input": "url",
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "datetime-local",
}


@dataclass(frozen=True)
class Choice:
    value: str
    text: str
    description: str = ""


@dataclass(frozen=True)
class Group:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Directory:
    """Whom and which channels this person can choose from, as (id, name)."""

    users: tuple[tuple[str, str], ...] = ()
    channels: tuple[tuple[str, str], ...] = ()


def template(element: Element) -> str:
    """The template that shows the element."""
    return f"elements/{TEMPLATES.get(element.get('type', ''), 'unknown')}.html"


def input_type(element: Element) -> str:
    """HTML's name for a text-like input."""
    return INPUT_TYPES.get(element.get("type", ""), "text")


def choices(element: Element, directory: Directory) -> list[Group]:
    """What a select offers, in groups; a group without a label stands for none."""
    kind = element.get("type", "").removeprefix("multi_")
    if kind == "users_select":
        return [Group("", tuple(Choice(id, name) for id, name in directory.users))]
    if kind == "channels_select":
        return [Group("", tuple(Choice(id, f"#{name}") for id, name in directory.channels))]
    if kind == "conversations_select":
        rooms = tuple(Choice(id, f"#{name}") for id, name in directory.channels)
        return [Group("", rooms + tuple(Choice(id, f"@{name}") for id, name in directory.users))]
    if groups := element.get("option_groups"):
        return [Group(g["label"]["text"], _options(g.get("options", []))) for g in groups]
    return [Group("", _options(element.get("options", [])))]


def _options(options: list[Element]) -> tuple[Choice, ...]:
    return tuple(
        Choice(o.get("value", ""), o["text"]["text"], (o.get("description") or {}).get("text", "")) for o in options
    )


def chosen(element: Element, block_id: str, values: Values) -> list[str]:
    """What is typed or chosen now: from the kept state, else what the bot chose beforehand."""
    keeps = KEEPS.get(element.get("type", ""))
    if keeps is None:
        return []
    state = values.get(block_id, {}).get(element.get("action_id", "")) or initial_state(element)
    value = state.get(keeps.state)
    items = value if keeps.many and value else [value]
    return [_written(item) for item in items if item is not None]


def _written(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    if item.get("type") == "rich_text":
        sections = item.get("elements", [])
        return "\n".join("".join(e.get("text", "") for e in s.get("elements", [])) for s in sections)
    return str(item.get("value", ""))


def state(element: Element, picked: list[str], zone: tzinfo) -> Element:
    """What Slack would report of an element in which a person typed or chose `picked`."""
    kind, keeps = element["type"], KEEPS[element["type"]]
    if keeps.state in ("selected_option", "selected_options"):
        offered = [o for o in _every_option(element) if o.get("value") in picked]
        value: Any = offered if keeps.many else (offered[0] if offered else None)
    elif keeps.many:
        value = picked
    else:
        value = picked[0] if picked and picked[0] != "" else None
        if value and kind == "datetimepicker":
            value = int(datetime.fromisoformat(value).replace(tzinfo=zone).timestamp())
        if value and kind == "rich_text_input":
            text = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
            value = {"type": "rich_text", "elements": [text]}
    return {"type": kind, keeps.state: value}


def _every_option(element: Element) -> list[Element]:
    grouped = [o for group in element.get("option_groups") or [] for o in group.get("options", [])]
    return grouped + (element.get("options") or [])
