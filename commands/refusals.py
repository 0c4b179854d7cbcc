"""What the Store refuses, in words for people. A new refusal is a function here and its line in `WORDED`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from commands.kinds import form_of, kind_name
from commands.reference import begin, current
from journey.refusal import Refusal
from journey.steps import guide_for
from journey.words import Said, mark
from storage.refusals import (
    ChangedMeanwhile,
    JourneyClosed,
    NameTaken,
    NoReview,
    NoSuchItem,
    NoSuchStage,
    NoSuchToken,
    NothingToUndo,
    NotYours,
    NoVotesLeft,
    StageInUse,
    StepMoved,
    StorageUnavailable,
    StoreRefusal,
    TooMany,
)


def as_refusal(refused: StoreRefusal) -> Refusal:
    worded = WORDED.get(type(refused))
    return worded(refused) if worded else Refusal(mark("That could not be kept. Nothing was changed."))


def _no_such_item(refused: NoSuchItem) -> Refusal:
    return Refusal(
        mark("There is no {kind} {number} here. There are: {known}.")
        if refused.known
        else mark("There is no {kind} {number} here, and none at all yet."),
        kind=kind_name(refused.kind),
        number=refused.number,
        known=_numbers(refused.known),
        field=str(refused.kind),
    )


def _no_such_stage(refused: NoSuchStage) -> Refusal:
    first = refused.known[0] if refused.known else "…"
    return Refusal(
        mark("There is no stage “{name}” here. The stages are: {known}."),
        name=refused.name,
        known=", ".join(refused.known),
        field="stage",
        example=Said(mark("touchpoint Reads the blog | stage: {stage}"), {"stage": first}),
    )


def _not_yours(refused: NotYours) -> Refusal:
    return Refusal(
        mark("That is somebody else's: {kind} {number}. {author} can do it, or a facilitator: {facilitators}."),
        kind=kind_name(refused.kind),
        number=refused.number,
        author=_people((refused.author,)),
        facilitators=_people(refused.facilitators),
    )


def _changed_meanwhile(refused: ChangedMeanwhile) -> Refusal:
    form = form_of(refused.kind)
    return Refusal(
        mark(
            "{by} changed {kind} {number} meanwhile; it now says “{now}”. Nothing of "
            "yours was kept: look, and try again."
        ),
        by=_people((refused.by,)),
        kind=kind_name(refused.kind),
        number=refused.number,
        now=str(refused.current.get(form.text.name, "")) if form.text else "",
    )


def _stage_in_use(refused: StageInUse) -> Refusal:
    return Refusal(
        mark("“{name}” still holds touchpoints ({numbers}). Move them first, or keep the stage."),
        name=refused.name,
        numbers=_numbers(refused.touchpoints[:10]),
        field="stages",
    )


def _no_votes_left(refused: NoVotesLeft) -> Refusal:
    return Refusal(
        mark("Your {allowed} votes are given, to {numbers}. Vote for one of those again to take a vote back."),
        allowed=refused.allowed,
        numbers=_numbers(refused.given_to),
        field="pain_points",
    )


def _step_moved(refused: StepMoved) -> Refusal:
    title = guide_for(refused.current).title
    return Refusal(mark("Somebody was faster: the journey is at “{step}” now."), step=Said(title))


def _name_taken(refused: NameTaken) -> Refusal:
    return Refusal(
        mark("Snapshot {number} is called “{name}” already. Choose another name."),
        name=refused.name,
        number=refused.number,
        field="name",
    )


MOST = {
    "snapshot": mark("This journey has {most} named snapshots, and more are not kept."),
    "measure": mark("A journey holds at most {most} measures. Remove one first, or use the name of one that there is."),
    "token": mark("A journey has at most {most} tokens. Revoke one first: `token revoke 1`."),
}


def _too_many(refused: TooMany) -> Refusal:
    return Refusal(MOST[refused.kind], most=refused.most, field="name")


def _no_such_token(refused: NoSuchToken) -> Refusal:
    return Refusal(
        mark("There is no token {number} here. There are: {known}."),
        number=refused.number,
        known=_numbers(refused.known) or "–",
        field="number",
        example=mark("token list"),
    )


def _nothing_to_undo(_refused: NothingToUndo) -> Refusal:
    return Refusal(mark("There is nothing of yours to take back in this journey."))


def _journey_closed(refused: JourneyClosed) -> Refusal:
    return Refusal(mark("“{name}” is closed. Open it again to go on."), name=refused.name, example=mark("open"))


def _no_review(_refused: NoReview) -> Refusal:
    return Refusal(mark("There is no review to close yet."), example=mark("review now"))


WORDED: dict[type[StoreRefusal], Callable[[Any], Refusal]] = {
    NoSuchItem: _no_such_item,
    NoSuchStage: _no_such_stage,
    NotYours: _not_yours,
    ChangedMeanwhile: _changed_meanwhile,
    StageInUse: _stage_in_use,
    NoVotesLeft: _no_votes_left,
    StepMoved: _step_moved,
    NameTaken: _name_taken,
    TooMany: _too_many,
    NoSuchToken: _no_such_token,
    NothingToUndo: _nothing_to_undo,
    JourneyClosed: _journey_closed,
    NoReview: _no_review,
}


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _people(people: tuple[str, ...]) -> Said:
    """Mentions are ours, so they are said as they are."""
    return Said(", ".join(f"<@{person}>" for person in people if person) or "–")


def unavailable(error: StorageUnavailable) -> Refusal:
    texts = {
        "locked": mark(
            "I am busy keeping other things right now. Nothing was changed; please send it again in a moment."
        ),
        "full": mark(
            "There is no room left where I keep things, so nothing was changed. Please tell whoever runs "
            "Waymark; then send again what you typed."
        ),
        "gone": mark(
            "I cannot reach where I keep things, so nothing was changed. Please send it again in a few minutes."
        ),
        "unsure": mark(
            "I lost the way to where I keep things just as I kept this, so it may be there or not. Please look "
            "before you send it again."
        ),
    }
    return Refusal(
        texts.get(
            error.reason,
            mark(
                "Something went wrong where I keep things, and nothing was changed. Please send it again; if it stays, "
                "tell whoever runs Waymark this reference: {reference}."
            ),
        ),
        reference=current() or begin(),
    )
