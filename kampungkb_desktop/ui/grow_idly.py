"""Builds the cards of a growing form one after the other once it has been painted and while nothing else is to do, and
then lets Tab go through all of it in the order it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.after_paint import AfterPaint
from kampungkb_desktop.ui.growing_form import GrowingForm, settle
from kampungkb_desktop.ui.record_editor import RecordEditor
from kampungkb_desktop.ui.tab_chain import chain_tabs


class GrowIdly(AfterPaint):
    """``tail`` are widgets under the form, which Tab reaches after it and before the buttons."""

    def __init__(self, editor: RecordEditor, view: GrowingForm) -> None:
        super().__init__(editor, self._next, self._chain)
        self._editor, self._view = editor, view
        self.tail: Sequence[QWidget] = ()

    def _next(self) -> bool:
        more = self._view.grow_part()
        if more and not self._view.half_grown():
            settle(self._view)
        return more

    def _chain(self) -> None:
        cells = self._view.built.values()
        chain_tabs((*cells, *self.tail, self._editor.keep_button, self._editor.done_button))
