"""The left bar: who I am, my channels, the app."""

from playground.model import SLACKBOT, Channel
from playground.page.onlooker import Onlooker
from playground.page.render import Renderer
from playground.world import World


def cast(world: World) -> list[Onlooker]:
    """Everybody one can be: people, neither bots nor those who have left."""
    people = (u for u in world.users.values() if not (u.is_bot or u.deleted or u.id == SLACKBOT))
    return [Onlooker(world, user) for user in people]


def side(renderer: Renderer, me: Onlooker, here: Channel | None) -> str:
    return renderer.side(me, here, cast(me.world), at_home=here is None)
