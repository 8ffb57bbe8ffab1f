"""One pair in full: why it is asked, the answers side by side, the members that go along, and two ways to settle it."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kampungkb_desktop.actions.duplicates import FAMILIES
from kampungkb_desktop.actions.duplicates_apart import Apart
from kampungkb_desktop.actions.duplicates_compare import FIRST, SECOND, Comparison, PairOfMembers, chosen_twins
from kampungkb_desktop.rules.duplicates import Verdict
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.duplicates_answers import AnswersTable
from kampungkb_desktop.ui.pages.duplicates_words import (
    AGAIN,
    AGAIN_TIP,
    apart_words,
    preview_words,
    said_words,
    strength_tag,
    where_words,
)
from kampungkb_desktop.ui.pages.family_facts import empty
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, flush, label, row


class ComparePanel(Card):
    """``join_wanted()``, ``apart_wanted()``, ``again_wanted()`` where they were told apart before, and
    ``open_wanted(int)`` for the record of a side."""

    join_wanted = Signal()
    apart_wanted = Signal()
    again_wanted = Signal()
    open_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__("Kemungkinan ganda", padding=14)
        self.found: Comparison | None = None
        self.said: Apart | None = None
        self.chip = Chip()
        self.title_row.addWidget(self.chip)
        self.where = label("", "soft", wrap=True)
        self.reasons, self.doubts = label("", wrap=True), label("", "caution", wrap=True)
        self.table = AnswersTable()
        self.all = QCheckBox("Tampilkan juga isian yang sama")
        self.all.toggled.connect(self._show_all)
        self.sides = tuple(
            button(f"Pakai semua isian {side + 1}", partial(self.table.take_side, side), kind="quiet",
                   tip=f"Semua isian dari catatan {side + 1}; di tabel cukup tekan {side + 1} untuk satu isian")
            for side in (FIRST, SECOND)
        )  # fmt: skip
        self.opens = tuple(
            button(f"Buka {side + 1}", partial(self.open_wanted.emit, side), kind="quiet", icon="link")
            for side in (FIRST, SECOND)
        )
        self._twins = column(spacing=4)
        self.twins_box = QWidget()
        self.twins_box.setLayout(column(label("Anggota yang ikut digabungkan", "label"), self._twins, spacing=6))
        self.ticks: list[tuple[QCheckBox, PairOfMembers]] = []
        self.preview = label("", "soft", wrap=True)
        self._lay_out()
        self.show_pair(None)
        self.table.currentCellChanged.connect(self._follow)

    def _lay_out(self) -> None:
        tools = QWidget()
        tools.setLayout(
            FlowLayout(flush(self.sides[0]), *self.sides[1:], *self.opens, spacing=4)
        )  # they break where the panel is narrow
        inside = QWidget()
        inside.setLayout(
            column(self.where, self.reasons, self.doubts, tools, self.table, self.all, self.twins_box, None, spacing=8)
        )
        self.area = VerticalScroll(inside, margins=(0, 0, 8, 0))
        self.join = button("Gabu&ngkan", self.join_wanted.emit, kind="primary", icon="merge", shortcut="Ctrl+Return")
        self.apart = button("&Bukan orang yang sama", self._settle, shortcut="Ctrl+B")
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.preview)
        self.body.addLayout(row(self.apart, None, self.join))

    # --- showing

    def show_pair(self, found: Comparison | None, *, may_join: bool = True, said: Apart | None = None) -> None:
        """Show another pair, or none; ``said`` is that the two are not the same."""
        self.found, self.said = found, said
        may_join = may_join and said is None
        self.setVisible(found is not None)
        self.table.show_pair(found)
        if found is None:
            self._show_twins(())
            return
        doubt = found.doubt
        self.retitle(doubt.about)
        self.where.setText(where_words(doubt))
        self._show_verdict(found.verdict)
        self.apart.setText(apart_words(doubt) if said is None else AGAIN)
        tip = f"{apart_words(doubt).replace('&', '')}; tidak akan ditanyakan lagi (Ctrl+B)"
        self.apart.setToolTip(tip if said is None else AGAIN_TIP)
        self._show_twins(found.twins)
        self.join.setEnabled(may_join)
        self._tell(may_join=may_join)
        self.area.verticalScrollBar().setValue(0)

    def take_keys(self) -> None:
        """Give the keys to the first answer that differs."""
        self.table.setFocus()

    def has_keys(self) -> bool:
        """Whether the keys are somewhere in here."""
        here = cast("QWidget | None", self.window().focusWidget())  # the stub forgets that there may be none
        return here is not None and self.isAncestorOf(here)

    def twins(self) -> list[PairOfMembers]:
        """The members that are ticked."""
        return [pair for tick, pair in self.ticks if tick.isChecked()]

    # --- inside

    def _show_verdict(self, verdict: Verdict | None) -> None:
        self.chip.setVisible(verdict is not None)
        if verdict is None:
            self.reasons.setText("Tidak ada tanda yang kuat bahwa keduanya sama. Bandingkan sendiri isiannya.")
            self.doubts.hide()
            return
        self.chip.show_tag(strength_tag(verdict.strength))
        self.reasons.setText("Yang sama: " + " ".join(verdict.reasons))
        self.doubts.setText("Yang menentang: " + " ".join(verdict.doubts))
        self.doubts.setVisible(bool(verdict.doubts))

    def _show_twins(self, twins: tuple[PairOfMembers, ...]) -> None:
        empty(self._twins)
        self.ticks = []
        chosen = () if self.found is None else chosen_twins(self.found)
        for pair in twins:
            names = dict.fromkeys((pair.first.name(), pair.second.name()))
            tick = QCheckBox(" = ".join(names))
            tick.setChecked(pair in chosen)
            tick.setToolTip(" ".join((*pair.verdict.reasons, *pair.verdict.doubts)))
            tick.setAccessibleDescription(tick.toolTip())
            tick.toggled.connect(self._ticked)
            why = label(" ".join((*pair.verdict.reasons, *pair.verdict.doubts)), "small", wrap=True)
            why.setIndent(tokens().px(26))
            self._twins.addWidget(tick)
            self._twins.addWidget(why)
            self.ticks.append((tick, pair))
        self.twins_box.setVisible(bool(twins))

    def _ticked(self, _on: bool) -> None:
        self._tell(may_join=self.join.isEnabled())

    def _settle(self) -> None:
        (self.apart_wanted if self.said is None else self.again_wanted).emit()

    def _tell(self, *, may_join: bool) -> None:
        if self.found is None:
            return
        if self.said is not None:
            self.preview.setText(said_words(self.said))
            return
        if not may_join:
            what = "keluarga" if self.found.doubt.pair.form == FAMILIES else "orang"
            self.preview.setText(f"Kedua {what} ini tercatat di dua desa. Yang menggabungkannya kantor kabupaten.")
            return
        self.preview.setText(preview_words(self.found, len(self.twins())))

    def _show_all(self, on: bool) -> None:
        self.table.show_all(everything=on)

    def _follow(self, at: int, _column: int, _old: int, _old_column: int) -> None:
        """The row one is on stays in sight while one walks."""
        inside = self.area.widget()
        if at >= 0 and self.table.hasFocus() and inside is not None:
            top = self.table.mapTo(inside, QPoint(0, 0)).y() + self.table.rowViewportPosition(at)
            self.area.ensureVisible(0, top + tokens().px(40), 0, tokens().px(60))
