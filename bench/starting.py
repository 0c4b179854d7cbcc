"""How soon `waymark run` can serve, and what it holds when nothing happens: `python -m bench.starting` (Linux).

The floors, in the same run: Python alone, and a bare Bolt app with one table. To reach: ready within 1 s, below 100 MB
when idle, matplotlib in no process until a picture is wanted.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from subprocess import Popen

from bench.bare import bare_bolt, start_bare_bolt, until_answering
from bench.figures import say_load, temporary_folder
from bench.load import Typed, in_own_process, open_loop
from bench.processes import megabytes, tree, with_matplotlib
from bench.workshops import PEOPLE, WORKSPACE, workshops
from playground.server import SIGNING_SECRET
from tests.running import Bot


def seconds_to_ready(bot: Bot) -> float:
    """From the start of the process to the first 200 of /readyz; then it is stopped again."""
    begin = time.perf_counter()
    with bot.log.open("ab") as log:
        bot.process = Popen([sys.executable, "-m", "bot", "run"], cwd=bot.folder, env=bot.env, stdout=log, stderr=log)
    while not _is_ready(bot.port):
        assert bot.process.poll() is None, bot.log.read_text()[-2000:]
        assert time.perf_counter() < begin + 30, "not ready"
        time.sleep(0.002)
    taken = time.perf_counter() - begin
    bot.stop()
    return taken


def _is_ready(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(b"GET /readyz HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")
            return line.recv(100).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def seconds_of_python() -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - begin


def seconds_of_bare_bolt(folder: Path) -> float:
    begin = time.perf_counter()
    process, port = start_bare_bolt(folder)
    until_answering(process, port)
    taken = time.perf_counter() - begin
    process.terminate()
    process.wait(15)
    return taken


def show_memory(name: str, pid: int) -> None:
    own = [(each, *megabytes(each), with_matplotlib(each)) for each in tree(pid)]
    drawing = sum(1 for each in own if each[3])
    rss, pss = sum(each[1] for each in own), sum(each[2] for each in own)
    largest = max(each[1] for each in own)
    print(
        f"{name:34} {pss:6.0f} MB in all (largest process {largest:.0f} resident; resident added up {rss:.0f},"
        f" {len(own)} processes; {drawing} with matplotlib)"
    )


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--short", action="store_true", help="3 starts instead of 7")
    times = 3 if read.parse_args().short else 7
    say_load()
    with temporary_folder() as folder, workshops(folder) as there:
        time.sleep(3)
        show_memory("idle after ten workshops", there.bot.process.pid)  # type: ignore[union-attr]
        one_map = [Typed("map", there.channels[0], PEOPLE[0], "map")]
        in_own_process(open_loop, there.bot.port, SIGNING_SECRET, WORKSPACE, one_map, 1)
        there.seconds_until_drained()
        show_memory("after the first map", there.bot.process.pid)  # type: ignore[union-attr]
        there.bot.stop()
        first = folder / "first"
        first.mkdir()
        fresh = Bot(there.slack, first)  # type: ignore[arg-type]
        starts: dict[str, list[float]] = {"Python alone": [], "bare Bolt, one table": [], "waymark run": []}
        print(f"{'waymark run, making the database':34} {seconds_to_ready(fresh) * 1000:6.0f} ms")
        seconds_of_bare_bolt(folder)
        for _ in range(times):
            starts["Python alone"].append(seconds_of_python())
            starts["bare Bolt, one table"].append(seconds_of_bare_bolt(folder))
            starts["waymark run"].append(seconds_to_ready(fresh))
        fresh.start()
        time.sleep(8)  # it settles two seconds after it is ready
        assert fresh.process is not None
        show_memory("idle, nothing done yet", fresh.process.pid)
        fresh.stop()
        with bare_bolt(folder) as (_port, process):
            time.sleep(1)
            show_memory("bare Bolt, one table, idle", process.pid)
    for name, taken in starts.items():
        print(
            f"{name:34} {median(taken) * 1000:6.0f} ms to ready"
            f" (of {times}: {min(taken) * 1000:.0f} to {max(taken) * 1000:.0f})"
        )
    print("to reach: ready within 1000 ms, idle below 100 MB, no process with matplotlib when idle")
    say_load()


if __name__ == "__main__":
    main()
