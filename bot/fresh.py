"""For a fresh machine with Python and nothing else: makes `.venv`, installs the locked requirements, goes on in it.

Only the standard library is there yet when this runs.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
SIGN_OF_ALL = ("slack_bolt", "sqlmodel", "typer")
SIGN_OF_DEVELOPMENT = (*SIGN_OF_ALL, "pytest", "xdist", "playwright")


def in_own_environment(*, development: bool = False) -> bool:
    """True when everything needed is here. Else installs it and runs the same command there, and does not return."""
    if all(find_spec(name) for name in (SIGN_OF_DEVELOPMENT if development else SIGN_OF_ALL)):
        return True
    python = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    locked = ROOT / ("requirements-dev.txt" if development else "requirements.txt")
    _install(python, locked)
    module = _module_run()
    os.execv(python, [str(python), "-m", module, *sys.argv[1:]])  # noqa: S606 - our own interpreter, no shell
    return False


def _module_run() -> str:
    return "tests" if Path(sys.argv[0]).parent.name == "tests" else "bot"


def _install(python: Path, locked: Path) -> None:
    """Once per locked file: a mark in the environment says which one is in."""
    if not locked.exists():
        raise SystemExit(f"{locked.name} is missing; install the project with pip or uv instead.")
    mark = HOME / f".{locked.stem}-{hashlib.sha256(locked.read_bytes()).hexdigest()[:16]}"
    if mark.exists() and python.exists():
        if Path(sys.prefix).resolve() == HOME.resolve():
            raise SystemExit(f"{HOME} lacks packages that {locked.name} names; remove that folder and start again.")
        return
    print(f"Installing what Waymark needs into {HOME} (once, about a minute) …", file=sys.stderr, flush=True)
    if not python.exists():
        _run(
            [sys.executable, "-m", "venv", str(HOME)],
            "Python's venv module is needed (Debian: apt install python3-venv).",
        )
    _run(
        [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            str(locked),
        ],
        "The packages could not be installed; is there a network?",
    )
    mark.touch()


def _run(command: list[str], otherwise: str) -> None:
    if subprocess.run(command, check=False).returncode:  # noqa: S603 - our own interpreter, no shell
        raise SystemExit(otherwise)
