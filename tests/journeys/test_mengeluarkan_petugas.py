"""Taking an officer out of a shared laptop through the real window: first from Masuk, then his data with their keys.
The first officer can be taken out like any other, in whose folder the others' lie; whoever works here cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import copies, laptop_seats, trail
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.base import seats
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.seats import Seat
from kampungkb_desktop.store import vault
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.pages.settings import LAPTOP, SettingsPage
from kampungkb_desktop.ui.pages.settings_seats import DestroyDialog, OutDialog, SeatsCard
from tests.actions.devices import PASSWORD, Ticking
from tests.actions.enrolling import keep_family, started_at
from tests.journeys.driving import Laptop, enter, laptop, login_of
from tests.journeys.test_kunci import answering, type_password
from tests.ui.mnemonics import duplicates


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two officers on one laptop, each with a family and a copy; the second worked last."""
    root = tmp_path / "petugas"
    for place, name in ((root, "Siti Rahma"), (root / "petugas-2", "Rina Contoh")):
        made = started_at(place, name, "petugas")
        keep_family(made, f"Keluarga {name}")
        copies.copy_now(made)
        sessions.close(made)
    seats.note_opened(root, root / "petugas-2", "Meja depan")
    return root


def card_of(found: Laptop) -> SeatsCard:
    page = found.go(SettingsPage, "pengaturan", LAPTOP)
    card = page.findChild(SeatsCard)
    assert isinstance(card, SeatsCard)
    assert duplicates(found.window) == {}
    return card


def press(found: Laptop, card: SeatsCard, words: str) -> None:
    """A button of the list, by what a screen reader calls it."""

    def made() -> list[QPushButton]:
        buttons = card.findChildren(QPushButton)
        return [one for one in buttons if one.accessibleName() == words and one.isVisibleTo(card)]

    found.wait(lambda: len(made()) == 1)  # what was just put into a card is shown in the next turn
    made()[0].click()
    found.rest()


def test_one_is_taken_out_and_comes_back(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = answering(monkeypatch, Message, lambda dialog: dialog.accept())
    answering(monkeypatch, OutDialog, type_password("bukan ini"))
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        card = card_of(found)
        assert not [one for one in card.findChildren(QPushButton) if "Meja depan" in one.accessibleName()], (
            "not himself"
        )
        press(found, card, "Keluarkan Petugas 1")
        assert (len(refused), len(seats.seats(folder))) == (1, 2)
        asked = answering(monkeypatch, OutDialog, type_password(PASSWORD))
        press(found, card, "Keluarkan Petugas 1")
        assert asked == ["Keluarkan Petugas 1 dari layar Masuk?"]
        assert [one.label for one in seats.seats(folder)] == ["Meja depan"]
        assert [(one.what, one.more) for one in found.session.trail.entries()][-1] == (
            trail.SEAT, "dikeluarkan petugas-1",
        )  # fmt: skip
    with laptop(qtbot, folder, Ticking()) as found:
        assert login_of(found).seat is None, "nobody else is offered"
        enter(found)
        assert found.session.data_dir == folder / "petugas-2"
        press(found, card_of(found), "Kembalikan Petugas 1")
        assert [one.label for one in seats.seats(folder)] == ["Petugas 1", "Meja depan"]
    sessions.close(sessions.open_session(folder, PASSWORD, clock=Ticking()))


@pytest.mark.parametrize("first", [True, False])
def test_the_data_of_one_taken_out_are_destroyed_with_their_keys(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    """The first officer's folder holds the other's: that one must not be touched."""
    gone, stays = (folder, folder / "petugas-2") if first else (folder / "petugas-2", folder)
    seats.note_opened(folder, stays)
    called = seats.label_of(folder, gone)

    def sure(dialog: QDialog) -> None:
        assert isinstance(dialog, DestroyDialog)
        QTest.keyClicks(dialog.field, PASSWORD)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        assert dialog.isVisible(), "Enter alone destroys nothing"
        QTest.keyClicks(dialog.typed, called.lower())
        dialog.go.click()

    answering(monkeypatch, OutDialog, type_password(PASSWORD))
    answering(monkeypatch, DestroyDialog, sure)
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        card = card_of(found)
        press(found, card, f"Keluarkan {called}")
        press(found, card, f"Hapus datanya {called}")
        assert [one.more for one in found.session.trail.entries() if one.what == trail.SEAT] == [
            f"dikeluarkan {'petugas-1' if first else 'petugas-2'}", f"dihapus {'petugas-1' if first else 'petugas-2'}",
        ]  # fmt: skip
    assert seats.taken_out(folder) == ()
    left = [path for path in folder.rglob(vault.KEYS_NAME) if first != path.is_relative_to(folder / "petugas-2")]
    assert left == [], "neither the key of the data nor one of a copy"
    sessions.close(sessions.open_session(stays, PASSWORD, clock=Ticking()))
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        assert found.session.data_dir == stays


def test_whoever_is_at_work_stays(folder: Path) -> None:
    """Not himself, and not one whose data another window has open."""
    own = sessions.open_session(folder, PASSWORD, clock=Ticking())
    other = sessions.open_session(folder / "petugas-2", PASSWORD, clock=Ticking())
    try:
        for seat, code in ((Seat(folder, "Petugas 1"), "E-SEAT"), (Seat(other.data_dir, ""), "E-SECOND-START")):
            for deed in (laptop_seats.take_out, laptop_seats.destroy):
                with pytest.raises(KnownError) as refused:
                    deed(own, seat, PASSWORD)
                assert refused.value.code == code
        assert len(seats.seats(folder)) == 2
        seats.take_out(folder, other.data_dir)
        seats.take_out(folder, folder)
        assert [one.label for one in seats.seats(folder)] == ["Petugas 1"], "the last one cannot be taken out"
    finally:
        sessions.close(other)
        sessions.close(own)
