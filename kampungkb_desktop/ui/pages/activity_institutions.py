"""A long list of boxes with a filter over it (the 37 instansi): type a few letters, Enter ticks, type the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListView, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from kampungkb_desktop.base.text import listing
from kampungkb_desktop.forms.kinds import Answer, Choices
from kampungkb_desktop.forms.region_search import fold
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.search_box import name_clear
from kampungkb_desktop.ui.widgets import column, label, row

_CODE = Qt.ItemDataRole.UserRole
_ROWS = 5


class FilteredChecks(Editor):
    """Enter in the filter ticks the first line that is left (with an empty filter it walks on); Down goes to the list,
    Space ticks there."""

    def __init__(
        self, kind: Choices, parent: QWidget | None = None, *, also: Callable[[str], str] = lambda _code: ""
    ) -> None:
        """``also`` gives further words by which an option is found, by its code."""
        super().__init__(kind, parent)
        self._also = also
        self._unknown: tuple[str, ...] = ()
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Ketik untuk menyaring, Enter mencentang")
        self.filter.setAccessibleName(f"Saring {kind.label}")
        name_clear(self.filter)
        self.filter.setFixedWidth(tokens().px(290))
        self.chosen = label("", "small")
        self.chosen.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.list = QListWidget(self)
        self.list.setAccessibleName(kind.label)
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setWrapping(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setUniformItemSizes(True)
        self.list.setTabKeyNavigation(False)
        self.list.setFixedHeight(tokens().px(28) * _ROWS + 6)
        for option in kind.options.items:
            item = QListWidgetItem(f"{option.number}  {option.label}")
            item.setData(_CODE, option.code)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        head = row(self.filter, spacing=12)
        head.addWidget(self.chosen, 1)
        self.setLayout(column(head, self.list, spacing=6))
        self.filter.textChanged.connect(self._sift)
        self.list.itemChanged.connect(lambda _item: self._ticked())
        self.watch(self.filter, self.list)
        self.setFocusProxy(self.filter)
        self._tell()

    def answer(self) -> Answer:
        return tuple(sorted({*self._codes(), *self._unknown})) or None

    def set_answer(self, answer: Answer) -> None:
        codes = answer if isinstance(answer, tuple) else ()
        self.list.blockSignals(True)  # noqa: FBT003  Qt's own signature
        known = set()
        for item in self._items():
            known.add(item.data(_CODE))
            item.setCheckState(Qt.CheckState.Checked if item.data(_CODE) in codes else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)  # noqa: FBT003
        self._unknown = tuple(code for code in codes if code not in known)
        self.filter.clear()
        self._tell()

    def inputs(self) -> Sequence[QWidget]:
        return (self.filter, self.list)

    def wide(self) -> bool:
        return True

    def takes_enter(self, widget: QWidget) -> bool:
        return widget is self.filter and bool(self.filter.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.filter:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.filter.text().strip():
                self._tick_first()
                return True
            if event.key() == Qt.Key.Key_Down:
                self._to_list()
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = tokens()
        columns = max(1, (self.width() - look.px(24)) // look.px(270))
        cell = QSize((self.width() - look.px(24)) // columns, look.px(28))
        self.list.setGridSize(cell)
        self.list.blockSignals(True)  # noqa: FBT003  another size is no tick
        for item in self._items():
            item.setSizeHint(cell)
        self.list.blockSignals(False)  # noqa: FBT003

    # --- inside

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _codes(self) -> list[str]:
        return [str(item.data(_CODE)) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _sift(self, text: str) -> None:
        words = fold(text).split()
        for item in self._items():
            held = f" {fold(item.text())} {fold(self._also(str(item.data(_CODE))))}"
            item.setHidden(not all(f" {word}" in held for word in words))

    def _tick_first(self) -> None:
        """The first that is left; one found by its own name goes before one found by a further name."""
        left = [item for item in self._items() if not item.isHidden()]
        words = fold(self.filter.text()).split()
        own = [item for item in left if all(f" {word}" in f" {fold(item.text())}" for word in words)]
        first = next(iter([*own, *left]), None)
        if first is not None:
            checked = first.checkState() == Qt.CheckState.Checked
            first.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
            self.filter.clear()

    def _to_list(self) -> None:
        first = next((item for item in self._items() if not item.isHidden()), None)
        if first is not None:
            self.list.setCurrentItem(first)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _ticked(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        names = [item.text().split("  ", 1)[1] for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        shown = listing(names) if len(names) <= 4 else f"{', '.join(names[:4])}, dan {len(names) - 4} lainnya"
        self.chosen.setText(f"{len(names)} dipilih: {shown}" if names else "Belum ada yang dipilih")
        self.chosen.setToolTip(listing(names))
