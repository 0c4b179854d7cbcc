"""What a request of Slack's is made of, as far as Bolt and we read it: what has to be there, and of which type.

Looked at before anything in it is read, so that what is not so is refused calmly. Slack always sends it so; what it
sends beside this is left alone, and what we can do without may be missing. Plain functions rather than models of
pydantic: forty of those take longer to make than the bot may take to start.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Thing = dict[str, Any]
Shape = Callable[[Any], bool]


def text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def name(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def number(value: Any) -> bool:
    return value is None or type(value) is int


def seconds(value: Any) -> bool:
    return value is None or type(value) in (int, float)


def thing(**parts: Shape) -> Shape:
    """An object with these parts; what is not there is None."""
    return lambda value: isinstance(value, dict) and all(shape(value.get(key)) for key, shape in parts.items())


def each(shape: Shape, *, least: int = 0) -> Shape:
    return lambda value: isinstance(value, list) and len(value) >= least and all(map(shape, value))


def any_named(shape: Shape) -> Shape:
    """An object with parts of any name."""
    return lambda value: isinstance(value, dict) and all(map(shape, value.values()))


def nothing(value: Any) -> bool:
    """An object in which there is nothing Slack writes as an empty list, too."""
    return isinstance(value, list) and not value


def both(*shapes: Shape) -> Shape:
    return lambda value: all(shape(value) for shape in shapes)


def either(*shapes: Shape) -> Shape:
    return lambda value: any(shape(value) for shape in shapes)


def neither(*shapes: Shape) -> Shape:
    return lambda value: not any(shape(value) for shape in shapes)


def one_of(*names: str) -> Shape:
    return lambda value: isinstance(value, str) and value in names


def maybe(*shapes: Shape) -> Shape:
    return lambda value: value is None or any(shape(value) for shape in shapes)


def in_json(shape: Shape) -> Shape:
    def reads(value: Any) -> bool:
        try:
            return value in (None, "") or shape(json.loads(value))
        except (TypeError, ValueError, RecursionError):
            return False

    return reads


# --- where Bolt looks, in any request and in any event, for who asks and where --------------------------------------

NAMED = maybe(text, thing(id=text, team_id=text))
PLACE = thing(
    user=NAMED, team=NAMED, channel=NAMED, enterprise=NAMED,
    user_id=text, team_id=text, channel_id=text, enterprise_id=text,
)  # fmt: skip
INSTALLED = thing(user_id=text, team_id=text, enterprise_id=text, team=NAMED, enterprise=NAMED)
ENVELOPE = both(
    PLACE,
    thing(
        event_time=seconds,
        trigger_id=text,
        authorizations=maybe(each(INSTALLED)),
        response_urls=maybe(each(thing())),
        view=maybe(thing(team_id=text, app_installed_team_id=text)),
    ),
)

# --- what is typed, pressed and filled in ---------------------------------------------------------------------------

TYPED = thing(command=name, user_id=name, channel_id=name, text=text)
METADATA = thing(
    journey=text, channel=text, spoken=text, kind=text, item=text, ts=text, number=number, version=number,
    items=maybe(each(each(maybe(text, number)))),
)  # fmt: skip
"""What we gave a form or the Home tab to keep."""
CHOSEN = thing(value=name)
FILLED = thing(
    value=text, selected_user=text, selected_date=text, selected_time=text, selected_option=maybe(CHOSEN),
    selected_options=maybe(each(CHOSEN)), selected_users=maybe(each(name)),
)  # fmt: skip
VIEW = thing(type=name, private_metadata=in_json(METADATA), previous_view_id=text)
FORM = both(
    VIEW,
    thing(
        id=name,
        callback_id=name,
        hash=text,
        blocks=maybe(each(thing(type=text, block_id=text))),
        state=maybe(thing(values=maybe(nothing, any_named(any_named(FILLED))))),
    ),
)
MESSAGE = thing(ts=text, blocks=maybe(each(thing(type=text, block_id=text))))
CHOICE = one_of("overflow", "static_select")
BUTTON = thing(action_id=name, type=neither(CHOICE), value=text)
SOMEBODY = thing(user=thing(id=name, team_id=text), team=maybe(thing()), enterprise=maybe(thing()))
PRESSED = both(
    SOMEBODY,
    thing(
        trigger_id=text,
        channel=maybe(thing()),
        view=maybe(VIEW),
        message=maybe(MESSAGE),
        actions=each(either(thing(action_id=name, type=CHOICE, selected_option=CHOSEN), BUTTON), least=1),
    ),
)
SHORTCUT = both(SOMEBODY, thing(callback_id=name, trigger_id=text))
KINDS = {
    "block_actions": PRESSED,
    "view_submission": both(SOMEBODY, thing(view=FORM)),
    "view_closed": both(SOMEBODY, thing(view=thing(type=name, callback_id=text))),
    "shortcut": SHORTCUT,
    "message_action": both(SHORTCUT, thing(channel=thing(id=name), message=maybe(MESSAGE))),
    # of before there were blocks: Bolt takes them for something pressed
    **dict.fromkeys(("interactive_message", "dialog_submission", "dialog_cancellation", "workflow_step_edit"), PRESSED),
}

# --- what happened --------------------------------------------------------------------------------------------------

ACCOUNT = thing(
    id=name, name=text, real_name=text, locale=text, tz=text,
    profile=maybe(thing(display_name=text, real_name=text)),
)  # fmt: skip
EVENT = both(PLACE, thing(type=name, tokens=maybe(thing()), team_ids=maybe(each(name))))
EVENTS = {
    "app_home_opened": thing(user=name, tab=text),
    "member_joined_channel": thing(user=name, channel=name),
    "member_left_channel": thing(user=name, channel=name),
    "channel_left": thing(channel=name),
    "group_left": thing(channel=name),
    "user_change": thing(user=ACCOUNT),
}


def is_whole(body: Any) -> bool:
    if not ENVELOPE(body):
        return False
    if "command" in body:
        return TYPED(body)
    kind, event = body.get("type"), body.get("event")
    if not text(kind):
        return False
    if kind == "event_callback":
        return isinstance(event, dict) and EVENT(event) and EVENTS.get(event["type"], EVENT)(event)
    return KINDS.get(kind or "", ENVELOPE)(body)


def is_event(body: Any) -> bool:
    """Even one that is not whole must count as delivered, or Slack would end their delivery."""
    return isinstance(body, dict) and isinstance(body.get("event"), dict)
