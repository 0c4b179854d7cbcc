"""mermaid-cli drawing the names and faces of the same journeys, for comparison.

Install it into a folder outside this repository, with the system's Chromium:
`PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix FOLDER @mermaid-js/mermaid-cli`, then `--mermaid FOLDER`.
The browser is the one that CHROMIUM names, else /usr/bin/chromium.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

from sample import of_size

from drawing.exports import export_bytes
from drawing.pictures import draw

TIMES = 3
AT_LEAST = 10


def against_mermaid(folder: str) -> None:
    """Each run of mermaid-cli starts its browser, as a bot would that calls it; Waymark is warm, as it is in a bot."""
    for count in (10, 30):
        journey = of_size(count)
        draw(journey)
        ours, theirs = [], []
        for _ in range(TIMES):
            start = time.perf_counter()
            draw(journey)
            middle = time.perf_counter()
            mermaid_png(folder, export_bytes(journey, "mmd"))
            ours.append((middle - start) * 1000)
            theirs.append((time.perf_counter() - middle) * 1000)
        ratio = median(theirs) / median(ours)
        told = f"{median(ours):7.0f} ms, mermaid-cli {median(theirs):7.0f} ms: {ratio:.0f} × (at least {AT_LEAST})"
        print(f"{f'map of {count} touchpoints':34} {told}")


def mermaid_png(folder: str, text: bytes) -> bytes:
    browser = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "puppeteer.json").write_text(json.dumps({"executablePath": browser, "args": ["--no-sandbox"]}))
        (Path(place) / "in.mmd").write_bytes(text)
        mmdc = str(Path(folder) / "node_modules" / ".bin" / "mmdc")
        subprocess.run(  # the program that was named on the command line
            [mmdc, "-q", "-p", "puppeteer.json", "-i", "in.mmd", "-o", "out.png"], cwd=place, check=True, timeout=120
        )
        return (Path(place) / "out.png").read_bytes()
