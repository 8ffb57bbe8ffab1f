"""The figure of the family register beside a typed one: it opens its records, and an arrow takes it over."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, row, tool


class Beside(QWidget):
    """``used`` by the arrow, ``opened`` by the figure. Tab passes it by, so that typing keeps its pace; Ctrl+J and
    Ctrl+B do the same from the answer."""

    used = Signal()
    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.count: int | None = None
        self.arrow = tool("back", f"Pakai angka ini untuk {name} (Ctrl+J)", self.used.emit)
        self.figure = button("", self.opened.emit, kind="quiet")
        side = tokens().px(24)
        self.arrow.setFixedSize(QSize(side, side))
        for widget in (self.arrow, self.figure):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.figure.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Ignored)
        self.figure.setStyleSheet("text-align: right; padding: 0 8px; min-width: 28px")
        self.figure.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayout(row(None, self.arrow, self.figure, spacing=0))
        self.hide()

    def show_count(self, count: int | None, typed: object) -> None:
        """The register's figure, and whether the typed one is the same; ``None`` shows nothing."""
        self.count = count
        same = count is not None and typed == count
        self.figure.setText("" if count is None else number(count))
        self.figure.setEnabled(bool(count))
        self.arrow.setEnabled(count is not None and not same)
        self.arrow.setVisible(count is not None)
        set_icon(self.arrow, "check" if same else "back", "ok_ink" if same else "accent_ink", 16)
        told = "" if count is None else f"Data keluarga: {number(count)}"
        self.figure.setAccessibleName(f"{self._name}. {told}" + (", sama dengan yang diketik" if same else ""))
        self.figure.setToolTip(f"{told}. Klik untuk melihat catatannya (Ctrl+B)" if count else told)
