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
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from playground.cast import EVERYBODY, default_cast
from playground.keeping import load, save
from playground.page.doing import Doing
from playground.page.live import Progress
from playground.page.routes import Page
from playground.renewal import CHANNEL, renewal
from playground.sample import COMMAND, sample
from playground.server import HOST, StandIn
from playground.world import World

FOLDER = "playground-data"
PORTS_TRIED = 20
READY_WITHIN = 30.0
STOPS_WITHIN = 10.0
SAVED_EVERY = 2.0
LONGEST_PAUSE = 30.0
"""Seconds between two starts of a bot that keeps dying."""
UNFINISHED = "sample-unfinished"
"""The file that says the sample was being played in; found at a start, the folder is begun anew."""
PAST = "renewal.json"
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

Say = Callable[[str], None]


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


class BotProcess:
    """The bot as a process of its own, started again when it dies; what it says goes to `bot.log`."""

    def __init__(self, settings: Mapping[str, str], folder: Path, say: Say, command: tuple[str, ...] = ()) -> None:
        self.port = free_port()
        self.folder, self.say = folder, say
        self.command = command or (sys.executable, "-m", "bot", "run")
        self.settings = {**settings, "HOST": HOST, "PORT": str(self.port)}
        self.ready = threading.Event()
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep_running, name="keeps the bot running", daemon=True)

    def start(self) -> None:
        self._keeper.start()

    def stop(self) -> None:
        """Asks it to stop, and insists after a while."""
        self._stopping.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
        self._keeper.join(STOPS_WITHIN)

    def runs(self, *words: str) -> None:
        """A command of the bot's program beside it; what it says goes into the log as well."""
        with (self.folder / "bot.log").open("ab") as log:
            subprocess.run(  # noqa: S603  # our own program
                (sys.executable, "-m", "bot", *words), env=self.settings, cwd=self.folder, stdout=log, stderr=log
            )

    def _keep_running(self) -> None:
        pause = 1.0
        with (self.folder / "bot.log").open("ab") as log:
            while not self._stopping.is_set():
                # The folder is the working directory, so that no .env of the user's is read.
                self._process = subprocess.Popen(  # noqa: S603  # our own program
                    self.command, env=self.settings, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT
                )
                if self._wait_until_ready(self._process):
                    pause = 1.0
                    self.ready.set()
                code = self._process.wait()
                if self._stopping.is_set():
                    return
                self.say(f"The bot stopped (code {code}); see {self.folder / 'bot.log'}. Starting it again …")
                self._stopping.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _wait_until_ready(self, process: "subprocess.Popen[bytes]") -> bool:
        waited = threading.Event()
        for _ in range(int(READY_WITHIN / 0.05)):
            if process.poll() is not None or self._stopping.is_set():
                return False
            if is_ready(self.port):
                return True
            waited.wait(0.05)
        self.say(f"The bot is not ready after {READY_WITHIN:.0f} seconds; see {self.folder / 'bot.log'}.")
        return False


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


def keep_saving(world: World, folder: Path, over: threading.Event) -> None:
    """Saves what happened every few seconds, so that a crash costs no more than these."""
    saved = world.feed.version
    while not over.wait(SAVED_EVERY):
        if world.feed.version != saved:
            saved = world.feed.version
            save(world, folder)


def is_ready(port: int) -> bool:
    """Whether the bot on this port says that it can serve."""
    line = HTTPConnection(HOST, port, timeout=1)
    try:
        line.request("GET", "/readyz")
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


def free_port() -> int:
    with socket.socket() as held:
        held.bind((HOST, 0))
        return int(held.getsockname()[1])


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
