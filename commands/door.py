"""Where Slack comes in: one command, all buttons, all modals. Finds who asks where, runs what they ask, answers.

Bolt's listeners are in `listeners.py`; here nothing knows Bolt, only Slack's payloads.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from commands import blocks as b
from commands import catalogue, flow, help, hub, items, pain_points, review, status, touchpoints, visualize
from commands.call import Answer, Call
from commands.form_modal import form_view, read_submission
from commands.posts import home, whisper
from commands.refusals import unavailable
from commands.registry import Command
from commands.slack_text import escaped
from journey.model import Step
from journey.refusal import Refusal, Refusals
from journey.typed import plain
from journey.words import Voice, mark, voice
from storage.store import Store
from storage.values import Kind, KnownPerson, StorageUnavailable, Visit

log = logging.getLogger("waymark.door")
Payload = dict[str, Any]
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>")
Act = Callable[[Call, str], Answer]
ACTIONS: dict[str, Act] = {
    **touchpoints.ACTIONS,
    **visualize.ACTIONS,
    **pain_points.ACTIONS,
    **review.ACTIONS,
    **items.ACTIONS,
    **flow.ACTIONS,
    **status.ACTIONS,
    **hub.ACTIONS,
}
"""What a button does, by the first part of its action_id; it is given what stands behind the journey's id."""


@dataclass(frozen=True)
class Door:
    store: Store
    slack: WebClient
    now: Callable[[], datetime]

    # --- the three ways in ------------------------------------------------------------------------------------

    def command(self, body: Payload) -> Payload | None:
        """The answer to a typed command, for the acknowledgement; None when a modal was opened instead."""
        visit = Visit(
            body.get("team_id", ""), body["channel_id"], body["user_id"], self.now(), body.get("trigger_id", "")
        )
        typed = body.get("text") or ""

        def work() -> Answer:
            call = self.call_for(
                visit, spoken=body.get("command", "/journey"), typed=typed, url=body.get("response_url", "")
            )
            return guarded(call.say, call.spoken, lambda: run_typed(call, typed))

        answer = guarded(_first_voice(typed, body.get("command", "")), body.get("command", "/journey"), work)
        if answer.view is not None:
            self._open(answer.view, body["trigger_id"])
            return None
        return {"response_type": "ephemeral", **answer.message()}

    def action(self, body: Payload) -> None:
        """A button or select: opens a modal, or answers through the outbox."""
        pressed = body["actions"][0]
        name, _, argument = pressed["action_id"].partition(":")
        journey, rest = _pressed_value(pressed, argument)
        visit = Visit(body["team"]["id"], _channel_of(body), body["user"]["id"], self.now(), body.get("trigger_id", ""))
        spoken = _metadata(body).get("spoken", "/journey")

        def work() -> Answer:
            call = self.call_for(visit, journey=journey, spoken=spoken, url=body.get("response_url", ""))
            return guarded(call.say, call.spoken, lambda: run_action(call, name, argument, rest))

        answer = guarded(_first_voice("", spoken), spoken, work)
        self._answer_action(body, visit, journey, answer)

    def submission(self, body: Payload) -> Payload:
        """A submitted modal: errors at their fields, or it closes and the answer comes in the channel."""
        view = body["view"]
        metadata = json.loads(view.get("private_metadata") or "{}")
        request = f"{view['id']}:{view.get('hash', '')}"
        visit = Visit(body["team"]["id"], metadata.get("channel", ""), body["user"]["id"], self.now(), request)
        spoken = metadata.get("spoken", "/journey")
        say = _first_voice("", spoken)
        try:
            call = self.call_for(visit, journey=metadata.get("journey", ""), spoken=spoken)
            say = call.say
            answer = run_submission(call, view, metadata)
            if answer.view is not None:
                return {"response_action": "update", "view": answer.view}
            self._whisper(visit, answer)
        except Refusals as refused:
            return self._errors(say, visit, dict(refused.by_field), view)
        except Refusal as refused:
            return self._errors(say, visit, {refused.field: refused}, view)
        except StorageUnavailable as error:
            return self._errors(say, visit, {"": unavailable(error)}, view)
        return {"response_action": "clear"}

    def show(self, trigger: str, visit: Visit, answer: Answer) -> None:
        """A modal, or the words to that person in the channel."""
        if answer.view is not None:
            self._open(answer.view, trigger)
        else:
            self._whisper(visit, answer)

    # --- who, where -------------------------------------------------------------------------------------------

    def call_for(
        self, visit: Visit, *, journey: str = "", spoken: str = "/journey", typed: str = "", url: str = ""
    ) -> Call:
        standing = self.store.standing(visit.workspace, visit.channel, visit.person)
        head = None
        if journey and (standing.journey is None or standing.journey.id != journey):
            head = self.store.head(journey, visit.workspace)
            if head is None:
                raise Refusal(mark("That journey is not there any more."))
            if not visit.channel:
                visit = replace(visit, channel=head.channel)
            standing = self.store.standing_in(visit, head)
        language = standing.person.locale or _cue(typed, spoken)
        if not language:
            found = head or standing.journey
            language = found.language if found else "en"
        return Call(visit, standing, self.store, voice(language), spoken, url, self.slack, head)

    # --- answers ----------------------------------------------------------------------------------------------

    def _open(self, view: b.Block, trigger: str) -> None:
        self.slack.views_open(trigger_id=trigger, view=view)

    def _answer_action(self, body: Payload, visit: Visit, journey: str, answer: Answer) -> None:
        in_modal = (body.get("view") or {}).get("type") == "modal"
        if answer.view is not None and in_modal:
            self.slack.views_push(trigger_id=body["trigger_id"], view=answer.view)
        elif answer.view is not None:
            self._open(answer.view, body["trigger_id"])
        elif in_modal:
            self.slack.views_push(trigger_id=body["trigger_id"], view=_answer_view(answer))
        elif visit.channel:
            self._whisper(visit, answer)
        else:
            self._tell_at_home(visit, journey, answer)

    def _whisper(self, visit: Visit, answer: Answer) -> None:
        self.store.post(visit.workspace, [whisper(visit.channel, visit.person, answer.message())], visit.now)

    def _errors(self, say: Voice, visit: Visit, refused: dict[str, Refusal], view: Payload) -> Payload:
        """Errors by block; one about no field that is shown stands at the first. Slack shows them as plain text, so
        people are named, not mentioned."""
        shown = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
        errors: dict[str, str] = {}
        for field, each in refused.items():
            text = each.said.by(say)
            errors[field if field in shown else shown[0]] = self._without_markup(visit.workspace, text)[:2000]
        return {"response_action": "errors", "errors": errors}

    def _without_markup(self, workspace: str, text: str) -> str:
        mentioned = _MENTION.findall(text)
        names = {person: "@" + (known.name or person) for person, known in self._people(workspace, mentioned).items()}
        return _MENTION.sub(lambda found: names.get(found[1], found[1]), text.replace("`", ""))

    def _people(self, workspace: str, people: list[str]) -> dict[str, KnownPerson]:
        try:
            return self.store.people(workspace, people) if people else {}
        except StorageUnavailable:
            return {}

    def _tell_at_home(self, visit: Visit, journey: str, answer: Answer) -> None:
        """Pressed on the Home tab, which is drawn anew and shows what came of it; the words come in the channel."""
        posts = [home(visit.person)]
        head = self.store.head(journey, visit.workspace) if journey else None
        if head is not None:
            posts.append(whisper(head.channel, visit.person, answer.message()))
        self.store.post(visit.workspace, posts, visit.now)


# --- running what was asked -----------------------------------------------------------------------------------


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
    return found.run(call, found.values(call, rest))


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
        call.must_facilitate()
    if command.name == "start":
        from commands.start import check_place  # refused before anybody fills in a form

        check_place(call)
    if command.name == "goal":
        values = call.map.model_dump()
    return Answer(view=form_view(command, call, values))


def run_action(call: Call, name: str, argument: str, rest: str) -> Answer:
    if name == "form":
        command = catalogue.WORDS[argument]
        return open_form(call, command, {"pain_point": rest} if argument == "cause" and rest else None)
    if name == "command":
        command = catalogue.WORDS[argument]
        if command.form is not None:
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
    state = view["state"]["values"]
    if kind == "edit":
        item = call.store.item(call.journey.id, call.visit.workspace, Kind(metadata["kind"]), int(metadata["number"]))
        values = read_submission(call, items.edit_form(item.kind), state, edited=item)
        if not values:
            return Answer([call.say(mark("Nothing was changed."))])
        return items.apply_edit(call, item.kind, item.number, values, int(metadata["version"]))
    command = catalogue.WORDS[name]
    assert command.form is not None
    if command.facilitators:
        call.must_facilitate()
    return command.run(call, read_submission(call, command.form, state))


# --- when it cannot be done -----------------------------------------------------------------------------------


def guarded(say: Voice, spoken: str, work: Callable[[], Answer]) -> Answer:
    """What a person can put right is told to them; all else too, with a reference that the log bears as well."""
    try:
        return work()
    except Refusal as refused:
        return Answer(refusal_lines(say, refused, spoken))
    except StorageUnavailable as error:
        log.error("storage unavailable: %s", error)
        return Answer(refusal_lines(say, unavailable(error), spoken))
    except Exception:  # the door's one place for what nobody foresaw
        reference = secrets.token_hex(4)
        log.exception("request failed, reference %s", reference)
        return Answer(
            [
                say(
                    mark(
                        "Something went wrong on my side, and nothing was kept. Please try again; if it stays, "
                        "tell whoever runs Waymark this reference: {reference}."
                    ),
                    reference=reference,
                )
            ]
        )


def refusal_lines(say: Voice, refused: Refusal, spoken: str) -> list[str]:
    lines = [refused.said.by(say, escaped)]
    if refused.example:
        lines.append(say(mark("For example: `{command} {example}`"), command=spoken, example=say(refused.example)))
    return lines


def _answer_view(answer: Answer) -> b.Block:
    """An answer inside a modal, where nothing ephemeral can be shown."""
    buttons = [block for block in answer.blocks if block["type"] != "actions"]
    return b.modal("answer", "Waymark", [b.section("\n".join(answer.lines) or "–"), *buttons], close="OK")


# --- reading payloads -----------------------------------------------------------------------------------------


def _pressed_value(pressed: Payload, argument: str) -> tuple[str, str]:
    if "selected_option" in pressed:
        return argument, pressed["selected_option"]["value"]
    journey, _, rest = str(pressed.get("value") or "").partition(":")
    return journey, rest


def _metadata(body: Payload) -> Payload:
    found: Payload = json.loads((body.get("view") or {}).get("private_metadata") or "{}")
    return found


def _channel_of(body: Payload) -> str:
    return str((body.get("channel") or {}).get("id") or _metadata(body).get("channel", ""))


def _cue(typed: str, spoken: str) -> str:
    """The language that the word itself betrays, for somebody we know nothing of yet."""
    first = typed.strip().lower().split(" ")[0] if typed.strip() else ""
    if spoken == "/klantreis":
        return "nl"
    command = catalogue.WORDS.get(first)
    if command and first == command.dutch and first not in command.words:
        return "nl"
    return "nl" if first == "hulp" else ""


def _first_voice(typed: str, spoken: str) -> Voice:
    return voice(_cue(typed, spoken) or "en")
