"""Slack's Web API: one call in, one answer out, with everything checked on the way that Slack checks.

In this order: does the method exist, is the token good, do the scopes reach, is it within the rates, are the required
arguments there; then the method itself (`methods`). Every call is recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playground.arguments import read_arguments, read_token
from playground.errors import Refused, missing
from playground.methods import METHODS, Method
from playground.methods.method import Asker
from playground.rates import Rates
from playground.world import Call, Payload, World

DEFAULT_SCOPES = frozenset(
    ["commands", "chat:write", "files:write", "users:read", "channels:read", "groups:read", "im:write", "pins:write"]
)

ANY_TOKEN = ("api.test", "auth.test")
"""Methods that an app-level token may call as well as a bot's."""


@dataclass
class Answer:
    """What goes back over HTTP."""

    body: Payload | str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class WebApi:
    """The methods of `playground.methods`, for one workspace and one app.

    `scopes` may be changed at any time, as by a reinstallation. `enforce_rates` makes it answer 429 as Slack would.
    """

    def __init__(self, world: World, bot_token: str, app_token: str, rates_clock: Callable[[], float]) -> None:
        self.world = world
        self.tokens = {bot_token: "xoxb-", app_token: "xapp-"}
        self.scopes = set(DEFAULT_SCOPES)
        self.enforce_rates = False
        self.rates = Rates(rates_clock)

    def read(self, name: str, content_type: str, body: bytes, query: str, authorization: str) -> Call:
        """The call as it arrived; raises `Refused` if it cannot be read."""
        method = METHODS.get(name)
        args = read_arguments(content_type, body, query, method is None or method.json_body)
        token = read_token(authorization, args)
        return Call(name, args, token, self.world.now())

    def answer(self, call: Call) -> Answer:
        """Carries the call out."""
        try:
            method = self._admit(call)
            if self.enforce_rates and (seconds := self._over_rate(call, method)):
                return Answer({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})
            self._require(call, method)
            with self.world.lock:
                body = {"ok": True} | method.answer(self.world, call.args, self._asker(call))
            return Answer(body, headers={"x-oauth-scopes": ",".join(sorted(self._asker(call).scopes))})
        except Refused as refused:
            return Answer(refused.body())

    def _admit(self, call: Call) -> Method:
        method = METHODS.get(call.method)
        if method is None:
            raise Refused("unknown_method", req_method=call.method)
        if not call.token:
            raise Refused("not_authed")
        if call.token not in self.tokens:
            raise Refused("invalid_auth")
        if self.tokens[call.token] != method.prefix and call.method not in ANY_TOKEN:
            raise Refused("not_allowed_token_type")
        self._asker(call).needs(*method.scopes)
        return method

    def _asker(self, call: Call) -> Asker:
        if self.tokens[call.token] == "xapp-":
            return Asker(call.token, frozenset({"connections:write"}))
        return Asker(call.token, frozenset(self.scopes))

    def _over_rate(self, call: Call, method: Method) -> int:
        return self.rates.wait(call.method, method.tier, str(call.args.get("channel", "")))

    @staticmethod
    def _require(call: Call, method: Method) -> None:
        absent = [name for name in method.required if call.args.get(name) in (None, "")]
        if absent:
            raise missing(*absent)
