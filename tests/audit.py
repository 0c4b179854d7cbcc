"""Looks up what is locked for known vulnerabilities: `python -m tests.audit`.

pip-audit does it, in an environment of its own, where it can be had and its advisory service answers. Where not, this
says so and fails nothing; what can be seen without a network is looked at in any case: that every requirement is
pinned and bears hashes. Exit status 1: something is known to be vulnerable, or is not locked.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOCKED = [Path(__file__).resolve().parent.parent / name for name in ("requirements.txt", "requirements-dev.txt")]
PATIENCE = 300


def unlocked(text: str) -> Iterator[str]:
    """Requirements without an exact version or without a hash."""
    whole = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*$", "", text))
    for line in filter(None, map(str.strip, whole.splitlines())):
        if not line.startswith("-") and not ("==" in line.split("--hash")[0] and "--hash=sha256:" in line):
            yield line[:80]


def audited(file: Path, program: Path) -> list[dict[str, Any]] | None:
    """What pip-audit tells of each dependency; None where it could look nothing up."""
    told = subprocess.run(
        [program, "--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json", "-r", file],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    if not told.stdout.startswith("{"):
        return None
    found: list[dict[str, Any]] = json.loads(told.stdout)["dependencies"]
    return found if any("vulns" in each for each in found) else None


def installed(folder: Path) -> Path | None:
    """pip-audit in a fresh environment; None where it cannot be had."""
    venv.create(folder, with_pip=True)
    done = subprocess.run([folder / "bin" / "pip", "install", "-q", "pip-audit"], capture_output=True, timeout=PATIENCE)
    return folder / "bin" / "pip-audit" if done.returncode == 0 else None


def main() -> None:
    wrong = [f"{file.name}: {line} is not locked" for file in LOCKED for line in unlocked(file.read_text())]
    with tempfile.TemporaryDirectory() as folder:
        program = installed(Path(folder))
        for file in LOCKED:
            found = audited(file, program) if program else None
            if found is None:
                print(f"{file.name}: not audited, no advisory service can be reached from here")
                continue
            skipped = [each["name"] for each in found if "vulns" not in each]
            print(f"{file.name}: {len(found) - len(skipped)} audited; not found by the service: {skipped or 'none'}")
            wrong += [f"{each['name']} {v['id']}" for each in found for v in each.get("vulns", ())]
    print(
        "\n".join(wrong) or "all is locked, and nothing that was audited is known to be vulnerable",
        file=sys.stderr if wrong else sys.stdout,
    )
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
