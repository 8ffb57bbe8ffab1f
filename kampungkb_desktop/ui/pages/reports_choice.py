"""What is to be printed: the paper, what it is about, its time and the sheet. Values out, no making."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.paper_kinds import GROUPS, NO_WISH, RECORDS, About, Groups, Wish
from kampungkb_desktop.actions.papers import SUMMARY, offer, offers_for
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.forms.kinds import Day
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.settings import PAPERS
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.day_editors import DayEditor
from kampungkb_desktop.ui.pages.record_search import RecordSearch
from kampungkb_desktop.ui.pages.reports_boxes import (
    LinesBox,
    MonthBox,
    NamedBox,
    RegencyBox,
    SemesterBox,
    VillageBox,
    record_box,
)
from kampungkb_desktop.ui.pages.reports_kinds import KindList
from kampungkb_desktop.ui.widgets import Card, column, label

REST_MS = 200
_OFFICE = "kabupaten"
_NAMES: dict[About, str] = {"family": "Kelua&rga", "member": "&Nama", "activity": "Kegiata&n"}


class ReportChoice(Card):
    """``wished(Wish)`` after a short rest, so that walking through months does not make every paper on the way.
    A wish without a place says that something is still to be chosen."""

    wished = Signal(object)

    def __init__(self, session: Session, today: date) -> None:
        super().__init__("", padding=12)
        now = month_of(today)
        self.kind = KindList(offers_for(session), SUMMARY, _groups(session))
        self.told = label("", "soft", wrap=True)
        self.village, self.regency, self.month = VillageBox(), RegencyBox(), MonthBox(now)
        self.semester, self.day, self.paper = SemesterBox(today), DayEditor(Day("Tanggal"), today), ComboBox()
        self.lines = LinesBox()
        self.named: dict[About, NamedBox] = {"officer": NamedBox("Petugas", ()), "file": NamedBox("Berkas", ())}
        self.records: dict[About, RecordSearch] = {one: record_box(session, one, today) for one in _NAMES}
        self.paper.setAccessibleName("Kertas")
        for option in PAPERS.items:
            self.paper.addItem(option.label, option.code)
        self.month.choose(month_shift(now, -1))
        self.day.set_answer(today)
        self._fields: dict[str, QWidget] = {}
        self._add("Jenis lap&oran", self.kind, "kind", stretch=1)
        self.body.addWidget(self.told)
        for name, field, key in self._lines():
            self._add(name, field, key)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._tell)
        self._listen()
        self._dress()

    def _lines(self) -> list[tuple[str, QWidget, str]]:
        records: list[tuple[str, QWidget, str]] = [(name, self.records[one], one) for one, name in _NAMES.items()]
        return [
            ("&Desa/kelurahan", self.village, "village"), ("Kabu&paten/kota", self.regency, "regency"), *records,
            ("&Petugas", self.named["officer"], "officer"), ("&Berkas", self.named["file"], "file"),
            ("&Bulan", self.month, "month"), ("Se&mester", self.semester, "semester"), ("Ta&nggal", self.day, "day"),
            ("&Baris kosong", self.lines, "lines"), ("Ker&tas", self.paper, "paper"),
        ]  # fmt: skip

    def _listen(self) -> None:
        for told in (
            self.kind.chosen, self.village.chosen, self.month.chosen, self.regency.currentIndexChanged,
            self.semester.currentIndexChanged, self.paper.currentIndexChanged, self.day.edited, self.lines.valueChanged,
            *(box.edited for box in self.records.values()),
            *(box.currentIndexChanged for box in self.named.values()),
        ):  # fmt: skip
            told.connect(self._changed)
        self.kind.chosen.connect(self._dress)

    def offer_villages(self, codes: Sequence[str]) -> None:
        """The villages one works in."""
        self.village.offer(codes)
        self.regency.offer(codes)

    def offer_named(self, officers: Sequence[tuple[str, str]], files: Sequence[tuple[str, str]]) -> None:
        """Whose month, and which file, by id."""
        self.named["officer"].offer(officers)
        self.named["file"].offer(files)

    def go(self, route: str) -> None:
        """Go to a village, "village/month", or with the paper before it "krs:village/semester", "notulen:record"."""
        kind, _, place = route.rpartition(":")
        code, _, period = place.partition("/")
        self.kind.choose(kind or SUMMARY)
        chosen = offer(self.kind.key())
        if chosen.about in RECORDS:
            self.records[chosen.about].set_answer(code)
        elif chosen.about in self.named:
            self.named[chosen.about].choose(code)
        elif chosen.about == "regency":
            self.regency.setCurrentIndex(max(self.regency.findData(code), 0))
        else:
            self.village.choose(code)
        if period and chosen.period == "month":
            self.month.choose(period)
        elif period and chosen.period == "semester":
            self.semester.choose(period)
        elif period and chosen.period == "day":
            self.day.set_answer(datetime.fromisoformat(period).date())
        elif period and chosen.period == "lines":
            self.lines.setValue(int(period))
        self._changed()

    def wish(self) -> Wish:
        """What is chosen now; ``NO_WISH`` of the kind while something is missing."""
        chosen = offer(self.kind.key())
        place, period = self._place(chosen.about), self._period(chosen.period)
        if not place or (chosen.period and not period):
            return Wish("", "", "", chosen.key)
        return Wish(place, period, str(self.paper.currentData()), chosen.key)

    def _place(self, about: About) -> str:
        if about in RECORDS:
            return str(self.records[about].answer() or "")
        if about in self.named:
            return self.named[about].chosen()
        return self.regency.code() if about == "regency" else self.village.code()

    def _period(self, period: str) -> str:
        if period == "day":
            day = self.day.answer()
            return day.isoformat() if isinstance(day, date) else ""
        return {
            "month": self.month.month(), "semester": str(self.semester.currentData()), "lines": str(self.lines.value()),
        }.get(period, "")  # fmt: skip

    def flush(self) -> None:
        """Tell at once."""
        self._rest.stop()
        self._tell()

    def _add(self, name: str, field: QWidget, key: str, stretch: int = 0) -> None:
        words, box = label(name, "label"), QWidget()
        words.setBuddy(field)
        inside = column(words, spacing=4)
        inside.addWidget(field, 1)
        box.setLayout(inside)
        self._fields[key] = box
        self.body.addWidget(box, stretch)

    def _changed(self, *_what: object) -> None:
        self._rest.start()

    def _dress(self, *_key: object) -> None:
        """Only what the chosen paper asks for."""
        chosen = offer(self.kind.key())
        self.told.setText(chosen.told)
        for key, box in self._fields.items():
            box.setVisible(key in ("kind", "paper", chosen.about, chosen.period))

    def _tell(self) -> None:
        self.wished.emit(self.wish())


def _groups(session: Session) -> Groups:
    """The groups in the order of the list: an office finds its own papers first."""
    own = session.role == DISTRICT
    return tuple(sorted(GROUPS, key=lambda one: one[0] != _OFFICE)) if own else GROUPS


__all__ = ["NO_WISH", "ReportChoice", "Wish"]
