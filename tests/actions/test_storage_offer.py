"""The office tells its officers where its storage is; an officer types only his own name and password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions import carry, storage, storage_offer
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.storage import Storage
from kampungkb_desktop.actions.take_in import take_in
from tests.actions.enrolling import enrolled, strangers
from tests.actions.exchanging import family, sent, taken

OFFICE = Storage("awan", "https://awan.kabupaten.go.id", "https://awan.kabupaten.go.id/remote.php/dav/files/x", "budi",
                 "Bersama/Kampung KB")  # fmt: skip


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    with strangers(tmp_path) as made:
        yield made


def test_it_comes_with_the_grant_and_anew_with_every_answer(both: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = both
    assert storage_offer.heard(officer) is None
    storage.keep(district, OFFICE, "kunci kantor")
    enrolled(district, officer, tmp_path)
    assert storage_offer.heard(officer) == (OFFICE.address, OFFICE.folder)
    assert storage.load(officer) is None, "it is told, not set up"
    assert not carry.is_due(officer)
    storage.keep(district, Storage("awan", "https://baru.kabupaten.go.id", OFFICE.root, "budi", "Kampung KB"))
    family(officer, "Bapak Hasan")
    assert taken(district, sent(officer, tmp_path / "kirim").path).result == "diterima"
    made = export(district, tmp_path / "balasan").files
    take_in(officer, [one.path for one in made])
    assert storage_offer.heard(officer) == ("https://baru.kabupaten.go.id", "Kampung KB")


def test_what_could_not_be_used_is_left_alone(both: tuple[Session, Session]) -> None:
    _, officer = both
    with officer.database.write() as conn:
        for said in (
            [],
            ["x"],
            ["http://awan.go.id", "a"],
            ["https://awan.go.id", "../a"],
            ["a", "b", "c"],
            ["\0", ""],
        ):
            storage_offer.hear(conn, said)
    assert storage_offer.heard(officer) is None


def test_a_folder_of_the_offices_own_network_is_not_told(both: tuple[Session, Session], tmp_path: Path) -> None:
    district, officer = both
    storage.keep(district, Storage("folder", str(tmp_path)))
    for session in (district, officer):
        with session.database.read() as conn:
            assert storage_offer.of_office(conn, session) == []
