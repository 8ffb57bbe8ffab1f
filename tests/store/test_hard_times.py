"""What happens to laptops: the power goes, the disk is full, the folder may not be written, a second start.
Each is done for real, in processes and on disks of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import blobs, database, read, vault, write
from kampungkb_desktop.store.database import DATABASE_NAME
from tests.cheap import CHEAP
from tests.store.tiny import TINY, change

ROOT = Path(__file__).parents[2]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's signals and mounts")

OPEN = """
import sys, time
from pathlib import Path
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import database, read, write
from tests.store.tiny import TINY, change
path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
"""


def child(script: str, folder: Path, key: bytes) -> subprocess.Popen[str]:
    """Another process on the same data folder; it says ``ready`` when it has done what the test waits for."""
    command = [sys.executable, "-c", OPEN + script, str(folder / DATABASE_NAME), key.hex()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def ended(process: subprocess.Popen[str]) -> tuple[str, str]:
    with process:
        return process.communicate(timeout=60)


def settings_of(folder: Path, key: bytes) -> dict[str, str]:
    opened = database.open_database(folder / DATABASE_NAME, key, forms=TINY)
    with opened.read() as conn:
        found = read.settings(conn)
    assert database.check(opened) == ()
    opened.close()
    return found


def test_a_second_start_is_told_and_the_first_goes_on(folder: Path, key: bytes) -> None:
    script = """
opened = database.open_database(path, key, forms=TINY)
print("ready", flush=True)
sys.stdin.read()
"""
    first = child(script, folder, key)
    assert said(first) == "ready"
    with pytest.raises(KnownError) as caught:
        database.open_database(folder / DATABASE_NAME, key, forms=TINY)
    assert caught.value.code == "E-SECOND-START"
    assert ended(first) == ("", "")
    assert settings_of(folder, key) == {}


@linux_only
def test_killed_in_the_middle_of_a_write(folder: Path, key: bytes) -> None:
    script = """
opened = database.open_database(path, key, forms=TINY)
with opened.write() as conn:
    write.put_setting(conn, "first", "kept")
with opened.write() as conn:
    write.put_setting(conn, "second", "lost")
    write.insert_changes(conn, [change(i, owner="x" * 3000) for i in range(1, 9000)])
    print("ready", flush=True)
    sys.stdin.read()
"""
    victim = child(script, folder, key)
    assert said(victim) == "ready"
    victim.send_signal(signal.SIGKILL)
    ended(victim)
    assert settings_of(folder, key) == {"first": "kept"}


@linux_only
def test_killed_while_being_made(tmp_path: Path, key: bytes) -> None:
    script = """
from kampungkb_desktop.store import database as module
def stop(*arguments):
    print("ready", flush=True)
    sys.stdin.read()
from kampungkb_desktop.store import tables
tables.create_all = stop
module.create(path, key, practice=True, forms=TINY)
"""
    victim = child(script, tmp_path, key)
    assert said(victim) == "ready"
    victim.kill()
    ended(victim)
    assert not (tmp_path / DATABASE_NAME).exists()
    database.create(tmp_path / DATABASE_NAME, key, practice=True, forms=TINY).close()
    assert not list(tmp_path.glob("*.part*"))


@linux_only
def test_a_file_size_limit_reads_as_a_failing_disk(folder: Path, key: bytes) -> None:
    script = """
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
opened = database.open_database(path, key, forms=TINY)
with opened.write() as conn:
    write.put_setting(conn, "first", "kept")
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    with opened.write() as conn:
        write.insert_changes(conn, [change(i, owner="x" * 3000) for i in range(1, 9000)])
except KnownError as error:
    print(error.code)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with opened.write() as conn:
    write.put_setting(conn, "second", "kept too")
opened.close()
"""
    out, err = ended(child(script, folder, key))
    assert (out.strip(), err) == ("E-DISK-IO", "")
    assert settings_of(folder, key) == {"first": "kept", "second": "kept too"}


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of one megabyte, where the machine lets us mount one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a disk of its own needs root on Linux")
    place = Path(tempfile.mkdtemp())
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    mounted = subprocess.run(command, check=False, capture_output=True)
    if mounted.returncode:
        place.rmdir()
        pytest.skip(f"this machine mounts nothing: {mounted.stderr.decode()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
    place.rmdir()


def test_a_full_disk(folder: Path, key: bytes, small_disk: Path) -> None:
    data = Path(shutil.copytree(folder, small_disk / "data"))
    opened = database.open_database(data / DATABASE_NAME, key, forms=TINY)
    with opened.write() as conn:
        write.put_setting(conn, "first", "kept")
    with pytest.raises(KnownError) as caught, opened.write() as conn:
        write.insert_changes(conn, [change(i, owner="x" * 3000) for i in range(1, 1000)])
    assert caught.value.code == "E-DISK-FULL"
    with opened.read() as conn:
        assert read.settings(conn) == {"first": "kept"}
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="space"):
        filler.write_bytes(b"x" * 2_000_000)
    with pytest.raises(KnownError) as caught:
        opened.copy_to(small_disk / "copy.kkdb")
    assert caught.value.code == "E-DISK-FULL"
    assert not list(small_disk.glob("copy*"))
    before = (data / vault.KEYS_NAME).read_bytes()
    for work in (
        lambda: vault.change_password(data / vault.KEYS_NAME, bytes(32), "baru", CHEAP),
        lambda: blobs.put(data, key, b"x" * 100_000),
    ):
        with pytest.raises(KnownError) as caught:
            work()
        assert caught.value.code == "E-DISK-FULL"
    assert (data / vault.KEYS_NAME).read_bytes() == before
    assert blobs.names(data) == frozenset()
    filler.unlink()
    opened.close()
    assert settings_of(data, key) == {"first": "kept"}


@pytest.fixture
def locked_folder(folder: Path) -> Iterator[Path]:
    """The data folder on a disk that may only be read: for root a read-only mount, for others by its mode."""
    if sys.platform == "win32":
        pytest.skip("Windows keeps no such mode on folders")
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)
        return
    bound = subprocess.run(["mount", "--bind", str(folder), str(folder)], check=False, capture_output=True)
    if bound.returncode:
        pytest.skip(f"this machine mounts nothing: {bound.stderr.decode()}")
    subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_read_only_folder(locked_folder: Path, key: bytes) -> None:
    before = (locked_folder / DATABASE_NAME).read_bytes()
    with pytest.raises(KnownError) as caught:
        database.open_database(locked_folder / DATABASE_NAME, key, forms=TINY)
    assert caught.value.code == "E-READONLY"
    with pytest.raises(KnownError) as caught:
        database.create(locked_folder / "below" / DATABASE_NAME, key, practice=True, forms=TINY)
    assert caught.value.code == "E-READONLY"
    assert (locked_folder / DATABASE_NAME).read_bytes() == before
