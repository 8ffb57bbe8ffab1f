"""A short list of free names (own instansi, labels of local programmes): type, Enter keeps it, the names used before
are offered. Kept as a set of names, or as one line with commas where the form declares a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from kampungkb_desktop.forms.kinds import Answer, Choices, Kind
from kampungkb_desktop.forms.region_search import fold
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.finder import finder
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.form_cell import FormCell
from kampungkb_desktop.ui.widgets import column

LONGEST = 150
_JOIN = ", "


def grown(editor: QWidget) -> None:
    """Tell the form that an editor wants another height, so that what stands below makes room."""
    above = editor.parentWidget()
    if isinstance(above, FormCell):
        editor.updateGeometry()
        above.grew.emit()


class Chips(QWidget):
    """Names side by side, each a button that takes it away: ``removed(code)``."""

    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(spacing=6)
        self.setLayout(self._flow)
        self.hide()

    def show_names(self, names: Sequence[tuple[str, str]]) -> None:
        """Show these (code, name) and no others."""
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for code, name in names:
            made = QPushButton(f"{name}  ×".replace("&", "&&"))
            made.setToolTip(f"Hapus {name}")
            made.setAccessibleName(f"Hapus {name}")
            made.clicked.connect(partial(self.removed.emit, code))
            self._flow.addWidget(made)
        self.setVisible(bool(names))


class NamesEditor(Editor):
    """Enter keeps what is typed, Backspace in an empty line takes the last name away; a name stands once."""

    def __init__(
        self, kind: Kind, known: Callable[[], Sequence[str]], hint: str, parent: QWidget | None = None
    ) -> None:
        """``known`` gives the names used before; it is asked when the line gets the keys."""
        super().__init__(kind, parent)
        self._known = known
        self._several = isinstance(kind, Choices)
        self.names: list[str] = []
        self.line = QLineEdit(self)
        self.line.setAccessibleName(kind.label)
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(LONGEST)
        self._model = QStringListModel(self)
        completer = self._completer = finder(self._model, self, visible=7)
        self.line.setCompleter(completer)
        self.chips = Chips()
        self.setLayout(column(self.chips, self.line, spacing=4))
        self.chips.removed.connect(self._remove)
        completer.activated.connect(lambda _text: self._take(), Qt.ConnectionType.QueuedConnection)
        self.line.textEdited.connect(lambda: self.edited.emit())
        self.watch(self.line)
        self.setFocusProxy(self.line)

    def answer(self) -> Answer:
        """What is kept, and what stands in the line unkept: nobody must press Enter for it to count."""
        names = self._with(self.line.text())
        if not names:
            return None
        return tuple(sorted(names)) if self._several else _JOIN.join(names)

    def set_answer(self, answer: Answer) -> None:
        given = answer if isinstance(answer, tuple) else str(answer or "").split(",")
        self.names = []
        for name in given:
            self.names = self._with(name)
        self.line.clear()
        self._show()

    def inputs(self) -> Sequence[QWidget]:
        return (self.line,)

    def wide(self) -> bool:
        return self._several

    def takes_enter(self, _widget: QWidget) -> bool:
        return bool(self.line.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusIn:
            self._model.setStringList([name for name in self._known() if name not in self.names])
        if watched is self.line and event.type() == QEvent.Type.FocusOut and not self._popup():
            self._take()
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    # --- inside

    def _popup(self) -> bool:
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma) and self.line.text().strip():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            self._take()
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self.names:
            self._remove(self.names[-1])
            return True
        return False

    def _with(self, typed: str) -> list[str]:
        """The names with one more, unless it is there under the same letters."""
        name = " ".join(typed.replace(",", " ").split())
        return self.names if not name or fold(name) in {fold(one) for one in self.names} else [*self.names, name]

    def _take(self) -> None:
        if not self.line.text().strip():
            return
        self.names = self._with(self.line.text())
        self.line.clear()
        self._show()
        self.edited.emit()

    def _remove(self, name: str) -> None:
        self.names = [one for one in self.names if one != name]
        self._show()
        self.line.setFocus()
        self.edited.emit()

    def _show(self) -> None:
        self.chips.show_names([(name, name) for name in self.names])
        grown(self)
