"""What is still open for a family, beside the sheet of a visit: each referral and each aid with the way to close it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.forms.record import Finding, Record, check
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.open_referrals import KIND_WORDS, OpenCase
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

CLOSE_KEYS = "Ctrl+T"
_FIELDS = {
    "rujukan": ("referral_closed_on", "referral_result", "referral_note"),
    "bansos": ("social_aid_closed_on", "social_aid_result", "social_aid_note"),
}


class OpenCases(Card):
    """``close_wanted(OpenCase)`` asks to close one. The case begun on the visit in sight is not shown: it stands on the
    sheet itself."""

    close_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("Masih terbuka")
        self._lines = QVBoxLayout()
        self.body.addLayout(self._lines)
        self.cases: tuple[OpenCase, ...] = ()
        self._shown: object = None
        self.hide()

    def show_cases(self, cases: Sequence[OpenCase], visit: Visit) -> None:
        """Show what is open on the day of a visit, that of the person visited first."""
        on = visit.visited_on
        mine = [one for one in cases if one.visit.member_id == visit.member_id]
        self.cases = (*mine, *(one for one in cases if one not in mine))
        if (key := (self.cases, on)) == self._shown:
            return
        self._shown = key
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, case in enumerate(self.cases):
            self._lines.addWidget(self._line(case, on, first=at == 0))
        self.setVisible(bool(self.cases))

    def forget(self) -> None:
        """Another visit: nothing is known of it yet."""
        self._shown, self.cases = None, ()

    def close_first(self) -> None:
        """The keys: close the case that stands first."""
        if self.cases:
            self.close_wanted.emit(self.cases[0])

    def _line(self, case: OpenCase, on: date | None, *, first: bool) -> QWidget:
        words = case.words(on) if on is not None else KIND_WORDS[case.kind]
        said = column(label(words, wrap=True), spacing=4)
        if on is not None and case.old(on):
            said.addWidget(Chip("Sudah lama, tanyakan hasilnya", Tone.WARN))
        tip = f"Tutup dengan hasilnya ({CLOSE_KEYS})" if first else "Tutup dengan hasilnya"
        made = button("Tutup…", lambda: self.close_wanted.emit(case), kind="quiet", tip=tip)
        made.setAccessibleName(f"Tutup {words}")
        line = QWidget()
        box = row(spacing=6)
        box.addLayout(said, 1)
        box.addWidget(made)
        line.setLayout(box)
        return line


class CloseCase(Dialog):
    """When and how a case ended: the day, the result by its number, a note. ``answers`` holds them once accepted."""

    help_topic = "rujukan"

    def __init__(self, case: OpenCase, today: date, parent: QWidget | None, several: int = 1) -> None:
        super().__init__(parent)
        self.case, self._today = case, today
        alike = f"{number(several)} rujukan atau bantuan, dengan hasil yang sama" if several > 1 else ""
        self.setWindowTitle(f"Tutup {number(several)} sekaligus" if alike else f"Tutup {KIND_WORDS[case.kind].lower()}")
        self.day_field, self.result_field, self.note_field = _FIELDS[case.kind]
        self.view = FormView(Visit, today=today, sections=(Section("", _FIELDS[case.kind], columns=1),))
        self.view.set_record(case.visit.changed(**{self.day_field: today}))
        begun = "" if case.since is None or alike else f"Dimulai pada kunjungan {long_date(case.since)}. "
        keep, done = button("&Batal", self.reject), button("Sim&pan", self.finish, kind="primary", tip="Ctrl+Enter")
        box = column(
            label(alike or case.words(today), "section", wrap=True),
            label(f"{begun}Bagaimana hasilnya?", "soft", wrap=True),
            self.view, row(None, keep, done), spacing=12, margins=(18, 16, 18, 14),
        )  # fmt: skip
        self.setLayout(box)
        self.setFixedWidth(tokens().px(480))
        self.view.finished.connect(self.finish)
        self.view.ended.connect(self.finish)
        self.view.focus_field(self.result_field)

    def finish(self) -> None:
        """Accept when day and result are there and can be."""
        if any(f.strength == "problem" for f in self._findings()):
            self.view.reveal_all()
            for name in (self.day_field, self.result_field):
                mine = [f for f in self._findings() if f.field == name]
                if mine:
                    self.view.cells[name].show_findings(mine, settle=True)
            self.view.focus_field(next(f.field for f in self._findings() if f.strength == "problem"))
            return
        self.accept()

    def answers(self) -> tuple[date, str, str | None]:
        """Day, result and note."""
        record = self.view.record()
        day, result = getattr(record, self.day_field), getattr(record, self.result_field)
        assert isinstance(day, date)
        return day, str(result), getattr(record, self.note_field)

    def _findings(self) -> list[Finding]:
        record: Record = self.view.record()
        said = [f for f in check(record, today=self._today) if f.field in (self.day_field, self.result_field)]
        for name, words in ((self.day_field, "Tanggalnya"), (self.result_field, "Hasilnya")):
            if getattr(record, name) is None:
                said.append(Finding(name, "problem", f"{words} belum diisi.", "belum_diisi"))
        return said


def close_with_keys(owner: QWidget, deed: Callable[[], object]) -> None:
    """Ctrl+T anywhere within ``owner``."""
    QShortcut(QKeySequence("Ctrl+T"), owner, deed)
