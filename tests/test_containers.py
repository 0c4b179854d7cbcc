"""What the files for containers promise, as far as it can be read from them: there may be no Docker where tests run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "commands", "drawing", "journey", "playground", "storage")


def compose() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return told


def instructions() -> list[tuple[str, str]]:
    """Each of the Dockerfile, with its continued lines as one."""
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in whole.splitlines() if line.strip()]


def last_stage() -> list[tuple[str, str]]:
    all_of_them = instructions()
    begins = max(place for place, (what, _) in enumerate(all_of_them) if what == "FROM")
    return all_of_them[begins:]


def test_the_image_runs_as_nobody_special_and_asks_whether_it_can_serve() -> None:
    told = dict(last_stage())
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", told["USER"])
    assert "/readyz" in told["HEALTHCHECK"]
    assert json.loads(told["ENTRYPOINT"]) + json.loads(told["CMD"]) == ["python", "-m", "bot", "run"]
    assert told["STOPSIGNAL"] == "SIGTERM"


def test_the_image_holds_every_package_and_only_what_is_let_in() -> None:
    copied = {told.split()[0] for what, told in instructions() if what == "COPY" and "--from" not in told}
    assert copied >= set(PACKAGES)
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    every = {
        part for what, told in instructions() if what == "COPY" and "--from" not in told for part in told.split()[:-1]
    }
    assert every == let_in
    assert [name for name in sorted(every) if not (ROOT / name).exists()] == []


def test_what_is_installed_in_the_image_is_what_is_locked() -> None:
    installed = [told for what, told in instructions() if what == "RUN" and "pip install" in told]
    assert len(installed) == 1
    assert "--require-hashes" in installed[0]


@pytest.mark.parametrize("name", ["bot-1", "bot-2"])
def test_a_bot_of_the_compose_file_has_a_name_of_its_own_and_no_rights(name: str) -> None:
    bot = compose()["services"][name]
    assert bot["hostname"] == name
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in bot
    assert int(bot["stop_grace_period"].removesuffix("s")) > 10
    assert bot["depends_on"]["database"]["condition"] == "service_healthy"


def test_the_proxy_knows_every_bot_and_asks_whether_it_can_serve() -> None:
    page = (ROOT / "deploy" / "Caddyfile").read_text()
    bots = [name for name in compose()["services"] if name.startswith("bot-")]
    assert [name for name in bots if f"{name}:3000" not in page] == []
    assert "health_uri /readyz" in page
    assert page.count("{") == page.count("}")
    assert set(compose()["services"]["proxy"]["depends_on"]) == set(bots)


def test_the_proxy_tries_the_other_bot_with_the_same_body_and_closes_none_for_one_failure() -> None:
    """Otherwise nothing comes through for as long as `fail_duration` says when one of two bots stops."""
    lines = [line.strip() for line in (ROOT / "deploy" / "Caddyfile").read_text().splitlines()]
    settings = dict(line.split(" ", 1) for line in lines if " " in line and not line.startswith("#"))
    assert settings["request_buffers"] == settings["max_size"]
    assert "lb_try_duration" in settings
    assert "fail_duration" not in settings


def test_the_compose_file_holds_no_secret_and_names_only_what_it_has() -> None:
    told = compose()
    text = (ROOT / "compose.yaml").read_text()
    assert re.findall(r"PASSWORD: (?!\$\{)\S+", text) == []
    named = {volume.split(":")[0] for service in told["services"].values() for volume in service.get("volumes", ())}
    assert {name for name in named if not name.startswith(".")} == set(told["volumes"])
    assert {name for service in told["services"].values() for name in service["networks"]} == set(told["networks"])


def test_one_bot_builds_the_image_for_all_and_nobody_asks_a_registry_for_it() -> None:
    """Where two services build one image, Docker builds both at once, and the second finds the name taken."""
    bots = {name: bot for name, bot in compose()["services"].items() if name.startswith("bot-")}
    assert [name for name, bot in bots.items() if "build" in bot] == ["bot-1"]
    assert {bot["image"] for bot in bots.values()} == {"waymark"}
    assert {bot["pull_policy"] for bot in bots.values()} == {"never"}


def test_every_bot_can_write_where_its_image_lets_it_and_nowhere_else() -> None:
    """In volumes, which begin with the owner and the rights that the folder has in the image; a tmpfs does not."""
    told = dict(last_stage())
    for name, bot in compose()["services"].items():
        if name.startswith("bot-"):
            assert bot["volumes"] == [f"{name}:{told['VOLUME']}"]
            assert bot["tmpfs"] == ["/tmp"]
