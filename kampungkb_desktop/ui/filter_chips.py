"""Saved filters of a list as a row of buttons, one of which holds; the line breaks where the window is narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.widgets import one_of_several


class Saved(NamedTuple):
    """One filter: its key, its name and what it means."""

    key: str
    name: str
    tip: str


class FilterChips(QWidget):
    """``chosen(str)`` gives the key of the filter picked; the first holds at the beginning. ``more`` stand behind."""

    chosen = Signal(str)

    def __init__(self, filters: Sequence[Saved], *more: QWidget) -> None:
        super().__init__()
        self._filters = tuple(filters)
        self._group = QButtonGroup(self)
        for at, one in enumerate(self._filters):
            made = QPushButton(one.name)
            one_of_several(made)
            made.setToolTip(one.tip)
            made.setAccessibleDescription(one.tip)
            self._group.addButton(made, at)
        self.setLayout(FlowLayout(*self._group.buttons(), *more, spacing=6))
        self._group.idClicked.connect(lambda at: self.chosen.emit(self._filters[at].key))
        self.show_key(self._filters[0].key)

    def count(self, found: Mapping[str, int]) -> None:
        """Write behind each name how many its filter finds; one that finds nothing cannot be picked."""
        for at, one in enumerate(self._filters):
            made, many = self._group.button(at), found.get(one.key, 0)
            made.setText(f"{one.name} {number(many)}")
            made.setEnabled(many > 0)

    def show_key(self, key: str) -> None:
        """Mark the filter that holds, without ``chosen``; none for a key that has no button."""
        self._group.setExclusive(any(one.key == key for one in self._filters))
        for at, one in enumerate(self._filters):
            self._group.button(at).setChecked(one.key == key)

    def say_counts(self, counts: Mapping[str, int]) -> None:
        """Say behind a name how many there are, nothing where there are none; every one can still be picked."""
        for at, one in enumerate(self._filters):
            count = counts.get(one.key, 0)
            self._group.button(at).setText(f"{one.name}  {number(count)}" if count else one.name)
