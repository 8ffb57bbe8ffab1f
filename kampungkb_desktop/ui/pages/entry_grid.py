"""Isi banyak kunjungan: a grid for the paper of many visits, begun from a list of people or taken up where it was
left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from kampungkb_desktop.actions import grid_drafts, grid_people
from kampungkb_desktop.actions.due import DueBook
from kampungkb_desktop.actions.due_view import DueFilter, places
from kampungkb_desktop.actions.grid_columns import DAY
from kampungkb_desktop.actions.grid_open import open_lists
from kampungkb_desktop.actions.grid_people import Who
from kampungkb_desktop.actions.grid_sheet import BLANK, PERSON, WHO, Sheet
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import confirm
from kampungkb_desktop.ui.page import Hint
from kampungkb_desktop.ui.pages.entry_grid_choose import DUE, PRINTED, Begin, GridChoice
from kampungkb_desktop.ui.pages.entry_grid_sheet import GridSheet

KEY = "banyak"
"""Begins the record ids that lead here: ``banyak`` asks what to type, ``banyak:<list>`` goes on with one, and
``banyak:/<sasaran>/<village>/<rt>`` begins with those who are due there."""
_CHOICE_HINTS: Sequence[Hint] = (("1–6", "formulir"), ("Ctrl+Enter", "mulai"), ("Esc", "kembali"))
_SHEET_HINTS: Sequence[Hint] = (
    ("Enter", "sel berikutnya"), ("Ctrl+D", "isi ke bawah"), ("F4", "alasan"), ("F7", "ketik ulang"),
    ("Ctrl+Enter", "simpan yang lengkap"),
)  # fmt: skip
_BLANK_ROWS = 12


class EntryGrid(QStackedWidget):
    """``titled(title, words)`` for the header, ``wrote``, ``said`` and ``state`` as pages have them,
    ``wanted(record id)`` to go there, ``left()``."""

    titled = Signal(str, str)
    wrote = Signal(object)
    said = Signal(str, bool)
    state = Signal(str)
    wanted = Signal(str)
    left = Signal()

    def __init__(
        self,
        session: Session,
        *,
        today: Callable[[], date],
        villages: Sequence[str],
        book: Callable[[], DueBook | None],
    ) -> None:
        super().__init__()
        self.session, self._today, self._villages, self._book = session, today, tuple(villages), book
        self.choice = GridChoice(today=today, villages=self._villages, places=self._places)
        self.sheet = GridSheet(session, today=today)
        self.addWidget(self.choice)
        self.addWidget(self.sheet)
        self.choice.begun.connect(self._begin)
        self.choice.resumed.connect(lambda key: self.wanted.emit(f"{KEY}:{key}"))
        self.choice.dropped.connect(self._drop)
        self.choice.left.connect(self.left)
        self.sheet.closed.connect(self._close)
        self.sheet.wrote.connect(self.wrote)
        self.sheet.said.connect(self.said)
        self.sheet.state.connect(self.state)
        self.sheet.counted.connect(self._count)
        self._title = self._words = ""
        self._fresh: tuple[Sheet | None, Sequence[Who]] = None, ()

    @property
    def hints(self) -> Sequence[Hint]:
        """The keys of what is shown."""
        return _SHEET_HINTS if self.currentWidget() is self.sheet else _CHOICE_HINTS

    def open_record(self, record_id: str) -> None:
        """Go where a record id leads."""
        rest = record_id.removeprefix(KEY).removeprefix(":")
        if rest and not rest.startswith("/"):
            self.resume(rest)
            return
        _, target, village, rt = (*rest.split("/"), "", "", "", "")[:4]
        self.show_choice()
        self.choice.choose(target, village, rt)

    def renew(self) -> None:
        """Records were written elsewhere."""
        if self.currentWidget() is self.sheet:
            self.sheet.renew()

    def leave(self) -> bool:
        """What is typed is on the disk."""
        return self.currentWidget() is not self.sheet or self.sheet.leave()

    def show_choice(self) -> None:
        """Ask what to type."""
        self.choice.show_lists(open_lists(self.session))
        self.choice.offer_places()
        self.setCurrentWidget(self.choice)
        self._tell("Isi banyak kunjungan", "")
        self.choice.target.setFocus()

    def resume(self, sheet_id: str) -> None:
        """Go on with a list."""
        if self.currentWidget() is self.sheet and self.sheet.shows(sheet_id):
            self._tell(self._title, self._words)
            return
        fresh, people = self._fresh
        self._fresh = None, ()
        sheet = fresh if fresh is not None and fresh.id == sheet_id else grid_drafts.restore(self.session, sheet_id)
        if sheet is None:
            self.show_choice()
            self.choice.refuse("Daftar itu sudah selesai atau dibuang.")
        else:
            self._show(sheet, people)

    # --- inside

    def _places(self, village: str) -> Sequence[str]:
        book = self._book()
        return () if book is None else places(book, village)

    def _begin(self, wish: Begin) -> None:
        session, today = self.session, self._today()
        if wish.source == DUE:
            wanted = DueFilter(wish.window, village=wish.village, rt=wish.rt, target=wish.target)
            book = self._book()
            run(self, lambda progress: grid_people.due_people(session, wanted, today, progress, book),
                done=partial(self._found, wish), text="Mencari yang perlu dikunjungi")  # fmt: skip
        elif wish.source == PRINTED:
            found = grid_people.list_of_code(wish.code, self._villages, today)
            if found is None:
                self.choice.refuse("Kode itu bukan kode daftar kunjungan 90 hari terakhir di desa Anda. Cocokkan lagi.")
                return
            village, day = found
            run(self, lambda progress: grid_people.due_of_list(session, village, wish.target, day, progress),
                done=partial(self._found, wish), text="Mencari orang di daftar")  # fmt: skip
        else:
            self._begin_list(wish, ())

    def _found(self, wish: Begin, people: Sequence[Who]) -> None:
        if not people:
            words = TARGET.label(wish.target)
            self.choice.refuse(f"Tidak ada yang perlu dikunjungi dengan formulir {words} di pilihan itu. Longgarkan "
                               "pilihannya, atau pakai Baris kosong.")  # fmt: skip
            return
        self._begin_list(wish, people)

    def _begin_list(self, wish: Begin, people: Sequence[Who]) -> None:
        """Go to the new list by its name, so that the way back and the keys at the foot are right."""
        sheet = self._new(wish, people)
        self._fresh = sheet, people
        self.wanted.emit(f"{KEY}:{sheet.id}")

    def _new(self, wish: Begin, people: Sequence[Who]) -> Sheet:
        day = wish.day.strftime("%d/%m/%Y") if wish.day is not None else ""
        rows: dict[str, dict[str, str]] = {}
        for one in people:
            slots = {WHO: one.name, PERSON: one.slot}
            rows[new_record_id(self.session)] = slots | ({DAY: day} if day else {})
        for _ in range(1 if people else _BLANK_ROWS):
            rows[new_record_id(self.session)] = {BLANK: "1"}
        return Sheet(new_record_id(self.session), wish.target, day=day, rows=rows, typed_by=self.session.author)

    def _show(self, sheet: Sheet, people: Sequence[Who]) -> None:
        self.setCurrentWidget(self.sheet)
        self._title = f"Isi banyak: {TARGET.label(sheet.target)}"
        self.sheet.open(sheet, people)
        self.sheet.keeper.touch(sheet.rows)
        self._tell(self._title, self._words)
        self.sheet.view.setFocus()

    def _count(self, words: str) -> None:
        self._words = words
        if self.currentWidget() is self.sheet:
            self._tell(self._title, words)

    def _tell(self, title: str, words: str) -> None:
        self.titled.emit(title, words)

    def _close(self) -> None:
        """Escape in the grid: back to the choice, with what was typed kept."""
        self.wanted.emit(KEY)

    def _drop(self, sheet_id: str) -> None:
        sure = confirm(
            self, "Buang isian ini?", "Baris yang belum tersimpan sebagai kunjungan hilang dan tidak kembali.",
            "&Buang",
        )  # fmt: skip
        if sure:
            grid_drafts.drop(self.session, sheet_id)
            self.choice.show_lists(open_lists(self.session))
