"""A journey that a team made months ago and comes back to: brought in as an exported file, for nobody can type into the
past; then reviewed before the newcomer's eyes, as people type it (`BEFORE` and `AGAIN`, written as in `sample.py`).

To change it: the export's form is described in docs/export.schema.json; what is left out has its usual value.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

CHANNEL = "renewal"
ANA, BRAM, CHIDI, DORA, EVA = "ana", "bram", "chidi", "dora", "eva"
HELD = 92
"""Days ago the team held its first review."""

BEFORE = (
    (ANA, "review close Support promises a first answer within four hours"),
    (ANA, "review every 3 months | at: 09:30"),
    (BRAM, "done action 1"),
    (BRAM, "measure First answer 6 | date: {-3}"),
    (BRAM, "emotion 3 0 they say how long it takes now"),
    (EVA, "emotion 3 1"),
    (CHIDI, "emotion 3 1"),
    (ANA, "touchpoint Gets a word before the price changes | stage: Renewal | channel: e-mail | owner: @ana"),
    (BRAM, "research Nine customers ask why the price went up | kind: ticket | source: tickets of last month"
           " | date: {-6}"),
    (DORA, "research “I saw the renewal on my bank statement first.” | kind: quote | source: a call | date: {-4}"),
)  # fmt: skip
"""The first review is closed, and three months go by in a few lines."""
AGAIN = ((ANA, "review now"), (EVA, "edit touchpoint 1 | when: on the first of the month"))
"""The second review begins."""


def renewal(today: date, ids: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    """The exported journey; `ids` and `names`: Slack's ids of the people and what they are called, by handle."""
    made = _Made(today, ids)
    return {
        "id": "renewal01",
        "workspace": "",
        "channel": "",
        "name": "From the first bill to the yearly renewal",
        "step": "review",
        "timezone": "Europe/Amsterdam",
        "created_at": made.at(190),
        "goal": "Customers renew because they want to, not because they forgot",
        "measure": "renewals 78 % to 88 % this year",
        "trigger": "one customer in five leaves after the first year",
        "scope_from": "gets the first bill",
        "scope_to": "renews, or leaves in peace",
        "facilitators": [ids[ANA]],
        "personas": [{"number": 1, "name": "Noor, administrator", "wants": "no surprises on the bill"}],
        "stages": ["Use", "Support", "Renewal"],
        "evidence": made.evidence(),
        "touchpoints": made.touchpoints(),
        "pain_points": made.pain_points(),
        "actions": made.actions(),
        "measures": made.measures(),
        "participation": [
            {"department": name, "people": 1, "raters": 1, "contributions": count}
            for name, count in (("Marketing", 9), ("Support", 7), ("Finance", 4), ("Sales", 3))
        ],
        "people": [{"id": ids[handle], "name": name} for handle, name in names.items()],
        "reviews": [{"number": 1, "held_at": made.at(HELD), "state": "open"}],
    }


class _Made:
    def __init__(self, today: date, ids: dict[str, str]) -> None:
        self.today, self.ids = today, ids

    def day(self, days_ago: int) -> str:
        return (self.today - timedelta(days=days_ago)).isoformat()

    def at(self, days_ago: int) -> str:
        return datetime.combine(self.today - timedelta(days=days_ago), time(9, 30), UTC).isoformat()

    def touchpoints(self) -> list[dict[str, Any]]:
        """number, what, stage, channel, owner, days since somebody said that it is true, scores -2 … 2, the rest"""
        told: tuple[tuple[str, str, str, str, int, tuple[int, ...], dict[str, Any]], ...] = (
            ("Gets the first bill", "Use", "post", EVA, 91, (0, 1, 2, 1, 0), {"departments": ["Finance"]}),
            ("Asks why the amount differs", "Support", "e-mail", BRAM, 91, (1, 2, 1, 0, 0),
             {"departments": ["Support", "Finance"]}),
            ("Waits for an answer", "Support", "e-mail", BRAM, 91, (3, 1, 0, 0, 0),
             {"kind": "waiting", "key": True, "departments": ["Support"]}),
            ("Reads what is new in the product", "Use", "e-mail", ANA, 183, (0, 0, 2, 2, 0), {}),
            ("Reads what others say", "Renewal", "review site", "", 183, (0, 1, 2, 1, 0), {"ours": False}),
            ("Renews for a year", "Renewal", "website", DORA, 91, (0, 1, 1, 2, 0),
             {"key": True, "departments": ["Sales"]}),
        )  # fmt: skip
        return [
            {"number": number, "what": what, "stage": stage, "channel": channel, "owner": self.ids.get(owner),
             "confirmed_at": self.at(days), "rating": _rating(scores), **rest}
            for number, (what, stage, channel, owner, days, scores, rest) in enumerate(told, 1)
        ]  # fmt: skip

    def evidence(self) -> list[dict[str, Any]]:
        return [
            {"number": 1, "finding": "First answer after 26 hours on average", "kind": "ticket", "touchpoint": 3,
             "source": "212 tickets of that quarter", "date": self.day(188)},
            {"number": 2, "finding": "One bill in nine is asked about within a week", "kind": "analytics",
             "source": "the books", "touchpoint": 2, "date": self.day(187)},
            {"number": 3, "finding": "“I would have stayed if somebody had called.”", "kind": "interview",
             "source": "calls with eight who left", "touchpoint": 6, "date": self.day(186)},
        ]  # fmt: skip

    def pain_points(self) -> list[dict[str, Any]]:
        return [
            {"number": 1, "touchpoint": 3, "what": "Nobody says how long the answer takes", "severity": 4,
             "frequency": 5, "votes": 4, "causes": [{"number": 1, "why": "the answering message names no time"},
                                                    {"number": 2, "why": "we promised each other no time"}]},
            {"number": 2, "touchpoint": 2, "what": "The bill does not say what changed", "severity": 3,
             "frequency": 3, "votes": 2, "causes": [{"number": 3, "why": "the discount is typed twice"}]},
        ]  # fmt: skip

    def actions(self) -> list[dict[str, Any]]:
        return [
            {"number": 1, "goal": "First answer within 4 hours, from 26", "pain_point": 1, "owner": self.ids[BRAM],
             "due": self.day(10), "since": self.day(100), "effort": 3, "effect": 5},
            {"number": 2, "goal": "The bill says what changed since last time", "pain_point": 2,
             "owner": self.ids[EVA], "due": self.day(6), "since": self.day(100), "effort": 2, "effect": 4,
             "progress": "the new layout is with the printer"},
        ]  # fmt: skip

    def measures(self) -> list[dict[str, Any]]:
        return [
            {"number": 1, "name": "First answer", "unit": "hours", "target": 4, "direction": "down", "touchpoint": 3,
             "values": [{"on": self.day(185), "value": 26}, {"on": self.day(95), "value": 19}]},
            {"number": 2, "name": "Renewals", "unit": "%", "target": 88, "stage": "Renewal",
             "values": [{"on": self.day(185), "value": 78}, {"on": self.day(95), "value": 80}]},
        ]  # fmt: skip


def _rating(scores: tuple[int, ...]) -> dict[str, Any]:
    """`scores`: how many chose -2, -1, 0, 1 and 2."""
    count = sum(scores)
    mean = sum((at - 2) * many for at, many in enumerate(scores)) / count
    spread = (sum(many * (at - 2 - mean) ** 2 for at, many in enumerate(scores)) / count) ** 0.5
    return {"mean": mean, "count": count, "spread": spread, "scores": list(scores)}
