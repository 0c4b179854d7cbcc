"""`waymark run` in Socket Mode: one process for the front and the office; and how it stops."""

from __future__ import annotations

import logging
import signal
import threading
import time
from types import FrameType

from bot.building import office_of, opened
from bot.certificates import trusted
from bot.health import serve_health
from bot.lines import Lines
from bot.logs import set_up_logs
from bot.serving import BLOCKING_THREADS
from bot.settings import Settings, WrongSetting
from bot.settling import settle_soon
from bot.wiring import API_TIMEOUT, build_front, web_client

log = logging.getLogger("waymark")


def run_socket(settings: Settings) -> None:
    """Socket Mode; the HTTP side stays for health and metrics. Raises WrongSetting for an app token that Slack does
    not take."""
    set_up_logs(settings.log_level, settings.log_format)
    office = opened(lambda: office_of(settings))
    front = build_front(settings, office.courier.wake, office.metrics.told)
    front.metrics.count_the_log()
    office.begin()
    settle_soon()
    slack = web_client(settings, API_TIMEOUT, trusted())
    lines = Lines(front.app, slack, settings.app_token, BLOCKING_THREADS, front.wake)
    told: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        told.append(number)  # takes no lock: a handler that comes while its own is held would wait for itself

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    health = serve_health(front)
    lines.begin()
    log.info("ready in Socket Mode")
    while not told and not lines.refused:
        time.sleep(0.2)  # a signal that another thread of the process receives does not wake a wait without end
    ending = threading.Thread(target=lines.end)
    ending.start()
    health.shutdown()
    office.end()
    ending.join()
    front.store.close()
    if lines.refused:
        raise WrongSetting(
            f"SLACK_APP_TOKEN is not right: Slack does not take it ({lines.refused}). It should be an app-level token "
            "of your Slack app with the scope connections:write."
        )
