"""The Home tab: my journeys, what I owe, what waits for me."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.errors import SlackApiError

from commands import blocks as b
from commands.audience import UNKNOWN
from commands.deliveries.desk import Desk
from commands.deliveries.portfolio import portfolio_blocks
from commands.kinds import KIND_NAMES
from commands.slack_text import escaped
from journey.dates import today_in
from journey.model import Person
from journey.steps import guide_for
from journey.words import Voice, mark
from storage.values import JourneyHead, Letter, Owed

SHOWN = 15


def deliver(desk: Desk, letter: Letter) -> None:
    person = str(letter.payload["person"])
    say = desk.voice_of(letter.workspace, person)
    channels = channels_of(desk, letter.workspace, person)
    journeys = desk.store.journeys_of(letter.workspace, person, channels)
    owed = [item for item in desk.store.owed_by(letter.workspace, person) if item.channel in channels]
    waiting = {head.id: desk.store.unrated_by(letter.workspace, head.id, person) for head in journeys[:SHOWN]}
    blocks = [
        *(_greeting(say) if letter.payload.get("first") else []),
        *_owed(desk, say, owed),
        *_journeys(desk, say, journeys, waiting),
        *portfolio_blocks(desk, say, letter.workspace, channels),
        b.divider(),
        b.context(
            say(
                mark("Type `{command} help` in a channel to see what you can do."),
                command=desk.spoken,
            )
        ),
    ]
    desk.slack.views_publish(user_id=person, view={"type": "home", "blocks": blocks[:100]})


def _greeting(say: Voice) -> list[b.Block]:
    """Once: whoever comes back wants what is theirs on top."""
    text = mark(
        "*Welcome!* I lead teams through customer journey mapping, in the channel where they talk. Here you find your "
        "journeys and what is yours to do."
    )
    return [b.section(say(text)), b.divider()]


def channels_of(desk: Desk, workspace: str, person: Person) -> list[str]:
    """The channels that this person and we are both in: what is not shown to them there is not shown here. Where there
    is no way at all to ask (what takes Slack's place may know fewer methods), those in which they took part."""
    try:
        return _shared_channels(desk, person)
    except SlackApiError as error:
        if error.response["error"] != UNKNOWN:
            raise
        return [head.channel for head in desk.store.journeys_of(workspace, person, None)]


def _shared_channels(desk: Desk, person: Person) -> list[str]:
    found: list[str] = []
    cursor = ""
    while True:
        page = desk.slack.users_conversations(
            user=person, types="public_channel,private_channel", exclude_archived=True, limit=200, cursor=cursor
        )
        found += [channel["id"] for channel in page["channels"]]
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return found


def _owed(desk: Desk, say: Voice, owed: Sequence[Owed]) -> list[b.Block]:
    blocks = [b.header(say(mark("What is yours to do")))]
    if not owed:
        return [*blocks, b.section(say(mark("Nothing right now.")))]
    for item in owed[:SHOWN]:
        name = KIND_NAMES[item.kind]
        late = item.due is not None and item.due < today_in(item.timezone, desk.now)
        due = "" if item.due is None else f" · {say.day(item.due)}" + (f" ({say(mark('overdue'))})" if late else "")
        line = (
            f"*{escaped(item.text)}*{due}\n{say(name)} {item.number} · {escaped(item.journey_name)} · <#{item.channel}>"
        )
        blocks.append(b.section(line, b.button(say(mark("Done")), "done", f"{item.journey_id}:{name} {item.number}")))
    return blocks


def _journeys(desk: Desk, say: Voice, journeys: Sequence[JourneyHead], waiting: dict[str, list[int]]) -> list[b.Block]:
    blocks = [b.header(say(mark("Your journeys")))]
    if not journeys:
        return [
            *blocks,
            b.section(say(mark("None yet. Start one in a channel: `{command} start Free trial`"), command=desk.spoken)),
        ]
    for head in journeys[:SHOWN]:
        lines = [f"*{escaped(head.name)}* · <#{head.channel}>", say(guide_for(head.step).title)]
        if count := len(waiting.get(head.id, [])):
            lines.append(
                say.many(
                    "{count} touchpoint waits for your rating.", "{count} touchpoints wait for your rating.", count
                )
            )
        accessory = b.button(say(mark("Rate")), "form:emotion", head.id) if waiting.get(head.id) else None
        blocks.append(b.section("\n".join(lines), accessory))
    return blocks
