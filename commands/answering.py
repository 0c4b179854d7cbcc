"""How an answer reaches the person: a modal opened, errors at its fields, or words that they alone see."""

from __future__ import annotations

import logging
import re
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from commands import blocks as b
from commands.call import Answer
from commands.posts import home, whisper
from commands.slack_text import FIELD_ERROR, escaped
from journey.refusal import Refusal
from journey.words import Voice, mark, voice
from storage.refusals import StorageUnavailable
from storage.store import Store
from storage.values import KnownPerson, Visit

log = logging.getLogger("waymark.door")
Payload = dict[str, Any]
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>")


class Answering:
    def __init__(self, store: Store, slack: WebClient) -> None:
        self.store, self.slack = store, slack

    def show(self, trigger: str, visit: Visit, answer: Answer) -> None:
        """A modal, or the words to that person in the channel."""
        if answer.view is None:
            self.whisper(visit, answer)
        elif not self.opens(answer.view, trigger):
            self.whisper(visit, self._no_form(visit))

    def opens(self, view: b.Block, trigger: str, *, on_top: bool = False) -> bool:
        """Whether Slack opened the form; it does not when somebody took too long, or it did itself."""
        opens = self.slack.views_push if on_top else self.slack.views_open
        try:
            opens(trigger_id=trigger, view=view)
        except (SlackApiError, OSError) as error:
            log.warning("Slack opened no form: %s", error)
            return False
        return True

    def _no_form(self, visit: Visit) -> Answer:
        say = self.voice_of(visit) or voice("en")
        return Answer([say(mark("Slack did not open the form in time. Please press the button once more."))])

    def voice_of(self, visit: Visit) -> Voice | None:
        known = self._people(visit.workspace, [visit.person]).get(visit.person)
        return voice(known.locale) if known and known.locale else None

    def after_press(self, body: Payload, visit: Visit, journey: str, answer: Answer) -> None:
        if answer == Answer():
            return  # what was pressed shows what came of it
        in_modal = (body.get("view") or {}).get("type") == "modal"
        deep = bool((body.get("view") or {}).get("previous_view_id"))
        view = answer.view or (_answer_view(answer, ends=deep) if in_modal else None)
        if view is not None and self.opens(view, body.get("trigger_id") or "", on_top=in_modal):
            return
        if answer.view is not None:
            answer = self._no_form(visit)
        if visit.channel:
            self.whisper(visit, answer)
        else:
            self._tell_at_home(visit, journey, answer)

    def whisper(self, visit: Visit, answer: Answer) -> None:
        self.store.post(visit.workspace, [whisper(visit.channel, visit.person, answer.message())], visit.now)

    def errors(self, say: Voice, visit: Visit, refused: dict[str, Refusal], view: Payload) -> Payload:
        """Errors by block; one about no field that is shown stands at the first. Slack shows them as plain text, so
        people are named, not mentioned."""
        fields = [block for block in view.get("blocks") or () if block.get("type") == "input"]
        shown = [block["block_id"] for block in fields if block.get("block_id")]
        if not shown:
            return {
                "response_action": "update",
                "view": _answer_view(Answer([each.said.by(each.voice or say, escaped) for each in refused.values()])),
            }
        errors: dict[str, str] = {}
        for field, each in refused.items():
            text = each.said.by(each.voice or say)
            errors[field if field in shown else shown[0]] = self._without_markup(visit.workspace, text)[:FIELD_ERROR]
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
