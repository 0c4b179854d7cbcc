"""What an operator watches, as Prometheus reads it; the front and the office keep their own."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class Figures:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()

    def told(self) -> bytes:
        from prometheus_client import generate_latest  # loaded when somebody scrapes

        return generate_latest(self.registry)


class FrontMetrics(Figures):
    def __init__(self) -> None:
        super().__init__()
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


class OfficeMetrics(Figures):
    def __init__(self) -> None:
        super().__init__()
        self.deliveries = Counter(
            "waymark_deliveries",
            "Letters of the outbox, by kind and what came of them",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self.sweeps = Counter("waymark_sweeps", "Rounds of reviews and nudges", ["outcome"], registry=self.registry)
