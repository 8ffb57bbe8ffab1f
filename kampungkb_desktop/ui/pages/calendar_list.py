"""Kalender: the duties whose deadline lies in a month, how each stands, and the tick by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.deadlines import month_deadlines, tick, untick
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import month_name, month_of, number, short_date
from kampungkb_desktop.rules.days import first_of, month_index
from kampungkb_desktop.rules.deadlines import Deadline, State, Task, calendar_on, tasks
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.beside_or_under import BesideOrUnder
from kampungkb_desktop.ui.pages.calendar_panel import CalendarPanel, tag_of
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row, tool


class CalendarList(QWidget):
    """``counted(str)`` gives the words for the header; ``wrote(Saved, str)`` tells of a tick and what to say of
    it, ``opened(page, record)`` leads to where a duty is recorded."""

    counted = Signal(str)
    wrote = Signal(object, str)
    opened = Signal(str, str)

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self.month = first_of(month_index(today()))
        self._shown_month: date | None = None
        self._tasks: dict[str, Task] = {}
        self.title = label("", "section")
        self.back = tool("chevron-left", "Bulan sebelumnya", lambda: self.turn(-1))
        self.on = tool("chevron-right", "Bulan berikutnya", lambda: self.turn(1))
        self.now = button("Bulan ini", self.go_home, kind="quiet")
        self.rule = label("", "small")
        head = row(self.back, self.title, self.on, self.now, None, self.rule, spacing=8)
        self.panel = CalendarPanel(today())
        self.table = RecordTable(_COLUMNS, self._rows, name="Kalender pelaporan", empty=_empty())
        self.table.selected.connect(lambda _id: self._tell())
        self.table.opened.connect(lambda _id: self.panel.form.focus_first())
        self.panel.tick.connect(self._tick)
        self.panel.untick.connect(self._untick)
        self.panel.opened.connect(self.opened)
        whole = column(head, spacing=10)
        whole.addWidget(BesideOrUnder(self.table, self.panel, width=372, height=260), 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self._title()

    # --- the month

    def load(self) -> None:
        """Read the month shown anew."""
        session, month, today = self.session, self.month, self._today()
        run(self, lambda _progress: month_deadlines(session, month, today), done=lambda found: self._came(month, found))

    def turn(self, by: int) -> None:
        """So many months later, or earlier when negative."""
        self.show_month(first_of(month_index(self.month) + by))

    def go_home(self) -> None:
        """Back to the month it is now."""
        self.show_month(first_of(month_index(self._today())))

    def show_month(self, month: date) -> None:
        """The month of this first day."""
        self.month = month
        self._title()
        self.load()

    def _title(self) -> None:
        self.title.setText(month_name(month_of(self.month)))
        self.rule.setText(f"Aturan {calendar_on(self._today()).id}")

    def _came(self, month: date, found: Sequence[Deadline]) -> None:
        if month != self.month:
            return  # another month was wished meanwhile
        self._tasks = {_key(one): one for one in tasks(found)}
        kept = self._shown_month == self.month and str(self.table.current_id()) in self._tasks
        self.table.set_ids(list(self._tasks))
        if self._tasks and not kept:
            undone = next((key for key, one in self._tasks.items() if one.open), next(iter(self._tasks)))
            self.table.select(undone)
        self._shown_month = self.month
        self._tell()
        late = sum(one.state is State.LATE for one in self._tasks.values())
        said = f"{number(len(self._tasks))} kewajiban dalam {month_name(month_of(self.month))}"
        self.counted.emit(f"{said}, {number(late)} terlambat" if late else said)

    # --- ticks

    def _tick(self, which: Sequence[Deadline], day: date, note: str) -> None:
        written = attempt(self, lambda: tick(self.session, which, day, note or None))
        if written is not None:
            self.wrote.emit(written, f"{which[0].duty.title}: ditandai sudah dikerjakan.")

    def _untick(self, one: Deadline) -> None:
        written = attempt(self, lambda: untick(self.session, one))
        if isinstance(written, Saved):
            self.wrote.emit(written, f"{one.duty.title}: tanda dibatalkan.")

    # --- rows

    def _tell(self) -> None:
        self.panel.show_task(self._tasks.get(str(self.table.current_id() or "")), self._today())

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(str(one), self._tasks[str(one)]) for one in ids if str(one) in self._tasks]

    def _row(self, key: str, task: Task) -> Row:
        first = task.first
        done = len(task.deadlines) - len(task.open)
        where = (
            f"{number(done)} dari {number(len(task.deadlines))} desa"
            if first.village
            else first.words.split(". ")[0].rstrip(".")
        )
        cells = (
            short_date(first.due), first.duty.title, first.period.label, where,
            tag_of(task.state, first.due, self._today()),
        )  # fmt: skip
        return Row(key, cells, faint=task.state is State.DONE)


_COLUMNS = (
    Column("due", "Tenggat", 12, sortable=False, firm=True),
    Column("duty", "Kewajiban", 30, sortable=False, stretch=True),
    Column("period", "Masa", 15, sortable=False, yields=True),
    Column("shown", "Bukti", 20, sortable=False, stretch=True),
    Column("state", "Keadaan", 17, sortable=False, firm=True),
)


def _key(task: Task) -> str:
    return f"{task.first.duty.code}|{task.first.period.code}"


def _empty() -> EmptyState:
    return EmptyState(
        "Tidak ada tenggat dalam bulan ini",
        "Kewajiban muncul sejak data ini dimulai: laporan bulanan, kartu K/0, verval KRS, pertemuan, dan lainnya.",
        icon="calendar",
    )
