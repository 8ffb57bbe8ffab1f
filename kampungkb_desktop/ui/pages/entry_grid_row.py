"""What is told beside and under the grid of visits about the row one is on: the cell's question and findings, and the
meaning of the figures by the panel of the single visit. Told after a short rest, so that typing never waits for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.grid_columns import GridColumn
from kampungkb_desktop.actions.grid_judging import Verdict
from kampungkb_desktop.actions.grid_sheet import SAVED, why
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_file import VisitFile
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.entry_grid_dialogs import ReasonDialog
from kampungkb_desktop.ui.pages.entry_grid_told import CellTold
from kampungkb_desktop.ui.pages.entry_grid_view import GridView
from kampungkb_desktop.ui.pages.visit_past import Past
from kampungkb_desktop.ui.pages.visit_side import VisitSide

_REST_MS = 60
ROOM_FOR_SIDE = 1080


class RowTold(QObject):
    """``cell`` stands under the grid, ``side`` beside it where the page is wide enough."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.cell, self.side = CellTold(), VisitSide()
        self.side.setFixedWidth(tokens().px(300))
        self.side.open_cases.hide()
        self._past = Past(session)
        self._view: GridView | None = None
        self._dialog: ReasonDialog | None = None
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._rested)

    def begin(self, view: GridView) -> None:
        """Another list."""
        self._view = view
        self.forget()

    def forget(self) -> None:
        """Records were written: the history is read anew."""
        self._past.forget()
        self.side.clear()
        self.soon()

    def soon(self) -> None:
        """Tell after the rest."""
        self._rest.start()

    def fit(self, width: int) -> None:
        """Beside the grid only where both have room."""
        self.side.setVisible(width >= tokens().px(ROOM_FOR_SIDE))

    def here(self) -> tuple[str, GridColumn | None, Verdict] | None:
        """Row, column and verdict of the cell one is on."""
        view = self._view
        index = view.currentIndex() if view is not None else None
        if view is None or index is None or not index.isValid() or index.row() >= len(view.grid.ids):
            return None
        row, place = view.grid.ids[index.row()], index.column()
        asked = view.grid.columns[place - 1] if 0 < place <= len(view.grid.columns) else None
        return row, asked, view.grid.verdict(row)

    def _rested(self) -> None:
        """Only where somebody sees it: the window may have been locked or closed meanwhile."""
        if self._parent.isVisible():
            self.tell()

    def tell(self) -> None:
        """Tell now."""
        self._rest.stop()
        found = self.here()
        if found is None or self._view is None:
            return
        row, asked, verdict = found
        slots = self._view.grid.sheet.rows[row]
        self._mean(verdict)
        meaning = (*self.side.marks, *self.side.words[1:]) if verdict.begun and self.side.isHidden() else ()
        self.cell.show_cell(asked, verdict, slots, [f"{one.rstrip('.')}." for one in meaning])

    def _mean(self, verdict: Verdict) -> None:
        visit, detail, person = verdict.visit, verdict.detail, verdict.person
        if verdict.family is None or detail is None:
            self.side.clear()
            return
        view = self._view
        assert view is not None
        members = view.grid.judge.known.members.get(verdict.family.id, ())
        file = VisitFile(visit, new=True, family=verdict.family, members=members, details=())
        history: list[ChildMeasurement | AdolescentCheck] = [
            *self._past.measured(visit, person), *self._past.school(visit, person)
        ]  # fmt: skip
        self.side.show_visit(file, visit, detail, history)

    # --- a caution that stays

    def ask_reason(self) -> None:
        """F4: why the answer of this cell stays; of a cell without a caution, the first of its row that has one."""
        found = self.here()
        if found is None or self._view is None or SAVED in self._view.grid.sheet.rows[found[0]]:
            return
        row, asked, verdict = found
        slots = self._view.grid.sheet.rows[row]
        doubtful = {
            key: " ".join(one.sentence for one in of) for key, of in verdict.findings.items()
            if any(one.strength == "caution" for one in of)
        }  # fmt: skip
        here = asked.key if asked is not None else ""
        key = here if here in doubtful else next((one for one in doubtful if not slots.get(why(one))), "")
        titles = {one.key: one.title for one in self._view.grid.every}
        if key not in titles:
            return
        dialog = ReasonDialog(titles[key], doubtful[key], slots.get(why(key), ""), self._parent)
        dialog.given.connect(lambda reason: self._keep(row, key, reason))
        self._dialog = dialog
        dialog.open()

    def _keep(self, row: str, key: str, reason: str) -> None:
        if self._view is not None:
            model = self._view.grid
            model.do("Alasan", [model.sheet.edit(row, why(key), reason)])
            self._view.setFocus()
