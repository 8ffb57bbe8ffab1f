"""What is said of the cell one is on, under the grid of many visits: what it asks and by which numbers, what is wrong
or doubtful, what is proposed; and in short what the row's figures mean where there is no room beside the grid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel

from kampungkb_desktop.actions.grid_cells import offered
from kampungkb_desktop.actions.grid_columns import GridColumn
from kampungkb_desktop.actions.grid_judging import Verdict
from kampungkb_desktop.actions.grid_sheet import SAVED, WHO, Slots, why
from kampungkb_desktop.forms.kinds import Choices, Day, Measure, Number
from kampungkb_desktop.forms.record import Finding
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import restyle
from kampungkb_desktop.ui.widgets import column, label, row

_MOST = 2


class CellTold(QFrame):
    """Two lines for the cell and one for its row, always of the same height: the grid does not jump while one types."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.asked, self.hint = label("", "label"), label("", "small", wrap=True)
        self.said, self.row_said = label("", wrap=True), label("", "small", wrap=True)
        look = tokens()
        top = row(self.asked, self.hint, spacing=12)
        top.setStretch(1, 1)
        self.setLayout(column(top, self.said, self.row_said, spacing=2, margins=(12, 6, 12, 6)))
        self.setFixedHeight(look.px(94))
        for one in (self.hint, self.said, self.row_said):
            one.setMinimumWidth(1)

    def show_cell(self, column_: GridColumn | None, verdict: Verdict, slots: Slots, meaning: Sequence[str]) -> None:
        """Tell of a cell; ``None`` is the person."""
        key = column_.key if column_ is not None else WHO
        self.asked.setText(column_.title if column_ is not None else "Siapa")
        self.hint.setText(_hint(column_))
        found = verdict.findings.get(key, ())
        self._say(_sentences(found, slots.get(why(key), "")) or self._proposed(key, verdict), found)
        others = [
            finding for other, of in verdict.findings.items() if other != key for finding in of
            if verdict.begun and not slots.get(why(other))
        ]  # fmt: skip
        words = [f"{_lead(others)}" if others else "", " ".join(meaning)]
        self.row_said.setText("Sudah tersimpan." if SAVED in slots else "  ".join(one for one in words if one))

    def show_words(self, title: str, words: str) -> None:
        """Tell something else than of a cell."""
        self.asked.setText(title)
        self.hint.setText("")
        self.row_said.setText("")
        self._say(words, ())

    def _proposed(self, key: str, verdict: Verdict) -> str:
        found = verdict.proposals.get(key)
        return f"{found.words}. Enter menerimanya, Delete mengosongkannya." if found is not None else ""

    def _say(self, words: str, found: Sequence[Finding]) -> None:
        problem = any(one.strength == "problem" for one in found)
        role = "" if not found else "error" if problem else "caution"
        if self.said.property("role") != role:
            self.said.setProperty("role", role)
            restyle(self.said)
        _set(self.said, words)


def _hint(asked: GridColumn | None) -> str:
    """What is typed here."""
    if asked is None:
        return "Ketik nama, NIK, KK, atau kode di formulirnya; panah memilih, Enter mengambil."
    kind = asked.kind
    options = offered(kind)
    if options:
        return f"{options}. Beberapa sekaligus dengan koma." if isinstance(kind, Choices) else options
    if isinstance(kind, Day):
        return "5/3, 050326, atau 5/3/2026"
    if isinstance(kind, Number | Measure):
        return f"{_plain(kind.low)} sampai {_plain(kind.high)}"
    return kind.hint


def _plain(value: float) -> str:
    return f"{value:,.10g}".replace(",", "\x00").replace(".", ",").replace("\x00", ".")


def _sentences(found: Sequence[Finding], reason: str) -> str:
    words = " ".join(one.sentence for one in found)
    if reason:
        return f"Tetap dipakai: {reason}. ({words})"
    if found and all(one.strength == "caution" for one in found):
        return f"{words} Bila memang benar, tulis alasannya dengan F4."
    return words


def _lead(others: Sequence[Finding]) -> str:
    """The first of what else is said in the row, and how many more."""
    shown = " ".join(one.sentence for one in others[:_MOST])
    more = len(others) - _MOST
    return f"{shown} (+{more} lagi)" if more > 0 else shown


def _set(where: QLabel, words: str) -> None:
    if where.text() != words:
        where.setText(words)
        where.setAccessibleDescription(words)
