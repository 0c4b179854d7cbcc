"""The floor: a bare Bolt app that inserts one row by SQLModel before it acknowledges, served as Waymark is.

    python -m bench.bare PORT FILE SIGNING_SECRET

As quick as such an app gets: no polling for the acknowledgement, no auth.test, SQLite in WAL mode, and threads that
queue for their turn to write (without that it is slower). Nothing of Waymark's is loaded in its process.
"""

from __future__ import annotations

import re
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any

BLOCKING_THREADS = 16
"""As `bot/serving.py` has it."""
PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL")


def application(file: str, secret: str) -> Any:
    from slack_bolt import Ack, App
    from slack_bolt.adapter.wsgi import SlackRequestHandler
    from slack_bolt.authorization import AuthorizeResult
    from sqlalchemy import event
    from sqlmodel import Field, Session, SQLModel, create_engine

    class Note(SQLModel, table=True):
        id: int | None = Field(default=None, primary_key=True)
        team: str
        channel: str
        person: str
        text: str

    engine = create_engine(f"sqlite:///{file}", pool_size=BLOCKING_THREADS, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    SQLModel.metadata.create_all(engine)
    turn = threading.Lock()
    app = App(
        signing_secret=secret,
        process_before_response=True,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T", bot_token="xoxb-x"),
    )

    @app.command(re.compile(".*"))
    def command(ack: Ack, body: dict[str, Any]) -> None:
        note = Note(team=body["team_id"], channel=body["channel_id"], person=body["user_id"], text=body["text"])
        with turn, Session(engine) as session:
            session.add(note)
            session.commit()
        ack(text="Kept.")

    return SlackRequestHandler(app, path="/slack/events")


def serve(port: int, file: str, secret: str) -> None:
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "bare",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=BLOCKING_THREADS,
        blocking_threads_idle_timeout=600,
        backpressure=256,
        websockets=False,
        log_enabled=False,
    ).serve(target_loader=lambda *_: application(file, secret), wrap_loader=False)


def start_bare_bolt(folder: Path) -> tuple[Popen[bytes], int]:
    from playground.server import SIGNING_SECRET  # not in the served process
    from tests.running import free_port

    port = free_port()
    command = [sys.executable, "-m", "bench.bare", str(port), str(folder / "bare.db"), SIGNING_SECRET]
    return Popen(command), port


@contextmanager
def bare_bolt(folder: Path) -> Iterator[tuple[int, Popen[bytes]]]:
    """Yields the port that it listens on, and its process."""
    process, port = start_bare_bolt(folder)
    try:
        until_answering(process, port)
        yield port, process
    finally:
        process.terminate()
        process.wait(15)


def until_answering(process: Popen[bytes], port: int, path: str = "/", patience: float = 20.0) -> None:
    """Until anything is answered at all, be it a 404."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        assert process.poll() is None, "it ended"
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.005)
    raise AssertionError("it does not answer")


if __name__ == "__main__":
    serve(int(sys.argv[1]), *sys.argv[2:])
