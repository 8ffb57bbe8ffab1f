"""The few dialogs there are: a refusal in plain words, a bug, and the question before what cannot be
undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.log import logger
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import TONE_ICONS, Tone
from kampungkb_desktop.ui.widgets import Item, button, column, label, row

T = TypeVar("T")
WIDTH = 460


class Message(Dialog):
    """A shape, a sentence, what to do next, a small line, and buttons. The first button is the one Enter
    presses."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        next_step: str = "",
        *,
        tone: Tone = Tone.WARN,
        code: str = "",
        buttons: tuple[QPushButton, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        picture = QLabel()
        set_icon(picture, TONE_ICONS[tone], f"{tone.value}_ink", 30)
        picture.setAlignment(QtCore.Qt.AlignmentFlag.AlignTop)
        heading = label(sentence, "section", wrap=True)
        words: list[Item] = [heading]
        if next_step:
            words.append(label(next_step, wrap=True))
        if code:
            words.append(label(code, "code", wrap=True, selectable=True))
        text = column(*words, None, spacing=8)
        body = row(picture, spacing=14)
        body.addLayout(text, 1)
        self.buttons = buttons or (button("&Mengerti", self.accept, kind="primary"),)
        self.setLayout(column(body, 10, row(None, *reversed(self.buttons)), margins=(20, 20, 20, 16), spacing=8))
        self.setFixedWidth(tokens().px(WIDTH))
        self.setAccessibleDescription(f"{sentence} {next_step}".strip())
        self.buttons[0].setDefault(True)
        self.buttons[0].setFocus()


def show_error(owner: QObject | None, error: KnownError) -> None:
    """Say what was refused and what to do next. Returns when the person has read it."""
    logger.info("ditolak: %s", error.code)
    code = f"Kode untuk petugas bantuan: {error.code} (F1 menerangkannya)"
    dialog = Message(_over(owner), "Belum bisa dilakukan", error.sentence, error.next_step, code=code)
    dialog.setProperty("help_topic", f"kode#{error.code}")
    dialog.exec()


def attempt(owner: QObject | None, deed: Callable[[], T]) -> T | None:
    """Do something short on the window's thread; a ``KnownError`` becomes a dialog and the answer
    ``None``."""
    try:
        return deed()
    except KnownError as error:
        show_error(owner, error)
        return None


def confirm(owner: QObject | None, question: str, consequence: str, do: str, *, keep: str = "&Batal") -> bool:
    """Ask before something that cannot be undone. ``do`` names the deed ("&Hapus salinan"); Enter and Esc
    keep."""
    safe, deed = button(keep), button(do, kind="danger")
    dialog = Message(_over(owner), question, question, consequence, tone=Tone.WARN, buttons=(safe, deed))
    safe.clicked.connect(dialog.reject)
    deed.clicked.connect(dialog.accept)
    return bool(dialog.exec())


class CrashDialog(Message):
    """A bug: what was typed is safe, where the report lies, and go on or close. ``close_wanted`` tells the
    choice."""

    help_topic = "tanya-jawab#muncul-ada-yang-salah-di-aplikasi"

    def __init__(self, parent: QWidget | None, report: str, summary: str) -> None:
        go_on, end = button("&Lanjutkan", kind="primary"), button("&Tutup aplikasi")
        copy = button("&Salin lokasi laporan", kind="quiet", icon="copy")
        super().__init__(
            parent,
            "Ada yang salah di aplikasi",
            "Maaf, ada kesalahan di dalam aplikasi. Isian terakhir sudah tersimpan.",
            "Anda dapat melanjutkan. Jika terjadi lagi, tutup lalu buka kembali aplikasi, dan berikan berkas laporan "
            "ini kepada petugas bantuan. Laporan tidak memuat isian keluarga.",
            tone=Tone.BAD,
            code=f"{summary}\n{report}" if report else summary,
            buttons=(go_on, end, copy),
        )
        self.close_wanted = False
        go_on.clicked.connect(self.accept)
        end.clicked.connect(self._end)
        copy.clicked.connect(lambda _checked=False: QApplication.clipboard().setText(report))
        copy.setVisible(bool(report))
        QtGui.QShortcut(QtGui.QKeySequence(QtGui.QKeySequence.StandardKey.Close), self, self._end)

    def _end(self) -> None:
        self.close_wanted = True
        self.reject()


def show_crash(parent: QWidget | None, report: str, summary: str) -> bool:
    """Tell of a bug; True when the person wants to close. ``summary`` names the kind of error, never a
    record."""
    dialog = CrashDialog(parent, report, summary)
    dialog.exec()
    return dialog.close_wanted


def _over(owner: QObject | None) -> QWidget | None:
    return owner.window() if isinstance(owner, QWidget) else QApplication.activeWindow()
