"""Erasing and restricting in the window: what is said first, what has to be typed, and what is offered to whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import erasing, pdp_requests
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.pdp_request import ERASE
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.pages.erasing_dialog import NO_REQUEST, ErasingDialog, certificate_dialog
from kampungkb_desktop.ui.pages.pdp_erasures import ErasureDesk
from kampungkb_desktop.ui.pages.restriction_dialog import RestrictionDialog
from kampungkb_desktop.ui.pages.rights_menu import RightsMenu
from tests.actions.devices import copied, make
from tests.actions.erasing_home import NAME, WIFE, Home
from tests.ui.mnemonics import duplicates
from tests.ui.pages.working import idle


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantor") / "kabupaten"
    make(folder, "Budi Santoso", role="kabupaten")
    return folder


@pytest.fixture
def office(office_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """The district's own computer."""
    with copied(office_template, tmp_path / "kabupaten") as opened:
        yield opened
        worker_of().cancel_all()
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


def test_it_says_what_goes_and_wants_the_name_typed(office: Session, qtbot: QtBot) -> None:
    home = Home(office)
    asked = pdp_requests.begun(office, family=home.family, kind=ERASE).changed(asked_by=WIFE, status=DONE)
    save(office, "Catat", [asked])
    dialog = ErasingDialog(None, office, home.family)
    qtbot.addWidget(dialog)
    assert not dialog.erase.isEnabled()
    qtbot.waitUntil(lambda: dialog.reach is not None, timeout=30_000)
    assert "2 anggota keluarga" in dialog.counts.text()
    assert dialog.request.currentText().startswith(WIFE)
    assert dialog.request.itemText(dialog.request.count() - 1) == NO_REQUEST
    dialog.typed.setText("Rusmanto")
    assert not dialog.erase.isEnabled()
    dialog.typed.setText(f"  {NAME.upper()} ")
    assert dialog.erase.isEnabled()
    dialog.reason.setText("Pindah")
    with qtbot.waitSignal(dialog.erased, timeout=30_000):
        dialog.try_erase()
    (done,) = erasing.erasures(office)
    assert (done.request_id, done.reason, done.requested_on) == (asked.id, "Pindah", asked.received_on)
    with office.database.read() as conn:
        assert read.records(conn, Family) == []
    idle(qtbot)


def test_it_names_other_places_that_say_the_name(office: Session, qtbot: QtBot) -> None:
    home, other = Home(office), Home(office, "Paiman", "Tukinah")
    save(office, "Ubah", [other.family.changed(note=f"Tetangga {NAME}")])
    dialog = ErasingDialog(None, office, home.head)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.reach is not None, timeout=30_000)
    (tick,) = dialog.elsewhere.ticks.values()
    assert tick.accessibleDescription() == f"Catatan: “Tetangga {NAME}”"
    assert not tick.isChecked(), "somebody else may bear the name"
    assert WIFE in dialog.what.text(), "who is the head then"
    dialog.show()
    assert duplicates(dialog) == {}
    dialog.elsewhere.all.click()
    dialog.typed.setText(NAME)
    with qtbot.waitSignal(dialog.erased, timeout=30_000):
        dialog.erase.click()
    with office.database.read() as conn:
        assert {one.note for one in read.records(conn, Family)} == {None, "Tetangga [dihapus]"}
        log = repr(list(conn.exec_driver_sql("SELECT vals FROM change")))
    assert NAME not in log, "nor does any history keep it"
    idle(qtbot)


def test_an_officer_is_told_who_decides(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    home, shown = Home(session), list[str]()
    menu = RightsMenu(session)
    qtbot.addWidget(menu)
    assert menu.record is None
    menu.show_record(None)
    assert not menu.button.isEnabled()
    menu.show_record(home.wife)
    assert menu.button.isEnabled()
    monkeypatch.setattr(Message, "exec", lambda message: shown.append(message.windowTitle()))
    menu.show_erasing()
    assert shown == ["Penghapusan diputuskan kantor kabupaten"]
    with qtbot.waitSignal(menu.go) as went:
        menu.ask.trigger()
    assert went.args == ["pengaturan", f"data-pribadi/permintaan/baru:{home.family.id}"]


def test_restricting_wants_a_reason_and_can_be_ended(session: Session, qtbot: QtBot) -> None:
    home = Home(session)
    dialog = RestrictionDialog(None, session, home.family)
    qtbot.addWidget(dialog)
    assert not dialog.keep.isEnabled()
    dialog.why.setText("Mempersoalkan datanya")
    dialog.keep.click()
    assert dialog.saved is not None
    with session.database.read() as conn:
        (family,) = read.records(conn, Family)
    assert family.restricted is True
    menu = RightsMenu(session)
    qtbot.addWidget(menu)
    menu.show_record(family)
    assert menu.restrict.text() == "&Lepas pembatasan…"
    ending = RestrictionDialog(None, session, family)
    qtbot.addWidget(ending)
    ending.why.setText("Sudah benar")
    ending.keep.click()
    with session.database.read() as conn:
        assert read.records(conn, Family)[0].restricted is False


def test_the_desk_shows_how_far_it_has_come(office: Session, qtbot: QtBot) -> None:
    empty = ErasureDesk(office)
    qtbot.addWidget(empty)
    idle(qtbot)
    assert len(empty.table.model.ids) == 0
    assert empty.places.isHidden()
    home = Home(office)
    erasing.erase(office, erasing.Order(form=Family.FORM, record=home.family.id))
    desk = ErasureDesk(office)
    qtbot.addWidget(desk)
    desk.resize(1000, 600)
    desk.show()
    qtbot.waitUntil(lambda: len(desk.table.model.ids) == 1, timeout=30_000)
    assert desk.certificate.isEnabled()
    (state,) = desk.states.values()
    assert state.words == "menunggu konfirmasi dari 1 laptop", "this computer has not cleaned up yet"
    parent = QWidget()
    qtbot.addWidget(parent)
    paper = certificate_dialog(parent, office, state.first)
    paper.make()
    qtbot.waitUntil(lambda: paper.pdf.startswith(b"%PDF"), timeout=30_000)
    idle(qtbot)
