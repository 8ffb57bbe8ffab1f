"""Choosing several villages by typing their names: each choice becomes a line that can be taken away again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.kinds import Place
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.place_editor import PlaceEditor
from kampungkb_desktop.ui.widgets import column, label, row, tool

MOST = 200
"""More villages than any officer has; a guard against a mistaken paste, not a limit of the programme."""


class VillageChooser(QWidget):
    """``changed`` after every choice. ``entered`` when Enter is pressed on the empty line: the person is done.
    ``narrow`` names only the kecamatan beside each choice; ``paper`` prints the berita acara of a chosen village."""

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        label_text: str = "Desa/kelurahan",
        *,
        level: regions.Level = "village",
        several: bool = True,
        narrow: bool = False,
        paper: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__()
        self._paper = paper
        self._several, self._narrow = several, narrow
        self._codes: list[str] = []
        self.line = PlaceEditor(Place(label_text, level=level))
        self.line.edited.connect(self._edited)
        self.line.line.installEventFilter(self)
        self.count = label("", "small")
        self._lines = column(spacing=2)
        inside = QWidget()
        inside.setObjectName("scrollbody")
        inside.setLayout(column(self._lines, None, spacing=0))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its lines take the keys, and come into sight by themselves
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inside)
        self.area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.area.setMinimumHeight(tokens().px(84 if narrow else 150))
        self.setLayout(column(self.line, self.count, self.area, spacing=8))
        self.setFocusProxy(self.line)
        self._show()

    def codes(self) -> tuple[str, ...]:
        """What is chosen, in the order of choosing."""
        return tuple(self._codes)

    def set_codes(self, codes: Sequence[str]) -> None:
        """Show these as chosen."""
        self._codes = list(dict.fromkeys(codes))
        self._show()

    def add(self, code: str) -> None:
        """Choose one more (or, where only one may be, another)."""
        if code in self._codes or len(self._codes) >= MOST:
            return
        self._codes = [*self._codes, code] if self._several else [code]
        self._show()
        self.changed.emit()

    def remove(self, code: str) -> None:
        """Take a choice back."""
        self._codes = [one for one in self._codes if one != code]
        self._show()
        self.line.setFocus()
        self.changed.emit()

    def _edited(self) -> None:
        code = self.line.answer()
        if isinstance(code, str):
            self.line.set_answer(None)
            self.add(code)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self.line.typed():
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter:
            self.entered.emit()
        return enter

    def _show(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for code in self._codes:
            self._lines.addWidget(self._chosen(code))
        words = f"{number(len(self._codes))} terpilih" if self._codes else "Belum ada yang terpilih"
        self.count.setText(words if self._several or not self._codes else "Terpilih:")

    def _chosen(self, code: str) -> QWidget:
        found = regions.load().region(code)
        name, around = (
            (found.name, ", ".join(one.label for one in found.chain[1 : 2 if self._narrow else None]))
            if found
            else (code, "")
        )
        take_away = tool("close", f"Hapus {name}", lambda: self.remove(code))
        deeds = [take_away]
        if (paper := self._paper) is not None:
            deeds.insert(0, tool("print", f"Berita acara serah terima {name}…", lambda: paper(code)))
        line = QFrame()
        line.setObjectName("chosen")
        line.setLayout(row(label(name, "label"), label(around, "soft"), None, *deeds, margins=(10, 2, 4, 2)))
        return line
