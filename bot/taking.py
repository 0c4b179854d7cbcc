"""A request of Slack's, proved and read, whichever way it came: looked at, and handed to Bolt."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt import App, BoltResponse
from slack_bolt.request import BoltRequest

from commands.reference import begin
from commands.whole import is_event, is_whole

log = logging.getLogger("waymark.door")


def answer_to(app: App, told: Any) -> BoltResponse:
    """400 for what is not as Slack sends it. Bolt is given what was read: its own reading of a form loses every command
    in which the word "payload" stands, and trips over what is of another type than Slack's."""
    reference = begin()
    if is_whole(told):
        return app.dispatch(BoltRequest(mode="socket_mode", body=told))
    log.warning("a request lacks what Slack's have, or has it of another type, reference %s", reference)
    if is_event(told):
        return BoltResponse(status=200)
    return BoltResponse(status=400, body=f"not what Slack sends, reference {reference}")
