"""The real bot as a process of its own, against a stand-in Slack."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from itertools import cycle, islice
from pathlib import Path
from types import TracebackType

from playground.server import StandIn
from storage.store import Store

SECRET = "a-secret-that-only-tests-know"


_ports = cycle(range(20_000, 32_000))
next(islice(_ports, os.getpid() * 331 % 12_000, None))  # others on this machine begin elsewhere


def free_port() -> int:
    """One that nobody uses, nor gets by chance before the bot listens there: the system gives outgoing connections,
    and those who ask for any port, one above 32,767."""
    for port in _ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise AssertionError("unreachable")


class Bot:
    """`waymark run`, reached over HTTP or Socket Mode. Nothing of this machine's environment reaches it."""

    def __init__(
        self,
        slack: StandIn,
        folder: Path,
        *,
        database: str = "",
        socket_mode: bool = False,
        most_bytes: int = 0,
        **env: str,
    ) -> None:
        self.slack, self.folder, self.socket_mode, self.most_bytes = slack, folder, socket_mode, most_bytes
        self.port = free_port()
        self.log = folder / "bot.log"
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_APP_TOKEN": slack.app_token if socket_mode else "",
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": database or f"sqlite:///{folder}/waymark.db",
            "WAYMARK_SECRET": SECRET,
            "PORT": str(self.port),
            "WAYMARK_PACE": "50",  # the stand-in takes more than Slack; tests of the pace set 1
            "WAYMARK_PER_MINUTE": "0",  # tests type faster than people
            **env,
        }
        self.process: subprocess.Popen[bytes] | None = None

    @cached_property
    def store(self) -> Store:
        """The bot's database, to look at what is kept."""
        return Store(self.env["DATABASE_URL"], SECRET.encode())

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, patience: float = 60.0, program: Sequence[str] = ("-m", "bot", "run")) -> Bot:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *program],
                cwd=self.folder,
                env=self.env,
                stdout=log,
                stderr=log,
                preexec_fn=self._limited if self.most_bytes else None,
            )
        self._until_ready(time.monotonic() + patience)
        if self.socket_mode:
            self.slack.socket = True
            self.slack.wait_for(lambda: self.slack.lines.count > 0, seconds=patience)
        else:
            self.slack.socket = False
            self.slack.bot_url = f"{self.address}/slack/events"
        return self

    def _limited(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.most_bytes, self.most_bytes))

    def _until_ready(self, end: float) -> None:
        while time.monotonic() < end:
            assert self.process is not None
            assert self.process.poll() is None, f"the bot ended: {self.log.read_text()[-2000:]}"
            try:
                if self.get("/readyz") == (200, "ready"):
                    return
            except OSError:
                time.sleep(0.01)
        raise AssertionError(f"the bot is not ready: {self.log.read_text()[-2000:]}")

    def get(self, path: str) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Another command of `waymark`, with the same settings."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def kill(self) -> None:
        """As a machine that loses its power."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> float:
        """As an operator does; how many seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.terminate()
        self.process.wait(60)
        return time.monotonic() - began

    def __enter__(self) -> Bot:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process is not None and self.process.poll() is None:
            self.stop()
