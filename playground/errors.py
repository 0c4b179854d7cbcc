"""How the stand-in says no: with one of Slack's error codes."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """Slack's answer `{"ok": false, "error": code}`; `reasons` become `response_metadata.messages`."""

    def __init__(self, code: str, reasons: list[str] | None = None, **more: Any) -> None:
        super().__init__(code, *(reasons or []))
        self.code = code
        self.reasons = reasons or []
        self.more = more

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error": self.code, **self.more}
        if self.reasons:
            answer["errors"] = self.reasons
            answer["response_metadata"] = {"messages": [f"[ERROR] {reason}" for reason in self.reasons]}
        return answer


def missing(*names: str) -> Refused:
    """What Slack answers when an argument that must be there is not."""
    return Refused("invalid_arguments", [f"missing required field: {name}" for name in names])
