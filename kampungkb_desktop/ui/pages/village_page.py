"""The page of one Kampung KB: its tabs, each built when first shown and renewed after every change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.pages.village_class import ClassTab
from kampungkb_desktop.ui.pages.village_facts import Facts, facts
from kampungkb_desktop.ui.pages.village_history import HistoryTab
from kampungkb_desktop.ui.pages.village_lists_tab import InstitutionTab, ListsTab
from kampungkb_desktop.ui.pages.village_monthly import MonthlyTab
from kampungkb_desktop.ui.pages.village_photos import PhotosTab
from kampungkb_desktop.ui.pages.village_plan_tab import PlanTab
from kampungkb_desktop.ui.pages.village_population import PopulationTab
from kampungkb_desktop.ui.pages.village_portal import PortalTab
from kampungkb_desktop.ui.pages.village_profile import ProfileTab
from kampungkb_desktop.ui.pages.village_register import VillageRegisterTab
from kampungkb_desktop.ui.pages.village_risk import VillageRiskTab
from kampungkb_desktop.ui.pages.village_summary import SummaryTab
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.tabs import TabStrip
from kampungkb_desktop.ui.widgets import column

TABS = (
    ("ringkasan", "&Ringkasan"),
    ("profil", "&Profil"),
    ("kelembagaan", "Kelembagaan"),
    ("kependudukan", "Kependuduka&n"),
    ("bulanan", "&Bangga Kencana"),
    ("angka", "Angka"),
    ("klasifikasi", "Klasi&fikasi"),
    ("krs", "KRS"),
    ("rencana", "Rencana && masalah"),
    ("portal", "Portal"),
    ("foto", "Fo&to"),
    ("riwayat", "Riwa&yat"),
)

_DATED: Mapping[str, Callable[[Session, Callable[[], date], QWidget], VillageTab]] = {
    "profil": ProfileTab, "kelembagaan": InstitutionTab, "rencana": PlanTab, "kependudukan": PopulationTab,
    "bulanan": MonthlyTab, "portal": PortalTab, "angka": VillageRegisterTab, "krs": VillageRiskTab,
}  # fmt: skip
"""The tabs that need the session and today's date, and nothing else."""


class VillagePage(QWidget):
    """``show_village(code)``, then the tabs work by themselves. ``wrote(Saved, sentence)`` after every change."""

    wrote = Signal(object, str)
    state = Signal(str)
    go_activities = Signal(str)
    go_place = Signal(str, object)
    named = Signal(object)
    """The ``Facts`` now shown, for the header."""

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self.today = session, today
        self.facts: Facts | None = None
        self._stale: set[str] = set()
        self.tabs = TabStrip()
        self.setLayout(column(self.tabs, spacing=0))
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            turn = QShortcut(QKeySequence(keys), self)
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(lambda step=step: self._turn(step))

    @property
    def code(self) -> str:
        """The village shown, "" before the first."""
        return self.facts.code if self.facts else ""

    def show_village(self, code: str, tab: str = "", record: str = "") -> None:
        """Show a village; a tab and one of its records when named. Another village begins at its summary."""
        other = code != self.code
        if not self.leave():
            return
        self.facts = facts(self.session, code)
        wanted = tab or (TABS[0][0] if other else self.tabs.current_key())
        first = not self.tabs.keys
        if first:
            self.tabs.set_tabs([(key, name, partial(self._build, key)) for key, name in TABS], wanted.partition("/")[0])
            self.tabs.changed.connect(self._turned)
        self._renew(wanted, built=first)
        if record and (widget := self.tab(self.tabs.current_key())) is not None:
            widget.open_record(record)

    def reload(self) -> None:
        """Read again after a change; what is being typed stays."""
        if self.facts is not None:
            self.facts = facts(self.session, self.facts.code)
            self._renew(self.tabs.current_key())

    def go_tab(self, key: str) -> None:
        """Show a tab; "kelembagaan/pokja" shows one of its parts."""
        key, _, part = key.partition("/")
        self.tabs.go(key)
        tab = self.tab(key)
        if part and isinstance(tab, ListsTab):
            tab.show_part(part)

    def help_place(self) -> str:
        """Where F1 leads from a part of the tab shown; "" for the tab's own page."""
        tab = self.tab(self.tabs.current_key())
        return tab.help_place() if isinstance(tab, ListsTab) else ""

    def tab(self, key: str) -> VillageTab | None:
        """The widget of a tab that was visited."""
        found = self.tabs.tab(key)
        return found if isinstance(found, VillageTab) else None

    def leave(self) -> bool:
        """Keep what is typed on any tab."""
        return all(tab.leave() for key in self.tabs.keys if (tab := self.tab(key)) is not None)

    def begin(self) -> None:
        """The identity form of a village that has no Kampung KB yet."""
        self.go_tab("profil")
        profile = self.tab("profil")
        if isinstance(profile, ProfileTab):
            profile.identity.view.focus_first()

    def _renew(self, wanted: str, *, built: bool = False) -> None:
        """The tab that somebody comes for at once, the others when they are turned to: all of them take ten times as
        long. One that was only just ``built`` shows these facts already."""
        assert self.facts is not None
        self._stale = set() if built else {key for key in self.tabs.keys if self.tab(key) is not None}
        self.tabs.go(wanted.partition("/")[0])
        self._show_facts(self.tabs.current_key())
        self.go_tab(wanted)
        self.named.emit(self.facts)

    def _show_facts(self, key: str) -> None:
        tab = self.tab(key)
        if key in self._stale and tab is not None and self.facts is not None:
            self._stale.discard(key)
            tab.show_facts(self.facts)

    def _turn(self, step: int) -> None:
        """The next tab or the one before; the keys go to the strip, so that one can go on turning."""
        bar = self.tabs.bar
        bar.setCurrentIndex((bar.currentIndex() + step) % bar.count())
        bar.setFocus()

    def _turned(self, key: str) -> None:
        self.leave()
        self._show_facts(key)

    def _build(self, key: str) -> VillageTab:
        assert self.facts is not None
        made = self._make(key)
        made.go_tab.connect(self.go_tab)
        made.go_place.connect(self.go_place)
        made.wrote.connect(self.wrote)
        made.state.connect(self.state)
        made.show_facts(self.facts)
        return made

    def _make(self, key: str) -> VillageTab:
        stack = self.tabs.stack
        if key in _DATED:
            return _DATED[key](self.session, self.today, stack)
        match key:
            case "klasifikasi":
                made = ClassTab(self.session, self.today, stack)
                made.go_activities.connect(lambda: self.go_activities.emit(self.code))
                return made
            case "foto":
                return PhotosTab(self.session, stack)
            case "riwayat":
                return HistoryTab(self.session, stack)
            case _:
                summary = SummaryTab(stack)
                summary.begin.connect(self.begin)
                return summary
