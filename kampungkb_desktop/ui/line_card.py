"""A card of lines with a button to all of them, which says what belongs there while it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from kampungkb_desktop.ui.line_button import EDGE
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import Card, button, column, label

LINE = 26
"""Pixels at 100 % of a line that says one thing."""


class LineCard(Card):
    """A card of lines with a button to all of them; says what belongs there while it is empty. Room for ``expected``
    lines is kept until they are read, so that what stands below does not move then."""

    def __init__(
        self,
        title: str,
        empty: str,
        all_words: str = "",
        on_all: Callable[[], object] | None = None,
        *,
        expected: int = 0,
    ) -> None:
        super().__init__(title)
        self._empty = empty
        self.lines = column(spacing=0)
        self.body.addLayout(self.lines)
        self.all = button(all_words, on_all, kind="quiet") if all_words else None
        if self.all is not None:
            self.title_row.addWidget(self.all)
        self._set_in()
        self.show_lines((), empty="Sedang dibaca…")
        first = self.lines.itemAt(0)
        reading = first.widget() if first is not None else None
        if isinstance(reading, QLabel):
            reading.setMinimumHeight(tokens().px(expected * LINE))
            reading.setAlignment(Qt.AlignmentFlag.AlignTop)

    def changeEvent(self, event: QEvent) -> None:
        """Lines draw themselves as far in as the size of the letters asks; title and words go with them."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "all"):
            self._set_in()

    def _set_in(self) -> None:
        edge, rest = (tokens().px(width) for width in (EDGE, 6))
        top = self.body.contentsMargins().top()
        self.body.setContentsMargins(rest, top, rest, edge + rest)  # a line's ground reaches beyond its words
        self.title_row.setContentsMargins(edge, 0, edge if self.all is None else 0, 0)
        for item in (self.lines.itemAt(at) for at in range(self.lines.count())):
            if item is not None and isinstance(words := item.widget(), QLabel):
                words.setContentsMargins(edge, 0, edge, 0)

    def show_lines(self, made: Sequence[QWidget], *, empty: str = "") -> None:
        """Show these instead of what stands there."""
        before = [item.widget() for at in range(self.lines.count()) if (item := self.lines.itemAt(at)) is not None]
        keys = self.window().focusWidget()
        with_keys = before.index(keys) if keys in before else None
        while (item := self.lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for widget in made:
            self.lines.addWidget(widget)
        if with_keys is not None and made:
            made[min(with_keys, len(made) - 1)].setFocus()  # whoever comes back goes on at the same line
        if not made:
            words = label(empty or self._empty, "soft", wrap=True)
            words.setContentsMargins(tokens().px(EDGE), 0, tokens().px(EDGE), 0)
            self.lines.addWidget(words)
