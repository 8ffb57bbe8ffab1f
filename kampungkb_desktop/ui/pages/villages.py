"""Kampung: the list of villages one looks after, and the page of one of them.

``open_record`` takes a village code, optionally with a tab and a record: "64.03.06.2004/bulanan/<id>"; the id of a
Kampung KB works as well. ``None`` shows the list, "krs" the KRS recap of all villages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.record_states import FILES, unsent_of_village
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.regions import is_village_code
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.rules.coverage import coverage
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.page import PLACE, Hint, Page
from kampungkb_desktop.ui.pages.sending_words import waiting_words
from kampungkb_desktop.ui.pages.village_facts import Facts, VillageLine, codes, lines
from kampungkb_desktop.ui.pages.village_list import VillageList
from kampungkb_desktop.ui.pages.village_page import VillagePage
from kampungkb_desktop.ui.pages.village_risk_area import RiskArea
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.status_strip import ALL_SAVED
from kampungkb_desktop.ui.widgets import button, column

LIST_TITLE = "Kampung"
AREA = "krs"
"""Instead of a village: the KRS recap of all of them."""
LIST_HINTS = (("Enter", "buka"),)
PAGE_HINTS = (("Enter", "isian berikutnya"), ("Ctrl+S", "simpan draf"), ("Ctrl+Enter", "selesai"))
LOOK_HINTS = (("Ctrl+PgDn", "bagian berikutnya"),)
_WRITTEN = frozenset({"profil", "kelembagaan", "kependudukan", "bulanan", "rencana"})
"""The tabs that are forms from the start; on the others the keys of a form do nothing."""
HELP_TOPICS = {
    "ringkasan": "kampung#halaman-kampung", "profil": "profil", "kelembagaan": "profil#kelembagaan-per-bulan",
    "rencana": "rencana", "kependudukan": "kependudukan",
    "bulanan": "bangga-kencana", "angka": "angka-keluarga", "klasifikasi": "klasifikasi", "krs": "krs",
    "portal": "portal", "foto": "foto", "riwayat": "riwayat",
}  # fmt: skip
"""Where F1 leads from each tab."""


class VillagesPage(Page):
    """The screen "Kampung" of the sidebar."""

    title = LIST_TITLE
    help_topic = "kampung"
    reads = frozenset(
        {FILES, "village", "population", "monthly", "institution", "activity", "attachment", "assignment", "family",
         "office", "official_class", "pokja_member", "poktan", "data_house", "regulation", "award", "work_plan",
         "plan_line", "problem",
         "member", "family_planning", "family_development", "measurement", "mutation", "risk_verification"}
    )  # fmt: skip
    hints: Sequence[Hint] = LIST_HINTS

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self.today = session, today
        self.list = VillageList()
        self.village = VillagePage(session, today)
        self.paper = button(
            "&Cetak ringkasan", self._print, icon="print", shortcut="Ctrl+P", tip="Buka ringkasan desa ini di Laporan"
        )
        self.paper.hide()
        self.area_button = button("Rekap KRS", lambda: self.go.emit("", AREA), icon="chart",
                                  tip="Keluarga berisiko stunting di semua desa, dengan jumlahnya")  # fmt: skip
        self._area: RiskArea | None = None
        self.stack = Stack()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.village)
        self.setLayout(column(self.stack, spacing=0))
        self._told = ""
        self._list_due = True
        self.list.opened.connect(lambda code: self.go.emit("", code))
        self.list.receive.connect(lambda: self.go.emit("kirim-terima", None))
        self.list.told.connect(self._count)
        self.village.wrote.connect(self._wrote)
        self.village.state.connect(self.saved)
        self.village.go_place.connect(self.go)
        self.village.named.connect(self._name)
        self.village.tabs.changed.connect(self._turned)
        self.village.go_activities.connect(lambda code: self.go.emit("kegiatan", f"?desa={code}"))

    def load(self) -> None:
        self._list_due = True
        if self.stack.currentWidget() is self.village:
            self.village.reload()
        elif self._area is not None and self.stack.currentWidget() is self._area:
            self._area.load()
        else:  # a record may be opened in this very turn: then nobody waits for the list
            QTimer.singleShot(0, self, self._load_due)

    def _load_due(self) -> None:
        if self._list_due and self.stack.currentWidget() is self.list:
            self._load_list()

    def open_record(self, record_id: str | None) -> None:
        if not record_id:
            if not self.village.leave():
                return
            self.saved.emit(ALL_SAVED)
            self.hints = LIST_HINTS
            self.stack.setCurrentWidget(self.list)
            self._load_due()
            self._show_filters(shown=True)
            self.rename(LIST_TITLE, self._told)
            return
        if record_id == AREA:
            self._show_area()
            return
        code, _, rest = record_id.partition("/")
        tab, _, record = rest.partition("/")
        code = code if is_village_code(code) else self._code_of(code)
        self.stack.setCurrentWidget(self.village)
        self._show_filters(shown=False)
        self.village.show_village(code, tab, record)
        self._turned(self.village.tabs.current_key())
        if tab == "profil" and self.village.facts is not None and self.village.facts.kampung is None:
            self.village.begin()  # whoever comes to fill in what is not there yet types at once

    def header_widgets(self) -> Sequence[QWidget]:
        return (*self.list.filters(), self.area_button, self.paper)

    def search_widget(self) -> QWidget | None:
        return self.list.search if self.stack.currentWidget() is self.list else None

    def first_focus(self) -> QWidget | None:
        if self._area is not None and self.stack.currentWidget() is self._area:
            return self._area
        return self.list.first_focus() if self.stack.currentWidget() is self.list else self.village.tabs.bar

    def stand(self) -> Mapping[str, Any] | None:
        shown = self.stack.currentWidget() is self.village
        place = f"{self.village.code}/{self.village.tabs.current_key()}" if shown else ""
        return {**self.list.sifting(), PLACE: place}

    def stand_again(self, stand: Mapping[str, Any]) -> None:
        self.list.sift(stand)

    def leave(self) -> bool:
        return self.village.leave()

    def help_place(self) -> str:
        if self.stack.currentWidget() is self.list:
            return self.help_topic
        if self.stack.currentWidget() is self._area:
            return "krs#semua-desa"
        return self.village.help_place() or HELP_TOPICS.get(self.village.tabs.current_key(), self.help_topic)

    # --- inside

    def _show_area(self) -> None:
        """The KRS recap of all villages; built when first wanted."""
        if not self.village.leave():
            return
        if self._area is None:
            made = RiskArea(self.session, self.today)
            made.opened.connect(lambda code: self.go.emit("", f"{code}/krs"))
            made.families.connect(lambda route: self.go.emit("keluarga", route))
            made.told.connect(lambda words: self.rename("Rekap KRS", words) if self._on_area() else None)
            made.said.connect(self.said)
            self.stack.addWidget(made)
            self._area = made
        self.stack.setCurrentWidget(self._area)
        self.hints = LIST_HINTS
        self._show_filters(shown=False)
        self.paper.hide()
        self.rename("Rekap KRS", "")
        self._area.load()

    def _on_area(self) -> bool:
        return self._area is not None and self.stack.currentWidget() is self._area

    def _load_list(self) -> None:
        """A district's villages are read on the worker, an officer's few at once."""
        self._list_due = False
        if self.session.role == "kabupaten":
            run(self, lambda _progress: lines(self.session, self.today()), done=self._show_lines)
        else:
            self._show_lines(lines(self.session, self.today()))

    def _show_lines(self, found: Sequence[VillageLine]) -> None:
        """A district also sees how many of its desa and kelurahan have a Kampung KB."""
        covered = None
        if self.session.role == "kabupaten" and found:
            trail.looked(self.session, "rekap", len(found))
            whole = regions.load().count("village", found[0].code[:5])
            covered = coverage([one.kampung for one in found if one.kampung is not None], whole, self.today())
        self.list.set_lines(found, covered)

    def _show_filters(self, *, shown: bool) -> None:
        for widget in self.list.filters():
            widget.setVisible(shown and self.list.wants(widget))
        self.area_button.setVisible(shown)
        self.paper.setVisible(not shown)

    def _count(self, words: str) -> None:
        self._told = words
        if self.stack.currentWidget() is self.list:
            self.rename(LIST_TITLE, words)

    def _turned(self, tab: str) -> None:
        self.hints = PAGE_HINTS if tab in _WRITTEN else LOOK_HINTS
        if self.stack.currentWidget() is self.village:
            self.rename(self.title, self.subtitle)  # the window hears of the keys with the name

    def _name(self, shown: Facts) -> None:
        place = shown.region.short_name if shown.region else shown.code
        if self.stack.currentWidget() is self.village:
            self.rename(as_typed(shown.name), place)
            if self.session.role != DISTRICT:
                waiting = partial(unsent_of_village, self.session, shown.code)
                run(self, lambda _p: waiting(), done=lambda count: self._name_waiting(shown, place, count))

    def _name_waiting(self, shown: Facts, place: str, count: int) -> None:
        """How much of it waits to be sent: counted while the page stands already."""
        if count and self.stack.currentWidget() is self.village and self.village.code == shown.code:
            self.rename(as_typed(shown.name), place + waiting_words(count))

    def _wrote(self, done: Saved, words: str) -> None:
        self.wrote.emit(done.forms)
        self.said.emit(words, True)  # noqa: FBT003  a signal takes no names

    def _print(self) -> None:
        self.go.emit("laporan", self.village.code)

    def _code_of(self, record_id: str) -> str:
        """The village of a Kampung KB's id; of a kabupaten's or province's code the first one looked after there."""
        with self.session.database.read() as conn:
            found = read.record(conn, Village, record_id)
            if found is not None:
                return found.village or ""
            near = codes(conn, self.today())
        return next((code for code in near if code.startswith(record_id)), near[0] if near else "")
