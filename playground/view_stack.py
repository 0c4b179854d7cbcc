"""Modals, stacked up to three, and the Home tab: opened, pushed, updated, closed."""

from __future__ import annotations

import secrets

from playground.errors import Refused, missing
from playground.values import fill_in_ids, starting_values
from playground.world import Payload, Trigger, View, World

TRIGGER_LASTS = 3.0
"""Seconds a trigger_id can be used."""
MOST_STACKED = 3


def short_id() -> str:
    """A block_id or action_id as Slack makes them up."""
    return secrets.token_urlsafe(4)[:5]


def use_trigger(world: World, trigger_id: str) -> Trigger:
    """Slack's three refusals, in its order: never given, too late, used before."""
    trigger = world.triggers.get(trigger_id)
    if trigger is None:
        raise Refused("invalid_trigger_id")
    if world.now() - trigger.made > TRIGGER_LASTS:
        raise Refused("expired_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    return trigger


def open_view(world: World, trigger_id: str, payload: Payload) -> View:
    """A modal on its own; one that was open before goes away."""
    with world.lock:
        trigger = use_trigger(world, trigger_id)
        view = _new(world, trigger.user, payload, channel=trigger.channel)
        trigger.used = True
        close_all(world, trigger.user)
        _put_on_top(world, view)
        return view


def push_view(world: World, trigger_id: str, payload: Payload) -> View:
    """A modal on top of the one in which the trigger was made."""
    with world.lock:
        trigger = use_trigger(world, trigger_id)
        below = world.views.get(trigger.view_id)
        if below is None:
            raise Refused("not_found")
        view = push_onto(world, below, payload)
        trigger.used = True
        return view


def push_onto(world: World, below: View, payload: Payload) -> View:
    with world.lock:
        if len(world.stacks.get(below.user, [])) >= MOST_STACKED:
            raise Refused("push_limit_reached")
        view = _new(world, below.user, payload)
        view.root_view_id, view.previous_view_id = below.root_view_id, below.id
        _put_on_top(world, view)
        return view


def find_view(world: World, view_id: str = "", external_id: str = "") -> View:
    """An open modal or a Home tab."""
    if not view_id and not external_id:
        raise missing("view_id")
    everything = [*world.views.values(), *world.homes.values()]
    for view in everything:
        if (view_id and view.id == view_id) or (not view_id and view.external_id == external_id):
            return view
    raise Refused("not_found")


def update_view(world: World, view: View, payload: Payload, hash: str = "") -> View:
    """New content in place; what people typed stays where block_id and action_id stay."""
    with world.lock:
        if hash and hash != view.hash:
            raise Refused("hash_conflict")
        if payload["type"] != view.type:
            raise Refused("invalid_arguments", ["view type cannot be changed"])
        _check_external_id(world, payload, view)
        blocks = fill_in_ids(payload.get("blocks", []), short_id)
        view.payload = payload | {"blocks": blocks}
        view.values = starting_values(blocks, view.values)
        view.external_id = payload.get("external_id", view.external_id)
        view.hash = _hash(world)
        view.errors, view.trouble = {}, ""
        _tell(world, view)
        return view


def publish_home(world: World, user: str, payload: Payload, hash: str = "") -> View:
    with world.lock:
        old = world.homes.get(user)
        if old is not None:
            return update_view(world, old, payload, hash)
        view = _new(world, user, payload)
        view.root_view_id = view.id
        world.homes[user] = view
        _tell(world, view)
        return view


def close_view(world: World, view: View) -> None:
    """Takes away one modal and all on top of it."""
    with world.lock:
        stack = world.stacks.get(view.user, [])
        if view.id in stack:
            for gone in stack[stack.index(view.id) :]:
                world.views.pop(gone, None)
            del stack[stack.index(view.id) :]
        _tell(world, view)


def close_all(world: World, user: str) -> None:
    with world.lock:
        for view_id in world.stacks.pop(user, []):
            world.views.pop(view_id, None)
        world.feed.tell("view", user=user)


def _new(world: World, user: str, payload: Payload, channel: str = "") -> View:
    _check_external_id(world, payload, None)
    blocks = fill_in_ids(payload.get("blocks", []), short_id)
    view = View(world.new_id("V"), user, payload["type"], payload | {"blocks": blocks}, _hash(world))
    view.external_id = payload.get("external_id", "")
    view.values = starting_values(blocks, channel=channel)
    return view


def _put_on_top(world: World, view: View) -> None:
    view.root_view_id = view.root_view_id or view.id
    world.views[view.id] = view
    world.stacks.setdefault(view.user, []).append(view.id)
    _tell(world, view)


def _check_external_id(world: World, payload: Payload, own: View | None) -> None:
    wanted = payload.get("external_id")
    others = (v for v in [*world.views.values(), *world.homes.values()] if v is not own)
    if wanted and any(view.external_id == wanted for view in others):
        raise Refused("duplicate_external_id")


def _hash(world: World) -> str:
    return f"{int(world.now())}.{secrets.token_hex(4)}"


def _tell(world: World, view: View) -> None:
    world.feed.tell("home" if view.type == "home" else "view", user=view.user, id=view.id)
