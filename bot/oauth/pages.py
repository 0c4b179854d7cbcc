"""What somebody who installs Waymark sees in the browser, in English or Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from slack_bolt.oauth.callback_options import FailureArgs, SuccessArgs
from slack_bolt.request import BoltRequest
from slack_bolt.response import BoltResponse

from journey.words import Voice, mark, voice

PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Waymark</title><link rel="icon" href="data:,">
<style>body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem }}
a {{ display: inline-block; padding: .7rem 1.2rem; border-radius: .4rem; background: #1d4e5f; color: #fff }}</style>
</head><body><h1>Waymark</h1><p>{text}</p>{more}</body></html>
"""
WHY = {
    "access_denied": mark("You did not allow it, so nothing was installed."),
    "invalid_browser": mark("This page was not opened from the first step, or too late. Please begin again."),
    "invalid_state": mark("That took too long, or the address is not one of ours. Please begin again."),
    "missing_code": mark("Slack sent nothing to go on with. Please begin again."),
    "invalid_code": mark(
        "Slack did not take it: a page like this works once, and for some minutes. Please begin again."
    ),
    "storage_error": mark("It could not be kept just now. Please try again in a minute."),
}
OTHERWISE = mark("Slack said no ({reason}). Please begin again.")


def install(request: BoltRequest, url: str) -> str:
    say = _voice(request)
    text = say(mark("Maps your customers' journey where your team talks. Slack will ask you to allow it."))
    return _page(say, text, url, say(mark("Add Waymark to Slack")))


def success(command: str, args: SuccessArgs) -> BoltResponse:
    say, told = _voice(args.request), args.installation
    name = (told.enterprise_name if told.is_enterprise_install else told.team_name) or ""
    text = say(
        mark("Waymark is installed in {name}. Invite it to a channel and type {command} start there."),
        name=name,
        command=command,
    )
    return _answer(args, 200, _page(say, text))


def failure(args: FailureArgs) -> BoltResponse:
    say = _voice(args.request)
    text = say(WHY[args.reason]) if args.reason in WHY else say(OTHERWISE, reason=args.reason[:100])
    page = _page(say, text, args.settings.install_path, say(mark("Begin again")))
    return _answer(args, args.suggested_status_code, page)


def _answer(args: SuccessArgs | FailureArgs, status: int, page: str) -> BoltResponse:
    """The state is used up with it, whatever came of it."""
    over = args.settings.state_utils.build_set_cookie_for_deletion()
    headers: dict[str, str | Sequence[str]] = {
        "Content-Type": "text/html; charset=utf-8",
        "Set-Cookie": over,
        "Cache-Control": "no-store",
    }
    return BoltResponse(status=status, headers=headers, body=page)


def _page(say: Voice, text: str, url: str = "", label: str = "") -> str:
    more = f'<p><a href="{escape(url)}">{escape(label)}</a></p>' if url else ""
    return PAGE.format(language=say.language, text=escape(text), more=more)


def _voice(request: BoltRequest) -> Voice:
    wanted = (request.headers.get("accept-language") or [""])[0]
    return voice("nl" if wanted.lower().startswith("nl") else "en")
