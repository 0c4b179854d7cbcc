"""What goes into the outbox: small notes of what is to be sent; the words are made when it is sent.

Each kind has its delivery in `commands/deliveries.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from journey.model import JourneyMap, Person, Step
from storage.values import DueItem, JourneyHead, Owed, Post

CARD_REST = 1.0
"""Seconds in which several contributions become one update of the card."""


def card(journey: JourneyHead | JourneyMap, tries: int = 0) -> Post:
    """`tries`: how often its newest picture was not ready yet."""
    payload = {"journey": journey.id, "tries": tries}
    return Post("card", journey.channel, payload, key=f"card:{journey.id}", wait=CARD_REST)


def living_picture(journey: JourneyMap, wait: float, tries: int = 0) -> Post:
    """The picture on the card; in a lane of its own, for nobody else has to wait for it."""
    lane = f"picture:{journey.id}"
    return Post("living_picture", lane, {"journey": journey.id, "tries": tries}, key=f"living:{journey.id}", wait=wait)


def superseded(journey: JourneyMap, file: str) -> Post:
    """A picture that no card shows any more."""
    return Post("superseded", f"picture:{journey.id}", {"journey": journey.id, "file": file})


def card_of(owed: Owed) -> Post:
    return Post("card", owed.channel, {"journey": owed.journey_id}, key=f"card:{owed.journey_id}", wait=CARD_REST)


def introduction(journey: JourneyHead, step: Step) -> Post:
    return Post("introduction", journey.channel, {"journey": journey.id, "step": step})


def announcement(
    journey: JourneyHead, text: str, /, *, buttons: Sequence[Mapping[str, Any]] = (), **values: Any
) -> Post:
    """A line for the whole channel, in its language; `text` is a marked message, and so are the buttons' labels."""
    told = {"journey": journey.id, "text": text, "values": values}
    return Post("announcement", journey.channel, told | ({"buttons": list(buttons)} if buttons else {}))


def whisper(channel: str, person: Person, message: Mapping[str, Any]) -> Post:
    """An answer that only one person sees, where the acknowledgement cannot carry it (buttons, modals)."""
    return Post("whisper", f"{channel}:{person}", {"channel": channel, "person": person, "message": dict(message)})


def picture(
    journey: JourneyHead,
    form: str,
    person: Person,
    name: str = "map",
    *,
    theme: str = "light",
    others: Sequence[str] = (),
) -> Post:
    """`others` are what it is compared with: "review 2", "journey J…"."""
    asked = {"journey": journey.id, "form": form, "person": person, "picture": name}
    compared = f":{','.join(others)}" if others else ""
    return Post(
        "picture",
        journey.channel,
        {**asked, "theme": theme, "others": list(others)},
        key=f"picture:{journey.id}:{name}:{form}:{theme}{compared}",
    )


def comparison(journey: JourneyHead, before: str, after: str, person: Person) -> Post:
    """`before` and `after` are refs of versions (`commands/versions.py`)."""
    return Post(
        "comparison",
        journey.channel,
        {"journey": journey.id, "before": before, "after": after, "person": person},
        key=f"comparison:{journey.id}:{before}:{after}",
    )


def review_post(journey: JourneyHead | JourneyMap) -> Post:
    """The living message of the open review, new or brought up to date."""
    return Post("review", journey.channel, {"journey": journey.id}, key=f"review:{journey.id}", wait=0.3)


def export(journey: JourneyHead, form: str, person: Person) -> Post:
    return Post("export", journey.channel, {"journey": journey.id, "form": form, "person": person})


def direct(person: Person, text: str, values: Mapping[str, Any], buttons: Sequence[Mapping[str, Any]] = ()) -> Post:
    """A direct message, in the person's language; `text` is a marked message."""
    return Post(
        "direct", f"dm:{person}", {"person": person, "text": text, "values": dict(values), "buttons": list(buttons)}
    )


def tell_proposal(journey: JourneyHead, person: Person, action: int, by: Person, wait: float) -> Post:
    """What customers could be told of a done action, for a facilitator; in a lane of its own, for it may wait until
    morning. `wait`: seconds."""
    told = {"journey": journey.id, "person": person, "action": action, "by": by}
    return Post("tell_proposal", f"tell:{person}", told, key=f"tell:{person}:{journey.id}:{action}", wait=wait)


def nudges(person: Person, items: Sequence[DueItem]) -> Post:
    """One digest of what a person is reminded of; what it says of each item is looked up when it is sent."""
    told = [[*item.owed.name, item.why] for item in items]
    return Post("nudges", f"dm:{person}", {"person": person, "language": items[0].owed.language, "items": told})


def nudges_again(person: Person, channel: str, ts: str, items: Sequence[Sequence[Any]]) -> Post:
    """The same digest, brought up to date in place."""
    payload = {"person": person, "language": "", "items": [list(item) for item in items], "channel": channel, "ts": ts}
    return Post("nudges", f"dm:{person}", payload, key=f"nudges:{channel}:{ts}", wait=0.3)


def dashboard(person: Person) -> Post:
    """All journeys that a person may see, in a direct message to them."""
    return Post("dashboard", f"dm:{person}", {"person": person}, key=f"dashboard:{person}")


def home(person: Person, *, first: bool = False) -> Post:
    """`first`: they never saw it before, and are greeted."""
    return Post("home", f"home:{person}", {"person": person, "first": first}, key=f"home:{person}")


def my_data(person: Person) -> Post:
    return Post("my_data", f"dm:{person}", {"person": person}, key=f"my_data:{person}")


def learn_person(person: Person) -> Post:
    return Post("learn_person", f"people:{person}", {"person": person}, key=f"learn:{person}")


def learn_members(channel: str) -> Post:
    return Post("learn_members", f"members:{channel}", {"channel": channel}, key=f"members:{channel}")
