"""What could be measured, in words: above the form, in the help, and where the reviews are."""

from __future__ import annotations

from commands.call import Call
from journey.measuring import ideas
from journey.words import mark


def measure_ideas(call: Call) -> list[str]:
    told = ideas(call.map if call.has_journey else None)
    return [f"*{call.say(mark('What you could measure:'))}*", *(f"• {call.tell(each)}" for each in told)]
