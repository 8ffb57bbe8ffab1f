"""Pengaturan: this laptop, the person and his villages, the office on the letterhead, and the data themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.left_as import KeptTab
from kampungkb_desktop.ui.page import Hint, Page
from kampungkb_desktop.ui.pages.pdp import PdpTab
from kampungkb_desktop.ui.pages.settings_copies import CopiesTab
from kampungkb_desktop.ui.pages.settings_data import DataTab
from kampungkb_desktop.ui.pages.settings_laptop import LaptopTab
from kampungkb_desktop.ui.pages.settings_people import OfficeTab, PersonTab
from kampungkb_desktop.ui.pages.settings_regions import RegionsTab
from kampungkb_desktop.ui.pages.settings_rules import RulesTab
from kampungkb_desktop.ui.tabs import TabStrip
from kampungkb_desktop.ui.widgets import column

LAPTOP, PERSON, OFFICE, COPIES, DATA = "laptop", "petugas", "kantor", "salinan", "data"
RULES, REGIONS, SERVER, PERSONAL = "aturan", "wilayah", "server", "data-pribadi"
_LOOK_HINTS: Sequence[Hint] = (("Ctrl+PgDn", "bagian berikutnya"),)
_FORM_HINTS: Sequence[Hint] = (("Ctrl+S", "simpan draf"), ("Ctrl+Enter", "selesai"))
HELP_TOPICS = {
    LAPTOP: "pengaturan#laptop-ini", PERSON: "pengaturan#petugas-dan-desa", OFFICE: "pengaturan#kop-surat",
    COPIES: "salinan", DATA: "pengaturan#data-dan-versi", SERVER: "server-kantor", RULES: "aturan-dan-wilayah",
    REGIONS: "aturan-dan-wilayah#wilayah", PERSONAL: "data-pribadi",
}  # fmt: skip


class SettingsPage(Page):
    """``open_record`` takes the key of a tab. ``settings_changed(Settings)`` is put in force by the desk,
    ``restore_wanted(Kept)`` and ``server_wanted(Address)`` by the program."""

    settings_changed = Signal(object)
    folder_wanted = Signal(str)
    restore_wanted = Signal(object)
    server_wanted = Signal(object)

    title = "Pengaturan"
    reads = frozenset({
        "officer", "office", "assignment", "office_rule", "region_change", "pdp_request", "device_loss",
        "retention_keep", "family", "member",
    })  # fmt: skip
    hints: Sequence[Hint] = _LOOK_HINTS
    help_topic = "pengaturan"

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self.tabs = TabStrip()
        who = "Operator" if session.role == DISTRICT else "Petugas && desa"
        for key, name, build in (
            (LAPTOP, "Laptop ini", self._laptop),
            (PERSON, who, self._person),
            (OFFICE, "Kop surat", self._office),
            (COPIES, "Salinan cadangan", self._copies),
            (PERSONAL, "Data pribadi", self._personal),
            (RULES, "Aturan", self._rules),
            (REGIONS, "Wilayah", self._regions),
            (DATA, "Data && versi", self._data),
        ):
            self.tabs.add_tab(key, name, build)
        if session.role == DISTRICT:
            self.tabs.add_tab(SERVER, "Server kantor", self._server)
        KeptTab(self.tabs, session, "pengaturan")
        self.tabs.changed.connect(self._turned)
        self.setLayout(column(self.tabs, spacing=0))

    def open_record(self, record_id: str | None) -> None:
        """The key of a tab; behind it, of the tab of personal data, a place within."""
        key, _, place = (record_id or "").partition("/")
        if key in self.tabs.keys:
            self.tabs.go(key)
        tab = self.tabs.tab(key)
        if place and isinstance(tab, (PdpTab, DataTab)):
            tab.open_place(place)

    def help_paper(self) -> None:
        """The page for the help desk, from wherever somebody is told on the telephone to open it."""
        self.open_record(DATA)
        tab = self.tabs.tab(DATA)
        if isinstance(tab, DataTab):
            tab.health.show_paper()

    def first_focus(self) -> QWidget | None:
        return self.tabs.bar

    def search_widget(self) -> QWidget | None:
        tab = self.tabs.tab(self.tabs.current_key())
        return tab.search_widget() if isinstance(tab, PdpTab) else None

    def load(self) -> None:
        for key in self.tabs.keys:
            tab = self.tabs.tab(key)
            if isinstance(tab, (LaptopTab, PersonTab, OfficeTab, CopiesTab, RulesTab, RegionsTab, DataTab, PdpTab)):
                tab.load()

    def help_place(self) -> str:
        return HELP_TOPICS.get(self.tabs.current_key(), self.help_topic)

    def stand(self) -> Mapping[str, Any] | None:
        return {}  # the tab is kept, and what is typed in its forms is a draft

    def leave(self) -> bool:
        for key in self.tabs.keys:
            tab = self.tabs.tab(key)
            if isinstance(tab, LaptopTab):
                tab.keep()
            elif isinstance(tab, (PersonTab, OfficeTab)):
                tab.leave()
        return True

    # --- the tabs

    def _turned(self, key: str) -> None:
        self.leave()
        self.hints = (*_LOOK_HINTS, *_FORM_HINTS) if key in (PERSON, OFFICE) else _LOOK_HINTS
        self.rename(self.title, self.subtitle)  # the window hears of the keys with the name

    def _laptop(self) -> QWidget:
        made = LaptopTab(self.session, self._today())
        made.settings_changed.connect(self.settings_changed)
        made.state.connect(self.saved)
        return made

    def _person(self) -> QWidget:
        made = PersonTab(self.session, self._today)
        made.wrote.connect(self._written)
        made.state.connect(self.saved)
        return made

    def _office(self) -> QWidget:
        made = OfficeTab(self.session, self._today)
        made.wrote.connect(self._written)
        made.state.connect(self.saved)
        return made

    def _copies(self) -> QWidget:
        made = CopiesTab(self.session)
        made.restore_wanted.connect(self.restore_wanted)
        made.wrote.connect(self._written)
        made.state.connect(self.saved)
        return made

    def _personal(self) -> QWidget:
        made = PdpTab(self.session)
        made.wrote.connect(self._written)
        made.go.connect(self.go)
        made.state.connect(self.saved)
        return made

    def _rules(self) -> QWidget:
        made = RulesTab(self.session, self._today)
        made.wrote.connect(self._written)
        return made

    def _regions(self) -> QWidget:
        made = RegionsTab(self.session, self._today)
        made.wrote.connect(self._written)
        return made

    def _server(self) -> QWidget:
        from kampungkb_desktop.ui.pages.settings_server import ServerTab  # noqa: PLC0415  few offices have a server

        made = ServerTab(self.session)
        made.server_wanted.connect(self.server_wanted)
        made.state.connect(self.saved)
        return made

    def _data(self) -> QWidget:
        made = DataTab(self.session)
        made.go.connect(self._elsewhere)
        made.folder_wanted.connect(self.folder_wanted)
        made.state.connect(self.saved)
        return made

    def _elsewhere(self, page: str, record: object) -> None:
        """Where a remedy leads: often another part of this page."""
        if page == "pengaturan" and isinstance(record, str):
            self.open_record(record)
        else:
            self.go.emit(page, record)

    def _written(self, saved: Saved, sentence: str) -> None:
        self.wrote.emit(saved.forms)
        self.said.emit(sentence, True)  # noqa: FBT003  a signal takes no names
