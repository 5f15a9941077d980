"""A throwaway PostgreSQL for tests, and what is asked of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archgen import tools

HINT = "Debian: apt-get install --no-install-recommends postgresql postgresql-15-postgis-3 postgresql-15-pgvector"


class Server:
    """One server; each database in it is new."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._count = folder, 0

    def new(self) -> str:
        """A new, empty database as a connection string."""
        self._count += 1
        self.run("postgres", f"CREATE DATABASE d{self._count}")
        return f"d{self._count}"

    def run(self, name: str, statements: str, *, single: bool = False) -> str:
        """What psql prints; fails on the first error."""
        found = self.attempt(name, statements, single=single)
        assert found.code == 0, found.err
        return found.out

    def attempt(self, name: str, statements: str, *, single: bool = False) -> tools.Result:
        dsn = f"host={self.folder} user=postgres dbname={name}"
        once = ("--single-transaction",) if single else ()
        return tools.run(
            "psql", "-X", "-At", "-q", "-v", "ON_ERROR_STOP=1", *once, "-f", "-", dsn, stdin=statements, timeout=300
        )


@contextmanager
def a_server() -> Iterator[Server]:
    """A server that is gone afterwards."""
    programs = tools.need("initdb", HINT).parent
    folder = Path("/tmp") / f"archgen-sql-{os.getpid()}"
    folder.mkdir()
    owner = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    if owner:
        shutil.chown(folder, "postgres")
    data, settings = str(folder / "data"), f"-c listen_addresses= -k {folder} -c fsync=off -c jit=off"
    try:
        for command in (
            (
                str(programs / "initdb"),
                "-D",
                data,
                "-A",
                "trust",
                "-U",
                "postgres",
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ),
            (str(programs / "pg_ctl"), "-D", data, "-o", settings, "-l", str(folder / "log"), "-w", "start"),
        ):
            found = tools.run(*owner, *command, timeout=120)
            assert found.code == 0, found.out + found.err
        yield Server(folder)
    finally:
        tools.run(*owner, str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
