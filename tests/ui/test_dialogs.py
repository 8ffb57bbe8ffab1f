"""The few dialogs, and Qt's own words in Indonesian."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import Message, attempt, confirm, show_crash, show_error
from kampungkb_desktop.ui.qt_words import WORDS, QtWords, install
from kampungkb_desktop.ui.widgets import button, column, label
from tests.ui.mnemonics import duplicates


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _answer(look: Callable[[Message], object]) -> None:
    """When the dialog is open, look at it (and end it)."""

    def when_open() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Message)
        assert duplicates(dialog) == {}
        look(dialog)

    QTimer.singleShot(0, when_open)


def _words(dialog: QDialog) -> list[str]:
    return [line.text() for line in dialog.findChildren(QLabel) if line.text()]


def test_a_refusal_says_what_and_what_next(parent: QWidget) -> None:
    seen: list[str] = []

    def look(dialog: Message) -> None:
        seen.extend(_words(dialog))
        dialog.accept()

    _answer(look)
    show_error(parent, KnownError("E-FULL", "Disk penuh.", "Kosongkan tempat."))
    assert seen == ["Disk penuh.", "Kosongkan tempat.", "Kode untuk petugas bantuan: E-FULL (F1 menerangkannya)"]


def test_attempt_gives_the_answer_or_shows_the_refusal(parent: QWidget) -> None:
    assert attempt(parent, lambda: 7) == 7
    _answer(lambda dialog: dialog.accept())

    def refuse() -> int:
        raise KnownError("E-X", "Tidak bisa.")

    assert attempt(parent, refuse) is None


def test_enter_keeps_what_cannot_be_brought_back(parent: QWidget) -> None:
    _answer(lambda dialog: dialog.buttons[0].click())
    assert not confirm(parent, "Hapus salinan ini?", "Salinan tidak bisa dikembalikan.", "&Hapus salinan")
    _answer(lambda dialog: dialog.buttons[1].click())
    assert confirm(parent, "Hapus salinan ini?", "Salinan tidak bisa dikembalikan.", "&Hapus salinan")


def test_the_safe_button_is_the_default(parent: QWidget) -> None:
    seen: list[bool] = []

    def look(dialog: Message) -> None:
        seen.append(dialog.buttons[0].isDefault() and not dialog.buttons[1].isDefault())
        dialog.reject()

    _answer(look)
    assert not confirm(parent, "Hapus?", "Hilang.", "&Hapus")
    assert seen == [True]


def test_a_bug_tells_where_the_report_lies_and_asks_to_go_on(parent: QWidget) -> None:
    seen: list[str] = []

    def look(dialog: Message) -> None:
        seen.extend(_words(dialog))
        dialog.buttons[2].click()
        dialog.buttons[0].click()

    _answer(look)
    assert not show_crash(parent, "laporan-1.txt", "ValueError")
    assert any("sudah tersimpan" in text for text in seen)
    assert QApplication.clipboard().text() == "laporan-1.txt"
    _answer(lambda dialog: dialog.buttons[1].click())
    assert show_crash(parent, "laporan-1.txt", "ValueError")


@pytest.fixture
def indonesian(qapp: QApplication) -> Iterator[None]:
    words = install(qapp)
    yield
    assert isinstance(words, QtWords)
    qapp.removeTranslator(words)


def test_buttons_and_field_menus_speak_indonesian(indonesian: None, qtbot: QtBot) -> None:
    kind = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kind.Yes | kind.No | kind.Cancel | kind.Save | kind.Close | kind.Discard)
    qtbot.addWidget(box)
    assert {b.text().replace("&", "") for b in box.buttons()} == {"Ya", "Tidak", "Batal", "Simpan", "Tutup", "Buang"}
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    said = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert said == ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih semua"]


def test_the_file_dialog_speaks_indonesian(indonesian: None, qtbot: QtBot) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    said = {line.text().replace("&", "") for line in dialog.findChildren(QLabel) if line.text()}
    assert said <= {"Cari di:", "Nama berkas:", "Jenis berkas:", "Folder:"}
    assert said


def test_a_word_that_is_not_known_stays_as_qt_has_it(indonesian: None) -> None:
    """An empty answer would be taken for the translation: labels vanish, and a printer's page loses its size."""
    assert QApplication.translate("QPageSize", "A4") == "A4"
    assert QPrinter().pageRect(QPrinter.Unit.Point).width() > 500


def test_every_word_keeps_its_places() -> None:
    for source, ours in WORDS.items():
        assert sorted(re.findall(r"%\d", source)) == sorted(re.findall(r"%\d", ours)), source
        assert source.count("\n") == ours.count("\n"), source
        assert ours.replace("&&", "").count("&") <= 1, ours


def test_words_that_are_wrapped_make_a_tall_dialog_scroll(qtbot: QtBot) -> None:
    """Their height follows the width and is in no hint: they lay over each other at 175 %."""
    dialog = Dialog()
    qtbot.addWidget(dialog)
    lines = [label("Yang tidak ikut sekarang dikirim menyusul. " * 4, wrap=True) for _ in range(9)]
    dialog.setLayout(column(*lines, button("&Tutup", dialog.reject), spacing=8))
    dialog.setFixedWidth(220)
    assert dialog.minimumSizeHint().height() < dialog.screen().availableGeometry().height()
    dialog.show()
    for _ in range(3):
        QApplication.processEvents()
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert all(one.height() >= one.heightForWidth(one.width()) for one in lines)
