"""Bangga Kencana bulanan: poktan, contraception and BPJS of one month, with the identity against PUS shown while one
types and each poktan bound by its target."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.village_register import month_day
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.base.text import month_name, month_of, month_shift, number, percent
from kampungkb_desktop.forms.monthly import (
    NON_USERS,
    OTHER_METHODS,
    PLACED,
    POKTAN,
    PORTAL_METHODS,
    MonthlySnapshot,
    portal_roll_up,
    users,
)
from kampungkb_desktop.forms.population import total
from kampungkb_desktop.forms.record import DONE, Finding, Record
from kampungkb_desktop.rules.classification import rules_on
from kampungkb_desktop.rules.classification_history import month_end
from kampungkb_desktop.rules.consistency import (
    PoktanLimit,
    balance,
    dated_twice,
    in_force,
    monthly_findings,
    poktan_limits,
)
from kampungkb_desktop.rules.figures_village import VillageState, output_percentages
from kampungkb_desktop.ui.form_view import Section
from kampungkb_desktop.ui.growing_form import LaterForm
from kampungkb_desktop.ui.pages.figure_editors import CountEditor, remarks
from kampungkb_desktop.ui.pages.register_offer import RegisterOffer
from kampungkb_desktop.ui.pages.side_panel import SidePanel
from kampungkb_desktop.ui.pages.village_balance import WIDTH, BalancePanel
from kampungkb_desktop.ui.pages.village_facts import Facts, report_month
from kampungkb_desktop.ui.pages.village_grids import CountList
from kampungkb_desktop.ui.pages.village_snapshots import DeskWords, SnapshotDesk
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.widgets import column

METHODS = tuple(name for name, _ in (*PORTAL_METHODS, *OTHER_METHODS))
REASONS = tuple(name for name, _ in NON_USERS)
PLACES = tuple(PLACED.values())
GROUPS = tuple(name for name, _ in POKTAN)
MONTHS_BACK = 24


def months_open(today: date, taken: set[str]) -> list[tuple[str, str]]:
    """Months without a record, the one to be reported first, then this month and the earlier ones."""
    this = month_of(today)
    months = [report_month(today), this, *(month_shift(this, -back) for back in range(2, MONTHS_BACK))]
    return [(month, month_name(month)) for month in months if month not in taken]


class MonthlyTab(VillageTab):
    """The desk of monthly snapshots with its balance."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.today = session, today
        self._facts: Facts | None = None
        self.lists = {"poktan": CountList(), "users": CountList("Jumlah peserta KB"),
                      "others": CountList("Jumlah"), "placed": CountList("Sudah ditempatkan"),
                      "bpjs": CountList()}  # fmt: skip
        self.view = LaterForm(
            MonthlySnapshot,
            today=today(),
            sections=self._sections(),
            overrides=dict.fromkeys((*GROUPS, *METHODS, *REASONS, *PLACES, "bpjs"), CountEditor),
            context=self._context,
            at_once=1,
        )
        words = DeskWords(
            "Bangga Kencana bulanan", "Bulan",
            "Peserta poktan, peserta KB per metode, dan PUS yang bukan peserta KB, sekali sebulan. Bulan lalu dapat "
            "disalin, lalu diperbaiki angkanya.",
            _line,
        )  # fmt: skip
        self.panel = BalancePanel()
        self.panel.go_tab.connect(self.go_tab)
        box = column(spacing=0)
        self.setLayout(box)
        self.desk = SnapshotDesk(session, words, self.view, self._begin, SidePanel(self.panel, WIDTH), parent=self)
        box.addWidget(self.desk)
        self.offer = RegisterOffer(session, self.view, tuple(self.lists.values()), self._day)
        self.desk.editor.area.body.insertWidget(1, self.offer)
        self.offer.opened.connect(lambda route: self.go_place.emit("keluarga", route))
        self.offer.more.connect(lambda: self.go_tab.emit("angka"))
        self.view.changed.connect(self._weigh)
        self.view.card_grew.connect(self._weigh)
        self.desk.opened.connect(self._opened)
        self.desk.wrote.connect(self.wrote)
        self.desk.state.connect(self.state)

    def _sections(self) -> tuple[Section, ...]:
        return (
            Section("Partisipasi poktan", GROUPS, grid=lambda: self.lists["poktan"]),
            Section("Peserta KB per metode", METHODS, grid=lambda: self.lists["users"]),
            Section("PUS bukan peserta KB", REASONS, grid=lambda: self.lists["others"]),
            Section("Pemakai MAL dan tradisional, menurut niatnya", PLACES, grid=lambda: self.lists["placed"]),
            Section("Jaminan kesehatan", ("bpjs",), grid=lambda: self.lists["bpjs"]),
        )

    def show_facts(self, facts: Facts) -> None:
        self._facts = facts
        taken = {m.month for m in facts.monthlies if m.month}
        self.desk.set_records(facts.code, facts.monthlies, months_open(self.today(), taken))
        self.offer.set_village(facts.code, facts.families)

    def open_record(self, record_id: str) -> None:
        self.desk.open(record_id)

    def leave(self) -> bool:
        return self.desk.leave()

    def _state(self, record: MonthlySnapshot) -> VillageState:
        """The records this month is compared with."""
        month = record.month or month_of(self.today())
        if self._facts is None:
            return VillageState(monthly=record)
        return VillageState(in_force(self._facts.profiles, month), in_force(self._facts.populations, month), record)

    def _limits(self, record: MonthlySnapshot) -> tuple[PoktanLimit, ...]:
        state = self._state(record)
        return poktan_limits(state.population, state.profile)

    def _begin(self, last: Record | None, month: str) -> Record:
        """One record a village and month: two people who begin the same month make the same record."""
        assert self._facts is not None
        code = self._facts.code
        made = last if isinstance(last, MonthlySnapshot) else MonthlySnapshot()
        made = made.changed(id=derived_id(MonthlySnapshot.FORM, code, month), village=code, status=None, month=month)
        closed = {limit.field: 0 for limit in self._limits(made) if limit.owned is False}
        return made.changed(**closed)

    def _context(self, record: Record) -> Iterator[Finding]:
        if self._facts is None or not isinstance(record, MonthlySnapshot):
            return
        state = self._state(record)
        yield from monthly_findings(record, state.population, state.profile)
        yield from dated_twice(record, self._facts.monthlies)

    def _opened(self, _record: Record) -> None:
        """Close the poktan that are not there; a figure that came from elsewhere stays and is spoken of."""
        record = self.view.record()
        if not isinstance(record, MonthlySnapshot):
            return
        for limit in self._limits(record):
            editor = self.view.built[limit.field].editor
            if isinstance(editor, CountEditor):
                gone = limit.owned is False and not getattr(record, limit.field)
                editor.close_with(f"Tidak memiliki {limit.label} ({limit.owned_source})" if gone else "")
        self.offer.opened_record()
        self._weigh()

    def _day(self, record: Record) -> date:
        """The day the register is asked for: the month's end, or today while it has not ended."""
        month = record.month if isinstance(record, MonthlySnapshot) else None
        return month_day(month or month_of(self.today()), self.today())

    def _weigh(self) -> None:
        """Everything that follows from what is typed: remarks, sums, the identity."""
        record = self.view.record()
        if not isinstance(record, MonthlySnapshot):
            return
        state, limits = self._state(record), {limit.field: limit for limit in self._limits(record)}
        people = total(state.population) if state.population else None
        everyone = users(record) or 0

        def words(name: str) -> str:
            count = getattr(record, name)
            if name in limits:
                return _bound_words(limits[name], count)
            if name == "bpjs":
                return f"dari {number(people)}, {percent(count or 0, people)}" if people else ""
            return percent(count, everyone) if count and name in METHODS and everyone else ""

        remarks(self.view.built, words)
        for one in self.lists.values():
            one.count()
        by = rules_on(month_end(record.month or month_of(self.today())))
        self.panel.weigh(balance(record, state.population), output_percentages(state), portal_roll_up(record), by)


def _bound_words(limit: PoktanLimit, count: int | None) -> str:
    if limit.owned is False:
        return f"tidak memiliki ({limit.owned_source})"
    if limit.target is None:
        return "sasaran belum ada di Kependudukan"
    return f"dari {number(limit.target)}, {percent(count or 0, limit.target)}"


def _line(record: Record) -> tuple[str, str]:
    if not isinstance(record, MonthlySnapshot):
        return record.name(), ""
    count = users(record)
    draft = "" if record.status == DONE else " · draf"
    title = month_name(record.month) if record.month else "Tanpa bulan"
    return title, (f"{number(count)} peserta KB" if count is not None else "belum diisi") + draft
