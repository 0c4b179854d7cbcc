"""The dashboard over all journeys that one person may see: it goes to them alone."""

from __future__ import annotations

from commands import posts
from commands.call import Answer, Call, Values
from commands.registry import Command
from journey.words import mark


def dashboard(call: Call, _values: Values) -> Answer:
    call.store.post(call.visit.workspace, [posts.dashboard(call.visit.person)], call.visit.now)
    return Answer(
        [
            call.say(
                mark(
                    "The dashboard comes to you as a direct message: the open journeys of the channels that you and I "
                    "are both in. Your Home tab shows the same in words."
                )
            )
        ]
    )


COMMANDS = (
    Command(
        ("dashboard",),
        "overzicht",
        mark("all your journeys in one picture, for you alone"),
        dashboard,
        needs_journey=False,
    ),
)
ACTIONS = {"dashboard": lambda call, _value: dashboard(call, {})}
