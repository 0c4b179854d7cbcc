"""Sends commands as Slack does, signed, over kept-alive connections, from a process of its own.

`open_loop` sends at a fixed pace whatever comes back, as people do; `closed_loop` keeps so many under way. Requests
are made before the clock starts, so that sending costs next to nothing.
"""

from __future__ import annotations

import multiprocessing
import selectors
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar
from urllib.parse import urlencode

from playground.delivery import sign

T = TypeVar("T")
PATIENCE = 5.0
"""Seconds after which an answer counts as lost; Slack waits three."""
MOST_LINES = 200
"""Connections at a time: granian leaves those beyond its `backpressure` (256) unanswered, idle ones counted too."""
_numbers = count(1)


@dataclass(frozen=True)
class Typed:
    """What one person types in one channel. `kind` groups the figures; `workspace` where there are several."""

    kind: str
    channel: str
    person: str
    text: str
    workspace: str = ""


@dataclass
class Answered:
    typed: Typed
    due: float
    sent: float
    took: float = float("inf")
    status: int = 0
    body: bytes = b""

    @property
    def milliseconds(self) -> float:
        return self.took * 1000

    @property
    def late(self) -> float:
        """How many milliseconds after its due time it was sent: the generator's own trouble."""
        return (self.sent - self.due) * 1000


@dataclass
class _Line:
    """One connection; `answered` is what it waits for."""

    socket: socket.socket
    answered: Answered | None = None
    received: bytearray = field(default_factory=bytearray)


def in_own_process(work: Callable[..., T], *arguments: Any) -> T:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def request_of(typed: Typed, secret: str, workspace: str) -> bytes:
    number = next(_numbers)
    body = urlencode(
        {
            "token": "t",
            "team_id": typed.workspace or workspace,
            "team_domain": "bench",
            "channel_id": typed.channel,
            "channel_name": "bench",
            "user_id": typed.person,
            "user_name": typed.person.lower(),
            "command": "/journey",
            "text": typed.text,
            "api_app_id": "A0",
            "is_enterprise_install": "false",
            "response_url": f"http://127.0.0.1:9/response/{number}",
            "trigger_id": f"{number}.{time.time_ns()}.bench",
        }
    ).encode()
    timestamp = str(int(time.time()))
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {timestamp}\r\nX-Slack-Signature: {sign(secret, timestamp, body)}\r\n\r\n"
    )
    return head.encode() + body


def open_loop(port: int, secret: str, workspace: str, todo: Sequence[Typed], per_second: float) -> list[Answered]:
    """`todo` at an even pace; a line that waits for its answer holds nobody up."""
    return _Generator(port).paced([(each, request_of(each, secret, workspace)) for each in todo], per_second)


def closed_loop(
    port: int, secret: str, workspace: str, todo: Sequence[Typed], at_once: int, seconds: float
) -> list[Answered]:
    """As many of `todo` as can be answered in so many seconds, `at_once` at a time."""
    return _Generator(port).pressed([(each, request_of(each, secret, workspace)) for each in todo], at_once, seconds)


class _Generator:
    def __init__(self, port: int) -> None:
        self.port = port
        self.selector = selectors.DefaultSelector()
        self.idle: list[_Line] = []
        self.done: list[Answered] = []
        self.under_way = self.lines = 0

    def paced(self, requests: Sequence[tuple[Typed, bytes]], per_second: float) -> list[Answered]:
        for _ in range(32):
            self.idle.append(self._connect())
        begin, sent, held = time.perf_counter() + 0.2, 0, False
        while sent < len(requests):
            due = begin + sent / per_second
            if (pause := due - time.perf_counter()) > 0:
                self._receive(pause)
            elif self.idle or self.lines < MOST_LINES:
                self._send(*requests[sent], due, held=held)
                sent, held = sent + 1, False
            else:
                held = True
                self._receive(0.05)
        return self._rest()

    def pressed(self, requests: Sequence[tuple[Typed, bytes]], at_once: int, seconds: float) -> list[Answered]:
        self.idle = [self._connect() for _ in range(at_once)]
        end, waiting = time.perf_counter() + seconds, iter(requests)
        while time.perf_counter() < end:
            while self.under_way < at_once:
                self._send(*next(waiting), time.perf_counter())
            self._receive(0.5)
        return self._rest()

    def _rest(self) -> list[Answered]:
        end = time.perf_counter() + PATIENCE
        while self.under_way and time.perf_counter() < end:
            self._receive(0.1)
        for key in list(self.selector.get_map().values()):
            line: _Line = key.data
            if line.answered:
                self.done.append(line.answered)
            line.socket.close()
        self.selector.close()
        return self.done

    def _connect(self) -> _Line:
        line = _Line(socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE))
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.selector.register(line.socket, selectors.EVENT_READ, line)
        self.lines += 1
        return line

    def _send(self, typed: Typed, request: bytes, due: float, *, held: bool = False) -> None:
        """`held`: it had to wait for a line, and that waiting counts."""
        line = self.idle.pop() if self.idle else self._connect()
        line.answered = Answered(typed, due, due if held else time.perf_counter())
        line.socket.sendall(request)
        self.under_way += 1

    def _receive(self, seconds: float) -> None:
        for key, _ in self.selector.select(seconds):
            line: _Line = key.data
            some = line.socket.recv(65536)
            line.received += some
            if not some or _is_whole(line.received):
                self._take(line, gone=not some)

    def _take(self, line: _Line, *, gone: bool) -> None:
        answered = line.answered
        if answered is not None:
            answered.took = time.perf_counter() - answered.sent
            head, _, answered.body = bytes(line.received).partition(b"\r\n\r\n")
            answered.status = int(head[9:12] or 0)
            self.done.append(answered)
            self.under_way -= 1
        line.answered, line.received = None, bytearray()
        if gone:  # the server closes what has been idle for long
            if answered is None:
                self.idle.remove(line)
            self.selector.unregister(line.socket)
            self.lines -= 1
            line.socket.close()
        else:
            self.idle.append(line)


def _is_whole(received: bytearray) -> bool:
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = bytes(received[:end]).lower()
    at = head.find(b"content-length:")
    length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
    return len(received) >= end + 4 + length
