"""Slack's end of Socket Mode: the lines the bot has opened, and what is sent down them.

Lives in the server's event loop; `Lines.send` and the other verbs are for other threads. Envelopes as Slack's "Socket
Mode" page has them. At most ten lines per app.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import uuid
from concurrent.futures import CancelledError, Future

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.delivery import EVENT, SLASH, Sending
from playground.world import Payload, World

MOST_LINES = 10
TAKES_PAYLOAD = {SLASH: True, "interactive": True, EVENT: False}
"""Whether the acknowledgement may carry an answer."""


class SocketLines:
    """The open lines of one app."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.loop: asyncio.AbstractEventLoop | None = None
        self._open: list[WebSocket] = []
        self._turn = itertools.count()
        self._waiting: dict[str, Future[Payload]] = {}
        self._lock = threading.Lock()

    @property
    def count(self) -> int:
        return len(self._open)

    async def serve(self, socket: WebSocket) -> None:
        """One line, from its ticket to its end."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self.world.tickets or len(self._open) >= MOST_LINES:
            await socket.close(4001)
            return
        self.world.tickets.discard(ticket)
        await socket.accept()
        self._open.append(socket)
        await socket.send_text(json.dumps(self._hello()))
        self.world.feed.tell("socket")
        try:
            while True:
                self._acknowledged(await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._forget(socket)

    def _hello(self) -> Payload:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "debug_info": {"host": "applink-0", "build_number": 1, "approximate_connection_time": 18_060},
            "connection_info": {"app_id": self.world.app_id},
        }

    def _acknowledged(self, text: str) -> None:
        try:
            answer = json.loads(text)
            envelope = answer["envelope_id"]
        except (ValueError, KeyError, TypeError):
            return
        with self._lock:
            waiting = self._waiting.pop(envelope, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload") or {})

    def _forget(self, socket: WebSocket) -> None:
        if socket in self._open:
            self._open.remove(socket)
            self.world.feed.tell("socket")

    def send(self, kind: str, payload: Payload, sending: Sending, patience: float) -> Payload | None:
        """Sends one envelope down the next line; its acknowledgement's payload, or None."""
        envelope: Payload = {
            "envelope_id": str(uuid.uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": TAKES_PAYLOAD.get(kind, False),
        }
        if kind == EVENT:
            envelope |= {"retry_attempt": sending.retry, "retry_reason": sending.retry_reason}
        waiting: Future[Payload] = Future()
        with self._lock:
            self._waiting[envelope["envelope_id"]] = waiting
        try:
            self._run(self._send_text(json.dumps(envelope)))
            return waiting.result(patience)
        except (TimeoutError, CancelledError):
            return None
        finally:
            with self._lock:
                self._waiting.pop(envelope["envelope_id"], None)

    async def _send_text(self, text: str) -> None:
        if self._open:
            await self._open[next(self._turn) % len(self._open)].send_text(text)

    def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """Slack's friendly goodbye before it closes a line: warning, refresh_requested or link_disabled."""
        self._run(self._goodbye(reason))

    async def _goodbye(self, reason: str) -> None:
        message = json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-0"}})
        for socket in list(self._open):
            await socket.send_text(message)
            if reason != "warning":
                self._forget(socket)
                await socket.close()

    def addresses(self) -> set[tuple[str, int]]:
        """Where the lines come from, so that the server can cut them."""
        return {(s.client.host, s.client.port) for s in self._open if s.client}

    def _run(self, coroutine: object) -> None:
        if self.loop is not None and asyncio.iscoroutine(coroutine):
            asyncio.run_coroutine_threadsafe(coroutine, self.loop)
