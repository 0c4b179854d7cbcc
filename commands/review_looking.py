"""What people say of each touchpoint in a review: still true, changed, gone; and whether all rate again."""

from __future__ import annotations

import json

from commands import blocks as b
from commands.call import Answer, Call
from commands.items import edit_view_answer, remove
from commands.posts import announcement, review_post
from commands.review_ending import closing_posts
from journey.refusal import Refusal
from journey.words import Voice, mark
from storage.values import Kind, Post


def still_true(call: Call, value: str) -> Answer:
    """Says nothing to whoever pressed it: the review itself shows it."""
    left = call.store.confirm(call.visit, call.journey.id, int(value), review_posts(call))
    return close_when_done(call, left)


def changed(call: Call, value: str) -> Answer:
    answer = edit_view_answer(call, (Kind.TOUCHPOINT, int(value)))
    assert answer.view is not None
    metadata = json.loads(answer.view["private_metadata"]) | {"channel": call.journey.channel, "review": True}
    return Answer(view=answer.view | {"private_metadata": json.dumps(metadata)})


def gone(call: Call, value: str) -> Answer:
    answer = remove(call, {"item": (Kind.TOUCHPOINT, int(value))})
    looked_at(call)
    return answer


def looked_at(call: Call) -> None:
    """After a correction or a removal in a review: brings it up to date, and ends it when nothing is left."""
    call.store.post(call.visit.workspace, review_posts(call), call.visit.now)
    close_when_done(call, call.store.left_to_look_at(call.visit.workspace, call.journey.id))


def close_when_done(call: Call, left: int) -> Answer:
    if left == 0 and call.map.open_review is not None:
        call.store.close_review(call.visit, call.journey.id, None, closing_posts(call))
    return Answer()


def review_posts(call: Call) -> list[Post]:
    return [review_post(call.journey)]


def pick(call: Call, value: str) -> Answer:
    """One that is not on top of the list."""
    touchpoint = call.map.touchpoint(int(value))
    if touchpoint is None:
        raise Refusal(mark("That touchpoint is not on the map any more."))
    line = call.line(mark("*{number}. {what}* – is this still true?"), number=touchpoint.number, what=touchpoint.what)
    return Answer([line], [verdict_buttons(call.say, call.journey.id, touchpoint.number, touchpoint.what)])


def verdict_buttons(say: Voice, journey: str, number: int, what: str) -> b.Block:
    """Each says aloud which touchpoint it is about."""
    value = f"{journey}:{number}"
    sure = {
        "title": b.plain(say(mark("Is it gone?")), 100),
        "text": b.plain(say(mark("It leaves the map, with its ratings and pain points. Undo brings it back.")), 300),
        "confirm": b.plain(say(mark("Yes, remove it")), 30),
        "deny": b.plain(say(mark("Keep it")), 30),
    }
    return b.actions(
        [
            b.button(
                say(mark("Still true")),
                "review_true",
                value,
                hears=f"{say(mark('Still true'))}: {what}",
            ),
            b.button(say(mark("Changed")), "review_changed", value, hears=f"{say(mark('Changed'))}: {what}"),
            b.button(say(mark("Gone")), "review_gone", value, hears=f"{say(mark('Gone'))}: {what}") | {"confirm": sure},
        ]
    )


def rate_again(call: Call, _value: str) -> Answer:
    """Asks everybody; each new rating replaces that person's old one, the last review keeps what was."""
    call.must_facilitate()
    asked = announcement(
        call.journey,
        mark("{person} asks everybody to rate the touchpoints again. Your new rating takes the place of your old one."),
        person=f"<@{call.visit.person}>",
        buttons=[{"label": mark("Rate a touchpoint"), "action": "form:emotion", "value": call.journey.id}],
    )
    call.store.post(call.visit.workspace, [asked], call.visit.now)
    return Answer([call.say(mark("I have asked the channel to rate again."))])


ACTIONS = {
    "review_true": still_true,
    "review_changed": changed,
    "review_gone": gone,
    "review_pick": pick,
    "review_rate": rate_again,
}
