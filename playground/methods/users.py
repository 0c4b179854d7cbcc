"""users.info and users.list."""

from __future__ import annotations

from playground.methods.method import Asker, Method, find_user, page, yes
from playground.shapes import user_shape
from playground.world import Payload, World


def info(world: World, args: Payload, asker: Asker) -> Payload:
    user = find_user(world, args["user"])
    return {"user": user_shape(world, user, include_locale=yes(args.get("include_locale")))}


def list_all(world: World, args: Payload, asker: Asker) -> Payload:
    users, metadata = page(list(world.users.values()), args)
    locale = yes(args.get("include_locale"))
    shapes = [user_shape(world, user, include_locale=locale) for user in users]
    return {"members": shapes, "cache_ts": int(world.now()), "response_metadata": metadata}


METHODS = {
    "users.info": Method(info, 4, ("user",), ("users:read",), json_body=False),
    "users.list": Method(list_all, 2, (), ("users:read",), json_body=False),
}
