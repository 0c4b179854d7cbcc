"""The bot as a process of its own, beside the stand-in Slack."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from playground.server import HOST

READY_WITHIN = 30.0
STOPS_WITHIN = 10.0
LONGEST_PAUSE = 30.0
"""Seconds between two starts of a bot that keeps dying."""

Say = Callable[[str], None]


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
