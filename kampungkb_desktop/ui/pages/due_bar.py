"""What narrows the due list: days, sasaran, reason, village and RT, and the order; and the way to a CSV file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kampungkb_desktop.actions.due import DueBook
from kampungkb_desktop.actions.due_view import BY_PLACE, BY_RANK, LATE, MONTH, TODAY, WEEK, DueFilter, places
from kampungkb_desktop.forms.choices_visit import TARGET
from kampungkb_desktop.rules.due import reason_names
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.village_box import VillageBox
from kampungkb_desktop.ui.widgets import column, tool

FILTERS = (
    Saved(WEEK, "Minggu ini", "Tenggatnya sampai tujuh hari lagi, atau sudah lewat"),
    Saved(TODAY, "Hari ini", "Tenggatnya hari ini, atau sudah lewat"),
    Saved(LATE, "Terlambat", "Tenggatnya sudah lewat"),
    Saved(MONTH, "Bulan ini", "Tenggatnya sampai akhir bulan, atau sudah lewat"),
)


_LONGEST, _WIDEST, _NARROW = 11, 8, 5
"""Letters of a box (as wide as an X) that are always in sight; the open list shows all of them."""
_TOLD = ("target", "reason", "rt", "sorting")
_LARGE, _LARGE_MORE = 1.25, 2
"""Qt leaves room for a picture that does not grow with the letters; under larger ones it no longer helps out."""


class DueBar(QWidget):
    """``changed()`` after every choice, ``csv_wanted()`` by the button at the end. ``one_by_one`` asks for a village
    first: a district has hundreds."""

    changed = Signal()
    csv_wanted = Signal()

    def __init__(self, rule: str, villages: Sequence[str], *, one_by_one: bool = False) -> None:
        super().__init__()
        self.window_key, self._one_by_one = WEEK, one_by_one
        self._book: DueBook | None = None
        self.target = _box("Semua sasaran", [(one.label, one.code) for one in TARGET.items], "Sasaran", _LONGEST)
        reasons = [(name, code) for code, name in reason_names(rule).items()]
        self.reason = _box("Semua alasan", reasons, "Alasan")
        self.village: QComboBox = (
            _box("Pilih desa…", [(village_name(one), one) for one in villages], "Desa/kelurahan", _LONGEST)
            if one_by_one
            else VillageBox(villages, village_name)
        )
        self.rt = _box("Semua RT", [], "RT", _NARROW)
        self.sorting = _box("", [("Menurut RT", BY_PLACE), ("Paling mendesak", BY_RANK)], "Urutan")
        several = (self.village,) if len(villages) > 1 or one_by_one else ()
        boxes = (self.target, self.reason, *several, self.rt, self.sorting)
        self.chips = FilterChips(
            FILTERS, *boxes, tool("spreadsheet", "Simpan daftar sebagai CSV", self.csv_wanted.emit)
        )
        self.setLayout(column(self.chips))
        self.chips.chosen.connect(lambda key: self.choose(key))
        for box in boxes:
            if isinstance(box, VillageBox):
                box.changed.connect(self._picked)
            else:
                box.activated.connect(lambda _at: self._picked())

    def villages(self) -> tuple[str, ...]:
        """Those chosen; none means all."""
        if isinstance(self.village, VillageBox):
            return self.village.codes()
        return (str(self.village.currentData()),) if self.village.currentData() else ()

    @property
    def order(self) -> str:
        """By place or by rank."""
        return str(self.sorting.currentData())

    def wanted(self, among: Collection[str] | None) -> DueFilter:
        """What was chosen, among the families that a search found."""
        return DueFilter(
            window=self.window_key,
            villages=self.villages(),
            rt=self.rt.currentData() or "",
            target=self.target.currentData() or "",
            code=self.reason.currentData() or "",
            among=among,
        )

    def choose(self, key: str, reason: str | None = None) -> None:
        """One of the windows of days; with ``reason`` only that one (empty: any)."""
        self.window_key = key
        self.chips.show_key(key)
        if reason is not None:
            self.reason.setCurrentIndex(max(0, self.reason.findData(reason)))
        self.changed.emit()

    def ask_village(self) -> None:
        """Open the list of villages, of which a district reads one."""
        if not isinstance(self.village, VillageBox):
            self.village.setFocus()
            self.village.showPopup()

    def clear(self) -> None:
        """Ask nothing but the month."""
        for box in (self.target, self.reason, self.rt):
            box.setCurrentIndex(0)
        if isinstance(self.village, VillageBox):
            self.village.set_codes([])
        self.choose(MONTH)

    def stand(self) -> dict[str, Any]:
        """What is chosen, for ``stand_again``."""
        boxes = {name: getattr(self, name).currentData() for name in _TOLD}
        return {**boxes, "window": self.window_key, "villages": self.villages()}

    def stand_again(self, stand: Mapping[str, Any]) -> None:
        """The same choices. The RT of a village are known when its book is read: this one is there before."""
        if isinstance(self.village, VillageBox):
            self.village.set_codes(stand["villages"])
        elif stand["villages"]:
            self.village.setCurrentIndex(max(0, self.village.findData(*stand["villages"])))
        if stand["rt"]:
            self.rt.addItem(f"RT {stand['rt']}", stand["rt"])
        for name in _TOLD:
            box: QComboBox = getattr(self, name)
            box.setCurrentIndex(max(0, box.findData(stand[name])))
        self.choose(stand["window"])

    def offer_places(self, book: DueBook) -> None:
        """The RT that hold somebody, of the village chosen."""
        self._book = book
        kept = self.rt.currentData()
        self.rt.clear()
        self.rt.addItem("Semua RT", "")
        for one in places(book, self.villages()):
            self.rt.addItem(f"RT {one}", one)
        self.rt.setCurrentIndex(max(0, self.rt.findData(kept)))

    def _picked(self) -> None:
        if self._book is not None:
            self.offer_places(self._book)
        self.changed.emit()


def _box(every: str, options: Sequence[tuple[str, str]], name: str, letters: int = _WIDEST) -> QComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters + (_LARGE_MORE if tokens().scale > _LARGE else 0))
    if every:
        box.addItem(every, "")
    for text, code in options:
        box.addItem(text, code)
    return box
