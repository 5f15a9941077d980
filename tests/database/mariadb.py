"""A throwaway MariaDB for tests: each file of statements goes into a database of its own."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archgen import tools

HINT = "Debian: apt-get install --no-install-recommends mariadb-server-core mariadb-client-core"


class Server:
    """One server behind a socket."""

    def __init__(self, socket: Path) -> None:
        self.socket, self._count = socket, 0

    def run(self, statements: str) -> None:
        """Run the statements in a new database; fails on the first error."""
        found = self.attempt(statements)
        assert found.code == 0, found.err

    def attempt(self, statements: str) -> tools.Result:
        self._count += 1
        head = f"CREATE DATABASE d{self._count} CHARACTER SET utf8mb4; USE d{self._count};\n"
        client = str(tools.need("mariadb", HINT))
        arguments = ("--no-defaults", f"--socket={self.socket}", "--default-character-set=utf8mb4", "-N", "-B")
        return tools.run(client, *arguments, stdin=head + statements, timeout=300)


@contextmanager
def a_server() -> Iterator[Server]:
    """A server that is gone afterwards."""
    daemon, install = str(tools.need("mariadbd", HINT)), str(tools.need("mariadb-install-db", HINT))
    folder = Path("/tmp") / f"archgen-mariadb-{os.getpid()}"
    folder.mkdir()
    data, socket, log = folder / "data", folder / "s", folder / "log"
    user = ("--user=root",) if os.geteuid() == 0 else ()
    try:
        made = tools.run(
            install,
            "--no-defaults",
            f"--datadir={data}",
            *user,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            timeout=120,
        )
        assert made.code == 0, made.out + made.err
        started = f'"{daemon}" --no-defaults --datadir={data} --socket={socket} --skip-networking {" ".join(user)}'
        tools.run("sh", "-c", f"{started} --innodb-flush-log-at-trx-commit=0 --pid-file={folder}/pid >{log} 2>&1 &")
        server = Server(socket)
        for _ in range(200):
            if socket.exists() and server.attempt("SELECT 1;").code == 0:
                break
            time.sleep(0.1)
        yield server
    finally:
        pid = folder / "pid"
        if pid.exists():
            tools.run("kill", pid.read_text().strip())
            for _ in range(100):
                if not pid.exists():
                    break
                time.sleep(0.1)
        shutil.rmtree(folder, ignore_errors=True)
