"""Typing twice in the grid of visits: begun with F7, ended with F7, the differences settled by key, the rate shown."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kampungkb_desktop.actions.grid_verifying import Difference, begun, cells_checked, differences, ended, rate_of
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.pages.entry_grid_dialogs import FIGURES, VerifyDialog
from kampungkb_desktop.ui.pages.entry_grid_model import GridModel
from kampungkb_desktop.ui.pages.entry_grid_row import RowTold
from kampungkb_desktop.ui.pages.entry_grid_settle import SettleBar
from kampungkb_desktop.ui.pages.entry_grid_typing import Typing
from kampungkb_desktop.ui.pages.entry_grid_view import GridView


class Around(Protocol):
    """The sheet that typing twice belongs to."""

    session: Session
    view: GridView
    typing: Typing
    told: RowTold
    note: QLabel
    again_button: QPushButton
    save_button: QPushButton

    @property
    def model(self) -> GridModel: ...


class Twice(QObject):
    """Belongs to one sheet."""

    def __init__(self, sheet: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet, self._parent = sheet, parent
        self.settle = SettleBar()
        self.dialog: VerifyDialog | None = None
        self.settle.shown.connect(self._show)
        self.settle.over.connect(self._settled)

    def toggle(self) -> None:
        """F7: ask what is typed again; while it is, end it and settle what differs."""
        sheet = self._sheet
        sheet.typing.leave_cell()
        if sheet.model.sheet.checks:
            self._end()
        elif differences(sheet.model.sheet):
            self._settle()
        else:
            self.dialog = VerifyDialog(self._parent)
            self.dialog.chosen.connect(self.begin)
            self.dialog.open()

    def begin(self, which: str, sample: int) -> None:
        """Hide the answers and stand on the first that is to be typed again."""
        sheet = self._sheet
        columns = [one for one in sheet.model.columns if which != FIGURES or one.is_figure]
        sheet.model.change(begun(sheet.model.sheet, columns, sample=sample, by=sheet.session.author))
        first = next(iter(cells_checked(sheet.model.sheet)), None)
        if first is None:
            sheet.model.change(ended(sheet.model.sheet))
            sheet.note.setText("Belum ada isian yang dapat diketik ulang.")
            return
        sheet.typing.walk.go_to(*first)
        sheet.view.setFocus()
        self.renew()

    def renew(self) -> None:
        """The words of the buttons."""
        twice = bool(self._sheet.model.sheet.checks)
        self._sheet.again_button.setText("Selesai ketik ula&ng" if twice else "Ketik ula&ng…")
        self._sheet.save_button.setEnabled(not twice)
        self.tell()

    def tell(self) -> None:
        """How far the second typing is, and how often both differed."""
        sheet = self._sheet.model.sheet
        rate = rate_of(sheet) if sheet.checked_by else None
        if rate is None:
            return
        said = [f"Ketik ulang: {rate.words}."]
        if self._sheet.model.sheet.checks:
            said.append(f"Tinggal {number(rate.waiting)} isian.")
        if rate.unsettled:
            said.append(f"{number(rate.unsettled)} beda belum diputuskan (F7).")
        self._sheet.note.setText(" ".join(said))

    def _end(self) -> None:
        sheet = self._sheet
        sheet.model.change(ended(sheet.model.sheet))
        self.renew()
        self._settle()

    def _settle(self) -> None:
        if not self.settle.begin(self._sheet.model):
            self._settled()
            return
        self._sheet.told.cell.hide()
        self.settle.show()
        self.settle.setFocus()

    def _show(self, one: Difference) -> None:
        self._sheet.typing.walk.go_to(one.row, one.key)

    def _settled(self) -> None:
        self.settle.hide()
        self._sheet.told.cell.show()
        self._sheet.view.setFocus()
        self.tell()
