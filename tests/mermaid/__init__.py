"""Mermaid's own parser, run by Node.js.

The npm packages, at the versions in package.json, are installed once into a cache folder outside the tree.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PATIENCE = 300
_PLACEHOLDER = re.compile("ﬂ°°([0-9]+)¶ß")
"""What Mermaid keeps in place of a character code until it draws."""


def node_is_here() -> bool:
    return bool(shutil.which("node") and shutil.which("npm"))


class Mermaid:
    """Call it with a diagram's text: what Mermaid read, or its error. A context, for its process."""

    def __init__(self) -> None:
        self._script = _installed() / f"parse-{os.getpid()}.mjs"  # beside node_modules, where Node.js looks for them
        shutil.copy(HERE / "parse.mjs", self._script)
        self._node = subprocess.Popen(
            ["node", str(self._script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, text: str) -> dict[str, Any]:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps(text) + "\n")
        self._node.stdin.flush()
        read: dict[str, Any] = json.loads(self._node.stdout.readline())
        return read

    def __enter__(self) -> Mermaid:
        return self

    def __exit__(self, *_: object) -> None:
        self._node.kill()
        self._node.communicate()
        self._script.unlink()


def shown(text: str) -> str:
    """A name as Mermaid shows it, character codes and all."""
    return _PLACEHOLDER.sub(lambda found: chr(int(found[1])), text)


def _installed() -> Path:
    wanted = (HERE / "package.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "waymark"
    folder = cache / f"mermaid-{hashlib.sha256(wanted).hexdigest()[:12]}"
    if folder.exists():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as half:
        made = Path(half) / "made"
        made.mkdir()
        shutil.copy(HERE / "package.json", made)
        install = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--silent"]
        subprocess.run(install, cwd=made, check=True, timeout=PATIENCE)
        with suppress(OSError):  # another test run was quicker
            made.rename(folder)  # whole or not at all
    return folder
