"""A database file as a failing disk leaves it: it opens, or is refused with a sentence and stays as it was."""

from __future__ import annotations

import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import database
from tests.spoilt import spoilt
from tests.store.tiny import TINY


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A whole database, closed; its key is of zeros."""
    path = tmp_path_factory.mktemp("utuh") / database.DATABASE_NAME
    database.create(path, bytes(32), practice=True, forms=TINY).close()
    return path.read_bytes()


def _held(folder: Path) -> list[str]:
    """The files of a folder that this process has open, as the system sees it."""
    if sys.platform != "linux":
        return [one.name for one in folder.iterdir() if not _goes(one)]
    links = [one.readlink() for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
    return [one.name for one in links if one.parent == folder]


def _goes(path: Path) -> bool:
    try:
        path.unlink()
    except PermissionError:
        return False
    return True


@pytest.mark.parametrize("kept", [150, 3_000, 5_000])
def test_a_refused_database_is_let_go_at_once(closed: bytes, kept: int, tmp_path: Path) -> None:
    """Or no copy could take its place on Windows. Whoever tells of the error may keep it for as long as he likes."""
    path = tmp_path / database.DATABASE_NAME
    path.write_bytes(closed[:kept])
    with pytest.raises(KnownError) as refused:
        database.open_database(path, bytes(32), forms=TINY)
    assert _held(tmp_path) == [], refused


@given(data=st.data())
def test_a_damaged_database(closed: bytes, data: st.DataObject) -> None:
    """It opens, or is refused; whatever was refused is as it was."""
    head = data.draw(st.booleans())
    content = data.draw(spoilt(closed[:4096])) + closed[4096:] if head else data.draw(spoilt(closed))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / database.DATABASE_NAME
        path.write_bytes(content)
        try:
            opened = database.open_database(path, bytes(32), forms=TINY)
        except KnownError:
            assert path.read_bytes() == content
            return
        with suppress(KnownError):
            database.check(opened)
        opened.close()
