"""Kirim & Terima in the real window: a file is made, looked at, taken in and answered; nothing is kept unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.exchange import ExchangePage
from kampungkb_desktop.ui.pages.exchange_send import OTHER
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog
from tests.actions.exchanging import family, laptop, names, picture, sent, taken
from tests.ui.mnemonics import duplicates
from tests.ui.pages.exchanged import Show, idle, to


def made_by(session: Session, count: int) -> None:
    for number in range(count):
        family(session, f"Keluarga {number}")


def test_an_officer_sends_what_is_new(qtbot: QtBot, show: Show, officer: Session, tmp_path: Path) -> None:
    made_by(officer, 3)
    page = show(officer)
    assert "3 keluarga" in page.sending.what.text()
    assert page.sending.figure.text().endswith("perubahan belum dikirim")
    assert "Belum pernah mengirim" in page.sending.to.text()
    to(page, officer, tmp_path)
    page.sending.new.click()
    idle(qtbot)
    (path,) = tmp_path.glob("*.kkb")
    assert path.name in page.sending.result.banner.text.text()
    assert page.sending.result.isVisible()
    page.sending.result.hear(0)  # the office's receipt came: nothing is left to be carried
    assert not page.sending.result.isVisible()
    page.sending.result.show()
    assert page.sending.figure.text() == "Semua terkirim"
    assert not page.sending.new.isEnabled()
    assert page.sending.full.isEnabled()
    row = page.history.table.model.row(0)
    assert row is not None
    assert (row.cells[2], row.cells[3], row.cells[4]) == ("1", "Kantor latihan", path.name)
    assert settings.load(officer).export_folder == str(tmp_path)
    page.history.table.select(0)
    for asked in (page.sending.result.paper, page.history.paper):
        asked.click()
        paper = page.findChildren(PaperDialog)[-1]
        idle(qtbot)
        assert paper.pdf
        assert paper.windowTitle() == "Berita acara berkas kirim"
        paper.close()


def test_an_officer_sends_everything_again(qtbot: QtBot, show: Show, officer: Session, tmp_path: Path) -> None:
    sent(officer, tmp_path)
    page = show(officer)
    to(page, officer, tmp_path)
    page.sending.full.click()
    idle(qtbot)
    row = page.history.table.model.row(0)
    assert row is not None
    assert (row.cells[2], row.cells[5]) == ("2", "Semua data")


def test_a_refusal_is_a_sentence_and_the_buttons_come_back(
    qtbot: QtBot, show: Show, officer: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def read_it(dialog: QDialog) -> int:
        said.append(dialog.accessibleDescription())
        return 1

    monkeypatch.setattr(QDialog, "exec", read_it)
    page = show(officer)
    blocked = tmp_path / "berkas"
    blocked.write_text("bukan folder")
    to(page, officer, blocked)
    page.sending.new.click()
    idle(qtbot)
    assert "Folder tujuan tidak dapat dipakai" in said[0]
    assert page.sending.new.isEnabled()


def test_a_real_laptop_is_told_to_be_enrolled(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    real = laptop(tmp_path / "asli", "Rina", practice=False)
    try:
        page = show(real)
        assert page.sending.obstacle.isVisible()
        assert "belum didaftarkan" in page.sending.obstacle.text.text()
        assert not page.sending.new.isVisible()
        assert page.sending.mark.text().count("-") == 4
    finally:
        close(real)


def test_a_district_looks_takes_in_and_answers(
    qtbot: QtBot, show: Show, officer: Session, district: Session, tmp_path: Path
) -> None:
    made = family(officer, "Ahmd")
    stick = tmp_path / "stik"
    sent(officer, stick)
    (stick / "foto.kkb").write_bytes(b"\xff\xd8\xff\xe0")
    page = show(district)
    assert page.sending.figure.text() == "Belum ada petugas"
    assert not page.sending.new.isEnabled()
    before = picture(district)
    page.look_at([stick])
    idle(qtbot)
    assert picture(district) == before
    view = page.incoming
    assert view.isVisible()
    assert page.title == "Berkas masuk"
    assert QApplication.focusWidget() is view.accept
    assert view.accept.text() == "&Terima 1 berkas"
    assert "Bila diterima" in view.banner.text.text()
    assert "1 berkas ditolak" in view.banner.text.text()
    shown = [view.table.model.row(number) for number in range(2)]
    assert [row.cells[2].text for row in shown if row is not None] == ["Ditolak", "Siap"]  # type: ignore[union-attr]
    view.accept.click()
    idle(qtbot)
    assert names(district) == ["Ahmd"]
    assert not view.accept.isVisible()
    assert view.banner.text.text().startswith("Sudah diterima")
    view.back.click()
    idle(qtbot)
    assert page.title == "Kirim & Terima"
    assert page.sending.figure.text() == "1 petugas"
    save(district, "Perbaiki nama", [made.changed(head_name="Ahmad")])
    to(page, district, tmp_path / "balasan")
    page.sending.new.click()
    idle(qtbot)
    (answer,) = (tmp_path / "balasan").glob("*.kkb")
    assert taken(officer, answer).changed == 1
    assert names(officer) == ["Ahmad"]


def test_going_back_keeps_nothing(
    qtbot: QtBot, show: Show, officer: Session, district: Session, tmp_path: Path
) -> None:
    path = sent(officer, tmp_path / "stik").path
    page = show(district)
    before = picture(district)
    page.look_at([path])
    idle(qtbot)
    page.incoming.back.click()
    idle(qtbot)
    assert picture(district) == before
    window = page.window()
    assert isinstance(window, MainWindow)
    window.back()
    assert page.title == "Berkas masuk", "Alt+Left is a way back, too"


def test_files_are_dropped(qtbot: QtBot, show: Show, officer: Session, district: Session, tmp_path: Path) -> None:
    path = sent(officer, tmp_path / "stik").path
    page = show(district)
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://contoh.example/a.kkb")])
    drop = QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, load, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.receiving.zone.dropEvent(drop)
    idle(qtbot)
    assert page.incoming.report is not None
    assert [one.name for one in page.incoming.report.files] == [path.name]


def test_what_was_refused_says_why_and_what_to_do(qtbot: QtBot, show: Show, district: Session, tmp_path: Path) -> None:
    (tmp_path / "a.kkb").write_bytes(b"age-encryption.org/v1\n")
    page = show(district)
    page.look_at([tmp_path / "a.kkb"])
    idle(qtbot)
    said = " ".join(label_texts(page))
    assert "tidak lengkap atau rusak" in said
    assert "WhatsApp" in said
    assert "E-DAMAGED" in said
    assert not page.incoming.accept.isEnabled()


def label_texts(page: ExchangePage) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in page.incoming.detail.findChildren(QLabel)]


@pytest.mark.parametrize("width", [1366, 1024])
def test_every_letter_has_one_owner_and_nothing_sticks_out(
    qtbot: QtBot, show: Show, officer: Session, district: Session, tmp_path: Path, width: int
) -> None:
    path = sent(officer, tmp_path / "stik").path
    page = show(district, width)
    window = page.window()
    assert window.width() == width
    assert duplicates(window) == {}
    page.look_at([path])
    idle(qtbot)
    assert window.width() == width
    assert duplicates(window) == {}
    assert not page.incoming.table.view.horizontalScrollBar().isVisible()


def test_keys_lead_through_both_cards(qtbot: QtBot, show: Show, officer: Session) -> None:
    made_by(officer, 1)
    page = show(officer)
    page.sending.folders.setFocus()
    reached = set()
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert {page.sending.new, page.sending.full, page.sending.folders, page.receiving.files} <= reached
    assert page.receiving.folder in reached


def test_another_folder_is_asked_for(qtbot: QtBot, show: Show, officer: Session, tmp_path: Path) -> None:
    page = show(officer)
    box = page.sending.folders
    assert box.itemText(box.count() - 1) == OTHER
    asked: list[bool] = []
    box.other_wanted.disconnect()
    box.other_wanted.connect(lambda: asked.append(True))
    box.activated.emit(box.count() - 1)
    assert asked == [True]
    assert box.folder() is not None


def test_the_count_stands_in_the_sidebar(qtbot: QtBot, show: Show, officer: Session) -> None:
    page = show(officer)
    with officer.database.read() as conn:
        count = len(read.changes_of_action(conn, read.actions(conn, limit=1)[0].id))
    with qtbot.waitSignal(page.badge) as told:
        page.load()
    assert told.args == [count]
