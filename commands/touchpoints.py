"""Step 3 in Slack: every moment of contact, added in ten seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commands.blocks import Block, option, section, select
from commands.call import Answer, Call, Values
from commands.kept import answer, details_in_words, kept_line, more_buttons, next_line
from commands.registry import Command
from journey.channels import is_online
from journey.forms import TOUCHPOINT
from journey.model import Step
from journey.refusal import Refusal
from journey.stages import match_stage
from journey.steps import guide_for
from journey.words import mark
from storage.refusals import NoSuchStage
from storage.values import NEW, Add, Change, Edit, JumpTo, Kept, Kind, Place, Post

JUMPS = {"back_to": "back", "skip_to": "skip"}
_ELSEWHERE = {*JUMPS, "after", "need"}


def touchpoint_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are columns of the touchpoint itself; online follows from a channel that we know."""
    columns = {name: value for name, value in values.items() if name not in _ELSEWHERE}
    if "channel" in columns and "online" not in columns and (online := is_online(columns["channel"])) is not None:
        columns["online"] = online
    return columns


def beside_columns(number: int, values: Mapping[str, Any]) -> list[Change]:
    """What else is said of a touchpoint: its need, its place, its jumps."""
    changes: list[Change] = []
    if values.get("need"):
        changes.append(Add(Kind.NEED, {"touchpoint": number, "text": values["need"]}))
    if "after" in values:
        changes.append(Place(number, values["after"]))
    changes += [JumpTo(number, values[name], kind) for name, kind in JUMPS.items() if name in values]
    return changes


def add_touchpoint(call: Call, values: Values) -> Answer:
    changes = [Add(Kind.TOUCHPOINT, touchpoint_columns(values)), *beside_columns(NEW, values)]
    kept = with_stage_matched(call, changes)
    stage = str(kept.first.values.get("stage") or "")
    shown = {**values, "stage": stage} if stage else values
    lines = [kept_line(call, kept.first, str(values["what"])), details_in_words(call, TOUCHPOINT, shown)]
    blocks = [] if stage else stage_choice(call, kept.first.number)
    return answer(call, Step.TOUCHPOINTS, kept, [*lines, _prompt(call, kept.first.number)], [
        *blocks,
        more_buttons(call, "touchpoint", mark("Another touchpoint")),
    ])  # fmt: skip


def with_stage_matched(call: Call, changes: list[Change], posts: Sequence[Post] = ()) -> Kept:
    """Keeps the changes; a stage that is written nearly right is taken for the one that is meant."""
    try:
        return call.keep(changes, posts)
    except NoSuchStage as missing:
        if (meant := match_stage(missing.name, missing.known)) is None:
            raise
        return call.keep([_in_stage(change, missing.name, meant) for change in changes], posts)


def _in_stage(change: Change, said: str, meant: str) -> Change:
    if isinstance(change, Add) and change.values.get("stage") == said:
        return Add(change.kind, {**change.values, "stage": meant})
    if isinstance(change, Edit) and change.values.get("stage") == said:
        return Edit(change.kind, change.number, {**change.values, "stage": meant}, change.version, change.free)
    return change


def stage_choice(call: Call, number: int) -> list[Block]:
    """The question which stage it belongs to, where nobody said so."""
    stages = call.store.stages(call.journey.id, call.visit.workspace)
    if not stages:
        return []
    options = [option(stage, f"{number}:{place}") for place, stage in enumerate(stages)]
    choice = select(f"stage:{call.journey.id}", call.say(mark("Choose a stage")), options)
    return [section(call.say(mark("Which stage does it belong to?")), choice)]


def choose_stage(call: Call, value: str) -> Answer:
    number, place = (int(part) for part in value.split(":"))
    stages = call.store.stages(call.journey.id, call.visit.workspace)
    if place >= len(stages):
        raise Refusal(mark("That stage is not there any more."))
    call.keep([Edit(Kind.TOUCHPOINT, number, {"stage": stages[place]}, free=True)])
    return Answer([call.line(mark("Touchpoint {number} is in “{stage}” now."), number=number, stage=stages[place])])


def _prompt(call: Call, number: int) -> str:
    """One of the four questions, in turn; at the step of emotions, what the customer feels there."""
    if call.journey.step == Step.EMOTIONS:
        return next_line(
            call, mark("Next, what does the customer feel there? `{command} emotion {number} -1 …`"), number
        )
    prompts = guide_for(Step.TOUCHPOINTS).prompts
    return call.say(prompts[number % len(prompts)])


COMMANDS = (
    Command(
        ("touchpoint", "tp"),
        "contactpunt",
        mark("a moment of contact, in the customer's words"),
        add_touchpoint,
        mark(
            "WHAT [| stage: …] [| channel: …] [| when: …] [| activity: …] [| info: …] [| need: …] [| department: …]"
            " [| owner: @…] [| kind: contact|waiting|follow-up|leaving] [| ours: yes|no] [| key: yes|no] [| after: N]"
            " [| back to: N] [| skip to: N]"
        ),
        TOUCHPOINT,
        opens=True,
    ),
)
ACTIONS = {"stage": choose_stage}
