"""What was done of a line of the plan: the activities that name it, and those of its year under the same one of the 59
kegiatan that name no other. What is recorded as usual counts by itself."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number, short_date
from kampungkb_desktop.forms.activity import Activity, participants
from kampungkb_desktop.forms.work_plan import PlanLine
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.widgets import Card, button, label

SHOWN = 5


@frozen
class Done:
    """One activity: its id, what and when, and where with how many people."""

    id: str
    title: str
    words: str
    held_on: date | None


def work_of(session: Session, code: str, line: PlanLine) -> list[Done]:
    """Activities of a village that carry out a line; the latest first."""
    with session.database.read() as conn:
        found = read.records(conn, Activity, where={"plan_line_id": line.id})
        if line.kegiatan and line.year is not None:
            alike = read.records(conn, Activity, where={"village": code, "kegiatan": line.kegiatan})
            found += [one for one in alike if one.plan_line_id is None and _year(one) == line.year]
    return [_done(one) for one in sorted(found, key=lambda one: (one.held_on or date.min, one.id), reverse=True)]


def _year(one: Activity) -> int | None:
    return one.held_on.year if one.held_on is not None else None


def _done(one: Activity) -> Done:
    people = participants(one)
    said = [short_date(one.held_on) if one.held_on else "", one.place or ""]
    said.append(f"{number(people)} peserta" if people is not None else "")
    return Done(one.id, one.title or "Tanpa judul", " · ".join(part for part in said if part), one.held_on)


class LineWork(Card):
    """Under the form of a line. ``go(key, record)`` leads to an activity, or to a new one."""

    go = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__("Kegiatan yang tercatat")
        self.session = session
        self._code = ""
        self.shown: list[Done] = []
        self.begin = button("Catat kegiatan", self._begin, icon="add")
        self.title_row.addWidget(self.begin)
        self.body.setSpacing(0)

    def show_line(self, code: str, line: PlanLine | None) -> None:
        """What was done of this line; a line without kegiatan or year has nothing to compare."""
        self._code = code
        self.shown = work_of(self.session, code, line) if line is not None else []
        while self.body.count() > 1:
            item = self.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(line is not None and bool(line.kegiatan))
        for one in self.shown[:SHOWN]:
            look = partial(self.go.emit, "kegiatan", one.id)
            self.body.addWidget(LineButton(one.title, one.words, None, look, icon="kegiatan"))
        if line is not None and not self.shown:
            words = f"Belum ada kegiatan {line.kegiatan} yang tercatat pada {line.year}."
            self.body.addWidget(label(words, "soft", wrap=True))
        elif len(self.shown) > SHOWN:
            self.body.addWidget(label(f"dan {number(len(self.shown) - SHOWN)} kegiatan sebelumnya", "small"))

    def _begin(self) -> None:
        self.go.emit("kegiatan", f"baru/{self._code}")
