"""What the Store refuses, in words for people."""

from __future__ import annotations

from commands.kinds import form_of, kind_name
from commands.reference import begin, current
from journey.refusal import Refusal
from journey.words import Said, mark
from storage.values import (
    ChangedMeanwhile,
    JourneyClosed,
    Kind,
    NameTaken,
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
    match refused:
        case NoSuchItem(kind, number, known):
            return _no_such_item(kind, number, known)
        case NoSuchStage(name, known):
            stages = ", ".join(known)
            return Refusal(
                mark("There is no stage “{name}” here. The stages are: {known}."),
                name=name,
                known=stages,
                field="stage",
                example=Said(mark("touchpoint Reads the blog | stage: {stage}"), {"stage": known[0] if known else "…"}),
            )
        case NotYours(kind, number, author, facilitators):
            return Refusal(
                mark("That is somebody else's: {kind} {number}. {author} can do it, or a facilitator: {facilitators}."),
                kind=kind_name(kind),
                number=number,
                author=_people((author,)),
                facilitators=_people(facilitators),
            )
        case ChangedMeanwhile(kind, number, by, current):
            form = form_of(kind)
            now = str(current.get(form.text.name, "")) if form.text else ""
            return Refusal(
                mark(
                    "{by} changed {kind} {number} meanwhile; it now says “{now}”. Nothing of "
                    "yours was kept: look, and try again."
                ),
                by=_people((by,)),
                kind=kind_name(kind),
                number=number,
                now=now,
            )
        case StageInUse(name, touchpoints):
            return Refusal(
                mark("“{name}” still holds touchpoints ({numbers}). Move them first, or keep the stage."),
                name=name,
                numbers=", ".join(map(str, touchpoints[:10])),
                field="stages",
            )
        case NoVotesLeft(allowed, given_to):
            return Refusal(
                mark("Your {allowed} votes are given, to {numbers}. Vote for one of those again to take a vote back."),
                allowed=allowed,
                numbers=", ".join(map(str, given_to)),
                field="pain_points",
            )
        case StepMoved(current):
            from journey.steps import guide_for  # only here, so that the words stand with the step

            return Refusal(
                mark("Somebody was faster: the journey is at “{step}” now."), step=Said(guide_for(current).title)
            )
        case NameTaken(name, number):
            return Refusal(
                mark("Snapshot {number} is called “{name}” already. Choose another name."), name=name, number=number
            )
        case TooMany("snapshot", most):
            return Refusal(mark("This journey has {most} named snapshots, and more are not kept."), most=most)
        case TooMany("measure", most):
            return Refusal(
                mark(
                    "A journey holds at most {most} measures. Remove one first, or use the name of one that there is."
                ),
                most=most,
                field="name",
            )
        case TooMany(_, most):
            return Refusal(
                mark("A journey has at most {most} tokens. Revoke one first: `token revoke 1`."),
                most=most,
                field="name",
            )
        case NoSuchToken(number, known):
            numbers = ", ".join(map(str, known))
            return Refusal(
                mark("There is no token {number} here. There are: {known}."),
                number=number,
                known=numbers or "–",
                field="number",
                example=mark("token list"),
            )
        case NothingToUndo():
            return Refusal(mark("There is nothing of yours to take back in this journey."))
        case JourneyClosed(name):
            return Refusal(mark("“{name}” is closed. Open it again to go on."), name=name, example=mark("open"))
    return Refusal(mark("That could not be kept. Nothing was changed."))


def _no_such_item(kind: Kind, number: int, known: tuple[int, ...]) -> Refusal:
    numbers = ", ".join(map(str, known))
    if numbers:
        return Refusal(
            mark("There is no {kind} {number} here. There are: {known}."),
            kind=kind_name(kind),
            number=number,
            known=numbers,
            field=str(kind),
        )
    return Refusal(
        mark("There is no {kind} {number} here, and none at all yet."),
        kind=kind_name(kind),
        number=number,
        field=str(kind),
    )


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
