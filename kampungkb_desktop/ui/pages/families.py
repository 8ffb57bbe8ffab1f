"""Keluarga: the list of families and, over it, the page of one. The list keeps its place while a family is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.duplicates import FAMILIES, shown_id
from kampungkb_desktop.actions.family_file import everything_of
from kampungkb_desktop.actions.family_filters import kind_of
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.record_states import FILES
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.page import PLACE, Hint, Page
from kampungkb_desktop.ui.pages.duplicates_line import DOUBLES
from kampungkb_desktop.ui.pages.family_list import FamilyList
from kampungkb_desktop.ui.pages.family_page import FamilyPage
from kampungkb_desktop.ui.pages.figure_list import FigureList
from kampungkb_desktop.ui.pages.figure_route import FigureRoute, read_route
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.pages.list_menu import ListMenu
from kampungkb_desktop.ui.pages.many_families import wire
from kampungkb_desktop.ui.saved_filters import KEPT_FILTER
from kampungkb_desktop.ui.search_box import SearchBox
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.village_box import VillageBox
from kampungkb_desktop.ui.widgets import button, column, set_kind, tool

NEW_VISIT = "baru:"
"""What Kunjungan is asked to open for a new visit, followed by the id of the family."""
COUNTED = "saring:"
"""Begins a record id that asks for the families counted by a number: ``saring:<key>/<village>``, "" for all."""
VISITS = "kunjungan"
HELP_TOPICS = {
    "": "keluarga#halaman-keluarga", "anggota": "anggota", "mutasi": "mutasi", "kunjungan": "kunjungan",
    "riwayat": "riwayat", "data": "keluarga#data-keluarga", "kb": "keluarga#kb",
    "pembangunan": "keluarga#pembangunan-keluarga",
}  # fmt: skip
"""Where F1 leads from a family, and from the tabs that have a page of their own in the guide."""
READS = frozenset({
    "family", "member", "visit", "measurement", "family_planning", "family_development", "village", "pregnancy",
    "assignment", "mutation", "risk_verification", FILES
})  # fmt: skip
_WITHOUT_FORM = frozenset({"ringkasan", "kunjungan", "riwayat"})
_LIST_HINTS = (("Enter", "buka"), ("Ctrl+N", "keluarga baru"), ("Ctrl+Shift+K", "kunjungan baru"))
_OFFICERS_KEYS = ("Ctrl+N", "Ctrl+Shift+K")
_PAGE_HINTS = (("Ctrl+PgDn", "bagian berikutnya"), ("Ctrl+Shift+K", "kunjungan baru"), ("Alt+←", "kembali"))
_FORM_HINTS = (("Ctrl+S", "simpan draf"), ("Ctrl+Enter", "selesai"), *_PAGE_HINTS[:2])


class FamiliesPage(Page):
    """One screen of the sidebar; ``open_record`` with a family's id shows its page, with ``<id>/<tab>`` a part of it
    ("…/anggota"), with ``<id>/anggota/<person>`` somebody in it."""

    title = "Keluarga"
    reads = READS
    made_of = frozenset({"assignment"})
    hints: Sequence[Hint] = _LIST_HINTS
    help_topic = "keluarga"

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self._villages = own_villages(session)
        self.list = FamilyList(session, today=today, several_villages=len(self._villages) > 1)
        self.search = SearchBox("Cari nama, KK, NIK, RT, alamat (Ctrl+F)", self.list.table, rest=0)
        self.where = _village_box(self._villages, self.list)
        self.new_button = button(
            "Keluarga ba&ru", self.begin, kind="primary", icon="add", shortcut="Ctrl+N", tip="Catat keluarga baru"
        )
        self.visit_button = button(
            "Kunjungan ba&ru", self._visit, kind="primary", icon="add",
            tip="Catat kunjungan ke keluarga ini (Ctrl+Shift+K)",
        )  # fmt: skip
        self.delete_button = tool("trash", "Hapus keluarga ini beserta anggota dan kunjungannya", self._delete)
        self._stack = Stack()
        self._stack.addWidget(self.list)
        self._family: FamilyPage | None = None
        self._figure: FigureList | None = None
        self.lists_button = ListMenu(self, session, today, self.list)
        self.setLayout(column(self._stack))
        self.list.counted.connect(self._count)
        self.list.opened.connect(lambda record: self.go.emit("", record))
        self.list.begin.connect(self.begin)
        self.list.doubles.wanted.connect(lambda: self.go.emit("", DOUBLES))
        self.list.cleared.connect(self._cleared)
        wire(self.list.many, self.list.filters, self)
        self.search.searched.connect(self.list.search)
        self.list.table.typed.connect(self.search.take)
        QShortcut(QKeySequence("Ctrl+Shift+K"), self, self._visit)
        self._counted = ""

    # --- what the window asks

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.search, self.where, self.lists_button, self.new_button, self.delete_button, self.visit_button)

    def search_widget(self) -> QWidget | None:
        if self._figure is not None and self._stack.currentWidget() is self._figure:
            return self._figure.search
        return self.search if self._on_list() else None

    def first_focus(self) -> QWidget | None:
        here = self._shown_family()
        return self._stack.currentWidget() if here is None else here

    def load(self) -> None:
        self.list.load()
        if (here := self._shown_family()) is not None:
            here.reload()
        if self._figure is not None and self._stack.currentWidget() is self._figure:
            self._figure.reload()
        self.lists_button.reload(self._stack)

    def open_record(self, record_id: str | None) -> None:
        wanted = read_route(record_id or "")
        if wanted is not None and not wanted.of_families:
            self._show_figure(wanted)
            return
        if record_id is not None and record_id.startswith(KEPT_FILTER):
            self.open_record(None)
            self.list.filters.take(record_id.removeprefix(KEPT_FILTER))
            return
        if record_id is not None and record_id.startswith(COUNTED):
            _show_counted(self, record_id.removeprefix(COUNTED))
            return
        if (hints := self.lists_button.show_place(record_id or "", self._stack)) is not None:
            self.hints = hints
            self._dress()
            return
        if record_id is None:
            self._stack.setCurrentWidget(self.list)
            self.hints = _own(self.session, _LIST_HINTS)
            self.rename("Keluarga", self._counted)
            self._dress()
            self.list.table.setFocus()
            return
        page, (asked, tab, person) = self._page(), (*record_id.split("/", 2), "", "")[:3]
        family_id = shown_id(self.session, FAMILIES, asked)
        if page.family_id != family_id:
            page.open(family_id, tab)
        else:
            page.reload(tab)
        if tab in page.tabs.keys and page.saved_id() is not None:
            page.show_part(tab, person)
        self._stack.setCurrentWidget(page)
        self._dress()

    def _show_figure(self, wanted: FigureRoute) -> None:
        """The people or other records that a number counts, over the list."""
        if self._figure is None:
            self._figure = _figure_list(self)
            self._stack.addWidget(self._figure)
        self._stack.setCurrentWidget(self._figure)
        self.hints = _LIST_HINTS[:1]
        self._dress()
        self._figure.show_route(wanted)
        self._figure.table.setFocus()

    def stand(self) -> Mapping[str, Any] | None:
        return _stand(self, self._shown_family())

    def stand_again(self, stand: Mapping[str, Any]) -> None:
        self.search.setText(stand["kata"])
        self.search.flush()

    def leave(self) -> bool:
        return self._family is None or self._family.leave()

    def help_place(self) -> str:
        here = self._shown_family()
        listed = self.lists_button.help_of(self.hints) or self.help_topic
        return listed if here is None else HELP_TOPICS.get(here.tabs.current_key(), HELP_TOPICS[""])

    # --- what a person does

    def begin(self) -> None:
        """A new family; it gets its id now, so that its draft is found again. A district receives them instead."""
        here = self.session.role != DISTRICT
        self.go.emit("" if here else "kirim-terima", new_record_id(self.session) if here else None)

    def _visit(self) -> None:
        here = self._shown_family()
        family = here.saved_id() if here is not None else self.list.current() if self._on_list() else None
        if family and self.session.role != DISTRICT:
            self.go.emit(VISITS, NEW_VISIT + family)

    def _delete(self) -> None:
        """One action that Ctrl+Z takes back, so nothing is asked."""
        here = self._shown_family()
        if here is None or (file := here.file) is None:
            return
        here.leave()  # drafts are written now, so that the deletion takes them along
        gone = [file.family, *everything_of(self.session, file.family.id)]
        written = attempt(self, lambda: save(self.session, "Hapus keluarga", [], gone))
        if written is not None:
            self.go.emit("", None)
            self.wrote.emit(written.forms)
            self.said.emit(f"{file.family.name()} dihapus.", True)  # noqa: FBT003  a signal

    # --- inside

    def _on_list(self) -> bool:
        return self._stack.currentWidget() is self.list

    def _shown_family(self) -> FamilyPage | None:
        """The family's page while it is in sight; the list or the records of a number may be instead."""
        return self._family if self._stack.currentWidget() is self._family else None

    def _page(self) -> FamilyPage:
        if self._family is None:
            page = FamilyPage(self.session, today=self._today, villages=self._villages, near=lambda: self.list.village)
            for name in ("said", "wrote", "saved", "go"):
                getattr(page, name).connect(getattr(self, name))
            page.named.connect(self._named)
            page.tabs.changed.connect(lambda _key: self._dress())
            self._stack.addWidget(page)
            self._family = page
        return self._family

    def _named(self, title: str, subtitle: str) -> None:
        if not self._on_list() or self._family is not None:
            self.rename(title, subtitle)
        self._dress()

    def _dress(self) -> None:
        here = self._on_list()
        writes = self.session.role != DISTRICT
        self.search.setVisible(here)
        self.lists_button.setVisible(here)
        self.new_button.setVisible(here and writes)
        self.where.setVisible(here and len(self._villages) > 1)
        family = self._shown_family()
        saved = writes and family is not None and family.saved_id() is not None
        self.visit_button.setVisible(saved)
        form = family is not None and family.tabs.current_key() not in _WITHOUT_FORM
        set_kind(self.visit_button, "" if form else "primary")  # a form has a main button of its own
        self.delete_button.setVisible(saved)
        if family is not None:
            _tell_keys(self, typed=writes and form and family.tabs.current_key() != "mutasi")

    def _count(self, words: str) -> None:
        self._counted = words
        if self._on_list():
            self.rename("Keluarga", words)

    def _cleared(self) -> None:
        self.search.clear()
        self.where.set_codes([])


def _own(session: Session, hints: Sequence[Hint]) -> Sequence[Hint]:
    """The keys that do something here: a district begins neither families nor visits."""
    return hints if session.role != DISTRICT else [one for one in hints if one[0] not in _OFFICERS_KEYS]


def _tell_keys(page: FamiliesPage, *, typed: bool) -> None:
    told, page.hints = page.hints, _own(page.session, _FORM_HINTS if typed else _PAGE_HINTS)
    if told != page.hints:
        page.rename(page.title, page.subtitle)  # the window hears of the keys with the name


def _stand(page: FamiliesPage, here: FamilyPage | None) -> Mapping[str, Any] | None:
    """The words of the search, and the part of a family in sight."""
    if kind_of(page.list.filter) is not None or not (page.list.isVisibleTo(page) or here is not None):
        return None  # what a number elsewhere counts is nobody's filter
    saved = here.saved_id() if here is not None else None
    place = f"{saved}/{here.tabs.current_key()}" if here is not None and saved else ""
    return {"kata": page.search.text(), PLACE: place}


def _show_counted(page: FamiliesPage, wanted: str) -> None:
    key, _, village = wanted.rpartition("/")
    page.open_record(None)
    page.search.clear()
    page.where.set_codes([village] if village else [])
    page.list.choose_counted(key, village or None)


def _figure_list(page: FamiliesPage) -> FigureList:
    made = FigureList(page.session)
    made.opened.connect(lambda place: page.go.emit("", place))
    made.closed.connect(lambda: page.go.emit("", None))
    made.counted.connect(lambda words: page.rename("Keluarga", words))
    return made


def _village_box(villages: Sequence[str], families: FamilyList) -> VillageBox:
    box = VillageBox(villages, village_name, "Hanya keluarga di desa ini, atau di beberapa desa")
    box.changed.connect(lambda: families.choose_villages(box.codes()))
    families.narrowed.connect(lambda: box.set_codes(families.villages))
    box.set_codes(families.villages)
    return box
