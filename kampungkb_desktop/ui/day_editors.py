"""The editors of a day and of a month: typed short, shown in full, with the day's name beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.base import text as words
from kampungkb_desktop.base.typed import no_such_day, read_day, read_month
from kampungkb_desktop.forms.kinds import Answer, Day, Month
from kampungkb_desktop.ui.editors import LineEditor


class DayEditor(LineEditor):
    """A day typed as ``5/3`` or ``050326``; the day's name appears beside it."""

    wanted = "Tulis tanggal seperti 5/3/2026 atau 050326."

    def __init__(self, kind: Day, today: date, parent: QWidget | None = None) -> None:
        self.today = today
        super().__init__(kind, parent)
        self.line.setPlaceholderText("hh/bb/tttt")
        digit = self.fontMetrics().horizontalAdvance("0")
        self.line.setMinimumWidth(digit * 13)
        self.line.setMaximumWidth(digit * 15)
        self._row.addStretch(1)

    def read(self, text: str) -> Answer:
        return read_day(text, self.today)

    def unreadable(self) -> str:
        """A day that is no day of its month is written well: how to write one would not help."""
        return no_such_day(self.typed(), self.today) or super().unreadable()

    def show_as(self, answer: Answer) -> str:
        return answer.strftime("%d/%m/%Y") if isinstance(answer, date) else str(answer)

    def explain(self, answer: Answer) -> str:
        return words.full_date(answer) if isinstance(answer, date) else ""


class MonthEditor(LineEditor):
    """A month typed as ``10/2026``."""

    wanted = "Tulis bulan seperti 10/2026."

    def __init__(self, kind: Month, today: date, parent: QWidget | None = None) -> None:
        self.today = today
        super().__init__(kind, parent)
        self.line.setPlaceholderText("bb/tttt")
        self.line.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 12)
        self._row.addStretch(1)

    def read(self, text: str) -> Answer:
        return read_month(text, self.today)

    def show_as(self, answer: Answer) -> str:
        year, month = str(answer).split("-")
        return f"{month}/{year}"

    def explain(self, answer: Answer) -> str:
        return words.month_name(str(answer))
