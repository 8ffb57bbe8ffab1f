"""The office's storage on bad days: a laptop that dies, a server that changes its mind, a clock that is wrong, names
that are taken, files that were cut. Nothing is lost, nothing is sent twice, nobody is asked for nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from kampungkb_desktop.actions import arrivals, carry, dispatch
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle import parts
from kampungkb_desktop.bundle.opening import file_hash
from tests.actions.devices import PASSWORD as WORD
from tests.actions.devices import Ticking
from tests.actions.exchanging import family, laptop, names
from tests.actions.storing import OFFICE, Made, district_of, officer_of, set_up, states, whole, work
from tests.transport import webdav_server as servers
from tests.transport.webdav_server import Served

CHILD = """
import sys
from pathlib import Path
from kampungkb_desktop.actions import carry, session
from kampungkb_desktop.base.progress import silent
carry.PIECE = 8_200
carry.trip(session.open_session(Path(sys.argv[1]), sys.argv[2]), silent())
"""


def test_a_laptop_that_dies_in_the_middle_goes_on_where_it_was(
    made: Made, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carry, "PIECE", 8_200)
    officer = laptop(tmp_path / "petugas", "Siti Rahma")
    set_up(officer, served.url)
    work(officer, 160)
    dispatch.queue(officer)
    sessions.close(officer)
    before, reached, go_on = served.door.count("PUT"), threading.Event(), threading.Event()

    def hold(environ: servers.Environ, start: servers.Start, app: servers.App) -> Iterable[bytes] | None:
        if environ["REQUEST_METHOD"] == "PUT" and served.door.count("PUT") == before + 3:
            environ["wsgi.input"].read(5_000)
            reached.set()
            go_on.wait(30)
        return None

    served.door.trouble = hold
    words = [sys.executable, "-c", CHILD, str(tmp_path / "petugas"), WORD]
    with subprocess.Popen(words, cwd=Path(__file__).parents[2]) as child:
        assert reached.wait(60)
        child.kill()
    go_on.set()
    served.door.trouble = None
    stood = whole(served)
    assert len(stood) == 2
    again = sessions.open_session(tmp_path / "petugas", WORD, clock=Ticking())
    made.stack.callback(sessions.close, again)
    assert states(again) == [dispatch.WAITING]
    sofar = served.door.count("PUT")
    assert carry.trip(again, silent()).sent == 1
    assert served.door.count("PUT") - sofar == len(whole(served)) - 2
    district = district_of(made, tmp_path)
    set_up(district, served.url)
    assert carry.trip(district, silent()).fetched == 1
    take_in(district, arrivals.arrived(district))
    assert len(names(district)) == 160


def test_what_a_crash_left_half_made_is_cleared_away(made: Made, tmp_path: Path) -> None:
    officer = officer_of(made, tmp_path)
    family(officer, "Bapak Hasan")
    dispatch.queue(officer)
    folder = dispatch.waiting_folder(officer)
    (folder / "KKB_Siti-Rahma_0002_2026-11-21.kkb").write_bytes(b"never noted in the database")
    (folder / "KKB_Siti-Rahma_0003_2026-11-21.kkb.part").write_bytes(b"half")
    (waiting,) = dispatch.waiting(officer)
    (folder / waiting.transit.name).rename(folder / waiting.entry.name)  # died after the row, before the name
    dispatch.adopt(officer)
    assert [one.name for one in folder.iterdir()] == [waiting.transit.name]
    assert "Siti" not in waiting.transit.name


def test_a_name_that_is_taken_gets_a_number(made: Made, served: Served, tmp_path: Path) -> None:
    officer = officer_of(made, tmp_path)
    set_up(officer, served.url)
    family(officer, "Bapak Hasan")
    dispatch.queue(officer)
    (waiting,) = dispatch.waiting(officer)
    (served.folder / OFFICE / waiting.transit.name).write_bytes(b"somebody else's")
    assert carry.trip(officer, silent()) == carry.Trip(sent=0, fetched=0, waiting=1)
    assert carry.trip(officer, silent()) == carry.Trip(sent=1, fetched=0, waiting=0)
    assert (served.folder / OFFICE / waiting.transit.name).read_bytes() == b"somebody else's"
    assert len(whole(served)) == 2


def test_a_file_that_is_not_what_its_name_promises_is_fetched_thrice_and_not_for_ever(
    made: Made, served: Served, tmp_path: Path
) -> None:
    officer, district = officer_of(made, tmp_path), district_of(made, tmp_path)
    for session in (officer, district):
        set_up(session, served.url)
    family(officer, "Bapak Hasan")
    dispatch.queue(officer)
    carry.trip(officer, silent())
    (name,) = whole(served)
    (served.folder / OFFICE / name).write_bytes(b"x" * 4_000)
    for _ in range(5):
        assert carry.trip(district, silent()).fetched == 0
    asked = [path for method, path in served.door.asked if method == "GET" and path.endswith(name)]
    assert len(asked) == arrivals.MOST_TRIES
    carry.trip(officer, silent())
    assert states(officer) == [dispatch.WAITING], "its sender has noticed"
    assert carry.trip(officer, silent()).sent == 1
    assert carry.trip(district, silent()).fetched == 1


def test_batal_stops_and_the_next_trip_goes_on(made: Made, served: Served, tmp_path: Path) -> None:
    officer = officer_of(made, tmp_path)
    set_up(officer, served.url)
    work(officer, 50)
    dispatch.queue(officer)
    progress = Progress()
    progress.sink = lambda _step: progress.cancel.set()
    with pytest.raises(Cancelled):
        carry.trip(officer, progress)
    assert whole(served) == []
    assert states(officer) == [dispatch.WAITING]
    assert carry.standing(officer).failures == 0, "nobody failed"
    assert carry.trip(officer, silent()).sent == 1


def test_a_full_laptop_is_told_as_such(
    made: Made, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, district = officer_of(made, tmp_path), district_of(made, tmp_path)
    for session in (officer, district):
        set_up(session, served.url)
    family(officer, "Bapak Hasan")
    dispatch.queue(officer)
    carry.trip(officer, silent())

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(KnownError, match="E-DISK-FULL"):
            carry.trip(district, silent())
    assert arrivals.arrived(district) == []
    assert carry.trip(district, silent()).fetched == 1


def test_a_file_made_in_parts_for_messengers_goes_whole(made: Made, tmp_path: Path) -> None:
    officer = officer_of(made, tmp_path)
    work(officer, 160)
    dispatch.queue(officer)
    (waiting,) = dispatch.waiting(officer)
    folder = dispatch.waiting_folder(officer)
    cut = parts.split(folder / waiting.transit.name, 8_200)
    assert len(cut) > 2
    (folder / waiting.transit.name).unlink()
    dispatch.adopt(officer)
    assert [one.name for one in folder.iterdir()] == [waiting.transit.name]
    assert file_hash(folder / waiting.transit.name) == waiting.entry.sha256


def test_a_file_that_is_gone_from_this_laptop_is_said_to_be_gone(made: Made, tmp_path: Path) -> None:
    """After data were restored from a copy, or moved: the table knows of the file, the folder has it not."""
    officer = officer_of(made, tmp_path)
    family(officer, "Bapak Hasan")
    dispatch.queue(officer)
    (waiting,) = dispatch.waiting(officer)
    (dispatch.waiting_folder(officer) / waiting.transit.name).unlink()
    assert states(officer) == [dispatch.LOST]
    assert dispatch.waiting(officer) == []
