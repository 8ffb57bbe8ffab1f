"""What is done with several visits or activities chosen in their lists: another day for the next visit, deleting. Both
are one step that Ctrl+Z takes back, so nothing is asked but what must be known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from kampungkb_desktop.actions import many
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.store import lists
from kampungkb_desktop.ui.pages.many_dialogs import PlanMany
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.selection_bar import SelectionBar
from kampungkb_desktop.ui.widgets import button


class ManyVisits(SelectionBar):
    """``wrote(Saved, words)`` after a write."""

    wrote = Signal(object, str)

    def __init__(self, session: Session, table: RecordTable, today: Callable[[], date]) -> None:
        self.session, self._today = session, today
        self.plan = button("Rencanakan ulang…", self.plan_again, icon="calendar", tip="Tanggal kunjungan berikutnya")
        self.away = button("Hapus", self.delete, icon="trash", tip="Hapus kunjungan yang dipilih; Ctrl+Z mengembalikan")
        super().__init__(table, "kunjungan", self.plan, self.away)
        for one in (self.plan, self.away):
            one.setVisible(session.role != DISTRICT)

    def ids(self) -> list[str]:
        """The ids of those chosen."""
        with self.session.database.read() as conn:
            return [one.id for one in lists.visit_rows(conn, [int(n) for n in self._table.selected_ids()])]

    def plan_again(self) -> PlanMany:
        """Another day for the visit after them."""
        self._chosen = chosen = self.ids()
        words = f"Kunjungan sesudah {number(len(chosen))} kunjungan ini:"
        self._asked = asked = PlanMany(self.window(), words, self._today())
        asked.accepted.connect(self._planned)  # ours: a list that has gone hears nothing more
        asked.open()
        return asked

    def delete(self) -> None:
        """With what was measured at them."""
        chosen = self.ids()
        said = f"{number(len(chosen))} kunjungan dihapus."
        run_shown(
            self, lambda _p: many.delete_visits(self.session, chosen), done=lambda done: self.wrote.emit(done, said),
            text="Menghapus kunjungan", stops=False,
        )  # fmt: skip

    def _planned(self) -> None:
        chosen, day = self._chosen, self._asked.chosen()
        if day is None:
            return

        def tell(done: many.Planned) -> None:
            left = f" {number(done.without)} yang lebih baru tidak berubah." if done.without else ""
            self.wrote.emit(done.saved, f"{number(done.visits)} kunjungan direncanakan {long_date(day)}.{left}")

        run_shown(
            self,
            lambda _p: many.plan_again(self.session, chosen, day),
            done=tell,
            text="Merencanakan kunjungan",
            stops=False,
        )


class ManyActivities(SelectionBar):
    """``wrote(Saved, words)`` after a write."""

    wrote = Signal(object, str)

    def __init__(self, session: Session, table: RecordTable) -> None:
        self.session = session
        self.away = button("Hapus", self.delete, icon="trash", tip="Hapus kegiatan yang dipilih; Ctrl+Z mengembalikan")
        super().__init__(table, "kegiatan", self.away)

    def delete(self) -> None:
        """With their lines and photos."""
        with self.session.database.read() as conn:
            chosen = [one.id for one in lists.activity_rows(conn, [int(n) for n in self._table.selected_ids()])]
        said = f"{number(len(chosen))} kegiatan dihapus."
        run_shown(
            self, lambda _p: many.delete_activities(self.session, chosen),
            done=lambda done: self.wrote.emit(done, said), text="Menghapus kegiatan", stops=False,
        )  # fmt: skip
