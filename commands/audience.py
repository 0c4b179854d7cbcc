"""Who is in which channel: a journey is shown to those in its channel, and changed by them.

Slack itself names the channel in which a command was typed or a message's button pressed, which proves that the person
sees it. Where it does not (a form, the Home tab, a direct message), it is asked, and its yes is believed for minutes.
A no is never kept: somebody may join at any moment.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from commands.lookups import NOT_THERE
from journey.model import Person
from journey.refusal import Refusal
from journey.words import mark

BELIEVED = timedelta(minutes=5)
MOST_KEPT = 20_000
"""A few megabytes; those seen longest ago are asked for again."""
MOST_PAGES = 10
UNKNOWN = "unknown_method"
"""From what takes Slack's place and cannot say who is where."""
FOR_OWNERS = frozenset({"done", "nudge_done", "nudge_progress", "nudge_snooze", "nudge_hand_over", "nudge_not_mine"})
"""What a reminder in a direct message offers: its addressee may do it to what is theirs, in the channel or not."""


CANNOT_ASK = mark(
    "I cannot ask Slack right now whether you are in that journey's channel, so nothing was changed. "
    "Please try again in a moment, or type the command in the channel."
)


class NobodyKnows(Refusal):
    """There is no way at all to ask who is in a channel."""


class Audience:
    def __init__(self, slack: WebClient, now: Callable[[], datetime]) -> None:
        self._slack, self._now = slack, now
        self._seen: OrderedDict[tuple[str, str, Person], datetime] = OrderedDict()
        self._lock = threading.Lock()

    def saw(self, workspace: str, channel: str, person: Person) -> None:
        """Slack has just shown that this person is there."""
        key = (workspace, channel, person)
        with self._lock:
            self._seen[key] = self._now() + BELIEVED
            self._seen.move_to_end(key)
            while len(self._seen) > MOST_KEPT:
                self._seen.popitem(last=False)

    def left(self, workspace: str, channel: str, person: Person) -> None:
        with self._lock:
            self._seen.pop((workspace, channel, person), None)

    def sees(self, workspace: str, channel: str, person: Person) -> bool:
        """Raises a Refusal when Slack cannot be asked now. What has no way to be asked at all is believed once seen."""
        with self._lock:
            until = self._seen.get((workspace, channel, person))
        if until is not None and until > self._now():
            return True
        try:
            there = bool(self.among(channel, [person]))
        except NobodyKnows:
            return until is not None
        if there:
            self.saw(workspace, channel, person)
        return there

    def among(self, channel: str, people: Collection[Person]) -> set[Person]:
        """Those of them who are in the channel now. Raises a Refusal when Slack cannot be asked."""
        found: set[Person] = set()
        for members in self._pages(channel):
            found |= members & set(people)
            if len(found) == len(set(people)):
                break
        return found

    def _pages(self, channel: str) -> Iterator[set[Person]]:
        cursor = ""
        for _ in range(MOST_PAGES):
            try:
                page = self._slack.conversations_members(channel=channel, limit=1000, cursor=cursor)
            except SlackApiError as error:
                if error.response["error"] in NOT_THERE:
                    return  # a private channel that we are not in: nobody can be shown to be there
                if error.response["error"] == UNKNOWN:
                    raise NobodyKnows(CANNOT_ASK) from None
                raise _cannot_ask() from None
            except OSError:
                raise _cannot_ask() from None
            yield set(page["members"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return


def _cannot_ask() -> Refusal:
    return Refusal(CANNOT_ASK)


def not_in_the_channel() -> Refusal:
    return Refusal(
        mark(
            "You are not in that journey's channel, so I can neither show nor change it. Ask somebody there to add you."
        )
    )
