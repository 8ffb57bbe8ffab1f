"""The table of records: quick on 300,000 rows, walked by keyboard, and teaching when it is empty.

It shows what ``fetch`` gives for the ids it was handed; sorting and filtering are the page's (and the
database's) work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QStackedWidget, QWidget

from kampungkb_desktop.ui.chosen_lines import choose_again, chosen_count, chosen_numbers, several
from kampungkb_desktop.ui.column_widths import Wish, shared
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.record_delegate import RecordDelegate
from kampungkb_desktop.ui.record_model import Align, Cell, Column, Fetch, Id, RecordModel, Row
from kampungkb_desktop.ui.record_view import RecordView
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import column

__all__ = ["Align", "Cell", "Column", "Fetch", "Id", "RecordTable", "Row"]

ROW_HEIGHT = 32
TYPICAL = 0.93
"""Names and figures run a little narrower than the font's own average letter."""
GIVES_WAY = 0.8
"""How far a column shrinks before the table scrolls sideways."""
GROWS = 1.6
"""How far a column of words grows in a wide window, before the stretching ones take the rest."""


class RecordTable(QStackedWidget):
    """``opened(id)`` by Enter or double click, ``selected(id or None)``, ``sort_requested(key, descending)``,
    ``typed(str)`` for the search box. ``widths``/``save_widths`` keep the columns as the person drew them."""

    opened = Signal(object)
    selected = Signal(object)
    sort_requested = Signal(str, bool)
    typed = Signal(str)
    picked = Signal(int)
    """How many lines are chosen, where several may be."""

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        *,
        name: str = "Daftar",
        empty: QWidget | None = None,
        multi: bool = False,
        widths: Callable[[], Mapping[str, int]] | None = None,
        save_widths: Callable[[Mapping[str, int]], None] | None = None,
    ) -> None:
        super().__init__()
        self.model = RecordModel(columns, fetch)
        self.view = RecordView()
        self.view.wanted = _naming(self.model.columns)
        self.whole = True
        """Whether all lines are there, or the first of them (``set_ids``)."""
        self._widths, self._save_widths = widths, save_widths
        self._drawn: dict[str, int] = dict(widths()) if widths is not None else {}
        self._fitting = False
        self.addWidget(self.view)
        self._empty = QWidget()
        self.addWidget(self._empty)
        self.setFocusProxy(self.view)
        self.currentChanged.connect(lambda _at: _give_keys(self))
        self._dress_view(name, multi)
        self._dress_header()
        if empty is not None:
            self.set_empty(empty)

    def _dress_view(self, name: str, multi: bool) -> None:
        view, mode = self.view, QAbstractItemView.SelectionMode
        view.setModel(self.model)
        self.delegate = RecordDelegate(self.model, view)
        view.setItemDelegate(self.delegate)
        view.painted_by = self.delegate.paint_rows
        view.setAccessibleName(name)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.doubleClicked.connect(lambda _index: self._open())
        view.opened.connect(self._open)
        view.typed.connect(self.typed)
        view.widened.connect(self._fit)
        view.selectionModel().currentRowChanged.connect(self._told)
        if multi:
            view.selectionModel().selectionChanged.connect(lambda: self.picked.emit(chosen_count(self.view)))

    def _dress_header(self) -> None:
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsMovable(False)
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._resized)
        self._keep = QTimer(self, interval=400, singleShot=True)
        self._keep.timeout.connect(self._keep_widths)
        self._sorted: tuple[str, bool] = ("", False)
        self._measure()

    def _measure(self) -> None:
        """Sizes from the font, so nothing is cut at a bigger text size."""
        look = tokens()
        self.view.verticalHeader().setDefaultSectionSize(look.px(ROW_HEIGHT))
        header = self.view.horizontalHeader()
        header.setFixedHeight(look.px(36))
        header.setMinimumSectionSize(look.px(40))
        self._fit()

    # --- content

    def set_ids(self, ids: Sequence[Id], *, whole: bool = True) -> None:
        """Show these records in this order; the chosen record and the place in the list are kept where they
        can be. Without ``whole`` these are the first, and what is shown of them stays when the rest comes."""
        grows, self.whole = not self.whole, whole
        if grows and self.model.grow(ids):
            return
        here, top = self.current_id(), self.view.verticalScrollBar().value()
        chosen = several(self.view, self.model)
        self.model.set_ids(ids)
        self.setCurrentWidget(self.view if len(ids) else self._empty)
        number = self.model.number_of(here) if here is not None else -1
        if number >= 0:
            self._choose(number)
            self.view.verticalScrollBar().setValue(top)
            self.view.scrollTo(self.model.index(number, 0))
        elif here is not None:
            self.selected.emit(None)
        choose_again(self.view, self.model, chosen)
        self.picked.emit(chosen_count(self.view))  # the view tells nobody that those it had chosen are gone

    def refresh(self) -> None:
        """Read the rows in sight again."""
        self.model.forget()

    def set_empty(self, widget: QWidget) -> None:
        """What is shown instead of an empty table, usually an ``EmptyState``."""
        box = QWidget()
        box.setLayout(column(widget))
        old, self._empty = self._empty, box
        showing = self.currentWidget() is old
        self.removeWidget(old)
        old.deleteLater()
        self.addWidget(box)
        if showing or not len(self.model.ids):
            self.setCurrentWidget(box)
        _give_keys(self)

    def current_id(self) -> Id | None:
        """The record one is on."""
        number = self.view.currentIndex().row()
        return self.model.ids[number] if 0 <= number < len(self.model.ids) else None

    def selected_ids(self) -> list[Id]:
        """The chosen records, from top to bottom."""
        return [self.model.ids[number] for number in chosen_numbers(self.view)]

    def select(self, record_id: Id) -> bool:
        """Go to a record; False when it is not listed."""
        number = self.model.number_of(record_id)
        if number >= 0:
            self._choose(number)
            self.view.scrollTo(self.model.index(number, 0))
        return number >= 0

    def show_sorted(self, key: str, descending: bool = False) -> None:
        """Draw the arrow: the ids are in this order."""
        self._sorted = (key, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        keys = [one.key for one in self.model.columns]
        self.view.horizontalHeader().setSortIndicator(keys.index(key) if key in keys else -1, order)

    # --- inside

    def _choose(self, number: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(self.model.index(number, 0), flags)

    def _open(self) -> None:
        if (here := self.current_id()) is not None:
            self.opened.emit(here)

    def _told(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.selected.emit(self.current_id())

    def _sort(self, section: int) -> None:
        wanted = self.model.columns[section]
        key, descending = self._sorted
        if not wanted.sortable:
            self.show_sorted(key, descending)
            return
        self.show_sorted(wanted.key, not descending if wanted.key == key else False)
        self.sort_requested.emit(*self._sorted)

    def _fit(self) -> None:
        """Share the width there is among the columns."""
        header = self.view.horizontalHeader()
        bar = self.view.verticalScrollBar().sizeHint().width()  # kept free: columns stay when a bar comes or goes
        room = self.view.maximumViewportSize().width() - bar
        widths = shared([_wish(one, self._drawn) for one in self.model.columns], room)
        self._fitting = True
        for i, width in enumerate(widths):
            header.setSectionHidden(i, not width)
            if width:
                header.resizeSection(i, width)
        self._fitting = False

    def _resized(self, section: int, _old: int, new: int) -> None:
        if not self._fitting:
            self._drawn[self.model.columns[section].key] = new
            self._keep.start()

    def _keep_widths(self) -> None:
        if self._save_widths is not None:
            self._save_widths(dict(self._drawn))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "delegate"):
            self.delegate.renew()
            self._measure()


def _naming(columns: Sequence[Column]) -> int:
    """How many columns tell which row it is: the first, or a day, code or state and the name behind it."""
    return 2 if len(columns) > 2 and columns[1].stretch and not columns[0].stretch else 1


def _wish(one: Column, drawn: Mapping[str, int]) -> Wish:
    """A column as the person drew it, or by its letters; never so narrow that its title is cut."""
    if one.key in drawn:
        return Wish(drawn[one.key], drawn[one.key])
    look, letter = tokens(), QFontMetricsF(text_font()).averageCharWidth() * TYPICAL
    arrow = 30 if one.sortable else 18
    title = round(QFontMetricsF(text_font(bold=True)).horizontalAdvance(one.title)) + look.px(arrow)
    natural = max(round(letter * one.width) + look.px(16), title)
    least = natural if one.firm else max(title, round(natural * GIVES_WAY))
    most = natural if one.firm or one.align is Align.RIGHT else round(natural * GROWS)
    return Wish(natural, least, one.stretch, most, one.extra, one.yields)


def _give_keys(table: RecordTable) -> None:
    """The keys go to what is shown: the rows, or the button that begins them. Qt would try the hidden one and stay."""
    shown = table.currentWidget()
    begin = shown.findChild(QPushButton) if shown is not None and shown is not table.view else None
    table.setFocusProxy(begin or table.view)
