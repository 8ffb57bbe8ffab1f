"""Builds the cards of a growing form one after the other while somebody looks at it and nothing else is to do, and then
lets Tab go through all of it in the order it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.growing_form import GrowingForm
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.tab_chain import chain_tabs

STEP_MS = 5
"""Between two cards: keys and paint come first."""


def settle(view: QWidget) -> None:
    """Give what was just added to a form its room before anything is painted: otherwise the cards are squashed into
    the room of those before, and jump."""
    for one in view.findChildren(QWidget):
        if not one.isVisible():
            QCoreApplication.sendPostedEvents(one, QEvent.Type.MetaCall.value)  # Qt shows it in a call of its own
    for _pass in range(3):  # a bar that appears makes lines break, and they then take more room
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class GrowIdly(QObject):
    """``tail`` are widgets under the form, which Tab reaches after it and before the buttons."""

    def __init__(self, editor: RecordEditor, view: GrowingForm) -> None:
        super().__init__(editor)
        self._editor, self._view = editor, view
        self.tail: Sequence[QWidget] = ()
        self.whole = False
        self._timer = QTimer(self, interval=STEP_MS, singleShot=True)
        self._timer.timeout.connect(self._step)
        editor.installEventFilter(self)

    def growing(self) -> bool:
        """Whether somebody looks at it and more is to come."""
        return self._timer.isActive() and self._editor.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and not self.whole:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _step(self) -> None:
        if not self._editor.isVisible():
            return
        if self._view.grow_dressed():
            settle(self._view)
            self._timer.start()
        elif not self.whole:
            self.whole = True
            cells = self._view.cells.values()
            chain_tabs((*cells, *self.tail, self._editor.keep_button, self._editor.done_button))
