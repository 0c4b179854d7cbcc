"""Starts everything a newcomer needs: the stand-in Slack with its page, and the bot against it, with a sample workshop.

    launch(port=3000)

Runs until Ctrl-C or SIGTERM. All that is kept lies in one folder: what was said in the stand-in, the bot's database and
log, and the secrets between the two. The bot gets an environment of its own, so that nobody's real tokens come near it.
"""

import errno
import json
import os
import secrets
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playground.bot_process import STOPS_WITHIN, BotProcess, Say
from playground.cast import default_cast
from playground.keeping import load, save
from playground.page.doing import Doing
from playground.page.live import Progress
from playground.page.routes import Page
from playground.playing import PAST, bring_in_the_past, forget_whispers, play_sample
from playground.sample import COMMAND
from playground.server import HOST, StandIn
from playground.world import World

FOLDER = "playground-data"
PORTS_TRIED = 20
SAVED_EVERY = 2.0
UNFINISHED = "sample-unfinished"
"""The file that says the sample was being played in; found at a start, the folder is begun anew."""
OURS = (
    PAST,
    "world.json",
    "files",
    "secrets.json",
    "bot.log",
    "sample.log",
    "waymark.db",
    "waymark.db-wal",
    "waymark.db-shm",
    UNFINISHED,
)


def tell(text: str) -> None:
    """Says it on the console, at once even into a pipe."""
    print(text, flush=True)


@dataclass(frozen=True)
class Secrets:
    """What the bot and the stand-in prove themselves with; made once per folder."""

    bot_token: str = field(default_factory=lambda: f"xoxb-{secrets.token_hex(16)}")
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    waymark_secret: str = field(default_factory=lambda: secrets.token_hex(32))

    @classmethod
    def of(cls, folder: Path) -> "Secrets":
        place = folder / "secrets.json"
        if place.exists():
            return cls(**json.loads(place.read_text(encoding="utf-8")))
        made = cls()
        place.touch(mode=0o600)
        place.write_text(json.dumps(asdict(made)), encoding="utf-8")
        return made


def launch(port: int = 3000, *, empty: bool = False, folder: Path | None = None, say: Say = tell,
           bot_command: tuple[str, ...] = ()) -> None:  # fmt: skip
    """Runs the playground until it is told to stop. `bot_command` starts another bot than ours, for tests."""
    with stopping_on_signals() as told, playground(port, empty, folder, say, bot_command):
        while not told:
            time.sleep(0.2)
        say("Stopping …")


@contextmanager
def playground(
    port: int, empty: bool, folder: Path | None, say: Say, bot_command: tuple[str, ...] = ()
) -> Iterator[StandIn]:
    """The playground for the length of a `with`: page, stand-in, bot; the sample too when the folder is new."""
    folder = (folder or Path(FOLDER)).resolve()
    is_new = prepare(folder, say)
    known = Secrets.of(folder)
    world = World()
    if not load(world, folder):
        default_cast(world)
    forget_whispers(world)
    slack = StandIn(world, signing_secret=known.signing_secret, bot_token=known.bot_token)
    slack.client.commands = {COMMAND}
    progress = Progress(world, "Starting the bot …")
    slack.extra_routes = list(Page(world, Doing(slack.client), progress).routes())
    start_on_free_port(slack, port, say)
    bot = BotProcess(settings_for(slack, known, folder), folder, say, bot_command)
    slack.bot_url = f"http://{HOST}:{bot.port}/slack/events"
    over = threading.Event()
    helpers = [
        threading.Thread(target=begin, args=(slack, bot, progress, folder, is_new and not empty, over, say)),
        threading.Thread(target=keep_saving, args=(world, folder, over)),
    ]
    bot.start()
    for helper in helpers:
        helper.start()
    say(f"Waymark's playground is at {slack.origin}/ (open it in a browser; Ctrl-C stops it).")
    say(f"Everything is kept in {folder}, the bot's log in bot.log there. Nothing leaves this machine.")
    try:
        yield slack
    finally:
        over.set()
        bot.stop()
        for helper in helpers:
            helper.join(STOPS_WITHIN)
        save(world, folder)
        slack.stop()


def prepare(folder: Path, say: Say) -> bool:
    """Makes the folder; True when it holds nothing yet. One whose sample was broken off is begun anew."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / UNFINISHED).exists():
        say("The sample workshop was not finished last time; beginning anew.")
        for name in OURS:
            place = folder / name
            shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    return not (folder / "world.json").exists()


def start_on_free_port(slack: StandIn, port: int, say: Say) -> None:
    """On `port`, or on the next one that is free."""
    last = min(port + PORTS_TRIED - 1, 65_535)
    for tried in range(port, last + 1):
        try:
            slack.start(tried)
        except OSError as refused:
            if refused.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            continue
        if tried != port:
            say(f"Port {port} is taken; using {tried}.")
        return
    raise SystemExit(f"No free port from {port} to {last}; name another with --port.")


def settings_for(slack: StandIn, known: Secrets, folder: Path) -> dict[str, str]:
    """The bot's whole environment: nothing of the user's own gets in but where programs are found."""
    return {
        "SLACK_BOT_TOKEN": known.bot_token,
        "SLACK_SIGNING_SECRET": known.signing_secret,
        "SLACK_APP_TOKEN": "",
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": f"sqlite:///{(folder / 'waymark.db').as_posix()}",
        "WAYMARK_SECRET": known.waymark_secret,
        "WAYMARK_PACE": "20",  # the stand-in takes more than Slack does
        "WAYMARK_PER_MINUTE": "0",  # the sample is typed at once
        "LOG_LEVEL": "INFO",
        "LOG_FORMAT": "text",
        "PATH": os.defpath,
        "HOME": str(folder),
        "MPLCONFIGDIR": str(folder / "files-of-matplotlib"),
        "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }


def begin(slack: StandIn, bot: BotProcess, progress: Progress, folder: Path, play: bool,
          over: threading.Event, say: Say) -> None:  # fmt: skip
    """Waits for the bot, then plays the sample if wanted."""
    while not bot.ready.wait(0.1):
        if over.is_set():
            return
    if play:
        (folder / UNFINISHED).touch()
        bring_in_the_past(slack, bot, folder)
        if play_sample(slack, progress, folder, over):
            say("The sample workshop is in: #onboarding, #webshop and, in Dutch, #servicedesk.")
            say("In #renewal a team comes back to its map: a review is open there.")
            save(slack.world, folder)
            (folder / UNFINISHED).unlink(missing_ok=True)
    progress.say("")


def keep_saving(world: World, folder: Path, over: threading.Event) -> None:
    """Saves what happened every few seconds, so that a crash costs no more than these."""
    saved = world.feed.version
    while not over.wait(SAVED_EVERY):
        if world.feed.version != saved:
            saved = world.feed.version
            save(world, folder)


@contextmanager
def stopping_on_signals() -> Iterator[list[int]]:
    """The signals (Ctrl-C, SIGTERM) that came; what was there before comes back afterwards. A list and no Event:
    whoever waits for one holds its lock for a moment, and a handler that comes just then would wait for itself."""
    told: list[int] = []
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, lambda number, _: told.append(number)) for kind in kinds]
    try:
        yield told
    finally:
        for kind, old in zip(kinds, before, strict=True):
            signal.signal(kind, old)
