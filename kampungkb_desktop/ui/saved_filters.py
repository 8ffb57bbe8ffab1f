"""Saringan: the button over a list that keeps what it is narrowed to under a name and brings it back."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QMenu, QPushButton, QWidget

from kampungkb_desktop.actions import saved_filters
from kampungkb_desktop.actions.saved_filters import Sifting
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.asking import AskDialog
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import attempt, confirm
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row

KEYS, MENU_KEYS = "Ctrl+Shift+S", "Ctrl+G"
LANE = "kkb_palette"
KEPT_FILTER = "saringan:"
"""Begins a record id that asks a page for its list by a kept filter."""
_NUMBERED = 9


class Sifted(Protocol):
    """A list whose narrowing can be said and taken up again."""

    def sifting(self) -> dict[str, object]:
        """What it is narrowed to, without the words searched for."""

    def sift(self, wanted: Sifting, *, show: bool = True) -> None:
        """Narrow it so; what is unknown by now is left out. Without ``show`` it is read later."""


class FilterMenu(QPushButton):
    """``used(str)`` names the filter that was taken, ``kept(words)`` tells of one that was kept. ``where`` is the
    list's name for keeping."""

    used, kept = Signal(str), Signal(str)

    def __init__(self, session: Session, where: str, sifted: Sifted, holder: QWidget) -> None:
        super().__init__("Saringan")
        self.session, self.where, self.sifted = session, where, sifted
        set_icon(self, "filter", "ink")
        self.setToolTip(f"Saringan tersimpan ({MENU_KEYS}); menyimpan yang sekarang: {KEYS}")
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.setProperty("menu", "true")  # our own arrow
        self.keep = QAction("&Simpan saringan ini…", self)
        self.keep.setShortcut(QKeySequence(KEYS))
        self.keep.setShortcutContext(Qt.ShortcutContext.WindowShortcut)  # search and village stand in the header
        self.keep.triggered.connect(lambda _on=False: self.ask_name())
        self.arrange = QAction("&Atur saringan…", self)
        self.arrange.triggered.connect(lambda _on=False: self.show_all())
        holder.addAction(self.keep)
        QShortcut(QKeySequence(MENU_KEYS), holder, self.showMenu)  # of the window too, as long as the list is seen
        self._fill()

    def take(self, name: str) -> None:
        """Narrow the list as this filter says."""
        wanted = saved_filters.named(self.session, self.where).get(name)
        if wanted is not None:
            self.sifted.sift(wanted)
            self.used.emit(name)

    def ask_name(self) -> None:
        """Keep what the list is narrowed to."""
        question = "Nama saringan ini (kata yang dicari tidak ikut disimpan):"
        topic, longest = _Arrange.help_topic, saved_filters.LONGEST_NAME
        self._asked = asked = AskDialog(
            self.window(), "Simpan saringan", question, "&Simpan", topic=topic, longest=longest
        )
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.accepted.connect(self._answered)  # ours: a list that has gone hears nothing more
        asked.open()

    def show_all(self) -> QDialog:
        """Rename and delete."""
        dialog = _Arrange(self.session, self.where, self.window())
        dialog.open()
        return dialog

    def _answered(self) -> None:
        self._keep(" ".join(self._asked.text().split()))

    def _keep(self, name: str) -> None:
        wanted, before = self.sifted.sifting(), saved_filters.named(self.session, self.where).get(name)
        if before is not None and dict(before) != wanted and not confirm(
            self, f"Sudah ada saringan bernama “{name}”.", "Yang lama akan diganti dengan yang sekarang.", "&Ganti"
        ):  # fmt: skip
            return
        done = attempt(self, lambda: saved_filters.put(self.session, self.where, name, wanted))
        if done is not None:
            self._fill()
            self.kept.emit(f"Saringan “{done}” disimpan. {MENU_KEYS} membukanya lagi.")

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        names = list(saved_filters.named(self.session, self.where))
        for at, name in enumerate(names, start=1):
            words = name.replace("&", "&&")
            menu.addAction(f"&{at} {words}" if at <= _NUMBERED else words, partial(self.take, name))
        if not names:
            menu.addAction("Belum ada saringan tersimpan").setEnabled(False)
        menu.addSeparator()
        menu.addAction(self.keep)
        menu.addAction(self.arrange)
        self.arrange.setEnabled(bool(names))


class _Arrange(Dialog):
    """The kept filters: F2 names anew, Delete forgets."""

    help_topic = "sehari-hari#saringan-tersimpan"

    def __init__(self, session: Session, where: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._where = session, where
        self.setWindowTitle("Saringan tersimpan")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName("Saringan tersimpan")
        self.list.setMinimumHeight(tokens().px(220))
        self.list.itemChanged.connect(self._renamed)
        for name in saved_filters.named(session, where):
            self._add(name)
        self.list.setCurrentRow(0)
        self._deeds = (
            button("&Ganti nama", self._edit, tip="Ganti nama saringan ini (F2)"),
            button("&Hapus", self._drop, tip="Hapus saringan ini (Delete)"),
        )
        shut = button("&Tutup", self.accept, kind="primary")
        words = label("F2 mengganti nama, Delete menghapus. Catatan keluarga tidak berubah.", "soft", wrap=True)
        self.setLayout(column(words, self.list, row(*self._deeds, None, shut), spacing=12, margins=(18, 16, 18, 14)))
        self.resize(tokens().px(440), tokens().px(340))
        self.list.setFocus()
        self._offer()

    def _offer(self) -> None:
        """With the last filter goes what can be done to one."""
        for one in self._deeds:
            one.setEnabled(self.list.count() > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._drop()
        elif event.key() == Qt.Key.Key_F2:
            self._edit()
        else:
            super().keyPressEvent(event)

    def _add(self, name: str) -> None:
        item = QListWidgetItem(name, self.list)
        item.setData(Qt.ItemDataRole.UserRole, name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)

    def _edit(self) -> None:
        if self.list.currentItem() is not None:
            self.list.editItem(self.list.currentItem())

    def _renamed(self, item: QListWidgetItem) -> None:
        old = str(item.data(Qt.ItemDataRole.UserRole))
        if item.text() == old:
            return
        name = attempt(self, lambda: saved_filters.rename(self._session, self._where, old, item.text()))
        self.list.blockSignals(True)  # noqa: FBT003  Qt's own signature
        item.setText(name or old)
        item.setData(Qt.ItemDataRole.UserRole, name or old)
        self.list.blockSignals(False)  # noqa: FBT003

    def _drop(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            saved_filters.drop(self._session, self._where, str(item.data(Qt.ItemDataRole.UserRole)))
            self.list.takeItem(self.list.row(item))
            self.list.setFocus()
            self._offer()
