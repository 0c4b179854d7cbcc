"""What an operator sets: the environment, or a `.env` file beside where the bot is started. All of it in one place."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from bot.retention import days_for

DEFAULT_API_URL = "https://slack.com/api/"
DEFAULT_DATABASE = "sqlite:///waymark.db"
_TOKEN = re.compile(r"[!-~]+")
"""What can stand in a header: no spaces, nothing beyond ASCII."""


class WrongSetting(Exception):
    """One line that names the setting and says what to do."""


@dataclass(frozen=True)
class Settings:
    bot_token: str
    signing_secret: str
    app_token: str
    api_url: str
    database_url: str
    host: str
    port: int
    secret: bytes
    log_level: str
    log_format: str
    command: str
    pace: float
    per_minute: int
    retention: str
    secrets: tuple[bytes, ...] = ()
    """All of them, newest first; `secret` is the oldest, with which the keys of raters are made."""
    client_id: str = ""
    client_secret: str = ""
    keep_days: int = 30

    @property
    def socket_mode(self) -> bool:
        return bool(self.app_token)

    @property
    def many_workspaces(self) -> bool:
        """Whether workspaces install it themselves, each with a token of its own."""
        return bool(self.client_id)


def environment() -> dict[str, str]:
    """The environment, with `.env` filling in what is not set there; an empty setting is as if unset. Raises
    WrongSetting for a `.env` that cannot be read."""
    from dotenv import dotenv_values  # only where settings are read

    try:
        written = dotenv_values(".env", encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WrongSetting(".env cannot be read: it is not a text in UTF-8. Save it as UTF-8.") from None
    except OSError as error:
        raise WrongSetting(f".env cannot be read: {error.strerror}.") from None
    given = {**{name: value or "" for name, value in written.items()}, **os.environ}
    found = {name: _unquoted(name, value.strip()) for name, value in given.items()}
    return {name: value for name, value in found.items() if value}


def _unquoted(name: str, value: str) -> str:
    """Without quotes around it: `.env` may have them, and other ways to fill the environment leave them there. But a
    secret that was kept with its quotes must stay the same."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1].strip() if quoted and name != "WAYMARK_SECRET" else value


def read_settings(env: Mapping[str, str], *, need_slack: bool = True) -> Settings:
    """Raises WrongSetting for the first that is missing or wrong. Commands that never talk to Slack need no tokens."""
    database_url = env.get("DATABASE_URL", DEFAULT_DATABASE)
    _check_database(database_url)
    app_token = env.get("SLACK_APP_TOKEN", "")
    if need_slack:
        _check_tokens(env)
        if not app_token:
            _need(
                env,
                "SLACK_SIGNING_SECRET",
                "",
                "the signing secret of your Slack app, or set SLACK_APP_TOKEN for Socket Mode",
            )
        else:
            _need(env, "SLACK_APP_TOKEN", "xapp-", "an app-level token, which begins with xapp-")
    known = _secrets(env.get("WAYMARK_SECRET", ""), database_url)
    return Settings(
        bot_token=env.get("SLACK_BOT_TOKEN", ""),
        signing_secret=env.get("SLACK_SIGNING_SECRET", ""),
        app_token=app_token,
        api_url=_api_url(env.get("SLACK_API_URL", DEFAULT_API_URL)),
        database_url=database_url,
        host=env.get("HOST", "127.0.0.1"),
        port=_port(env.get("PORT", "3000")),
        secret=known[-1],
        secrets=known,
        client_id=env.get("SLACK_CLIENT_ID", ""),
        client_secret=env.get("SLACK_CLIENT_SECRET", ""),
        keep_days=_days(env.get("WAYMARK_KEEP_DAYS", "30")),
        log_level=_one_of(env, "LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        log_format=_one_of(env, "LOG_FORMAT", "TEXT", ("TEXT", "JSON")).lower(),
        command=_command(env.get("WAYMARK_COMMAND", "/journey")),
        pace=_pace(env.get("WAYMARK_PACE", "1")),
        per_minute=_per_minute(env.get("WAYMARK_PER_MINUTE", "60")),
        retention=_retention(env.get("WAYMARK_RETENTION_DAYS", "")),
    )


def _wrong(name: str, wanted: str) -> NoReturn:
    raise WrongSetting(f"{name} is not right: it should be {wanted}. Set it in the environment or in .env.")


def _need(env: Mapping[str, str], name: str, start: str, what: str) -> None:
    if not env.get(name):
        raise WrongSetting(f"{name} is not set: it should be {what}. Set it in the environment or in .env.")
    rest = env[name].removeprefix(start)
    if not env[name].startswith(start) or (start and not _TOKEN.fullmatch(rest)):
        _wrong(name, what)


def _check_tokens(env: Mapping[str, str]) -> None:
    """One token for one workspace, or what workspaces install it with."""
    if not env.get("SLACK_CLIENT_ID") and not env.get("SLACK_CLIENT_SECRET"):
        _need(env, "SLACK_BOT_TOKEN", "xoxb-", "the bot token of your Slack app, which begins with xoxb-")
        return
    _need(env, "SLACK_CLIENT_ID", "", "the client ID of your Slack app, as SLACK_CLIENT_SECRET is set")
    _need(env, "SLACK_CLIENT_SECRET", "", "the client secret of your Slack app, as SLACK_CLIENT_ID is set")
    if env.get("SLACK_BOT_TOKEN"):
        _wrong("SLACK_BOT_TOKEN", "empty, as SLACK_CLIENT_ID is set and every workspace gets a token of its own")


def _check_database(url: str) -> None:
    if url.startswith("sqlite:///"):
        file = url.removeprefix("sqlite:///")
        right = file not in {"", ":memory:"} and not Path(file).is_dir()
    else:
        right = url.startswith("postgresql+psycopg://") and _is_address(url)
    if not right:
        _wrong("DATABASE_URL", "sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME")


def _is_address(url: str) -> bool:
    """Whether its parts can be told from each other."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _api_url(url: str) -> str:
    named = url.startswith(("https://", "http://")) and _TOKEN.fullmatch(url) and _is_address(url)
    if not named or not urlsplit(url).hostname:
        _wrong("SLACK_API_URL", "an address that ends in /api/, such as https://slack.com/api/")
    return url.rstrip("/") + "/"


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        _wrong("PORT", "a number from 1 to 65535")
    return int(text)


def _command(text: str) -> str:
    if not re.fullmatch(r"/[^\s/]{1,31}", text):
        _wrong("WAYMARK_COMMAND", "the command as the app's manifest names it, such as /journey or /klantreis")
    return text


def _pace(text: str) -> float:
    try:
        pace = float(text)
    except ValueError:
        pace = 0
    if not 0 < pace <= 1000:
        _wrong("WAYMARK_PACE", "1 for Slack's own pace, more for a stand-in that allows more")
    return pace


def _per_minute(text: str) -> int:
    if not text.isdecimal() or int(text) > 100_000:
        _wrong("WAYMARK_PER_MINUTE", "how many requests one person may send in a minute; 0 for any number")
    return int(text)


def _retention(text: str) -> str:
    try:
        days_for(text, "")
    except ValueError:
        _wrong("WAYMARK_RETENTION_DAYS", "a number of days, such as 730, or 730, T0123=90, T0456=never")
    return text


def _one_of(env: Mapping[str, str], name: str, default: str, known: tuple[str, ...]) -> str:
    wanted = env.get(name, default).upper()
    if wanted not in known:
        _wrong(name, " or ".join(known).lower())
    return wanted


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) > 36500:
        _wrong("WAYMARK_KEEP_DAYS", "a number of days, such as 30")
    return int(text)


def _secrets(given: str, database_url: str) -> tuple[bytes, ...]:
    """Those given, newest first; with SQLite one that is made once and kept beside the file."""
    if given:
        several = [each.strip() for each in given.split(",")]
        if len(several) > 1 and any(len(each) < 16 for each in several):
            _wrong(
                "WAYMARK_SECRET",
                f"several secrets of at least 16 letters, newest first; one of the {len(several)} between its commas "
                "is shorter. A comma always parts two secrets, so none may stand in a secret",
            )
        if len(given) < 16:
            _wrong(
                "WAYMARK_SECRET", "at least 16 letters, and kept secret; several stand newest first, parted by commas"
            )
        return tuple(each.encode() for each in several)
    if not database_url.startswith("sqlite:///"):
        raise WrongSetting(
            "WAYMARK_SECRET is not set: with PostgreSQL it should be a secret of at least "
            "16 letters, the same for every process."
        )
    return (_kept_secret(secret_file(database_url)),)


def secret_file(database_url: str) -> Path:
    """Where the secret is kept beside a SQLite file."""
    return Path((database_url or DEFAULT_DATABASE).removeprefix("sqlite:///")).with_suffix(".secret")


def _kept_secret(path: Path) -> bytes:
    try:
        if path.exists():
            return path.read_bytes().strip()
        path.parent.mkdir(parents=True, exist_ok=True)
        made = secrets.token_hex(32).encode()
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(made)
    except FileExistsError:
        return path.read_bytes().strip()
    except OSError as error:
        raise WrongSetting(
            f"DATABASE_URL names a place that cannot be written: {path.parent} ({error.strerror})."
        ) from None
    return made
