"""A PostgreSQL server of one's own for a while: to be restarted and broken, which nobody else's may be."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.running import free_port


def programs() -> Path | None:
    """Where the server's programs are; None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if found:
        return found[-1]
    known = shutil.which("initdb")
    return Path(known).parent if known else None


class Cluster:
    def __init__(self, folder: Path, bin: Path) -> None:
        self.folder, self.bin, self.port = folder, bin, free_port()
        self.user = "postgres" if os.geteuid() == 0 else os.environ.get("USER", "postgres")

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{self.user}@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(self.folder, self.user)
        self._run("initdb", "-D", f"{self.folder}/db", "-A", "trust", "-U", self.user, "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -h 127.0.0.1 -c max_connections=100"
        self._control("-o", options, "-l", f"{self.folder}/log", "-w", "start")

    def stop(self, mode: str = "fast") -> None:
        """`immediate` is as if it had crashed."""
        self._control("-m", mode, "-w", "stop")

    def restart(self, mode: str = "fast") -> None:
        self.stop(mode)
        self.start()

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/db", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.bin / program), *arguments]
        if os.geteuid() == 0:
            command = ["su", self.user, "-s", "/bin/bash", "-c", shlex.join(command)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def own_cluster() -> Iterator[Cluster]:
    found = programs()
    assert found is not None, "no PostgreSQL server's programs here"
    with tempfile.TemporaryDirectory(prefix="waymark-cluster-", ignore_cleanup_errors=True) as folder:
        cluster = Cluster(Path(folder), found)
        cluster.make()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
