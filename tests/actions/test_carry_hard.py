"""The office's storage on bad days: a laptop that dies, a server that changes its mind, a clock that is wrong, names
that are taken, files that were cut. Nothing is lost, nothing is sent twice, nobody is asked for nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import keyring
import pytest
from keyring.backends import fail

from kampungkb_desktop.actions import arrivals, carry, dispatch, storage
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.bundle import parts
from kampungkb_desktop.bundle.opening import file_hash
from kampungkb_desktop.store import read
from tests.actions.devices import PASSWORD as WORD
from tests.actions.devices import Ticking, at, copied
from tests.actions.exchanging import family, laptop, names
from tests.actions.storing import OFFICE, set_up, set_up_folder, states, whole, work
from tests.transport import webdav_server as servers
from tests.transport.test_keys import Memory
from tests.transport.webdav_server import PASSWORD, USER, Served, serving


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "server") as made:
        yield made


class Made(NamedTuple):
    """Where laptops come from: copies of those that were made once, and what closes them."""

    stack: ExitStack
    officer: Path
    district: Path


@pytest.fixture
def made(officer_template: Path, district_template: Path) -> Iterator[Made]:
    with ExitStack() as stack:
        yield Made(stack, officer_template, district_template)


def officer_of(made: Made, folder: Path, name: str = "") -> Session:
    """An officer's laptop; with a name another one than the first."""
    return _laptop(made, folder, name, "petugas")


def district_of(made: Made, folder: Path, name: str = "") -> Session:
    """A computer of the office; with a name another one than the first."""
    return _laptop(made, folder, name, "kabupaten")


def _laptop(made: Made, folder: Path, name: str, role: str) -> Session:
    if not name:
        template = made.officer if role == "petugas" else made.district
        return made.stack.enter_context(copied(template, folder / role))
    session = laptop(folder / name, name, role=role)
    made.stack.callback(sessions.close, session)
    return session


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
        os.kill(child.pid, signal.SIGKILL)
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


def test_a_shared_folder_does_what_a_server_does(made: Made, tmp_path: Path) -> None:
    officer, district = officer_of(made, tmp_path), district_of(made, tmp_path)
    for session in (officer, district):
        set_up_folder(session, tmp_path / "bersama")
    family(officer, "Bapak Hasan")
    dispatch.queue(officer)
    assert carry.trip(officer, silent()).sent == 1
    assert carry.trip(district, silent()).fetched == 1
    take_in(district, arrivals.arrived(district))
    assert names(district) == ["Bapak Hasan"]
    carry.trip(officer, silent())
    assert states(officer) == [dispatch.COLLECTED]
    assert not list((tmp_path / "bersama").rglob("*kkdb*")), "the database never goes there"


def test_two_officers_get_their_own_answers_and_two_computers_of_the_office_the_same_files(
    made: Made, served: Served, tmp_path: Path
) -> None:
    siti, budi = officer_of(made, tmp_path), officer_of(made, tmp_path, "Budi Santoso")
    first, second = district_of(made, tmp_path), district_of(made, tmp_path, "Dinas dua")
    for session in (siti, budi, first, second):
        set_up(session, served.url)
    for session, name in ((siti, "Bapak Hasan"), (budi, "Ibu Aminah")):
        family(session, name)
        dispatch.queue(session)
        carry.trip(session, silent())
    for office in (first, second):
        assert carry.trip(office, silent()).fetched == 2
        take_in(office, arrivals.arrived(office))
        assert names(office) == ["Bapak Hasan", "Ibu Aminah"]
    dispatch.queue(first)
    assert carry.trip(first, silent()).sent == 2
    for session in (siti, budi):
        assert carry.trip(session, silent()).fetched == 1
        take_in(session, arrivals.arrived(session))
        assert names(session) == ["Bapak Hasan", "Ibu Aminah"]
        assert states(session) == [dispatch.RECEIVED]


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


def test_nothing_is_asked_of_a_network_before_a_person_wants_it(made: Made, served: Served, tmp_path: Path) -> None:
    officer = officer_of(made, tmp_path)
    assert not carry.is_due(officer)
    with pytest.raises(KnownError, match="E-NO-STORAGE"):
        carry.trip(officer, silent())
    set_up(officer, served.url)
    assert not carry.is_due(officer), "set up is not switched on"
    place = storage.load(officer)
    assert place is not None
    storage.keep(officer, place.with_auto(auto=True))
    assert carry.is_due(officer)
    carry.trip(officer, silent())
    assert not carry.is_due(officer)
    assert carry.is_due(at(officer, Ticking(officer.clock() + 15 * carry.MINUTE)))
    assert carry.is_due(at(officer, Ticking(officer.clock() - 3_000 * DAY_MS))), "a clock that was years ahead"
    storage.forget(officer)
    assert not carry.is_due(officer)


def test_failures_are_tried_again_later_and_later(made: Made, served: Served, tmp_path: Path) -> None:
    officer = officer_of(made, tmp_path)
    set_up(officer, served.url)
    served.door.trouble = servers.status("503 Service Unavailable", "PROPFIND")
    pauses = []
    for _ in range(6):
        with pytest.raises(KnownError, match="E-NET-BUSY"):
            carry.trip(officer, silent())
        pauses.append(round((carry.standing(officer).next_at - officer.clock()) / carry.MINUTE))
    assert pauses == [1, 2, 5, 15, 60, 60]
    served.door.trouble = None
    carry.trip(officer, silent())
    assert carry.standing(officer).failures == 0


def test_what_was_received_is_taken_away_after_a_month_and_not_before(
    made: Made, served: Served, tmp_path: Path
) -> None:
    officer, district = officer_of(made, tmp_path), district_of(made, tmp_path)
    for session in (officer, district):
        set_up(session, served.url)
    family(officer, "Bapak Hasan")
    dispatch.queue(officer)
    carry.trip(officer, silent())
    carry.trip(district, silent())
    take_in(district, arrivals.arrived(district))
    dispatch.queue(district)
    carry.trip(district, silent())
    carry.trip(officer, silent())
    take_in(officer, arrivals.arrived(officer))
    carry.trip(officer, silent())
    assert states(officer) == [dispatch.RECEIVED]
    assert len(served.names(OFFICE + "/diambil")) == 1
    assert not list(dispatch.waiting_folder(officer).glob("*.kkb")), "the sealed copy here is of no more use"
    later = at(officer, Ticking(officer.clock() + 31 * DAY_MS))
    carry.trip(later, silent())
    assert served.names(OFFICE + "/diambil") == []
    assert states(officer) == []


@pytest.mark.parametrize("store", [Memory, fail.Keyring])
def test_the_password_is_kept_by_the_system_or_else_encrypted_here(
    made: Made, served: Served, tmp_path: Path, store: type[keyring.backend.KeyringBackend]
) -> None:
    before, own = keyring.get_keyring(), store()
    keyring.set_keyring(own)
    try:
        officer = officer_of(made, tmp_path)
        found = storage.try_out(officer, storage.CLOUD, served.url, USER, PASSWORD, "Kampung KB", silent())
        by_system = storage.keep(officer, found, PASSWORD)
        assert by_system == isinstance(own, Memory)
        with officer.database.read() as conn:
            assert (read.secret(conn, "storage_password") or "") == ("" if by_system else PASSWORD)
            assert PASSWORD not in str(read.settings(conn))
        assert carry.trip(officer, silent()).waiting == 0
        again = storage.try_out(officer, storage.CLOUD, served.url, USER, None, "Lain", silent())
        storage.keep(officer, again)
        assert carry.trip(officer, silent()).waiting == 0, "the kept password serves another folder too"
        storage.forget(officer)
        with officer.database.read() as conn:
            assert read.secret(conn, "storage_password") == ""
        if isinstance(own, Memory):
            assert own.kept == {}
        assert PASSWORD not in repr(found)
    finally:
        keyring.set_keyring(before)


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
