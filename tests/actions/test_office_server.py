"""Several computers of one office on one server: each its own identity, one office, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kampungkb_desktop.actions import enrolment, office_server, undo
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.office_keys import office_keys
from kampungkb_desktop.actions.partners import receivers
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store import read
from tests.actions.devices import PASSWORD
from tests.actions.exchanging import family, laptop, names, sound
from tests.postgres import Cluster


@pytest.fixture
def pair(tmp_path: Path, postgres: Cluster) -> Iterator[tuple[Session, Session]]:
    """A real office of two computers: the first moved its records to the server, the second joined."""
    at = postgres.database()
    first = laptop(tmp_path / "satu", "Budi", role="kabupaten", practice=False)
    enrolment.office_mark(first)
    first = office_server.move(first, at)
    second = office_server.join(laptop(tmp_path / "dua", "Rina", role="kabupaten", practice=False), at)
    yield first, second
    sessions.close(first)
    sessions.close(second)


def test_two_computers_see_the_same_and_undo_their_own(pair: tuple[Session, Session]) -> None:
    first, second = pair
    family(first, "Ani")
    family(second, "Budi")
    assert names(first) == names(second) == ["Ani", "Budi"]
    assert first.device != second.device
    assert undo.can_undo(second) == "Simpan keluarga"
    undo.undo(second)
    assert undo.can_undo(second) is None
    assert names(first) == ["Ani"]
    assert sound(first)
    for each in pair:
        with each.database.read() as conn:
            own = read.own_device(conn)
            assert own is not None
            assert own.uid == each.device
            assert receivers(conn, first) == []  # who works on the same records needs no file


def test_a_second_computer_makes_no_second_office(pair: tuple[Session, Session]) -> None:
    first, second = pair
    with second.database.read() as conn:
        assert office_keys(conn, second) is None
    with pytest.raises(KnownError) as refused:
        enrolment.office_mark(second)
    assert refused.value.code == "E-OFFICE-KEYS"
    assert enrolment.office_mark(first)


def test_what_is_refused_changes_nothing(
    pair: tuple[Session, Session], officer: Session, tmp_path: Path, postgres: Cluster
) -> None:
    first, _second = pair
    where = office_server.where(first)
    assert where is not None
    assert where.left_behind
    assert office_server.look(where.address, practice=False) == "office"
    assert office_server.look(where.address, practice=True) == "other"
    empty = postgres.database()
    refusals: dict[str, Callable[[], object]] = {
        "E-ROLE": lambda: office_server.move(officer, empty),
        "E-SERVER-ALREADY": lambda: office_server.move(first, empty),
        "E-SERVER-OTHER": lambda: office_server.change_address(first, empty),
        "E-SERVER-NONE": lambda: office_server.forget_file(officer),
    }
    for code, deed in refusals.items():
        with pytest.raises(KnownError) as refused:
            deed()
        assert refused.value.code == code
    other = laptop(tmp_path / "tiga", "Wati", role="kabupaten")
    with pytest.raises(KnownError) as practice:
        office_server.join(other, where.address)
    assert practice.value.code == "E-SERVER-OTHER"
    assert office_server.where(other) is None
    sessions.close(other)


def test_the_address_is_changed_while_nobody_answers(pair: tuple[Session, Session]) -> None:
    first, _second = pair
    kept = office_server.where(first)
    assert kept is not None
    sessions.close(first)
    nowhere = replace(kept.address, port=1)
    office_server.readdress(first.data_dir, PASSWORD, nowhere)
    with pytest.raises(KnownError) as away:
        sessions.open_session(first.data_dir, PASSWORD)
    assert away.value.code == "E-SERVER-AWAY"
    assert office_server.readdress(first.data_dir, PASSWORD) == nowhere
    office_server.readdress(first.data_dir, PASSWORD, kept.address)
    sessions.close(sessions.open_session(first.data_dir, PASSWORD))


def test_no_word_of_the_address_lies_in_the_clear(pair: tuple[Session, Session]) -> None:
    first, _second = pair
    where = office_server.where(first)
    assert where is not None
    for path in first.data_dir.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert where.address.password.encode() not in content
            assert where.address.database.encode() not in content
