"""Drains the outbox: claims letters, has each told to Slack, and decides what to do when Slack says no.

Killing it at any moment loses nothing: a letter leaves the outbox only when Slack has taken it, and a claim
runs out by itself.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import uuid4

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clients import NotInstalled, OneToken, Tokens
from bot.measured import MeasuredClient, reason_of
from bot.metrics import OfficeMetrics
from bot.paces import NotYet, PacedClient, Paces
from commands.deliveries import DELIVERIES, Desk, Later
from commands.reference import begin
from storage.refusals import StorageUnavailable
from storage.store import Store
from storage.values import Letter

log = logging.getLogger("waymark.courier")
WORKERS = 16
LONGEST_PAUSE = 60.0
CHANNEL_PACE = 1.0
LEASE_SECONDS = 40
QUICKEST_ROUND = 0.05
"""Seconds between two looks into the outbox, however often it is woken."""
PASSING = {
    "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout",
    "team_added_to_org", "accesslimited",
}  # fmt: skip
FOR_THE_OPERATOR = {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope"}
"""Errors that end when somebody mends the token or the scopes; the letters wait."""
OPERATOR_PAUSE = 300.0
OFTEN = 10
"""Attempts, after which even what may go now takes its time."""
WAITS_FOR_INSTALLATION = timedelta(days=3)
DEAR = {
    "card": "chat.update",
    "picture": "files.getUploadURLExternal",
    "living_picture": "files.getUploadURLExternal",
    "comparison": "files.getUploadURLExternal",
    "home": "views.publish",
    "dashboard": "files.getUploadURLExternal",
}
"""What is dear to make, and the method that it will need: made only when there is a turn for it."""
NOT_OURS = {"not_in_channel", "channel_not_found", "is_archived"}


class Courier:
    """`desk` makes what a delivery needs of a client and a point in time; `now` is the time of day; `pace` is how
    many times Slack's own pace it may go. `name` says whose claims are whose: one that starts again under its old
    name takes up at once what it had claimed. `tokens`: each workspace's own, where it is not `slack`'s for all."""

    def __init__(
        self,
        store: Store,
        slack: MeasuredClient,
        desk: Callable[[WebClient, datetime], Desk],
        now: Callable[[], datetime],
        metrics: OfficeMetrics,
        *,
        pace: float = 1.0,
        name: str = "",
        tokens: Tokens | None = None,
    ) -> None:
        self.tokens = tokens or OneToken(slack.token or "")
        self.store, self.slack, self.desk, self.now, self.metrics = store, slack, desk, now, metrics
        self.name = name or uuid4().hex
        self.paces = Paces(pace)
        self.channel_pace = CHANNEL_PACE / pace
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="courier")
        self._in_hand: dict[int, Letter] = {}
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    # --- as a thread of the bot -------------------------------------------------------------------------------

    def start(self) -> None:
        self.store.release(self.name)
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def stop(self, seconds: float = 8.0) -> None:
        """Lets what is under way finish, as long as that takes no more than so many seconds; gives back what was
        claimed and not begun."""
        self._stop.set()
        self._wake.set()
        end = time.monotonic() + seconds
        if self._thread.is_alive():
            self._thread.join(seconds)
        finishing = threading.Thread(target=self._pool.shutdown, kwargs={"cancel_futures": True}, daemon=True)
        finishing.start()
        finishing.join(max(0.0, end - time.monotonic()))
        self.store.release(self.name)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                claimed = self._round()
                pause = QUICKEST_ROUND if claimed else self._until_next()
            except StorageUnavailable as error:
                log.warning("outbox out of reach: %s", error)
                pause = 1.0
            time.sleep(QUICKEST_ROUND)
            self._wake.wait(max(0.0, pause - QUICKEST_ROUND))
            self._wake.clear()

    def _round(self) -> int:
        free = WORKERS - len(self._in_hand)
        letters = self.store.claim_letters(self.name, self.now(), free, LEASE_SECONDS) if free > 0 else []
        # the lease of what is in hand looks run out when the clock was put forward
        fresh = [letter for letter in letters if letter.id not in self._in_hand]
        for letter in fresh:
            self._in_hand[letter.id] = letter
            self._pool.submit(self.deliver, letter)
        return len(fresh)

    def _lay_down(self, letter: Letter) -> None:
        """Before the store hears what became of it: from then on it may be claimed again, by this courier too."""
        if self._in_hand.get(letter.id) is letter:
            del self._in_hand[letter.id]

    def _until_next(self) -> float:
        at = self.store.next_letter_at(self.now())
        return 1.0 if at is None else min(1.0, max(0.0, (at - self.now()).total_seconds()))

    # --- as one round, for `waymark sweep` -----------------------------------------------------------------------

    def drain(self, patience: float = 90.0) -> bool:
        """Delivers what is due, one by one; False when something stays behind that Slack would not take now."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            letters = self.store.claim_letters(self.name, self.now(), 1, LEASE_SECONDS)
            for letter in letters:
                self.deliver(letter)
            if letters:
                continue
            at = self.store.next_letter_at(self.now())
            wait = None if at is None else (at - self.now()).total_seconds()
            if wait is None or wait > LONGEST_PAUSE:
                return True
            time.sleep(min(max(wait, 0.02), 1.0))
        return False

    # --- one letter ---------------------------------------------------------------------------------------------

    def deliver(self, letter: Letter) -> None:
        """Tells Slack one letter; never raises, for a courier that stops delivers nothing at all."""
        begin(f"letter-{letter.id}")
        try:
            self._tell(letter)
        except StorageUnavailable as error:
            log.warning("letter %s waits, the database is out of reach: %s", letter.id, error)
            with suppress(StorageUnavailable):  # then its lease runs out
                self._insist(lambda: self._postpone(letter, 1.0, ""))
        finally:
            self._lay_down(letter)
            self._wake.set()

    def _insist(self, keep: Callable[[], None]) -> None:
        """For as long as the letter is ours: what Slack has taken and we cannot keep would be told twice."""
        end = time.monotonic() + LEASE_SECONDS / 2
        while True:
            try:
                return keep()
            except StorageUnavailable:
                if time.monotonic() > end or self._stop.wait(0.5):
                    raise

    def _tell(self, letter: Letter) -> None:
        try:
            token = self.tokens.token(letter.workspace)
        except NotInstalled as error:
            self._nowhere(letter, error)
            return
        except OSError as error:
            self._postpone(letter, pause_after(letter.attempts), f"{type(error).__name__}: {error}")
            return
        slack = PacedClient(self.paces, letter.workspace, self.slack, token)
        method = DEAR.get(letter.kind)
        if method and (wait := self.paces.wait(letter.workspace, method, time.monotonic(), take=False)):
            self._postpone(letter, wait * random.uniform(1, 8), "")  # noqa: S311 - so that they do not all come back at once
            return
        try:
            delivered = DELIVERIES[letter.kind](self.desk(slack, self.now()), letter)
        except (NotYet, Later) as not_yet:
            self._postpone(letter, not_yet.seconds, "")
        except SlackApiError as error:
            self._refused(letter, error, slack)
        except StorageUnavailable:
            raise
        except OSError as error:
            self._postpone(letter, pause_after(letter.attempts), f"{type(error).__name__}: {error}")
        except Exception as error:  # one letter of many: the others must still go
            log.exception("letter %s (%s) cannot be delivered", letter.id, letter.kind)
            self._set_aside(letter, f"{type(error).__name__}")
        else:
            self._lay_down(letter)
            message = (delivered.journey, delivered.slot, delivered.message) if delivered else None
            self._insist(lambda: self.store.letter_sent(letter, self.now(), self.channel_pace, message))
            self.metrics.deliveries.labels(letter.kind, "sent").inc()
            self.metrics.delivering.labels(letter.kind).observe((self.now() - letter.created_at).total_seconds())

    def _refused(self, letter: Letter, error: SlackApiError, slack: PacedClient) -> None:
        response = error.response
        reason = reason_of(response)
        status = getattr(response, "status_code", 200)
        if status == 429 or reason in {"ratelimited", "rate_limited"}:
            wait = float((getattr(response, "headers", None) or {}).get("Retry-After", 1) or 1)
            slack.blocked(wait)
            self._postpone(letter, wait, "ratelimited")
        elif status >= 500 or reason in PASSING:
            self._postpone(letter, pause_after(letter.attempts), reason or f"HTTP {status}")
        elif reason in FOR_THE_OPERATOR:
            log.error("Slack refuses our token for %s: %s", letter.kind, reason)
            again = self.tokens.refused(letter.workspace, slack.token or "", reason)
            self._postpone(letter, 0.0 if again and letter.attempts < OFTEN else OPERATOR_PAUSE, reason)
        else:
            self._give_up(letter, reason)

    def _nowhere(self, letter: Letter, error: NotInstalled) -> None:
        """Where it was uninstalled nothing is told any more; where it never was, somebody may still install it."""
        if error.for_good:
            log.info("letter %s (%s) dropped: %s", letter.id, letter.kind, error)
            self.store.letter_sent(letter, self.now(), 0.0)
            self.metrics.deliveries.labels(letter.kind, "dropped").inc()
        elif self.now() - letter.created_at > WAITS_FOR_INSTALLATION:
            self._set_aside(letter, "not_installed")
        else:
            self._postpone(letter, OPERATOR_PAUSE, "not_installed")

    def _give_up(self, letter: Letter, reason: str) -> None:
        if reason in NOT_OURS and letter.lane.startswith(("C", "G")):
            self.store.learn_channel(letter.workspace, letter.lane.split(":")[0], False)
        log.error("letter %s (%s) set aside: %s", letter.id, letter.kind, reason)
        self._set_aside(letter, reason)

    def _postpone(self, letter: Letter, seconds: float, reason: str) -> None:
        self._lay_down(letter)
        self.store.letter_postponed(letter, self.now() + timedelta(seconds=seconds), reason)
        if reason:
            log.info("letter %s (%s) waits %.1f s: %s", letter.id, letter.kind, seconds, reason)
            self.metrics.deliveries.labels(letter.kind, "postponed").inc()

    def _set_aside(self, letter: Letter, reason: str) -> None:
        self._lay_down(letter)
        self.store.letter_set_aside(letter, reason)
        self.metrics.deliveries.labels(letter.kind, "set_aside").inc()


def pause_after(attempts: int) -> float:
    """Growing pauses with some chance in them, so that many letters do not come back at once."""
    return min(LONGEST_PAUSE, 2.0 ** min(attempts, 10)) * random.uniform(0.75, 1.25)  # noqa: S311 - no secret
