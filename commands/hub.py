"""Every command as a button, in one modal: what can be typed can be pressed."""

from __future__ import annotations

import json

from commands import blocks as b
from commands.call import Answer, Call
from commands.catalogue import COMMANDS
from commands.help import word_in
from journey.words import mark


def open_hub(call: Call, _value: str = "") -> Answer:
    rows = [
        b.section(
            f"`{call.spoken} {word_in(call, each)}` – {call.say(each.summary)}",
            b.button(
                call.say(mark("Open")),
                f"command:{each.name}",
                call.journey.id if call.has_journey else "",
                hears=f"{word_in(call, each)}",
            ),
        )
        for each in COMMANDS
        if call.has_journey or not each.needs_journey
    ]
    metadata = {
        "journey": call.journey.id if call.has_journey else "",
        "channel": call.visit.channel,
        "spoken": call.spoken,
    }
    view = b.modal(
        "hub", call.say(mark("What you can do")), rows, close=call.say(mark("Close")), metadata=json.dumps(metadata)
    )
    return Answer(view=view)


ACTIONS = {"hub": open_hub}
