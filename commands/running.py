"""Runs what was asked: typed, pressed or submitted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commands import (
    catalogue,
    compare,
    dashboard,
    flow,
    help,
    hub,
    items,
    nudge_answers,
    nudges,
    pain_points,
    pictures,
    review,
    review_looking,
    start,
    status,
    telling,
    tokens,
    touchpoints,
    visualize,
)
from commands.call import Answer, Call
from commands.form_modal import form_view
from commands.guarding import told_of
from commands.kinds import form_of
from commands.registry import Command
from commands.submission import read_submission
from journey.forms import edit_form
from journey.model import Step
from journey.refusal import Refusal
from journey.typed import plain
from journey.words import Voice, mark, voice
from storage.refusals import StoreRefusal
from storage.values import Kind

Payload = dict[str, Any]
Act = Callable[[Call, str], Answer]
ACTIONS: dict[str, Act] = {
    **touchpoints.ACTIONS,
    **visualize.ACTIONS,
    **pictures.ACTIONS,
    **pain_points.ACTIONS,
    **review.ACTIONS,
    **compare.ACTIONS,
    **nudge_answers.ACTIONS,
    **items.ACTIONS,
    **telling.ACTIONS,
    **flow.ACTIONS,
    **status.ACTIONS,
    **hub.ACTIONS,
    **tokens.ACTIONS,
    **dashboard.ACTIONS,
}
"""What a button does, by the first part of its action_id; it is given what stands behind the journey's id."""

Submit = Callable[[Call, Payload, Payload], Answer]
SUBMISSIONS: dict[str, Submit] = {**review.SUBMISSIONS, **nudge_answers.SUBMISSIONS}
"""What a submitted modal does that is no command's form, by its callback_id; it is given the view and its metadata."""


def run_typed(call: Call, typed: str) -> Answer:
    words = typed.strip()
    if not words:
        return status.status(call, {})
    found, rest = find(words)
    if isinstance(found, Step):
        return flow.show_step(call, {"step": found})
    if found is None:
        return help.unknown(call, words)
    if found.opens and not plain(rest) and found.form is not None:
        return open_form(call, found)
    if found.needs_journey:
        _ = call.journey
    try:
        values = found.values(call, rest)
    except Refusal as unreadable:
        raise _with_example(unreadable, found) from None
    try:
        return found.run(call, values)
    except (Refusal, StoreRefusal) as error:
        refused = told_of(error)
    raise _with_example(refused, found) if refused.field else refused


def _with_example(refused: Refusal, command: Command) -> Refusal:
    """What was typed wrongly is answered with a line that is right, too."""
    if not refused.example and command.form is not None:
        refused.example = command.form.example
    return refused


def find(typed: str) -> tuple[Command | Step | None, str]:
    first, _, rest = typed.partition(" ")
    if first.lower() in HELP_WORDS:
        return help.COMMANDS[0], rest
    return catalogue.split_word(typed)


HELP_WORDS = {word for each in help.COMMANDS for word in (*each.words, each.dutch)}


def open_form(call: Call, command: Command, values: dict[str, Any] | None = None) -> Answer:
    if command.needs_journey:
        _ = call.journey
    if command.facilitators:
        call.must_facilitate(or_orphaned=command.or_orphaned)
    if command.name == "start":
        start.check_place(call)  # refused before anybody fills in a form
    if command.name == "goal":
        values = call.map.model_dump()
    if command.name == "stages":
        values = {"stages": call.store.stages(call.journey.id, call.visit.workspace)}
    if command.name == "department":
        values = {"department": call.standing.department}
    if command.name == "nudges":
        values = nudges.current(call)
    return Answer(view=form_view(command, call, values))


def no_form(typed: str) -> Answer:
    """When Slack does not open the form in time: what it asks for can be typed as well."""
    found, _ = find(typed.strip())
    form = found.form if isinstance(found, Command) else None
    raise Refusal(
        mark("Slack did not open the form in time. Please try again, or type it in one line."),
        example=form.example if form else "",
    )


def run_action(call: Call, name: str, argument: str, rest: str) -> Answer:
    if name == "form":
        command = catalogue.WORDS[argument]
        return open_form(call, command, {"pain_point": rest} if argument == "cause" and rest else None)
    if name == "command":
        command = catalogue.WORDS[argument]
        if command.form is not None and not command.shows_first:
            return open_form(call, command)
        return command.run(call, command.values(call, ""))
    if (act := ACTIONS.get(name)) is None:
        raise Refusal(
            mark("That button is from an earlier version. Type `{command}` for what you can do now."),
            command=call.spoken,
        )
    return act(call, rest)


def run_submission(call: Call, view: Payload, metadata: Payload) -> Answer:
    kind, _, name = view["callback_id"].partition(":")
    if kind in SUBMISSIONS:
        return SUBMISSIONS[kind](call, view, metadata)
    state = (view.get("state") or {}).get("values") or {}
    if kind == "edit":
        item = call.store.item(call.journey.id, call.visit.workspace, Kind(metadata["kind"]), int(metadata["number"]))
        values = read_submission(call, edit_form(form_of(item.kind)), state, edited=item)
        if not values:
            return Answer([call.say(mark("Nothing was changed."))])
        answer = items.apply_edit(call, item.kind, item.number, values, int(metadata["version"]))
        if metadata.get("review"):
            review_looking.looked_at(call)
        return answer
    command = catalogue.WORDS.get(name)
    if kind != "form" or command is None or command.form is None:
        raise Refusal(
            mark("That form is from an earlier version. Type `{command}` for what you can do now."),
            command=call.spoken,
        )
    if command.facilitators:
        call.must_facilitate(or_orphaned=command.or_orphaned)
    return command.run(call, read_submission(call, command.form, state))


def cue(typed: str, spoken: str) -> str:
    """The language that the word itself betrays, for somebody we know nothing of yet."""
    first = typed.strip().lower().split(" ")[0] if typed.strip() else ""
    if spoken == "/klantreis":
        return "nl"
    command = catalogue.WORDS.get(first)
    if command and first == command.dutch and first not in command.words:
        return "nl"
    return "nl" if first == "hulp" else ""


def first_voice(typed: str, spoken: str) -> Voice:
    return voice(cue(typed, spoken) or "en")
