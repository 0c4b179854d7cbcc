"""Several workspaces behind one address, and an app that each of them installs by OAuth, with tokens of its own.

directory = Directory(rotates=True)
with StandIn(extra_routes=directory.routes()) as host, StandIn(world) as other:
    directory.take_in(host)
    directory.take_in(other)
    ...  # start the bot with SLACK_API_URL=directory.api_url, SLACK_CLIENT_ID=directory.client_id …

What Slack does at slack.com/oauth/v2/authorize is a page here; `oauth.v2.access` and `oauth.v2.exchange` give tokens;
all other methods go to the workspace that the token is of.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from playground.arguments import read_arguments, read_token
from playground.errors import Refused, missing
from playground.world import Payload

if TYPE_CHECKING:
    from playground.server import StandIn

CODE_LIVES = 600.0
TOKEN_LIVES = 43_200


@dataclass
class Grant:
    """A token that was given out: for a workspace, or for all of an organisation."""

    workspaces: tuple[str, ...]
    token: str
    refresh: str = ""
    expires_at: float = 0.0
    """0 for never."""
    revoked: bool = False
    enterprise: str = ""


@dataclass
class Code:
    workspaces: tuple[str, ...]
    enterprise: str
    at: float
    used: bool = False


@dataclass
class Directory:
    """`rotates`: whether the app has token rotation turned on; `token_lives`: seconds that a token is good for;
    `redirect_url`: the one that the app's settings name."""

    client_id: str = "1234.5678"
    client_secret: str = "client-secret-of-the-stand-in"  # noqa: S105 - it guards nothing but a game on this machine
    rotates: bool = True
    token_lives: float = TOKEN_LIVES
    redirect_url: str = ""
    clock: Callable[[], float] = time.time
    workspaces: dict[str, StandIn] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """What was asked of oauth.v2.*, and the error it was answered with, if any."""

    def take_in(self, slack: StandIn) -> None:
        self.workspaces[slack.world.team.id] = slack

    @property
    def origin(self) -> str:
        return next(iter(self.workspaces.values())).origin + "/directory"

    @property
    def api_url(self) -> str:
        return f"{self.origin}/api/"

    def routes(self) -> Sequence[BaseRoute]:
        return [
            Route("/directory/oauth/v2/authorize", self.authorize),
            Route("/directory/oauth/v2/answer", self.answer),
            Route("/directory/api/{method}", self.call, methods=["GET", "POST"]),
        ]

    # -- the page where somebody allows it -------------------------------------------------------------------------

    async def authorize(self, request: Request) -> Response:
        asked = request.query_params
        if asked.get("client_id") != self.client_id:
            return PlainTextResponse("invalid_client_id", 400)
        if not asked.get("scope"):
            return PlainTextResponse("invalid_scope", 400)
        if asked.get("redirect_uri", self.redirect_url) != self.redirect_url:
            return PlainTextResponse("bad_redirect_uri", 400)
        ways = {f"Allow in {slack.world.team.name}": {"workspace": team} for team, slack in self.workspaces.items()}
        orgs = {slack.world.team.enterprise for slack in self.workspaces.values()} - {""}
        ways |= {f"Allow in all of {org}": {"enterprise": org} for org in orgs} | {"Cancel": {}}
        links = "".join(
            f'<p><a href="answer?{escape(urlencode({**way, "state": asked.get("state", "")}))}">{escape(label)}</a></p>'
            for label, way in ways.items()
        )
        return HTMLResponse(f"<!DOCTYPE html><title>Allow?</title><p>It asks for {escape(asked['scope'])}</p>{links}")

    async def answer(self, request: Request) -> Response:
        """What was chosen on that page: back to the app with a code, or with an error."""
        asked = request.query_params
        team, org = asked.get("workspace", ""), asked.get("enterprise", "")
        back = {"state": asked.get("state", "")}
        if team or org:
            back["code"] = self.code(team, org)
        else:
            back["error"] = "access_denied"
        return RedirectResponse(f"{self.redirect_url}?{urlencode(back)}", 302)

    def code(self, workspace: str, enterprise: str = "") -> str:
        """A code as Slack gives it to the browser of somebody who allowed the app."""
        code = secrets.token_hex(12)
        of_org = [team for team, slack in self.workspaces.items() if slack.world.team.enterprise == enterprise]
        self.codes[code] = Code(tuple(of_org) if enterprise else (workspace,), enterprise, self.clock())
        return code

    # -- the Web API -----------------------------------------------------------------------------------------------

    async def call(self, request: Request) -> Response:
        method = request.path_params["method"]
        body, headers = await request.body(), request.headers
        try:
            args = read_arguments(headers.get("content-type", ""), body, request.url.query, True)
            if method in ("oauth.v2.access", "oauth.v2.exchange"):
                return JSONResponse({"ok": True} | self._oauth(method, args, headers.get("authorization", "")))
            slack = self._workspace(read_token(headers.get("authorization", ""), args), args)
        except Refused as refused:
            if method.startswith("oauth."):
                self.asked.append((method, refused.code))
            return JSONResponse(refused.body())
        return await slack.doors.call(request)

    def _workspace(self, token: str, args: Payload) -> StandIn:
        of_app = next((slack for slack in self.workspaces.values() if token and slack.app_token == token), None)
        if of_app is not None:
            return of_app
        grant = next((grant for grant in self.grants if token and grant.token == token), None)
        if grant is None:
            raise Refused("invalid_auth" if token else "not_authed")
        if grant.revoked:
            raise Refused("token_revoked")
        if grant.expires_at and grant.expires_at <= self.clock():
            raise Refused("token_expired")
        named = str(args.get("team_id") or "")
        if grant.enterprise and named and named not in grant.workspaces:
            raise Refused("team_access_not_granted")
        return self.workspaces[named if named in grant.workspaces else grant.workspaces[0]]

    def _oauth(self, method: str, args: Payload, authorization: str) -> Payload:
        self._prove(args, authorization)
        if method == "oauth.v2.exchange":
            grant = self._exchanged(read_token(authorization, args))
        elif args.get("grant_type") == "refresh_token":
            grant = self._refreshed(str(args.get("refresh_token") or ""))
        else:
            grant = self._redeemed(str(args.get("code") or ""))
        self.asked.append((str(args.get("grant_type") or method), ""))
        return self._shape(grant)

    def _prove(self, args: Payload, authorization: str) -> None:
        given = (str(args.get("client_id") or ""), str(args.get("client_secret") or ""))
        if authorization.startswith("Basic "):
            try:
                told = base64.b64decode(authorization.removeprefix("Basic ")).decode()
            except (binascii.Error, UnicodeDecodeError):
                raise Refused("invalid_client_id") from None
            given = (told.partition(":")[0], told.partition(":")[2])
        if given[0] != self.client_id:
            raise Refused("invalid_client_id")
        if given[1] != self.client_secret:
            raise Refused("bad_client_secret")

    def _redeemed(self, given: str) -> Grant:
        if not given:
            raise missing("code")
        code = self.codes.get(given)
        if code is None:
            raise Refused("invalid_code")
        if code.used:
            raise Refused("code_already_used")
        if self.clock() - code.at > CODE_LIVES:
            raise Refused("code_expired")
        code.used = True
        return self._grant(code.workspaces, code.enterprise, self.rotates)

    def _refreshed(self, refresh: str) -> Grant:
        """The refresh token is used up by it; the token before stays good until it expires."""
        old = next((grant for grant in self.grants if refresh and grant.refresh == refresh), None)
        if old is None or old.revoked:
            raise Refused("invalid_refresh_token")
        old.refresh = ""
        return self._grant(old.workspaces, old.enterprise, True)

    def _exchanged(self, token: str) -> Grant:
        """A token that lives for ever, for one that does not."""
        old = next((grant for grant in self.grants if token and grant.token == token and not grant.revoked), None)
        if old is None:
            raise Refused("invalid_auth")
        if not self.rotates:
            raise Refused("token_rotation_not_enabled")
        if old.expires_at:
            raise Refused("token_already_exchanged")
        old.revoked = True
        return self._grant(old.workspaces, old.enterprise, True)

    def _grant(self, workspaces: tuple[str, ...], enterprise: str, rotating: bool) -> Grant:
        made = secrets.token_hex(12)
        grant = Grant(workspaces, f"xoxe.xoxb-1-{made}" if rotating else f"xoxb-{made}", enterprise=enterprise)
        if rotating:
            grant.refresh, grant.expires_at = f"xoxe-1-{secrets.token_hex(12)}", self.clock() + self.token_lives
        self.grants.append(grant)
        for team in workspaces:
            slack = self.workspaces[team]
            slack.web_api.tokens[grant.token] = "xoxb-"
            slack.world.team.org_wide = bool(enterprise)
        return grant

    def _shape(self, grant: Grant) -> Payload:
        world = self.workspaces[grant.workspaces[0]].world
        rotating = {"expires_in": int(self.token_lives), "refresh_token": grant.refresh} if grant.refresh else {}
        return {
            "access_token": grant.token,
            "token_type": "bot",
            "scope": ",".join(sorted(self.workspaces[grant.workspaces[0]].scopes)),
            "bot_user_id": world.bot_user,
            "app_id": world.app_id,
            "team": None if grant.enterprise else {"id": world.team.id, "name": world.team.name},
            "enterprise": {"id": grant.enterprise, "name": "An organisation"} if grant.enterprise else None,
            "is_enterprise_install": bool(grant.enterprise),
            "authed_user": {"id": next(iter(world.users))},
            **rotating,
        }

    # -- the end of an installation --------------------------------------------------------------------------------

    def tokens_of(self, workspace: str) -> list[str]:
        """Those that were given out for it, oldest first."""
        return [grant.token for grant in self.grants if workspace in grant.workspaces]

    def revoke(self, workspace: str) -> None:
        """All tokens of a workspace are good for nothing from now on; nobody is told."""
        for grant in self.grants:
            grant.revoked = grant.revoked or workspace in grant.workspaces

    def uninstall(self, workspace: str, says: Sequence[str] = ("tokens_revoked", "app_uninstalled")) -> None:
        """As an administrator does it; Slack tells the app in events, in any order."""
        self.revoke(workspace)
        slack = self.workspaces[workspace]
        for kind in says:
            details = {"tokens": {"oauth": [], "bot": [slack.world.bot_user]}} if kind == "tokens_revoked" else {}
            slack.event(kind, **details)
