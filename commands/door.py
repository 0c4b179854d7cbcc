"""Where Slack comes in: one command, all buttons, all modals. Finds who asks where, and runs what they ask.

Bolt's listeners are in `listeners.py`; here nothing knows Bolt, only Slack's payloads. How an answer reaches whoever
asked is in `answering.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from slack_sdk import WebClient

from commands.answering import Answering
from commands.audience import FOR_OWNERS, Audience, not_in_the_channel
from commands.call import Answer, Call
from commands.guarding import guarded, told_of
from commands.kinds import read_item
from commands.pace import May, Pace
from commands.payloads import (
    channel_of,
    from_elsewhere,
    metadata_of,
    pressed_value,
    shown_channel_of,
    workspace_of,
)
from commands.posts import learn_person
from commands.running import cue, first_voice, no_form, run_action, run_submission, run_typed
from journey.refusal import Refusal, Refusals
from journey.words import mark, voice
from storage.store import Store
from storage.values import JourneyHead, Standing, Visit

Payload = dict[str, Any]
STALE = timedelta(days=7)
"""After this long a person's language, zone and name are asked for anew."""


@dataclass(frozen=True)
class Door:
    store: Store
    slack: WebClient
    now: Callable[[], datetime]
    pace: Pace

    @cached_property
    def audience(self) -> Audience:
        return Audience(self.slack, self.now)

    @cached_property
    def answers(self) -> Answering:
        return Answering(self.store, self.slack)

    # --- the three ways in ------------------------------------------------------------------------------------

    def command(self, body: Payload) -> Payload | None:
        """The answer to a typed command, for the acknowledgement; None when a modal was opened instead."""
        visit = Visit(
            body.get("team_id", ""), body["channel_id"], body["user_id"], self.now(), body.get("trigger_id", "")
        )
        typed, spoken = body.get("text") or "", body.get("command", "/journey")

        def work() -> Answer:
            self._not_too_fast(visit, self.pace.take(visit.workspace, visit.person, visit.now))
            call = self.call_for(visit, spoken=spoken, typed=typed, shown=visit.channel)
            answer = guarded(call.say, call.spoken, lambda: run_typed(call, typed))
            if answer.view is None:
                return answer
            if self.answers.opens(answer.view, visit.request):
                return Answer()
            return guarded(call.say, call.spoken, lambda: no_form(typed))

        answer = guarded(first_voice(typed, spoken), spoken, work)
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
            shown, owned = shown_channel_of(body), rest.partition("|")[0] if name in FOR_OWNERS else ""
            call = self.call_for(visit, journey=journey, spoken=spoken, shown=shown, owned=owned)
            call = replace(call, from_elsewhere=from_elsewhere(body), pressed=body.get("message") or {})
            return guarded(call.say, call.spoken, lambda: run_action(call, name, argument, rest))

        answer = guarded(first_voice("", spoken), spoken, work)
        self.answers.after_press(body, visit, journey, answer)

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
            owned = metadata.get("item") or "" if view["callback_id"] in FOR_OWNERS else ""
            call = self.call_for(visit, journey=metadata.get("journey") or "", spoken=spoken, owned=owned)
            call = replace(call, from_elsewhere=from_elsewhere(body), pressed=body.get("message") or {})
            say = call.say
            answer = run_submission(call, view, metadata)
            if answer.view is not None:
                return {"response_action": "update", "view": answer.view}
            self.answers.whisper(visit, answer)
        except Refusals as several:
            return self.answers.errors(say, visit, dict(several.by_field), view)
        except Exception as error:  # what nobody foresaw, too
            refused = told_of(error)
            return self.answers.errors(say, visit, {refused.field: refused}, view)
        return {"response_action": "clear"}

    # --- who, where -------------------------------------------------------------------------------------------

    def call_for(
        self,
        visit: Visit,
        *,
        journey: str = "",
        spoken: str = "/journey",
        typed: str = "",
        shown: str = "",
        owned: str = "",
    ) -> Call:
        """`shown`: the channel that Slack itself says the person is in; `owned`: the item that its owner may answer
        for from wherever they are. Raises a Refusal for whom this does not concern."""
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
            outside = self._let_in(visit, standing, head, shown, owned)
        except Refusal as refused:
            refused.voice = voice(language)
            raise
        self._introduce(visit, standing)
        return Call(
            visit, standing, self.store, voice(language), spoken, self.slack, head, self.audience, outside=outside
        )

    def _let_in(self, visit: Visit, standing: Standing, head: JourneyHead | None, shown: str, owned: str) -> bool:
        """Only people, and only those in the channel that they ask about; whether somebody is let in from outside, for
        what they own."""
        if standing.person.bot:
            raise Refusal(mark("Only people take part in a journey."))
        if shown:
            self.audience.saw(visit.workspace, shown, visit.person)
        outside = False
        for channel in {visit.channel, head.channel if head else ""} - {"", shown}:
            if channel.startswith("D") or self.audience.sees(visit.workspace, channel, visit.person):
                continue
            asked = head or standing.journey
            if asked is None or not owned or not self._owns(visit, asked, owned):
                raise not_in_the_channel()
            outside = True
        return outside

    def _owns(self, visit: Visit, head: JourneyHead, named: str) -> bool:
        try:
            kind, number = read_item(named)[0]
        except Refusal:  # whoever is outside hears that first, and not what is wrong with it
            return False
        item = (head.id, kind, number)
        found = self.store.items_owed(visit.workspace, [item]).get(item)
        return found is not None and found.owner == visit.person

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
        refused.voice = self.answers.voice_of(visit)
        raise refused

    def _introduce(self, visit: Visit, standing: Standing) -> None:
        """Has somebody we know too little of looked up, to answer them in their own language from then on."""
        learned = standing.person.learned_at
        if learned is None or visit.now - learned > STALE:
            self.store.post(visit.workspace, [learn_person(visit.person)], visit.now)
