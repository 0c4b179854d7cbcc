"""Where Slack comes in: one command, all buttons, all modals. Finds who asks where, runs what they ask, answers.

Bolt's listeners are in `listeners.py`; here nothing knows Bolt, only Slack's payloads.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from commands import blocks as b
from commands.audience import FOR_OWNERS, Audience, not_in_the_channel
from commands.call import Answer, Call
from commands.pace import May, Pace
from commands.payloads import (
    channel_of,
    from_elsewhere,
    metadata_of,
    pressed_value,
    shown_channel_of,
    workspace_of,
)
from commands.posts import home, learn_person, whisper
from commands.running import cue, first_voice, guarded, no_form, run_action, run_submission, run_typed, told_of
from commands.slack_text import escaped
from journey.refusal import Refusal, Refusals
from journey.words import Voice, mark, voice
from storage.store import Store
from storage.values import JourneyHead, KnownPerson, Standing, StorageUnavailable, Visit

log = logging.getLogger("waymark.door")
Payload = dict[str, Any]
STALE = timedelta(days=7)
"""After this long a person's language, zone and name are asked for anew."""
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>")


@dataclass(frozen=True)
class Door:
    store: Store
    slack: WebClient
    now: Callable[[], datetime]
    pace: Pace

    @cached_property
    def audience(self) -> Audience:
        return Audience(self.slack, self.now)

    # --- the three ways in ------------------------------------------------------------------------------------

    def command(self, body: Payload) -> Payload | None:
        """The answer to a typed command, for the acknowledgement; None when a modal was opened instead."""
        visit = Visit(
            body.get("team_id", ""), body["channel_id"], body["user_id"], self.now(), body.get("trigger_id", "")
        )
        typed = body.get("text") or ""

        def work() -> Answer:
            self._not_too_fast(visit, self.pace.take(visit.workspace, visit.person, visit.now))
            call = self.call_for(
                visit,
                spoken=body.get("command", "/journey"),
                typed=typed,
                url=body.get("response_url", ""),
                shown=visit.channel,
            )
            answer = guarded(call.say, call.spoken, lambda: run_typed(call, typed))
            if answer.view is None:
                return answer
            if self._opened(answer.view, visit.request):
                return Answer()
            return guarded(call.say, call.spoken, lambda: no_form(typed))

        answer = guarded(first_voice(typed, body.get("command", "")), body.get("command", "/journey"), work)
        return {"response_type": "ephemeral", **answer.message()} if answer != Answer() else None

    def action(self, body: Payload) -> None:
        """A button or select: opens a modal, or answers through the outbox."""
        pressed = body["actions"][0]
        name, _, argument = pressed["action_id"].partition(":")
        journey, rest = pressed_value(pressed, argument)
        visit = Visit(workspace_of(body), channel_of(body), body["user"]["id"], self.now(), body.get("trigger_id", ""))
        spoken = metadata_of(body).get("spoken", "/journey")
        may = self.pace.take(visit.workspace, visit.person, visit.now)
        if may is May.STILL_NOT:
            return

        def work() -> Answer:
            self._not_too_fast(visit, may)
            call = self.call_for(
                visit,
                journey=journey,
                spoken=spoken,
                url=body.get("response_url", ""),
                shown=shown_channel_of(body),
                for_owner=name in FOR_OWNERS,
            )
            call = replace(call, from_elsewhere=from_elsewhere(body), pressed=body.get("message") or {})
            return guarded(call.say, call.spoken, lambda: run_action(call, name, argument, rest))

        answer = guarded(first_voice("", spoken), spoken, work)
        self._answer_action(body, visit, journey, answer)

    def submission(self, body: Payload) -> Payload:
        """A submitted modal: errors at their fields, or it closes and the answer comes in the channel."""
        view = body["view"]
        metadata = json.loads(view.get("private_metadata") or "{}")
        request = f"{view['id']}:{view.get('hash', '')}"
        visit = Visit(workspace_of(body), metadata.get("channel", ""), body["user"]["id"], self.now(), request)
        spoken = metadata.get("spoken", "/journey")
        say = first_voice("", spoken)
        try:
            self._not_too_fast(visit, self.pace.take(visit.workspace, visit.person, visit.now))
            call = self.call_for(visit, journey=metadata.get("journey", ""), spoken=spoken)
            call = replace(call, from_elsewhere=from_elsewhere(body), pressed=body.get("message") or {})
            say = call.say
            answer = run_submission(call, view, metadata)
            if answer.view is not None:
                return {"response_action": "update", "view": answer.view}
            self._whisper(visit, answer)
        except Refusals as refused:
            return self._errors(say, visit, dict(refused.by_field), view)
        except Refusal as refused:
            return self._errors(say, visit, {refused.field: refused}, view)
        except Exception as error:
            return self._errors(say, visit, {"": told_of(error)}, view)
        return {"response_action": "clear"}

    def show(self, trigger: str, visit: Visit, answer: Answer) -> None:
        """A modal, or the words to that person in the channel."""
        if answer.view is None:
            self._whisper(visit, answer)
        elif not self._opened(answer.view, trigger):
            self._whisper(visit, self._no_form(visit))

    # --- who, where -------------------------------------------------------------------------------------------

    def call_for(
        self,
        visit: Visit,
        *,
        journey: str = "",
        spoken: str = "/journey",
        typed: str = "",
        url: str = "",
        shown: str = "",
        for_owner: bool = False,
    ) -> Call:
        """`shown`: the channel that Slack itself says the person is in. Raises a Refusal for whom this does not
        concern."""
        standing = self.store.standing(visit.workspace, visit.channel, visit.person)
        head = None
        if journey and (standing.journey is None or standing.journey.id != journey):
            head = self.store.head(journey, visit.workspace)
            if head is None:
                raise Refusal(mark("That journey is not there any more."))
            if not visit.channel:
                visit = visit._replace(channel=head.channel)
            standing = self.store.standing_in(visit, head)
        language = standing.person.locale or cue(typed, spoken)
        if not language:
            found = head or standing.journey
            language = found.language if found else "en"
        try:
            self._let_in(visit, standing, head, shown, for_owner=for_owner)
        except Refusal as refused:
            refused.voice = voice(language)
            raise
        self._introduce(visit, standing)
        return Call(visit, standing, self.store, voice(language), spoken, url, self.slack, head, self.audience)

    def _let_in(
        self, visit: Visit, standing: Standing, head: JourneyHead | None, shown: str, *, for_owner: bool
    ) -> None:
        """Only people, and only those in the channel that they ask about."""
        if standing.person.bot:
            raise Refusal(mark("Only people take part in a journey."))
        if shown:
            self.audience.saw(visit.workspace, shown, visit.person)
        for channel in {visit.channel, head.channel if head else ""} - {"", shown}:
            if channel.startswith("D") or self.audience.sees(visit.workspace, channel, visit.person):
                continue
            if head is None or not for_owner or not self.store.owns_something(visit, head.id):
                raise not_in_the_channel()

    def _not_too_fast(self, visit: Visit, may: May) -> None:
        if may is May.GO:
            return
        refused = Refusal(
            mark(
                "You are going faster than I can follow: {count} requests a minute is the most. Nothing of this one "
                "was kept; please send it again in a moment."
            ),
            count=self.pace.per_minute,
        )
        refused.voice = self._voice_of(visit)
        raise refused

    def _introduce(self, visit: Visit, standing: Standing) -> None:
        """Has somebody we know too little of looked up, to answer them in their own language from then on."""
        learned = standing.person.learned_at
        if learned is None or visit.now - learned > STALE:
            self.store.post(visit.workspace, [learn_person(visit.person)], visit.now)

    # --- answers ----------------------------------------------------------------------------------------------

    def _opened(self, view: b.Block, trigger: str, *, on_top: bool = False) -> bool:
        """Whether Slack opened the form; it does not when somebody took too long, or it did itself."""
        opens = self.slack.views_push if on_top else self.slack.views_open
        try:
            opens(trigger_id=trigger, view=view)
        except (SlackApiError, OSError) as error:
            log.warning("Slack opened no form: %s", error)
            return False
        return True

    def _no_form(self, visit: Visit) -> Answer:
        say = self._voice_of(visit) or voice("en")
        return Answer([say(mark("Slack did not open the form in time. Please press the button once more."))])

    def _voice_of(self, visit: Visit) -> Voice | None:
        known = self._people(visit.workspace, [visit.person]).get(visit.person)
        return voice(known.locale) if known and known.locale else None

    def _answer_action(self, body: Payload, visit: Visit, journey: str, answer: Answer) -> None:
        if answer == Answer():
            return  # what was pressed shows what came of it
        in_modal = (body.get("view") or {}).get("type") == "modal"
        deep = bool((body.get("view") or {}).get("previous_view_id"))
        view = answer.view or (_answer_view(answer, ends=deep) if in_modal else None)
        if view is not None and self._opened(view, body["trigger_id"], on_top=in_modal):
            return
        if answer.view is not None:
            answer = self._no_form(visit)
        if visit.channel:
            self._whisper(visit, answer)
        else:
            self._tell_at_home(visit, journey, answer)

    def _whisper(self, visit: Visit, answer: Answer) -> None:
        self.store.post(visit.workspace, [whisper(visit.channel, visit.person, answer.message())], visit.now)

    def _errors(self, say: Voice, visit: Visit, refused: dict[str, Refusal], view: Payload) -> Payload:
        """Errors by block; one about no field that is shown stands at the first. Slack shows them as plain text, so
        people are named, not mentioned."""
        shown = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
        if not shown:
            return {
                "response_action": "update",
                "view": _answer_view(Answer([each.said.by(each.voice or say, escaped) for each in refused.values()])),
            }
        errors: dict[str, str] = {}
        for field, each in refused.items():
            text = each.said.by(each.voice or say)
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


def _answer_view(answer: Answer, *, ends: bool = True) -> b.Block:
    """An answer inside a modal, where nothing ephemeral can be shown. Slack stacks three: in the third of them what a
    button opens would find no room."""
    buttons = [block for block in answer.blocks if not ends or block["type"] != "actions"]
    return b.modal("answer", "Waymark", [b.section("\n".join(answer.lines) or "–"), *buttons], close="OK")
