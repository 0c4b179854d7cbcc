"""A review begins and ends: at once, by the facilitator's word, or when all has been looked at."""

from __future__ import annotations

import json
from typing import Any

from commands import blocks as b
from commands.call import Answer, Call
from commands.posts import card, picture, review_post
from journey.fields import LONG, short_enough
from journey.refusal import Refusal
from journey.words import mark
from storage.refusals import ReviewIsOpen
from storage.values import Post


def begin_now(call: Call) -> Answer:
    journey = call.journey
    posts = [card(journey), picture(journey, "png", call.visit.person), review_post(journey)]
    try:
        call.store.open_review(call.visit, journey.id, posts)
    except ReviewIsOpen:
        closing = b.button(call.say(mark("Close the review")), "review_close", journey.id)
        return Answer(
            [call.say(mark("A review is open already. Go on with it, or close it first."))], [b.actions([closing])]
        )
    return Answer([call.say(mark("The review begins; it appears in the channel in a moment."))])


def begin_pressed(call: Call, _value: str) -> Answer:
    call.must_facilitate()
    return begin_now(call)


def close(call: Call, outcome: str | None) -> Answer:
    """Ends the open review; without one, writes the outcome at the last one."""
    open_before = call.map.open_review
    number = call.store.close_review(call.visit, call.journey.id, outcome, closing_posts(call, outcome))
    said = mark("Review {number} is closed.") if open_before else mark("The outcome of review {number} is kept.")
    return Answer([call.say(said, number=number)])


def closing_posts(call: Call, outcome: str | None = None) -> list[Post]:
    journey = call.journey
    posts = [card(journey), review_post(journey)]
    if call.map.open_review is not None or outcome is not None:
        posts.append(Post("review_summary", journey.channel, {"journey": journey.id}, key=f"summary:{journey.id}"))
    return posts


def close_view(call: Call, _value: str) -> Answer:
    call.must_facilitate()
    metadata = {"journey": call.journey.id, "channel": call.journey.channel, "spoken": call.spoken}
    asked = b.asked(
        "outcome",
        call.say(mark("What came of it?")),
        {"type": "plain_text_input", "action_id": "value", "multiline": True, "max_length": LONG},
        hint=call.say(mark("What did you learn, what do you change? Everybody in the channel reads it.")),
        optional=True,
    )
    return Answer(
        view=b.modal(
            "review_close",
            call.say(mark("Close the review")),
            [asked],
            submit=call.say(mark("Close")),
            close=call.say(mark("Cancel")),
            metadata=json.dumps(metadata),
        )
    )


def submit_close(call: Call, view: dict[str, Any], _metadata: dict[str, Any]) -> Answer:
    call.must_facilitate()
    typed = str(view["state"]["values"]["outcome"]["value"].get("value") or "")
    return close(call, outcome_of(typed) or None)


def outcome_of(text: str) -> str:
    """As it was written, with its line breaks."""
    try:
        return short_enough(text.strip(), LONG)
    except Refusal as refused:
        raise refused.at("outcome") from None


ACTIONS = {"review": begin_pressed, "review_close": close_view}
SUBMISSIONS = {"review_close": submit_close}
