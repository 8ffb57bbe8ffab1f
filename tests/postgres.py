"""A real PostgreSQL server for tests: made once per process from the machine's own programs, and a database of it for
every test that asks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
import pytest

from kampungkb_desktop.store import server_opening
from kampungkb_desktop.store.address import Address
from kampungkb_desktop.store.connect import WRITE, Pool, transaction
from kampungkb_desktop.store.moving import keep_address
from kampungkb_desktop.store.schema import Forms
from kampungkb_desktop.store.server import Server

USER, PASSWORD = "kantor", "rahasia kantor"
_NOBODY = "nobody"


def programs() -> Path | None:
    """Where ``initdb`` and ``pg_ctl`` are."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: _version(one.parent.name), reverse=True)
    found = shutil.which("pg_ctl")
    folders += [Path(found).resolve().parent] if found else []
    return next((one for one in folders if (one / "initdb").exists() and (one / "pg_ctl").exists()), None)


def _version(name: str) -> int:
    return int(name) if name.isdigit() else 0


def _as_nobody() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", _NOBODY, "--"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


@dataclass
class Cluster:
    """A running server with its folder."""

    folder: Path
    bin: Path
    address: Address
    made: int = 0
    offices: dict[str, Address] = field(default_factory=dict)

    def run(self, program: str, *words: str) -> None:
        """One of the server's own programs, on this cluster."""
        command = [*_as_nobody(), str(self.bin / program), "-D", str(self.folder / "data"), *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

    def start(self) -> None:
        """Listen; not on the disk's pace, for these data are nobody's."""
        options = (
            f"-p {self.address.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off "
            "-c full_page_writes=off -c max_connections=40 -c shared_buffers=32MB -c autovacuum=off"
        )
        log = str(self.folder / "log")
        # The server keeps the pipes it is given, so it gets none.
        command = [str(self.bin / "pg_ctl"), "-D", str(self.folder / "data"), "-o", options, "-l", log, "-w", "start"]
        null = subprocess.DEVNULL
        subprocess.run([*_as_nobody(), *command], cwd=self.folder, stdin=null, stdout=null, stderr=null, check=True)

    def stop(self, how: str = "immediate") -> None:
        """End the server, as a power cut does."""
        self.run("pg_ctl", "-m", how, "-w", "stop")

    def ask(self, sql: str, database: str = "postgres") -> None:
        """A statement of the server's own keeper."""
        at = self.address
        with psycopg.connect(
            host=at.host, port=at.port, user=at.user, password=at.password, dbname=database, autocommit=True
        ) as keeper:
            keeper.execute(sql)

    def processor_seconds(self) -> float:
        """What the server has computed so far, all its processes together (Linux)."""
        keeper = (self.folder / "data" / "postmaster.pid").read_text().split()[0]
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                words = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended while we looked
            if stat.parent.name == keeper:
                ticks += sum(map(int, words[11:15]))  # with its children that have ended
            elif words[1] == keeper:
                ticks += sum(map(int, words[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def database(self) -> Address:
        """An empty database of the test's own."""
        self.made += 1
        name = f"uji_{self.made}"
        self.ask(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return replace(self.address, database=name)

    def office(self, name: str, forms: Forms) -> Address:
        """A database with the empty tables of practice data; one for all tests of a process, as one after the other
        uses it."""
        if name not in self.offices:
            made = self.database()
            server = Server(made)
            with tempfile.TemporaryDirectory() as folder:
                own = Pool(Path(folder) / "own.kkdb", bytes(32))
                with server.transaction(own, WRITE) as conn:
                    server_opening.make(conn, forms, practice=True)
                own.dispose()
            server.close()
            self.offices[name] = made
        self.ask(_WIPE, self.offices[name].database)
        return self.offices[name]


_WIPE = """
DO $$ DECLARE one record; filled boolean; BEGIN
  FOR one IN SELECT relname FROM pg_class WHERE relnamespace = 'kampungkb'::regnamespace AND relkind = 'r' LOOP
    IF one.relname <> 'meta' THEN
      EXECUTE format('SELECT EXISTS (SELECT 1 FROM kampungkb.%I)', one.relname) INTO filled;
      IF filled THEN EXECUTE format('TRUNCATE kampungkb.%I RESTART IDENTITY', one.relname); END IF;
    END IF;
  END LOOP;
  DELETE FROM kampungkb.meta WHERE key NOT IN ('shape', 'forms', 'practice', 'layout');
END $$"""


def settle_on(path: Path, key: bytes, address: Address) -> None:
    """Make the file at ``path`` say that its records are on a server."""
    pool = Pool(path, key)
    with transaction(pool, WRITE) as own:
        keep_address(own, address)
    pool.dispose()


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A fresh server, or a skip that says why there is none."""
    found = programs()
    if sys.platform == "win32" or found is None:
        pytest.skip("NO POSTGRESQL ON THIS MACHINE: the server's half of the store is not tested here")
    if _as_nobody() and not shutil.which("runuser"):
        pytest.skip("POSTGRESQL REFUSES ROOT, AND NO runuser: the server's half of the store is not tested here")
    folder = Path(tempfile.mkdtemp(prefix="kampungkb-postgres-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Cluster(folder, found, Address("127.0.0.1", port, "postgres", USER, PASSWORD, "prefer"))
    try:
        (folder / "password").write_text(PASSWORD)
        if _as_nobody():
            folder.chmod(0o755)
            shutil.chown(folder, _NOBODY)
            shutil.chown(folder / "password", _NOBODY)
        words = ("-U", USER, "--auth=scram-sha-256", f"--pwfile={folder / 'password'}", "-E", "UTF8", "--locale=C")
        made.run("initdb", *words, "--no-sync")
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
