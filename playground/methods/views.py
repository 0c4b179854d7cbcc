"""views.*: modals and the Home tab."""

from __future__ import annotations

from playground.errors import Refused, missing
from playground.limits import check_view
from playground.methods.method import Asker, Method, picture_ready
from playground.shapes import view_shape
from playground.view_stack import find_view, open_view, publish_home, push_view, update_view
from playground.world import Payload, View, World


def _answer(world: World, view: View) -> Payload:
    return {"view": view_shape(world, view)}


def _trigger(args: Payload) -> str:
    given = args.get("trigger_id") or args.get("interactivity_pointer")
    if not given:
        raise missing("trigger_id")
    return str(given)


def open_(world: World, args: Payload, asker: Asker) -> Payload:
    check_view(args["view"], "modal", picture_ready(world))
    return _answer(world, open_view(world, _trigger(args), args["view"]))


def push(world: World, args: Payload, asker: Asker) -> Payload:
    check_view(args["view"], "modal", picture_ready(world))
    return _answer(world, push_view(world, _trigger(args), args["view"]))


def update(world: World, args: Payload, asker: Asker) -> Payload:
    view = find_view(world, args.get("view_id") or "", args.get("external_id") or "")
    check_view(args["view"], view.type, picture_ready(world))
    return _answer(world, update_view(world, view, args["view"], args.get("hash") or ""))


def publish(world: World, args: Payload, asker: Asker) -> Payload:
    user = world.users.get(str(args["user_id"]))
    if user is None or user.deleted or user.is_bot:
        raise Refused("invalid_arguments", ["user_id must be a person of this workspace"])
    check_view(args["view"], "home", picture_ready(world))
    return _answer(world, publish_home(world, user.id, args["view"], args.get("hash") or ""))


METHODS = {
    "views.open": Method(open_, 4, ("view",)),
    "views.push": Method(push, 4, ("view",)),
    "views.update": Method(update, 4, ("view",)),
    "views.publish": Method(publish, 4, ("user_id", "view")),
}
