"""What is asked before something is done to many records: where to, on which day, how it ended. Enter takes it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.kinds import Day
from kampungkb_desktop.ui.day_editors import DayEditor
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import Item, button, column, label, row

_UNDO = "Satu langkah: Ctrl+Z mengembalikan semuanya."


class _Asking(Dialog):
    """A question with Batal and one deed; opened without waiting, deleted when it is answered."""

    help_topic = "sehari-hari#banyak-baris-sekaligus"

    def __init__(self, parent: QWidget, title: str, words: str, deed: str, *inside: Item) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.take = button(deed, self.accept, kind="primary")
        self.take.setDefault(True)
        buttons = row(None, button("&Batal", self.reject), self.take)
        self.setLayout(
            column(label(words, "section", wrap=True), *inside, label(_UNDO, "soft"), buttons, spacing=12,
                   margins=(18, 16, 18, 14))
        )  # fmt: skip
        self.setFixedWidth(tokens().px(440))


class MoveMany(_Asking):
    """Another dusun, RW or RT for families; an empty field changes nothing."""

    def __init__(self, parent: QWidget, count: int) -> None:
        self.hamlet, self.rw, self.rt = QLineEdit(), QLineEdit(), QLineEdit()
        lines: list[Item] = []
        for name, box, most in (("Dusun/lingkungan", self.hamlet, 80), ("RW", self.rw, 20), ("RT", self.rt, 20)):
            box.setAccessibleName(name)
            box.setMaxLength(most)
            box.setPlaceholderText("tetap seperti sekarang")
            box.textChanged.connect(lambda _text: self._allow())
            lines.append(column(label(name, "label"), box, spacing=3))
        super().__init__(parent, "Pindahkan ke RT/RW lain", f"{number(count)} keluarga pindah ke:", "&Pindahkan",
                         lines[0], row(lines[1], lines[2], spacing=12))  # fmt: skip
        self._allow()
        self.rw.setFocus()

    def _allow(self) -> None:
        self.take.setEnabled(any(box.text().strip() for box in (self.hamlet, self.rw, self.rt)))


class PlanMany(_Asking):
    """The day of the next visit."""

    def __init__(self, parent: QWidget, words: str, today: date) -> None:
        self.today = today
        self.day = DayEditor(Day("Tanggal kunjungan", future=True), today)
        self.day.edited.connect(lambda *_what: self._allow())
        super().__init__(parent, "Rencanakan kunjungan", words, "&Rencanakan", self.day)
        self._allow()
        self.day.setFocus()

    def chosen(self) -> date | None:
        """The day, once it is one after today."""
        found = self.day.answer()
        return found if isinstance(found, date) and found >= self.today else None

    def _allow(self) -> None:
        self.take.setEnabled(self.chosen() is not None)
