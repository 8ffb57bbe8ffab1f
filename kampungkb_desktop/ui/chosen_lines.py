"""The chosen lines of a table by the stretches Qt keeps: asking line by line takes seconds where all are chosen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange
from PySide6.QtWidgets import QAbstractItemView, QTableView

from kampungkb_desktop.ui.record_model import Id, RecordModel

KEPT_CHOSEN = 2_000
"""So many chosen lines stay chosen when the list is read anew."""


def chosen_numbers(view: QTableView) -> list[int]:
    """Their lines, from top to bottom."""
    return sorted({n for one in _stretches(view) for n in range(one.top(), one.bottom() + 1)})


def chosen_count(view: QTableView) -> int:
    """How many."""
    return sum(one.height() for one in _stretches(view))


def chosen_between(view: QTableView, first: int, last: int) -> set[int]:
    """Those of a stretch of lines that are chosen."""
    return {n for one in _stretches(view) for n in range(max(first, one.top()), min(last, one.bottom()) + 1)}


def several(view: QTableView, model: RecordModel) -> frozenset[Id]:
    """The ids of those chosen, where they are several and few enough to be kept."""
    if view.selectionMode() != QAbstractItemView.SelectionMode.ExtendedSelection:
        return frozenset()
    return (
        frozenset(model.ids[n] for n in chosen_numbers(view)) if 1 < chosen_count(view) <= KEPT_CHOSEN else frozenset()
    )


def choose_again(view: QTableView, model: RecordModel, chosen: Collection[Id]) -> None:
    """The lines that were chosen before they were read anew."""
    found, last = QItemSelection(), len(model.columns) - 1
    for number, one in enumerate(model.ids if chosen else ()):
        if one in chosen:
            found.select(model.index(number, 0), model.index(number, last))
    view.selectionModel().select(found, QItemSelectionModel.SelectionFlag.Select)


def _stretches(view: QTableView) -> Sequence[QItemSelectionRange]:
    return cast("Sequence[QItemSelectionRange]", view.selectionModel().selection())  # the stub knows not that it is one
