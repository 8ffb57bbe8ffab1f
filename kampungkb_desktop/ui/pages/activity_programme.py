"""Choosing one of the 59 kegiatan: a search over the tree of 4 sasaran and 8 program, and what the title suggests."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from kampungkb_desktop.forms.kinds import Answer, Kind
from kampungkb_desktop.forms.programme import (
    ACTIVITIES,
    ACTIVITY_OPTIONS,
    GOALS,
    PROGRAMMES,
    ProgrammeActivity,
    goal_label,
    programme_of,
)
from kampungkb_desktop.rules.programme_words import find, suggest
from kampungkb_desktop.ui.chosen_editor import ChosenEditor
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import button, column, label, row

_CODE = Qt.ItemDataRole.UserRole
_PAGE = 8
_SHORT = 46


class ProgrammeEditor(ChosenEditor):
    """Type a word or a number, or open the tree with Down; Enter takes the marked line, Escape closes the tree."""

    ASKS = "Pilih kegiatan dari daftar yang muncul saat mengetik."

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(kind, QLineEdit(), parent)
        self.line.setPlaceholderText("Ketik kata atau nomor (dashat, 4.15); panah bawah membuka daftar")
        self.path = label("", "small")
        self._offers = row(spacing=6)
        self._offered: tuple[ProgrammeActivity, ...] = ()
        below = QWidget()
        below.setFixedHeight(tokens().px(30))
        line = row(self.path, spacing=6)
        line.addLayout(self._offers)
        line.addStretch(1)
        below.setLayout(line)
        self.setLayout(column(self.line, below, spacing=2))
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(tokens().px(16))
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.itemClicked.connect(lambda item, _column: self._take(item))
        self.offer_in(self.tree, "Daftar kegiatan Inpres 3/2022")

    def set_answer(self, answer: Answer) -> None:
        code = str(answer or "")
        known = code in ACTIVITY_OPTIONS.codes()
        self.show_code(answer, f"{code}  {ACTIVITY_OPTIONS.label(code)}" if known else code)
        self._tell()

    def set_typed(self, text: str) -> None:
        super().set_typed(text)
        self._tell()

    def suggest_from(self, title: str, text: str = "") -> None:
        """Offer what a title and a description sound like, while nothing is chosen."""
        offered = suggest(title, text) if not self.code else ()
        if offered != self._offered:
            self._offered = offered
            self._tell()

    def offers(self) -> list[str]:
        """The codes offered now."""
        return [one.code for one in self._offered] if not self.code else []

    # --- inside

    def _tell(self) -> None:
        """Under the line: where the chosen one belongs, else what the title suggests."""
        while (item := self._offers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        programme = programme_of(self.code) if self.code else None
        if programme is not None:
            goal = goal_label(programme.goal)
            self.path.setText(f"Sasaran {programme.goal[1:]}: {goal}  ›  {programme.code} {programme.short}")
            return
        self.path.setText("Saran dari judul dan deskripsi:" if self._offered else "4 sasaran, 8 program, 59 kegiatan")
        for one in self._offered:
            words = one.label if len(one.label) <= _SHORT else f"{one.label[:_SHORT].rsplit(' ', 1)[0]}…"
            shown = f"{one.code} {words}".replace("&", "&&")
            made = button(shown, partial(self._choose, one.code), kind="quiet")
            made.setAutoDefault(True)
            made.setToolTip(f"{one.label} (Enter memilih)")
            self._offers.addWidget(made)

    def search(self, text: str) -> None:
        self.code = None
        self._tell()
        self._open(find(text) if text.strip() else ACTIVITIES, whole=not text.strip())
        self.edited.emit()

    def _open(self, found: Sequence[ProgrammeActivity], *, whole: bool = False) -> None:
        self.tree.clear()
        if not found:
            self.tree.hide()
            return
        self._fill(found)
        self.tree.expandAll()
        leaves = self._leaves()
        best = next((leaf for leaf in leaves if leaf.data(0, _CODE) == (self.code or found[0].code)), leaves[0])
        self._mark(best)
        if best is leaves[0]:
            self.tree.scrollToTop()
        rows = len(leaves) + sum(1 for _ in self._headings())
        tall = min(rows, 12) * tokens().px(28) + 8
        self.show_offered(max(self.line.width(), tokens().px(520)), tokens().px(340) if whole else tall)

    def _fill(self, found: Sequence[ProgrammeActivity]) -> None:
        codes = {one.code for one in found}
        for goal, goal_words in GOALS:
            top = QTreeWidgetItem([f"Sasaran {goal[1:]}: {goal_words}"])
            top.setFont(0, text_font(bold=True))
            for programme in (p for p in PROGRAMMES if p.goal == goal):
                branch = QTreeWidgetItem([f"{programme.code}  {programme.label}"])
                branch.setForeground(0, QColor(tokens().accent_ink))
                for one in ACTIVITIES:
                    if one.programme == programme.code and one.code in codes:
                        leaf = QTreeWidgetItem([f"{one.code}  {one.label}"])
                        leaf.setData(0, _CODE, one.code)
                        leaf.setToolTip(0, f"Penanggung jawab: {one.ministry}")
                        branch.addChild(leaf)
                if branch.childCount():
                    branch.setFlags(Qt.ItemFlag.ItemIsEnabled)
                    top.addChild(branch)
            if top.childCount():
                top.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.tree.addTopLevelItem(top)

    def _headings(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        return [item for top in tops if top is not None for item in (top, *_children(top))]

    def _leaves(self) -> list[QTreeWidgetItem]:
        return [leaf for branch in self._headings() if branch.parent() is not None for leaf in _children(branch)]

    def _mark(self, leaf: QTreeWidgetItem) -> None:
        self.tree.setCurrentItem(leaf)
        self.tree.scrollToItem(leaf)

    def key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if not self.tree.isVisible():
            if key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
                self._open(ACTIVITIES, whole=True)
                return True
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}
        if key in steps:
            leaves = self._leaves()
            here = self.tree.currentItem()
            at = leaves.index(here) if here is not None else 0
            self._mark(leaves[max(0, min(len(leaves) - 1, at + steps[Qt.Key(key)]))])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.tree.currentItem())
            return True
        if key == Qt.Key.Key_Tab:
            self._take(self.tree.currentItem())
        if key == Qt.Key.Key_Escape:
            self.tree.hide()
        return key == Qt.Key.Key_Escape

    def _take(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and (code := item.data(0, _CODE)):
            self._choose(str(code))

    def _choose(self, code: str) -> None:
        self.tree.hide()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_answer(code)
        self.edited.emit()


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = [item.child(at) for at in range(item.childCount())]
    return [child for child in found if child is not None]
