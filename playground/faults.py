"""What can go wrong at Slack, on demand: 429, 500, an error code, a delay, a line that drops.

`Faults.add` puts a fault up; it strikes `times` times (for good with None) and is then spent. The newest comes first.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from playground.world import Payload


@dataclass
class Fault:
    method: str = "*"
    """A method, or "*" for all."""
    status: int = 0
    """The HTTP status to answer with; 429 carries Retry-After."""
    retry_after: int = 1
    error: str = ""
    """An error code to answer with, status 200."""
    delay: float = 0.0
    """Seconds before anything happens."""
    drop: bool = False
    """The line is cut instead of an answer."""
    after: bool = False
    """The call is carried out all the same, only the answer fails: the bot cannot know."""
    channel: str = ""
    """Only calls about this channel id."""
    times: int | None = 1
    struck: int = 0

    @property
    def answers(self) -> bool:
        """Whether it takes the place of Slack's answer."""
        return bool(self.status or self.error or self.drop)

    def body(self) -> Payload | str:
        if self.status == 429:
            return {"ok": False, "error": "ratelimited"}
        if self.status:
            return "Server Error"
        return {"ok": False, "error": self.error}


class Faults:
    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> Fault:
        with self._lock:
            self._faults.insert(0, fault)
        return fault

    def strike(self, method: str, args: Payload) -> Fault | None:
        """The fault that hits this call, if any."""
        with self._lock:
            for fault in self._faults:
                spent = fault.times is not None and fault.struck >= fault.times
                if spent or fault.method not in ("*", method):
                    continue
                if fault.channel and fault.channel not in (args.get("channel"), args.get("channel_id")):
                    continue
                fault.struck += 1
                return fault
        return None

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()
