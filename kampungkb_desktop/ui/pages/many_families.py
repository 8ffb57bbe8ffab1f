"""What is done with several families chosen in the list: papers of all of them, a list for other programs, another
RT or RW, a day for the next visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from kampungkb_desktop.actions import many, trail
from kampungkb_desktop.actions.many_papers import MANY
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.store import lists
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.pages.export_list import ask_and_export
from kampungkb_desktop.ui.pages.many_dialogs import MoveMany, PlanMany
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.saved_filters import FilterMenu
from kampungkb_desktop.ui.selection_bar import SelectionBar
from kampungkb_desktop.ui.widgets import button

MOST_PRINTED = 200
"""Families whose papers are made as one paper: some thousand pages are no paper any more."""


class ManyFamilies(SelectionBar):
    """``wrote(Saved, words)`` after a write, ``said(words)`` where nothing was written."""

    wrote = Signal(object, str)
    said = Signal(str)

    def __init__(self, session: Session, table: RecordTable, today: Callable[[], date]) -> None:
        self.session, self._today = session, today
        self.papers = button("Cetak", icon="print", tip="Kertas untuk semua keluarga yang dipilih")
        self.papers.setProperty("menu", "true")
        self.papers.setMenu(self._menu())
        self.list = button("Ekspor…", self.export, icon="spreadsheet", tip="Daftar keluarga yang dipilih ke berkas")
        self.there = button("Pindah RT/RW…", self.move_there, icon="forward", tip="Dusun, RW, atau RT lain")
        self.plan = button(
            "Rencanakan kunjungan…", self.plan_visit, icon="calendar", tip="Tanggal kunjungan berikutnya"
        )
        super().__init__(table, "keluarga", self.papers, self.list, self.there, self.plan)
        for one in (self.there, self.plan):
            one.setVisible(session.role != DISTRICT)

    def ids(self) -> list[str]:
        """The ids of the families chosen, from top to bottom."""
        with self.session.database.read() as conn:
            return [one.id for one in lists.family_rows(conn, self._numbers())]

    def _menu(self) -> QMenu:
        menu = QMenu(self.papers)
        menu.setToolTipsVisible(True)
        for one in MANY:
            deed = menu.addAction(f"{one.title}…")
            deed.setToolTip(one.told)
            deed.setData(one.key)
        menu.triggered.connect(lambda deed: self.print(str(deed.data())))
        return menu

    def print(self, key: str) -> PaperDialog | None:
        """One kind of paper of all of them, seen first."""
        kind = next(one for one in MANY if one.key == key)
        chosen, session = self.ids(), self.session
        if len(chosen) > MOST_PRINTED:
            self.said.emit(f"Paling banyak {number(MOST_PRINTED)} keluarga sekali cetak. Pilih lebih sedikit.")
            return None

        def noted() -> None:
            for one in chosen:
                trail.note(session, trail.PRINTED, form=Family.FORM, record=one)

        dialog = PaperDialog(
            self.window(), session, f"{kind.title}: {number(len(chosen))} keluarga", kind.file,
            lambda paper: kind.make(session, chosen, paper), noted, topic=kind.topic,
        )  # fmt: skip
        dialog.open()
        return dialog

    def export(self) -> None:
        """As a file for other programs."""
        ask_and_export(self, self.session, self._numbers(), self._today(), self.said.emit, "yang dipilih")

    def move_there(self) -> MoveMany:
        """Another dusun, RW or RT."""
        self._chosen = self.ids()
        self._where = asked = MoveMany(self.window(), len(self._chosen))
        asked.accepted.connect(self._moved)  # ours: a list that has gone hears nothing more
        asked.open()
        return asked

    def plan_visit(self) -> PlanMany:
        """A day for the next visit."""
        self._chosen = chosen = self.ids()
        words = f"Kunjungan berikutnya ke {number(len(chosen))} keluarga:"
        self._asked = asked = PlanMany(self.window(), words, self._today())
        asked.accepted.connect(self._planned)
        asked.open()
        return asked

    def _moved(self) -> None:
        chosen, asked = self._chosen, self._where
        where = {"hamlet": asked.hamlet.text(), "rw": asked.rw.text(), "rt": asked.rt.text()}
        said = f"{number(len(chosen))} keluarga dipindahkan."
        run_shown(
            self, lambda _p: many.move(self.session, chosen, **where), done=lambda done: self.wrote.emit(done, said),
            text="Memindahkan keluarga", stops=False,
        )  # fmt: skip

    def _planned(self) -> None:
        chosen, day = self._chosen, self._asked.chosen()
        if day is None:
            return

        def tell(done: many.Planned) -> None:
            left = f" {number(done.without)} keluarga belum pernah dikunjungi, jadi tidak ikut." if done.without else ""
            words = f"Kunjungan {number(done.visits)} keluarga direncanakan {long_date(day)}.{left}"
            if not done.visits:
                words = "Belum ada yang direncanakan: keluarga ini belum pernah dikunjungi. Catat dahulu kunjungannya."
            self.wrote.emit(done.saved, words)

        run_shown(
            self, lambda _p: many.plan(self.session, chosen, day), done=tell, text="Merencanakan kunjungan", stops=False
        )

    def _numbers(self) -> list[int]:
        return [int(one) for one in self._table.selected_ids()]


def wire(bar: ManyFamilies, filters: FilterMenu, page: Page) -> None:
    """Let a page tell what was done at its list: to many families, and of a filter that was kept."""

    def written(done: Saved, words: str) -> None:
        page.wrote.emit(done.forms)
        page.said.emit(words, bool(done.action))

    bar.wrote.connect(written)
    for told in (bar.said, filters.kept):
        told.connect(lambda words: page.said.emit(words, False))  # noqa: FBT003  a signal
