"""Every command as a button, in one modal: what can be typed can be pressed."""

from __future__ import annotations

import json

from commands import blocks as b
from commands.call import Answer, Call
from commands.catalogue import COMMANDS
from commands.help import word_in
from journey.steps import GUIDES
from journey.words import mark


def open_hub(call: Call, _value: str = "") -> Answer:
    rows = [_steps(call)] if call.has_journey else []
    rows += [
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


def _steps(call: Call) -> b.Block:
    """A step's name is a word as well, which shows the step."""
    options = [b.option(call.say(guide.title), guide.step) for guide in GUIDES]
    choice = b.select(f"step:{call.journey.id}", call.say(mark("Choose")), options)
    return b.section(call.say(mark("Look at a step, with what it holds and its buttons")), choice)


ACTIONS = {"hub": open_hub}
