"""Who works while everything goes wrong: people who type at whichever bot answers, and letters written beside them."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from urllib.parse import urlencode

from commands.posts import announcement
from playground.delivery import sign
from storage.refusals import StorageUnavailable
from storage.store import Store
from storage.values import JourneyHead

AT_ONCE = 6
PATIENCE = 5.0
"""Seconds until an answer counts as none; Slack waits three."""
DOUBLED = 0.1
"""Share of deliveries that come twice, to two bots at once."""


class Load:
    """`AT_ONCE` people, each at a pace of some commands a second, through a proxy that tries another bot when one
    refuses the connection."""

    def __init__(
        self, ports: Sequence[int], secret: str, team: str, channels: Sequence[str], people: Sequence[str]
    ) -> None:
        self.ports, self.secret, self.team = ports, secret, team
        self.channels, self.people = channels, people
        self.answers: Counter[str] = Counter()
        self.acknowledged: set[str] = set()
        self.slowest = 0.0
        self._lock, self._stop, self._numbers = threading.Lock(), threading.Event(), count(1)
        self._threads = [threading.Thread(target=self._types, args=(seed,)) for seed in range(AT_ONCE)]

    def start(self) -> None:
        for each in self._threads:
            each.start()

    def stop(self) -> None:
        self._stop.set()
        for each in self._threads:
            each.join()

    def _types(self, seed: int) -> None:
        chance = random.Random(seed)
        while not self._stop.wait(chance.uniform(0.05, 0.25)):
            what = f"Moment {next(self._numbers)}"
            body = self._body(chance, what)
            doubling = threading.Thread(target=self._deliver, args=(what, body, chance.random()))
            if chance.random() < DOUBLED:
                doubling.start()
            self._deliver(what, body, chance.random())
            if doubling.ident:
                doubling.join()

    def _body(self, chance: random.Random, what: str) -> bytes:
        said = {
            "team_id": self.team,
            "channel_id": chance.choice(self.channels),
            "user_id": chance.choice(self.people),
            "command": "/journey",
            "text": f"touchpoint {what} | stage: Decision",
            "response_url": "http://127.0.0.1:9/none",
            "trigger_id": f"{what}.{time.time_ns()}",
        }
        return urlencode(said).encode()

    def _deliver(self, what: str, body: bytes, where: float) -> None:
        first = int(where * len(self.ports))
        began = time.monotonic()
        answer = "no bot"
        for port in (*self.ports[first:], *self.ports[:first]):
            try:
                answer = self._post(port, body, what)
                break
            except ConnectionRefusedError:
                continue
            except (OSError, http.client.HTTPException) as error:
                answer = f"none ({type(error).__name__})"
                break
        with self._lock:
            self.answers[answer] += 1
            self.slowest = max(self.slowest, time.monotonic() - began)
            if answer == "kept":
                self.acknowledged.add(what)

    def _post(self, port: int, body: bytes, what: str) -> str:
        now = str(int(time.time()))
        signed = {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": sign(self.secret, now, body)}
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            line.request("POST", "/slack/events", body, signed | {"Content-Type": "application/x-www-form-urlencoded"})
            answered = line.getresponse()
            said = answered.read()
        finally:
            line.close()
        if answered.status != 200:
            return f"HTTP {answered.status}"
        text = str(json.loads(said).get("text", "")) if said else ""
        if "Kept as touchpoint" in text and f"“{what}”" in text:
            return "kept"
        if "it may be there or not" in text:
            return "unsure"
        return "nothing was changed" if "othing was changed" in text or "nothing was kept" in text else "otherwise"


class Poster:
    """Writes numbered letters for every channel, in order; `certain` are those that the database took."""

    def __init__(self, store: Store, team: str, journeys: Mapping[str, JourneyHead]) -> None:
        self.store, self.team, self.journeys = store, team, journeys
        self.certain: dict[str, list[int]] = {channel: [] for channel in journeys}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._writes)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _writes(self) -> None:
        for number in count(1):
            if self._stop.wait(0.3):
                return
            for channel, head in self.journeys.items():
                letter = announcement(head, "letter {number}", number=number)
                try:
                    self.store.post(self.team, [letter], datetime.now(UTC))
                except StorageUnavailable:
                    continue  # whether it was kept nobody knows
                self.certain[channel].append(number)
