"""Plays the sample workshop into the workspace: what its people type, and a journey of months ago."""

import json
import threading
from datetime import date
from pathlib import Path

from playground.bot_process import BotProcess
from playground.cast import EVERYBODY
from playground.page.live import Progress
from playground.renewal import CHANNEL, renewal
from playground.sample import sample
from playground.server import StandIn
from playground.world import World

PAST = "renewal.json"


def bring_in_the_past(slack: StandIn, bot: BotProcess, folder: Path) -> None:
    """A journey made months ago cannot be typed today: the bot's own `import` brings it in, into a channel of its
    own."""
    world = slack.world
    channel = world.add_channel(CHANNEL, EVERYBODY)
    file = folder / PAST
    people = {handle: world.user(handle) for handle in EVERYBODY}
    ids = {handle: user.id for handle, user in people.items()}
    names = {handle: user.real_name for handle, user in people.items()}
    file.write_text(json.dumps(renewal(date.today(), ids, names)), encoding="utf-8")
    bot.runs("import", str(file), "--workspace", world.team.id, "--channel", channel.id)
    file.unlink()


def play_sample(slack: StandIn, progress: Progress, folder: Path, over: threading.Event) -> bool:
    """Types the sample as its people; what the bot answered is in `sample.log`. False when it was broken off."""
    lines = sample(date.today())  # the day of whoever sits at this machine
    with (folder / "sample.log").open("w", encoding="utf-8") as log:
        for number, line in enumerate(lines, 1):
            if over.is_set():
                return False
            progress.say(
                "Playing a sample workshop into this workspace: {number} of {all} …", number=number, all=len(lines)
            )
            answer = slack.person(line.person).types(line.channel, line.text)
            log.write(f"{line.person} #{line.channel} {line.text}\n    {answer.error} {answer.text}\n")
            forget_whispers(slack.world)
    return True


def forget_whispers(world: World) -> None:
    """Takes away what only one person saw, as Slack does when its app is opened again."""
    with world.lock:
        for message in [m for by_ts in world.messages.values() for m in by_ts.values() if m.ephemeral_to]:
            world.remove(message)
