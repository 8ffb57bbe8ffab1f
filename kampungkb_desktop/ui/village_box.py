"""One, several or all of the villages one works in, as a box over a list: one by its first letters, "Beberapa desa…"
opens a list to tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QDialog, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row

_SEVERAL = "…"
_CODE = Qt.ItemDataRole.UserRole


class VillageBox(ComboBox):
    """``changed()`` after a choice by the person. ``codes()`` is empty for all. ``beyond`` is a key and the words of
    what lies over any village, given back by ``codes`` like one."""

    changed = Signal()

    def __init__(
        self,
        villages: Sequence[str],
        name_of: Callable[[str], str],
        tip: str = "",
        *,
        beyond: tuple[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._villages, self._name_of, self._beyond = tuple(villages), name_of, beyond
        self._several: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._filled: tuple[str, ...] | None = None
        """Which several are among the lines, as they stand; ``None``: the lines are of before."""
        self.setAccessibleName("Desa/kelurahan")
        self.setToolTip(tip or "Desa/kelurahan")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(11)
        self._fill()
        self.activated.connect(self._activated)

    def codes(self) -> tuple[str, ...]:
        """The villages chosen."""
        data = self.currentData()
        if data == _SEVERAL:
            return self._several
        return (str(data),) if data else ()

    def set_codes(self, codes: Sequence[str]) -> None:
        """Show these as chosen, without ``changed``; codes one does not work in are left out."""
        wanted = set(codes)
        if self._beyond is not None and wanted == {self._beyond[0]}:
            self._several = ()
            self._fill()
            self.setCurrentIndex(self.findData(self._beyond[0]))
            self._before = self.codes()
            return
        known = tuple(code for code in self._villages if code in wanted)
        if len(known) == len(self._villages):
            known = ()
        self._several = known if len(known) > 1 else ()
        self._fill()
        at = self.findData(_SEVERAL if self._several else known[0] if known else None)
        self.setCurrentIndex(max(at, 0))
        self._before = self.codes()

    def offer(self, villages: Sequence[str]) -> None:
        """Other villages to choose from; the choice is kept where it can be."""
        chosen, names = self.codes(), tuple(map(self._name_of, villages))
        if (self._villages, self._names) != (tuple(villages), names):
            self._villages, self._filled = tuple(villages), None
        self.set_codes(chosen)

    def choose_several(self) -> QDialog:
        """Ask which ones; the box changes when it is answered. A key that is held down asks once."""
        if self._asked is not None and isValid(self._asked) and self._asked.isVisible():
            return self._asked
        # A function that holds the box would let go of it while the dialog ends: the box would end the dialog again.
        self._asked = asked = _Ticks(self._villages, self._name_of, self.codes(), self)
        asked.accepted.connect(self._answered)
        asked.open()
        return asked

    def _fill(self) -> None:
        """The lines, where they are not what stands there: an office has hundreds, and each takes its time."""
        if self._filled == self._several:
            return
        self._filled, self._names = self._several, tuple(map(self._name_of, self._villages))
        self.blockSignals(True)  # noqa: FBT003  Qt's own signature
        kept = self.currentData()
        self.clear()
        self.addItem("Semua desa", None)
        if self._beyond is not None:
            self.addItem(self._beyond[1], self._beyond[0])
        for name, code in zip(self._names, self._villages, strict=True):
            self.addItem(name, code)
        if self._several:
            self.insertItem(1, f"{number(len(self._several))} desa", _SEVERAL)
            names = ", ".join(self._name_of(code) for code in self._several)
            self.setItemData(1, names, Qt.ItemDataRole.ToolTipRole)
        if len(self._villages) > 2:
            self.addItem("Beberapa desa…", "")
        self.setCurrentIndex(max(self.findData(kept), 0))
        self.blockSignals(False)  # noqa: FBT003

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter takes a village before "Beberapa desa…": that one would ask at once, and "Birang" could never be
        typed below a village that stands between them."""
        letter, rows, asking = event.text().casefold(), self.model(), self.findData("")
        villages = letter.isalpha() and any(self._name_of(one).casefold().startswith(letter) for one in self._villages)
        item = rows.item(asking) if villages and asking >= 0 and isinstance(rows, QStandardItemModel) else None
        if item is not None:
            item.setEnabled(False)
        super().keyPressEvent(event)
        if item is not None:
            item.setEnabled(True)

    def _activated(self, at: int) -> None:
        if self.itemData(at) == "":
            self.set_codes(self._before)
            self.choose_several()
            return
        self._before = self.codes()
        self.changed.emit()

    _before: tuple[str, ...] = ()
    _asked: _Ticks | None = None

    def _answered(self) -> None:
        if self._asked is not None:
            self.set_codes(self._asked.codes())
            self.changed.emit()


class _Ticks(Dialog):
    """The villages to tick: Space ticks, Enter takes them."""

    help_topic = "sehari-hari#beberapa-desa-sekaligus"

    def __init__(
        self, villages: Sequence[str], name_of: Callable[[str], str], chosen: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Beberapa desa")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName("Desa/kelurahan")
        for code in villages:
            item = QListWidgetItem(name_of(code), self.list)
            item.setData(_CODE, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if code in chosen else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.list.setMinimumHeight(tokens().px(min(420, 34 * len(villages) + 12)))
        take = button("&Tampilkan", self.accept, kind="primary")
        take.setDefault(True)
        hint = label("Spasi memberi atau menghapus tanda. Tanpa tanda berarti semua desa.", "soft", wrap=True)
        buttons = row(None, button("&Batal", self.reject), take)
        self.setLayout(column(hint, self.list, buttons, spacing=12, margins=(18, 16, 18, 14)))
        self.resize(tokens().px(380), self.sizeHint().height())
        self.list.setFocus()

    def codes(self) -> tuple[str, ...]:
        """Those with a tick."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(str(item.data(_CODE)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)
