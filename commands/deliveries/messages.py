"""Messages in words: a step's introduction, a line for the channel, an answer to one person, a direct message."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_sdk.errors import SlackApiError

from commands import blocks as b
from commands.deliveries.desk import Desk
from commands.flow import step_buttons
from commands.slack_text import escaped
from journey.model import Step
from journey.steps import ORDER, guide_for
from journey.words import Voice, mark, voice
from storage.values import Letter


def deliver_introduction(desk: Desk, letter: Letter) -> None:
    """What a step is for, what to ask, what to type: once, when the step begins."""
    journey = desk.journey(letter)
    if journey is None:
        return
    say, guide = voice(journey.language), guide_for(Step(letter.payload["step"]))
    title = say(mark("Step {place} of 8: {step}"), place=ORDER.index(guide.step) + 1, step=say(guide.title))
    prompts = "\n".join(f"• {say(prompt)}" for prompt in guide.prompts)
    examples = "\n".join(f"`{desk.spoken} {say(example)}`" for example in guide.examples)
    asked = f"{say(guide.purpose)}\n\n{prompts}"
    typed = f"{say(mark('Type, for example:'))}\n{examples}"
    desk.slack.chat_postMessage(
        channel=journey.channel,
        text=f"{title} – {escaped(journey.name)}\n{asked}\n\n{typed}",
        blocks=[
            b.header(title),
            b.context(escaped(journey.name)),
            b.section(asked),
            b.section(typed),
            b.actions(step_buttons(say, guide.step, journey.id)),
        ],
        unfurl_links=False,
    )


def deliver_announcement(desk: Desk, letter: Letter) -> None:
    journey = desk.journey(letter)
    if journey is None:
        return
    say = voice(journey.language)
    text = _filled(say, letter)
    blocks = [*b.sections(text), *_buttons(say, letter)]
    desk.slack.chat_postMessage(channel=journey.channel, text=text, blocks=blocks, unfurl_links=False)


def _buttons(say: Voice, letter: Letter) -> list[b.Block]:
    buttons = [
        b.button(say(each["label"]), each["action"], each["value"]) for each in letter.payload.get("buttons", [])
    ]
    return [b.actions(buttons)] if buttons else []


def deliver_whisper(desk: Desk, letter: Letter) -> None:
    """An ephemeral answer. One that cannot arrive (the person left the channel) is not worth keeping."""
    try:
        desk.slack.chat_postEphemeral(
            channel=letter.payload["channel"], user=letter.payload["person"], **letter.payload["message"]
        )
    except SlackApiError as error:
        if error.response["error"] not in {"user_not_in_channel", "channel_not_found", "not_in_channel", "is_archived"}:
            raise


def deliver_direct(desk: Desk, letter: Letter) -> None:
    person = str(letter.payload["person"])
    say = desk.voice_of(letter.workspace, person, str(letter.payload.get("language", "en")))
    text = _filled(say, letter)
    channel = desk.slack.conversations_open(users=person)["channel"]["id"]
    blocks = [b.section(text), *_buttons(say, letter)]
    desk.slack.chat_postMessage(channel=channel, text=text, blocks=blocks, unfurl_links=False)


def _filled(say: Voice, letter: Letter) -> str:
    return say(str(letter.payload["text"])).format(
        **{name: _shown(say, name, value) for name, value in letter.payload["values"].items()}
    )


OURS = {"person", "people", "owner", "by"}
"""Under these names we put mentions, and never what somebody typed, which may look like one."""


def _shown(say: Voice, name: str, value: Any) -> str:
    """Mentions that we made stay mentions; {"day": ISO date} is said in the reader's language; everything else is what
    somebody typed."""
    if isinstance(value, dict):
        return say.day(date.fromisoformat(value["day"]), "EEEE d MMMM y")
    return value if name in OURS and _is_mentions(value) else escaped(str(value))


def _is_mentions(value: Any) -> bool:
    return isinstance(value, str) and all(
        word.startswith("<@") and word.endswith(">") and word[2:-1].isalnum() for word in value.split()
    )
