"""The office's storage as a habit: by itself only where that was wanted, later and later after failures, tidied after a
month, with the password where the system keeps it; and the same over a folder and for several computers."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from kampungkb_desktop.actions import arrivals, carry, dispatch, storage
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.base.clock import DAY_MS
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.store import read
from tests.actions.devices import Ticking, at
from tests.actions.exchanging import family, names
from tests.actions.storing import OFFICE, Made, district_of, officer_of, set_up, set_up_folder, states
from tests.transport import webdav_server as servers
from tests.transport.test_keys import Memory
from tests.transport.webdav_server import PASSWORD, USER, Served


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
