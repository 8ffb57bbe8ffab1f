"""The list of what may be on record twice, the strongest first, narrowed by strength and village."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kampungkb_desktop.actions.duplicates import Doubt
from kampungkb_desktop.actions.duplicates_apart import Apart
from kampungkb_desktop.rules.duplicates import STRENGTHS
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.pages.duplicates_words import (
    APART_TAG,
    STRENGTH_TIPS,
    STRENGTH_WORDS,
    list_name,
    places,
    strength_tag,
)
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import row

ALL, APART = "semua", "bukan"
FILTERS = (
    Saved(ALL, "Semua", "Semua kemungkinan ganda"),
    *(Saved(one, STRENGTH_WORDS[one], STRENGTH_TIPS[one]) for one in STRENGTHS),
    Saved(APART, "Dinyatakan bukan ganda", "Sudah diputuskan bukan yang sama; di sini dapat ditanyakan lagi"),
)
COLUMNS = (
    Column("about", "Siapa", 22, sortable=False, stretch=True),
    Column("village", "Desa", 12, sortable=False, stretch=True, extra=True),
    Column("strength", "Kekuatan", 15, sortable=False, firm=True),
)


class DoubtList(QWidget):
    """``chosen(Doubt or None)`` for the line one is on. The filters stand in ``tools``, the lines in ``table``."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.doubts: Sequence[Doubt] = ()
        self.apart: dict[str, Apart] = {}
        self.searching = False
        self._shown: dict[str, Doubt] = {}
        self._strength, self._village = ALL, ""
        self.chips = FilterChips(FILTERS)
        self.where = ComboBox()
        self.where.setAccessibleName("Desa/kelurahan")
        self.where.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.table = RecordTable(COLUMNS, self._rows, name="Kemungkinan ganda")
        self.tools = row(self.chips, spacing=10)
        self.tools.setStretch(0, 1)
        self.tools.addWidget(self.where)
        self.setLayout(row(self.table))
        self.setFocusProxy(self.table)
        self.chips.chosen.connect(self._choose_strength)
        self.where.activated.connect(self._choose_village)
        self.table.selected.connect(self._tell)

    def show_doubts(self, found: Sequence[Doubt], first: Doubt | None = None, apart: Sequence[Apart] = ()) -> None:
        """Show what waits; ``first`` is gone to, whatever one was on. ``apart`` was settled as not the same."""
        self.doubts, self.apart = found, {_key(one.doubt): one for one in apart}
        counts = {str(one): sum(doubt.pair.strength == one for doubt in found) for one in STRENGTHS}
        self.chips.say_counts({ALL: len(found), APART: len(apart)} | counts)
        self._offer_villages()
        self._narrow(first)

    def current(self) -> Doubt | None:
        """The pair one is on."""
        return self._shown.get(str(self.table.current_id()))

    def current_apart(self) -> Apart | None:
        """What was said of the pair one is on, in the list of those that are not the same."""
        return self.apart.get(str(self.table.current_id())) if self._strength == APART else None

    def step_off(self, doubt: Doubt) -> None:
        """Go to the line after this one, or before it where it is the last: it was settled."""
        keys = list(self._shown)
        at = keys.index(_key(doubt)) if _key(doubt) in keys else -1
        if at >= 0 and len(keys) > 1:
            self.table.select(keys[at + 1] if at + 1 < len(keys) else keys[at - 1])

    # --- inside

    def _offer_villages(self) -> None:
        everything = [*self.doubts, *(one.doubt for one in self.apart.values())]
        codes = sorted({code for doubt in everything for code in doubt.villages}, key=village_name)
        self.where.clear()
        self.where.addItem("Semua desa", "")
        for code in codes:
            self.where.addItem(village_name(code) or "Tanpa desa", code)
        self.where.setCurrentIndex(max(self.where.findData(self._village), 0))
        self.where.setVisible(len(codes) > 1)
        self.where.setMinimumWidth(self.where.sizeHint().width())

    def _narrow(self, first: Doubt | None = None) -> None:
        if first is not None:
            self._strength, self._village = ALL, ""
            self.chips.show_key(ALL)
        settled = self._strength == APART
        self._shown = {
            _key(one): one for one in ([said.doubt for said in self.apart.values()] if settled else self.doubts)
            if (settled or self._strength in (ALL, one.pair.strength))
            and (not self._village or self._village in one.villages)
        }  # fmt: skip
        if not self._shown:
            self.table.set_empty(self._nothing())
        self.table.set_ids(list(self._shown))
        if first is not None:
            self.table.select(_key(first))
        elif self._shown and self.table.current_id() is None:
            self.table.select(next(iter(self._shown)))
        self._tell(None)

    def _nothing(self) -> QWidget:
        if self._strength == APART and not self.apart:
            return EmptyState(
                "Belum ada yang dinyatakan bukan ganda",
                "Pasangan yang Anda atau petugas lain nyatakan bukan yang sama tercatat di sini. Bila keliru, pasangan "
                "itu dapat ditanyakan lagi.",
                icon="users",
            )
        if self.doubts:
            return EmptyState("Tidak ada yang cocok", "Tidak ada kemungkinan ganda untuk saringan ini.", icon="search")
        if self.searching:
            return EmptyState("Sedang mencari…", "Semua keluarga dan anggota sedang dibandingkan.", icon="search")
        return EmptyState(
            "Tidak ada kemungkinan ganda",
            "Di sini muncul keluarga atau orang yang tampaknya tercatat dua kali, dengan alasannya. Program mencarinya "
            "sendiri setiap kali ada catatan baru.",
            icon="users",
        )

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        found = ((str(one), self._shown.get(str(one))) for one in ids)
        return [Row(key, (list_name(one), places(one), self._tag(key, one))) for key, one in found if one is not None]

    def _tag(self, key: str, doubt: Doubt) -> Tag:
        return APART_TAG if self._strength == APART and key in self.apart else strength_tag(doubt.pair.strength)

    def _tell(self, _key: object) -> None:
        self.chosen.emit(self.current())

    def _choose_strength(self, key: str) -> None:
        self._strength = key
        self._narrow()

    def _choose_village(self, _at: int) -> None:
        self._village = self.where.currentData() or ""
        self._narrow()


def _key(doubt: Doubt) -> str:
    return "/".join(doubt.pair.key)
