"""``kill -9`` in the middle of an erasure: nothing has happened yet, or the next opening goes on to the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kampungkb_desktop.actions import copies, erasing_here
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read, shelf
from tests.actions.devices import NOON, PASSWORD, Ticking, copied
from tests.actions.erasing_home import NAME, WIFE, Home, key_of, left_on_disk

POINTS = tuple(int(one) for one in os.environ.get("KKB_CUT_AT", "40 190 230 280 330").split())
"""At which step it dies; more by hand."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def test_it_goes_on_where_it_was_cut_off(district_template: Path, tmp_path: Path) -> None:
    with copied(district_template, tmp_path / "asal") as session:
        home, other = Home(session), Home(session, "Paiman", "Tukinah")
        copies.copy_now(session)
        copies.copy_now(session)
    outcomes = set[str]()
    for where in POINTS:
        folder = tmp_path / f"mati-{where}"
        shutil.copytree(tmp_path / "asal", folder, ignore=shutil.ignore_patterns("*.lock"))
        command = [sys.executable, "-m", "tests.actions.erasing_cut_off", str(folder), home.family.id, str(where)]
        ended = subprocess.run(command, check=False, capture_output=True, text=True)
        assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
        outcomes.add(_looked_at(folder, home, other, ended=ended.returncode == 0))
    assert outcomes >= {"before", "after"}, "the cuts lie on both sides of the decision"


def _looked_at(folder: Path, home: Home, other: Home, *, ended: bool) -> str:
    session = sessions.open_session(folder, PASSWORD, clock=Ticking(NOON + 9_000_000))
    try:
        assert verify(session) == ()
        with session.database.read() as conn:
            there = {one.id for one in read.records(conn, Family)}
        if home.family.id in there:
            assert not ended
            assert not erasing_here.pending(session)
            return "before"
        assert there == {other.family.id}
        assert not ended or not erasing_here.pending(session)
        erasing_here.settle(session)
        assert left_on_disk(session, NAME, WIFE, "Ngatinem") == []
        kept = copies.copies_of(session)
        assert len({one.made_at for one in kept}) == 2, "no copy is lost"
        for one in kept:
            shelf.check(one, key_of(session))
        return "after"
    finally:
        sessions.close(session)
