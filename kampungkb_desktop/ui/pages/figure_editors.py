"""How a count is typed in a table of figures: it fills its cell, or stands with a remark beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from kampungkb_desktop.forms.kinds import Answer, Kind, Number
from kampungkb_desktop.ui.editors import NumberEditor
from kampungkb_desktop.ui.form_cell import FormCell


class AgeEditor(NumberEditor):
    """A count that fills its cell of the table."""

    tells_unit = False

    def __init__(self, kind: Kind) -> None:
        assert isinstance(kind, Number)
        super().__init__(kind)
        self.line.setMaximumWidth(1 << 20)
        self.line.setProperty("compact", "true")
        layout = self.layout()
        assert layout is not None
        while layout.count() > 1:
            item = layout.takeAt(1)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()


class CountEditor(NumberEditor):
    """A count with a remark beside it ("dari 180, 33 %") that may be closed: then it shows its 0 and takes no keys."""

    def __init__(self, kind: Kind) -> None:
        assert isinstance(kind, Number)
        super().__init__(kind)
        self._remark = kind.hint
        self._closed = False
        self.line.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * 12)
        self.note.setText(kind.hint)
        self.note.setVisible(bool(kind.hint))
        self.note.setWordWrap(True)
        box = self.layout()
        if isinstance(box, QHBoxLayout):
            for at in range(2, box.count() - 1):
                item = box.itemAt(at)
                if item is not None and (unit := item.widget()) is not None and not kind.unit:
                    unit.hide()
            box.setStretch(box.count() - 1, 0)
            box.setStretch(box.indexOf(self.note), 1)
            box.addStretch(0)

    def remark(self, words: str) -> None:
        """Say something beside the figure."""
        self._remark = words
        self.note.setText(words.replace(" %", "\u00a0%"))  # a sign never stands alone on a line
        self.note.setVisible(bool(words))

    def close_with(self, why: str) -> None:
        """No entry here, and why; "" opens it again."""
        self._closed = bool(why)
        self.line.setReadOnly(self._closed)
        self.line.setFocusPolicy(Qt.FocusPolicy.NoFocus if self._closed else Qt.FocusPolicy.StrongFocus)
        self.line.setToolTip(why)

    def inputs(self) -> Sequence[QLineEdit]:
        return () if self._closed else (self.line,)

    def explain(self, _answer: Answer) -> str:
        return self._remark

    def _explain(self) -> None:
        self.remark(self._remark)


def remarks(cells: Mapping[str, FormCell], words: Callable[[str], str]) -> None:
    """Renew the remark beside every count among the cells."""
    for name, cell in cells.items():
        if isinstance(cell.editor, CountEditor):
            cell.editor.remark(words(name) or cell.kind.hint)
