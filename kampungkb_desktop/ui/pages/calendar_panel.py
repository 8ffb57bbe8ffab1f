"""One duty of the calendar: what, by whom, until when, from which source, and its ticks in every village."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.forms.deadline_done import DeadlineDone
from kampungkb_desktop.rules.deadlines import Deadline, State, Task
from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

_ANSWERS = ("done_on", "note")
FIRST = 20
"""Villages that are shown at once, and how many more each time: a district has hundreds, and each is a few widgets."""


class _Goal(NamedTuple):
    words: str
    page: str
    record: str


_RECORDED = {
    "kegiatan": _Goal("Buka kegiatannya", "kegiatan", "?desa={village}"),
    "bulanan": _Goal("Buka data bulanan", "kampung", "{village}/bulanan"),
    "visum": _Goal("Buka catatan kerja", "kegiatan", "catatan/{period}"),
    "verval": _Goal("Buka Keluarga", "keluarga", ""),
}
"""Where the records stand that show a duty done."""


def _named(task: Task) -> tuple[str, str]:
    return task.first.duty.code, task.first.period.code


def state_tag(one: Deadline, today: date) -> Tag:
    """How a deadline stands: in words, colour and shape."""
    return tag_of(one.state, one.due, today)


def tag_of(state: State, due: date, today: date) -> Tag:
    """The same from its parts."""
    if state is State.DONE:
        return Tag("Selesai", Tone.OK)
    if state is State.LATE:
        return Tag(f"Lewat {number((today - due).days)} hari", Tone.BAD, "clock")
    if state is State.SOON:
        days = (due - today).days
        words = "Hari ini" if days == 0 else "Besok" if days == 1 else f"{days} hari lagi"
        return Tag(words, Tone.WARN, "clock")
    return Tag("Nanti", Tone.NEUTRAL, "calendar")


class CalendarPanel(VerticalScroll):
    """``tick(deadlines, day, note)`` and ``untick(deadline)`` are wishes; whoever owns the panel writes. ``opened(page,
    record)`` leads to where it is recorded."""

    tick = Signal(object, object, str)
    untick = Signal(object)
    opened = Signal(str, str)

    def __init__(self, today: date) -> None:
        super().__init__(spacing=10, margins=(0, 0, 0, 0), steady=True)
        self.setAccessibleName("Keterangan kewajiban")
        self.card = Card("Kewajiban")
        self.about = label("", "soft", wrap=True)
        self.source = label("", "small", wrap=True)
        self.form = FormView(DeadlineDone, today=today, sections=[Section("Tandai sudah dikerjakan", _ANSWERS, 1)])
        self.all = button("&Tandai semua", self._tick_all, kind="primary", icon="check")
        self.places = column(spacing=8)
        self.more = button("", self._show_more, kind="quiet", icon="chevron-down")
        for one in (self.about, self.source):
            self.card.body.addWidget(one)
        stands = Card("Keadaannya")
        stands.body.addLayout(self.places)
        stands.body.addLayout(row(self.more, None))
        self.body.addWidget(self.card)
        self.body.addWidget(self.form)
        self.body.addLayout(row(self.all, None))
        self.body.addWidget(stands)
        self.body.addStretch(1)
        self._inner.hide()  # its place is kept; what it says comes whole
        self._task: Task | None = None
        self._today, self._most = today, FIRST
        self.buttons: dict[str, QWidget] = {}
        """The button of each village ("" for the officer)."""

    def show_task(self, task: Task | None, today: date, *, keep: bool = False) -> None:
        """Show a duty; ``keep`` leaves what is being typed."""
        if task is not None and (task, today) == (self._task, self._today):
            return
        if task is None or self._task is None or _named(task) != _named(self._task):
            self._most = FIRST
        self._task, self._today = task, today
        self._clear()
        self.setVisible(task is not None)
        if task is None:
            return
        duty, first = task.first.duty, task.first
        self.card.retitle(duty.title)
        self.about.setText(f"{first.period.label}. {duty.who}. Tenggat {long_date(first.due)}.")
        self.source.setText(f"Sumber: {duty.source}")
        self._show_places(task.deadlines[: self._most])
        if not keep:
            self.form.today = today
            self.form.set_record(DeadlineDone(done_on=today))
        several = len(task.open) > 1
        self.all.setText(f"&Tandai semua ({len(task.open)} desa)" if several else "&Tandai sudah dikerjakan")
        for widget in (self.form, self.all):
            widget.setVisible(bool(task.open))
        self._inner.show()

    def _show_places(self, some: Sequence[Deadline]) -> None:
        """Add these, and say how many are left."""
        for one in some:
            self.places.addWidget(self._place(one, self._today))
        left = 0 if self._task is None else len(self._task.deadlines) - self.places.count()
        self.more.setText(f"Tampilkan {number(min(left, FIRST))} dari {number(left)} desa lain")
        self.more.setVisible(left > 0)

    def _show_more(self) -> None:
        if self._task is not None:
            self._most = self.places.count() + FIRST
            self._show_places(self._task.deadlines[self.places.count() : self._most])

    def _place(self, one: Deadline, today: date) -> QWidget:
        made = QWidget()
        tag = state_tag(one, today)
        name = village_name(one.village) if one.village else "Petugas"
        head = row(label(name, "label"), None, Chip(tag.text, tag.tone, tag.icon))
        box = column(head, label(one.words, "soft", wrap=True), spacing=2)
        if one.ticked_on is not None:
            act = button("Batalkan tanda", lambda: self.untick.emit(one), kind="quiet", icon="undo")
        elif one.state is not State.DONE and one.village:
            act = button("Tandai", lambda: self._tick((one,)), kind="quiet", icon="check")
        else:
            act = None
        if act is not None:
            act.setAccessibleDescription(name)
            self.buttons[one.village] = act
        goal = _RECORDED.get(one.duty.proof)
        there = button(goal.words, lambda: self._open(one), kind="quiet", icon="forward") if goal is not None else None
        made_of = [widget for widget in (act, there) if widget is not None]
        if made_of:
            box.addLayout(row(*made_of, None))
        made.setLayout(box)
        return made

    def _open(self, one: Deadline) -> None:
        goal = _RECORDED[one.duty.proof]
        self.opened.emit(goal.page, goal.record.format(village=one.village, period=one.period.code))

    def _tick_all(self) -> None:
        if self._task is not None:
            self._tick(self._task.open)

    def _tick(self, which: tuple[Deadline, ...]) -> None:
        if any(found.strength == "problem" and found.field in _ANSWERS for found in self.form.findings()):
            self.form.reveal_all()
            return
        said = self.form.record()
        assert isinstance(said, DeadlineDone)
        self.tick.emit(which, said.done_on, said.note or "")

    def _clear(self) -> None:
        self.buttons = {}
        while (item := self.places.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
