"""The people and channels of the sample workspace."""

from __future__ import annotations

from playground.world import World

EVERYBODY = ("ana", "bram", "chidi", "dora", "eva")


def default_cast(world: World) -> World:
    """Five departments, one of them in Dutch; a guest, somebody who left; a private channel, one without the bot."""
    world.add_user("ana", "Ana Sousa", department="Marketing", tz="Europe/Amsterdam", locale="en-US", is_admin=True)
    world.add_user("bram", "Bram de Wit", department="Klantenservice", tz="Europe/Amsterdam", locale="nl-NL")
    world.add_user("chidi", "Chidi Okafor", department="Product", tz="Africa/Lagos", locale="en-US")
    world.add_user("dora", "Dora Hughes", department="Sales", tz="Europe/London", locale="en-GB")
    world.add_user("eva", "Eva Lindqvist", department="Finance", tz="Europe/Stockholm", locale="en-US")
    world.add_user("gus", "Gus Ito", department="Design agency", is_restricted=True, is_ultra_restricted=True)
    world.add_user("hugo", "Hugo Blanc", department="Sales", deleted=True)
    world.add_channel("webshop", [*EVERYBODY, "gus"])
    world.add_channel("onboarding", EVERYBODY)
    world.add_channel("servicedesk", EVERYBODY)
    world.add_channel("board", ["ana", "eva"], private=True)
    world.add_channel("random", EVERYBODY, bot=False)
    return world
