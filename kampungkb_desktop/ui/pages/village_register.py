"""Angka keluarga: every figure of a village's family register on a day beside the typed one, and each over the months.

Enter on a figure opens the records it counts. Computed on the worker; nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.village_register import month_day
from kampungkb_desktop.base.text import long_date, month_name, month_of, month_shift, number, percent
from kampungkb_desktop.rules.consistency import in_force
from kampungkb_desktop.rules.figures_register import GROUP_LABELS, RegisterKey, VillageRegister, keys
from kampungkb_desktop.rules.figures_typed import typed_figures
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.figure_route import figure_route
from kampungkb_desktop.ui.pages.register_counting import MONTHS, RegisterCounting
from kampungkb_desktop.ui.pages.register_offer import coverage_words
from kampungkb_desktop.ui.pages.register_trend import TrendCard, TrendMonth
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import column, label, row

ROOM_FOR_TWO, ROOM_FOR_HALF = 900, 1050
_FILTERS = tuple(Saved(key, name, f"Angka {name.lower()}") for key, name in GROUP_LABELS.items())
_COLUMNS = (
    Column("label", "Angka", 30, sortable=False, stretch=True),
    Column("count", "Data keluarga", 13, Align.RIGHT, sortable=False, firm=True),
    Column("share", "Bagian", 9, Align.RIGHT, sortable=False, firm=True),
    Column("typed", "Diketik", 9, Align.RIGHT, sortable=False, firm=True),
    Column("gap", "Selisih", 9, Align.RIGHT, sortable=False, firm=True),
)


class VillageRegisterTab(VillageTab):
    """The figures as a table with the trend of the chosen one beside it."""

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.today = session, today
        self._facts: Facts | None = None
        self.found: VillageRegister | None = None
        self.counting = RegisterCounting(session, today, self)
        self.counting.counted.connect(self._counted)
        self.counting.grew.connect(self._grew)
        self._keys: dict[str, RegisterKey] = {one.key: one for one in keys()}
        self.chips = FilterChips(_FILTERS)
        self.group = _FILTERS[0].key
        self.when = ComboBox()
        self.when.setAccessibleName("Keadaan pada")
        self.words = label("", "soft", wrap=True)
        self.table = RecordTable(_COLUMNS, self._rows, name="Angka keluarga")
        self.trend = TrendCard()
        self.empty = _nobody(lambda: self.go_place.emit("keluarga", None))
        self._arrange()
        self.chips.chosen.connect(self._choose_group)
        self.when.activated.connect(lambda _at: self._ask(again=False))
        self.table.selected.connect(self._picked)
        self.table.opened.connect(self.open_figure)
        self.trend.wanted.connect(self.open_figure)
        self.trend.month_wanted.connect(self.show_month)

    def _arrange(self) -> None:
        self.stack, self.page = Stack(), QWidget()
        top = row(self.chips, spacing=10)
        top.setStretch(0, 1)
        top.addWidget(self.when)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(tokens().px(14))
        for widget, share in ((self.table, 3), (self.trend, 2)):
            self._both.addWidget(widget, share)
        self.page.setLayout(column(top, self.words, self._both, spacing=10))
        for shown in (self.page, self.empty):
            self.stack.addWidget(shown)
        self.setLayout(column(self.stack, spacing=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= tokens().px(ROOM_FOR_TWO)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._both.setStretch(0, 4 if beside and event.size().width() < tokens().px(ROOM_FOR_HALF) else 3)

    # --- what is shown

    def show_facts(self, facts: Facts) -> None:
        other = self._facts is None or self._facts.code != facts.code
        self._facts = facts
        self.stack.setCurrentWidget(self.page if facts.families else self.empty)
        if other:
            self.found, self.counting.months = None, {}
            self.words.setText("Menghitung…")
            self._offer_days()
        if facts.families:
            self._ask(again=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is still being counted gives the worker free for the page one goes to."""
        super().hideEvent(event)
        self.counting.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (
            self._facts is not None
            and self._facts.families
            and self.counting.job is not None
            and not self.counting.whole()
        ):
            self._ask(again=False)

    def open_record(self, record_id: str) -> None:
        """Go to a figure by its key."""
        found = self._keys.get(record_id)
        if found is not None:
            self._choose_group(found.group)
            self.table.select(found.key)

    def day(self) -> date:
        """The day whose figures are shown."""
        return month_day(str(self.when.currentData()), self.today())

    def show_month(self, month: str) -> None:
        """All figures as of the end of a month."""
        at = self.when.findData(month)
        if at >= 0 and at != self.when.currentIndex():
            self.when.setCurrentIndex(at)
            self._ask(again=False)

    def open_figure(self, key: Id) -> None:
        """The records a figure counts; nothing where it counts none."""
        if self.found is not None and self._facts is not None and self.found.figure(str(key)).count:
            self.go_place.emit("keluarga", figure_route(str(key), self._facts.code, self.found.on))

    # --- inside

    def _offer_days(self) -> None:
        this = month_of(self.today())
        self.when.clear()
        self.when.addItem(f"Hari ini, {long_date(self.today())}", this)
        for back in range(1, MONTHS):
            month = month_shift(this, -back)
            self.when.addItem(f"Akhir {month_name(month)}", month)

    def _ask(self, *, again: bool) -> None:
        assert self._facts is not None
        self.counting.ask(self._facts.code, self.day(), again=again)

    def _counted(self, found: VillageRegister) -> None:
        if self._facts is not None and (found.village, found.on) == (self._facts.code, self.day()):
            self.found = found
            self._show()

    def _grew(self) -> None:
        self._picked(self.table.current_id())

    def _choose_group(self, group: str) -> None:
        self.group = group
        self.chips.show_key(group)
        self._show()

    def _show(self) -> None:
        if self.found is None or self._facts is None:
            return
        counts = self.found.counts()
        listed = [one.key for one in self._keys.values() if one.group == self.group and one.key in counts]
        self.table.refresh()
        self.table.set_ids(listed)
        if listed and self.table.current_id() not in listed:
            self.table.select(listed[0])
        self.words.setText(f"Dihitung {coverage_words(self.found)}. {self._typed_words()}")
        self._picked(self.table.current_id())

    def _typed(self) -> dict[str, int]:
        """What is typed and in force in the month of the day shown."""
        assert self._facts is not None
        month = month_of(self.day())
        return typed_figures(in_force(self._facts.populations, month), in_force(self._facts.monthlies, month))

    def _typed_words(self) -> str:
        assert self._facts is not None
        month = month_of(self.day())
        records = (in_force(self._facts.populations, month), in_force(self._facts.monthlies, month))
        named = [record.name() for record in records if record is not None]
        return f"Diketik: {' dan '.join(named)}." if named else "Belum ada angka yang diketik untuk dibandingkan."

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        if self.found is None:
            return []
        counts, typed = self.found.counts(), self._typed()
        return [self._row(self._keys[str(key)], counts, typed) for key in ids if str(key) in counts]

    def _row(self, one: RegisterKey, counts: dict[str, int], typed: dict[str, int]) -> Row:
        count, there = counts[one.key], typed.get(one.key)
        gap = "" if there is None else f"{'+' if count > there else ''}{number(count - there)}"
        share = percent(count, counts.get(one.of, 0)) if one.of else ""
        told = "" if there is None else number(there)
        return Row(one.key, (one.label, number(count), share, told, gap.replace("-", "−")), faint=not count)

    def _picked(self, key: Id | None) -> None:
        found = self._keys.get(str(key))
        if found is None or self._facts is None:
            return
        self.trend.show_trend(found, [self._month(month) for month in sorted(self.counting.months)])

    def _month(self, month: str) -> TrendMonth:
        """The figures of a month, and what was typed for exactly that month."""
        assert self._facts is not None
        counted = [one for one in self._facts.populations if one.as_of is not None and month_of(one.as_of) == month]
        reported = [one for one in self._facts.monthlies if one.month == month]
        typed = typed_figures(counted[0] if counted else None, reported[0] if reported else None)
        return TrendMonth(month, self.counting.months[month], typed)


def _nobody(begin: Callable[[], object]) -> EmptyState:
    return EmptyState(
        "Belum ada keluarga tercatat",
        "Di sini angka kampung dihitung dari data keluarga: PUS, peserta KB, balita, lansia, risiko stunting, dan "
        "lainnya, lalu dibandingkan dengan yang diketik. Mulai dengan mencatat keluarga.",
        "Buka Keluarga", begin, icon="keluarga", sign="forward",
    )  # fmt: skip
