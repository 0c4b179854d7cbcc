"""What an operator watches, as Prometheus reads it. The front and the office keep their own; one answer tells both.

A new figure is an attribute here, a row in docs/operating.md, and best a panel in docs/grafana-dashboard.json.
"""

from __future__ import annotations

import logging
import platform
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.process_collector import ProcessCollector

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


class Figures:
    """What both halves have; `process` tells them apart."""

    def __init__(self, process: str) -> None:
        self.registry = CollectorRegistry()
        self.process = process
        ProcessCollector(namespace=f"waymark_{process}", registry=self.registry)
        self._calls = Histogram(
            "waymark_slack_call_seconds",
            "Calls of Slack's Web API, by method and what came of them",
            ["process", "method", "outcome"],
            buckets=(0.1, 0.25, 0.5, 1, 2, 5, 10),
            registry=self.registry,
        )
        self._database = Counter(
            "waymark_database_errors",
            "Times that the database could not serve: locked, full, gone, failed, or lost when all was said (unsure)",
            ["process", "reason"],
            registry=self.registry,
        )
        for reason in ("locked", "full", "gone", "failed", "unsure"):
            self._database.labels(process, reason)  # a figure that begins at nought shows its first rise
        self._logged = Counter(
            "waymark_logged",
            "Warnings and errors in the log",
            ["process", "level", "logger"],
            registry=self.registry,
        )

    def slack_called(self, method: str, outcome: str, seconds: float) -> None:
        self._calls.labels(self.process, method, outcome).observe(seconds)

    def database_failed(self, reason: str) -> None:
        self._database.labels(self.process, reason).inc()

    def count_the_log(self) -> None:
        """Once per process: every error that the log bears is a figure too."""
        logging.getLogger("waymark").addHandler(_Counting(self._logged, self.process))

    def told(self) -> bytes:
        from prometheus_client import generate_latest  # loaded when somebody scrapes

        return generate_latest(self.registry)


class FrontMetrics(Figures):
    def __init__(self) -> None:
        super().__init__("front")
        self.answers = Histogram(
            "waymark_answer_seconds",
            "From a request of Slack's to its answer",
            ["status"],
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 3),
            registry=self.registry,
        )
        self.waiting = Gauge("waymark_outbox_waiting", "Letters that wait to be sent", registry=self.registry)
        self.oldest = Gauge("waymark_outbox_oldest_seconds", "Age of the oldest waiting letter", registry=self.registry)
        self.set_aside = Gauge("waymark_outbox_set_aside", "Letters that can never be sent", registry=self.registry)
        self.database = Gauge("waymark_database_up", "1 when the database answered just now", registry=self.registry)
        self.office = Gauge("waymark_office_up", "1 when the office answered just now", registry=self.registry)
        self._build = Gauge(
            "waymark_build_info", "Which Waymark this is", ["version", "python"], registry=self.registry
        )

    def told(self) -> bytes:
        self._build.labels(_version(), platform.python_version()).set(1)
        return super().told()


class OfficeMetrics(Figures):
    def __init__(self) -> None:
        super().__init__("office")
        self.deliveries = Counter(
            "waymark_deliveries",
            "Letters of the outbox, by kind and what came of them",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self.delivering = Histogram(
            "waymark_delivery_seconds",
            "From when a letter was written to when Slack had it",
            ["kind"],
            buckets=(0.5, 1, 2, 5, 10, 30, 60, 300, 1800),
            registry=self.registry,
        )
        self.sweeps = Counter("waymark_sweeps", "Rounds of reviews and nudges", ["outcome"], registry=self.registry)
        for outcome in ("done", "failed"):
            self.sweeps.labels(outcome)
        self.swept = Counter("waymark_swept", "Reviews and nudges that fell due", registry=self.registry)
        self.last_sweep = Gauge(
            "waymark_last_sweep_timestamp_seconds", "When a round was last done", registry=self.registry
        )
        self.draws = Histogram(
            "waymark_draw_seconds",
            "Pictures, by what they show, their form and what came of them",
            ["picture", "form", "outcome"],
            buckets=(0.1, 0.25, 0.5, 1, 2, 5, 10, 30),
            registry=self.registry,
        )


class _Counting(logging.Handler):
    def __init__(self, logged: Counter, process: str) -> None:
        super().__init__(logging.WARNING)
        self._logged, self._process = logged, process

    def emit(self, record: logging.LogRecord) -> None:
        self._logged.labels(self._process, record.levelname.lower(), record.name).inc()


def merged(*told: bytes) -> bytes:
    """Several tellings as one: a family that more than one has is headed once, as Prometheus wants it."""
    heads: dict[str, list[str]] = {}
    samples: dict[str, list[str]] = {}
    for line in b"".join(told).decode().splitlines():
        if line.startswith(("# HELP ", "# TYPE ")):
            family = line.split(" ", 3)[2]
            if line not in heads.setdefault(family, []):
                heads[family].append(line)
        else:
            samples.setdefault(family, []).append(line)
    return "".join(f"{line}\n" for name in heads for line in (*heads[name], *samples.get(name, ()))).encode()


def _version() -> str:
    if PROJECT.exists():  # run from the project's folder
        import tomllib  # this too is loaded when somebody scrapes

        return str(tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"])
    from importlib.metadata import version  # 20 ms, loaded when somebody scrapes

    return version("waymark")
