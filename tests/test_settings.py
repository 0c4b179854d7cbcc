"""Each setting as people get it wrong, and as they may well write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.server import StandIn
from tests.databases import with_tables
from tests.running import Bot

NOWHERE = "http://127.0.0.1:9/api/"
LIKE_A_SQLITE_FILE = ["sqlite:///", "sqlite:///.", "sqlite:///:memory:"]
LIKE_POSTGRESQL = ["postgresql+psycopg://x@127.0.0.1:port/none", "postgresql+psycopg://x@[::1/none"]
WRONG = [
    *(("DATABASE_URL", url) for url in [*LIKE_A_SQLITE_FILE, *LIKE_POSTGRESQL]),
    *(("SLACK_BOT_TOKEN", token) for token in ("xoxb-", "xoxb-é")),
    *(("SLACK_APP_TOKEN", token) for token in ("xapp-a b",)),
    *(("SLACK_API_URL", url) for url in ("http://", "http://x:99999/api/", "http://[::1/api/")),
    *(("HOST", host) for host in ("no such host", "192.0.2.1", "a..b")),
    *((name, "²") for name in ("PORT", "WAYMARK_PER_MINUTE", "WAYMARK_KEEP_DAYS")),
    ("WAYMARK_COMMAND", "/"),
]


def refused(bot: Bot) -> str:
    """The one line of a start that stops; nothing else is said, on either stream."""
    done = bot.run("run", check=False)
    assert done.returncode == 1
    (line,) = (done.stdout + done.stderr).strip().splitlines()
    return line


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_cannot_work_stops_the_start_with_one_line_that_names_the_setting(
    tmp_path: Path, name: str, value: str
) -> None:
    env = {"SLACK_API_URL": NOWHERE, name: value}
    assert refused(Bot(StandIn(), tmp_path, **env)).startswith(f"waymark: {name}")


def test_a_database_that_does_not_answer_is_all_that_is_spoken_of(tmp_path: Path) -> None:
    bot = Bot(StandIn(), tmp_path, SLACK_API_URL=NOWHERE, DATABASE_URL="postgresql+psycopg://x@127.0.0.1:9/none")
    assert refused(bot).startswith("waymark: DATABASE_URL")


def test_a_file_of_settings_in_another_alphabet_s_bytes_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"# caf\xe9\n")
    assert refused(Bot(StandIn(), tmp_path, SLACK_API_URL=NOWHERE)).startswith("waymark: .env")
    assert Bot(StandIn(), tmp_path).run("doctor", check=False).stderr.startswith("waymark: .env")


def test_quotes_and_spaces_around_a_value_do_no_harm(tmp_path: Path) -> None:
    with_tables(tmp_path)
    with StandIn() as slack:
        bot = Bot(slack, tmp_path)
        names = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", "DATABASE_URL", "PORT")
        bot.env |= {name: f' "{bot.env[name]}"  ' for name in names}
        with bot:
            assert bot.get("/readyz") == (200, "ready")
            assert slack.probe_url("here").body == '{"challenge": "here"}'


@pytest.mark.parametrize("app_token", [False, True], ids=["HTTP", "Socket Mode"])
@pytest.mark.parametrize("host", ["localhost", "0.0.0.0"])
def test_it_listens_where_a_name_or_every_address_is_meant(tmp_path: Path, host: str, app_token: bool) -> None:
    with_tables(tmp_path)
    with StandIn() as slack, Bot(slack, tmp_path, socket_mode=app_token, HOST=host) as bot:
        assert bot.get("/healthz") == (200, "alive")


@pytest.mark.parametrize("port", ["0", "70000"])
def test_the_playground_refuses_a_port_that_is_none(tmp_path: Path, port: str) -> None:
    done = Bot(StandIn(), tmp_path).run("playground", "--port", port, check=False)
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("url", ["https://", "https://x y", "http://waymark.example"])
def test_a_manifest_is_made_for_an_address_only(tmp_path: Path, url: str) -> None:
    done = Bot(StandIn(), tmp_path).run("manifest", "--url", url, check=False)
    assert done.returncode == 1
    assert "--url" in done.stderr
