"""Kunjungan: whom to visit, the list of visits, the choice of a family as one types, and the sheet of one visit.

Its record ids: a visit's id; ``baru`` asks for the family first; ``baru:<family>`` begins with that one, and
``baru:<family>/<sasaran>/<person>`` knows for whom; ``saring:<filter>`` shows who is due by a key of
``due_bar.FILTERS`` ("saring:terlambat"), or the visits by one of ``visit_list.FILTERS``; ``kalender`` the reporting
calendar; ``banyak`` and what begins so the grid of many visits (``entry_grid``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.deadlines import FORMS as CALENDAR_FORMS
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.record_states import FILES
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_file import DETAIL_FORMS
from kampungkb_desktop.forms.choices_visit import ADOLESCENT, BRIDE_GROOM, POSTPARTUM, PREGNANT, YOUNG_CHILD
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.left_as import KeptTab
from kampungkb_desktop.ui.page import PLACE, Page
from kampungkb_desktop.ui.pages.visit_choice import FamilyChoice, visit_is_gone
from kampungkb_desktop.ui.pages.visit_heading import OF_FAMILY, delete_visit, heading_of, read_visit
from kampungkb_desktop.ui.pages.visit_many import MANY, ManyVisits
from kampungkb_desktop.ui.pages.visit_page import VisitSheet
from kampungkb_desktop.ui.pages.visit_tabs import FIRST_HINTS, VisitTabs
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, set_kind, tool

NEW = "baru"
FAMILIES = "keluarga"
HELP_TOPICS = {
    None: "kunjungan#mencatat-kunjungan",
    YOUNG_CHILD: "mengukur",
    ADOLESCENT: "mengukur#5-18-tahun",
} | dict.fromkeys((PREGNANT, POSTPARTUM, BRIDE_GROOM), "ibu")
"""Where F1 leads from a visit, and from the measurement of each sasaran."""
_PREPARE_MS, _BREATH_MS = 700, 20
"""When the sheet begins to be built ahead, and the breath between two of its cards."""
_PICK_HINTS = (("Ketik", "nama, KK, atau NIK"), ("Enter", "pilih keluarga"), ("Esc", "batal"))
_SHEET_HINTS = (("Enter", "isian berikutnya"), ("Ctrl+S", "draf"), ("Ctrl+Enter", "selesai"), ("Esc", "kembali"))
_WRITES = ("Ctrl+N", "Ctrl+S", "Ctrl+Enter")
_READ_HINTS = {"mulai kunjungan": ("Enter", "buka keluarga"), "isian berikutnya": ("Ctrl+H", "riwayat isian")}
"""At a district nothing is begun or saved here; these keys do something else."""

READS = frozenset(
    {FILES, "visit", "family", "member", "family_planning", "mutation", "risk_verification"}
    | CALENDAR_FORMS
    | {form.FORM for form in DETAIL_FORMS.values()}
)
"""The forms whose changes make the page stale."""


class VisitsPage(Page):
    """``open_record`` takes the record ids that the module names."""

    title = "Kunjungan"
    reads = READS
    made_of = frozenset({"assignment"})
    hints: Sequence[tuple[str, str]] = FIRST_HINTS
    help_topic = "kunjungan"

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today, self._writes, self._opened = session, today, session.role != DISTRICT, ""
        villages = own_villages(session)
        self.tabs = VisitTabs(session, today=today, villages=villages)
        self.list, self.due = self.tabs.list, self.tabs.due
        KeptTab(self.tabs.strip, session, "kunjungan")
        self.search = SearchBox("Cari nama, KK, atau NIK (Ctrl+F)", self.due.table, rest=0)
        self.new_button = button(
            "Kunjungan &baru", self.begin, kind="primary", icon="add", shortcut="Ctrl+N", tip="Catat kunjungan baru"
        )
        self.many = ManyVisits(session, today=today, villages=villages, due=self.due)
        self.family_button = button(
            "Li&hat keluarga", lambda: _to_family(self, self._sheet), icon="keluarga", tip="Buka halaman keluarga"
        )
        self.delete_button = tool("trash", "Hapus kunjungan ini", lambda: _delete(self, self._sheet))
        self._stack = Stack()
        for one in (self.tabs, self.many):
            self._stack.addWidget(one)
        self._sheet: VisitSheet | None = None
        self._missing: EmptyState | None = None
        self.setLayout(column(self._stack))
        self._wire()

    def _wire(self) -> None:
        self.tabs.turned.connect(self._turned)
        self.tabs.opened.connect(lambda page, record: self.go.emit(page, record or None))
        self.tabs.start.connect(lambda *who: self.go.emit(*_visit_to(who, writes=self._writes)))
        self.tabs.begin.connect(self.begin)
        self.tabs.cleared.connect(self.search.clear)
        self.tabs.typed.connect(self.search.take)
        self.tabs.said.connect(self.said)
        self.tabs.wrote.connect(self.wrote)
        self.search.searched.connect(self.tabs.search)
        self.many.titled.connect(lambda *told: self._show(self.many, *told))
        self.many.wanted.connect(lambda record: self.go.emit("", record or None))
        for mine, theirs in ((self.wrote, self.many.wrote), (self.said, self.many.said), (self.saved, self.many.state)):
            theirs.connect(mine)

    @cached_property
    def _choice(self) -> FamilyChoice:
        """Whose visit it is to be; made when that is asked the first time."""
        made = FamilyChoice(self.session, today=self._today, villages=own_villages(self.session))
        self._stack.addWidget(made)
        return _led(self, made)

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.search, self.many.button, self.new_button, self.delete_button, self.family_button)

    def search_widget(self) -> SearchBox | None:
        here = self._stack.currentWidget()
        return self.search if here is self.tabs else self._choice.whose if isinstance(here, FamilyChoice) else None

    def first_focus(self) -> QWidget | None:
        here = self._stack.currentWidget()
        return self._choice.whose if isinstance(here, FamilyChoice) else self.tabs.shown if here is self.tabs else here

    def load(self) -> None:
        self.tabs.load()
        if self._sheet is None:
            QTimer.singleShot(_PREPARE_MS, self, self._prepare)
        if isinstance(self._stack.currentWidget(), FamilyChoice):
            self._choice.load()
        elif self._sheet is not None and self._stack.currentWidget() is self._sheet:
            self._sheet.renew()
        self.many.renew()

    def open_record(self, record_id: str | None) -> None:
        if record_id is None or self.tabs.opens(record_id) or (_begins(record_id) and not self._writes):
            self._show_tabs()
            self.tabs.shown.setFocus()
        elif record_id.partition(":")[0] == MANY:
            self._stack.setCurrentWidget(self.many)
            self.many.open(record_id)
        elif record_id == NEW:
            self._choice.load()
            self._show(self._choice, "Kunjungan ke keluarga siapa?", "", _PICK_HINTS)
            self._choice.ask()
        elif record_id != self._opened:
            self._open(record_id)
        else:
            self._show_sheet()

    def leave(self) -> bool:
        return self.many.leave() and (self._sheet is None or self._sheet.leave())

    def help_place(self) -> str:
        here = self._stack.currentWidget()
        if here in (self.tabs, self.many):
            return self.tabs.help_topic if here is self.tabs else "isian-banyak"
        return HELP_TOPICS[self._sheet.measured_target() if self._sheet is not None and here is self._sheet else None]

    def rest(self) -> None:
        self.tabs.rest()

    def stand(self) -> Mapping[str, Any] | None:
        here, file = self._stack.currentWidget(), self._sheet.file if self._sheet is not None else None
        read = here is self._sheet and file is not None and not file.new and file.visit.id == self._opened
        told = {**self.tabs.stand(), "kata": self.search.text(), PLACE: self._opened if read else ""}
        return told if read or here is self.tabs else None  # never one that begins

    def stand_again(self, stand: Mapping[str, Any]) -> None:
        self.tabs.stand_again(stand)
        self.search.setText(stand["kata"])
        self.search.flush()

    def begin(self) -> None:
        """A new visit: first whose. A district receives them instead."""
        self.go.emit("" if self._writes else "kirim-terima", NEW if self._writes else None)

    def _prepare(self) -> None:
        """Build the sheet while nothing else is to do, so that the first visit opens at once."""
        idle = self.isVisible() and isinstance(self._stack.currentWidget(), FamilyChoice | VisitTabs)
        if idle and (box := self.search_widget()) and box.in_use():  # each part of it would be felt in a letter
            QTimer.singleShot(_PREPARE_MS, self, self._prepare)
        elif idle and (self._sheet is None or self._sheet.editor.sheet.prepare()):
            self._sheet_widget()
            QTimer.singleShot(_BREATH_MS, self, self._prepare)

    def _open(self, record_id: str) -> None:
        self._opened = record_id
        file = read_visit(self.session, record_id, self._today())
        if file is None:
            self._say_missing()
            return
        self._sheet_widget().open(file)
        self._show_sheet()

    def _sheet_widget(self) -> VisitSheet:
        if self._sheet is None:
            sheet = VisitSheet(self.session, today=self._today, parent=self._stack)
            sheet.state.connect(self.saved)
            sheet.recorded.connect(self._recorded)
            sheet.finished.connect(lambda _visit: self._done())
            sheet.closed.connect(self._done)
            sheet.wrote.connect(self.tabs.tell_written)
            sheet.opened.connect(lambda record: self.go.emit("", record))
            sheet.people_wanted.connect(lambda family: self.go.emit(FAMILIES, f"{family}/anggota"))
            self._stack.addWidget(sheet)
            self._sheet = sheet
        return self._sheet

    def _show_sheet(self) -> None:
        sheet = self._sheet
        file = sheet.file if sheet is not None else None
        if sheet is None or file is None:
            self._say_missing()
            return
        self._show(sheet, *heading_of(self.session, file), _SHEET_HINTS)

    def _say_missing(self) -> None:
        if self._missing is None:
            self._missing = visit_is_gone(lambda: self.go.emit("", None))
            self._stack.addWidget(self._missing)
        self._show(self._missing, "Kunjungan", "", self.tabs.hints)

    def _show(self, widget: QWidget, title: str, subtitle: str, hints: Sequence[tuple[str, str]]) -> None:
        self._stack.setCurrentWidget(widget)
        if widget is not self._sheet:
            self._opened = ""
        self.hints = hints if self._writes else [_READ_HINTS.get(one[1], one) for one in hints if one[0] not in _WRITES]
        self.search.setVisible(widget is self.tabs and self.tabs.searches)
        for one in (self.new_button, self.many.button):
            one.setVisible(widget is self.tabs and self._writes)
        set_kind(self.new_button, "" if self.tabs.leads else "primary")
        self.family_button.setVisible(widget is self._sheet)
        file = self._sheet.file if self._sheet is not None and widget is self._sheet else None
        self.delete_button.setVisible(file is not None and not file.new and self._writes)
        self.rename(title, subtitle)

    def _show_tabs(self) -> None:
        self._show(self.tabs, "Kunjungan", self.tabs.words, self.tabs.hints)

    def _turned(self) -> None:
        """Another tab, or another count: its words in the header, and the arrows of the search lead into it."""
        self.search.list_widget = self.tabs.shown.table
        if self._stack.currentWidget() is self.tabs:
            self._show_tabs()

    def _recorded(self, visit: Visit, written: Saved) -> None:
        self.wrote.emit(written.forms)
        if written.action:
            said = f"{visit.name()} tersimpan sebagai {'selesai' if visit.status == DONE else 'draf'}."
            self.said.emit(said, True)  # noqa: FBT003  a signal

    def _done(self) -> None:
        """Back to where one came from; in the list of visits on the one just written."""
        file = self._sheet.file if self._sheet is not None else None
        self.go.emit("", None)
        if file is not None:
            self.tabs.select(file.visit)


def _begins(record_id: str) -> bool:
    """Whether a record id asks for a form to be filled in."""
    return record_id.partition(":")[0] in (NEW, MANY)


def _to_family(page: VisitsPage, sheet: VisitSheet | None) -> None:
    if sheet is not None and sheet.file is not None and sheet.file.family is not None:
        page.go.emit(FAMILIES, sheet.file.family.id)


def _delete(page: VisitsPage, sheet: VisitSheet | None) -> None:
    """The visit with its measurement and photos, as one action that Ctrl+Z takes back."""
    if sheet is None or (file := sheet.file) is None or file.new:
        return
    written = attempt(page, lambda: delete_visit(page.session, file))
    if written is not None:
        sheet.editor.forget()
        page.go.emit("", None)
        page.wrote.emit(written.forms)
        page.said.emit(f"{file.visit.name()} dihapus.", True)  # noqa: FBT003  a signal


def _led(page: VisitsPage, made: FamilyChoice) -> FamilyChoice:
    """The choice, leading on and back."""
    made.chosen.connect(lambda family: page.go.emit("", OF_FAMILY + family))
    made.begin.connect(lambda: page.go.emit(FAMILIES, None))
    made.left.connect(lambda: page.go.emit("", None))
    return made


def _visit_to(who: Sequence[str], *, writes: bool) -> tuple[str, str]:
    """Where one goes for somebody who is due: to a new visit; a district looks at the family."""
    return ("", OF_FAMILY + "/".join(who)) if writes else (FAMILIES, who[0])
