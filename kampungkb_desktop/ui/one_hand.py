"""One hand in a draft: where the same record stands open in two windows, only the one in which somebody types may be
typed into. The other says so, leads there, and is free again as soon as the first has saved, left or shut.

It knows windows of this session only: another laptop's changes meet in the merge, and another process is kept out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner

if TYPE_CHECKING:
    from kampungkb_desktop.forms.record import Record
    from kampungkb_desktop.ui.record_editor import RecordEditor

WORDS = (
    "Catatan ini sedang diketik di jendela lain. Di sini hanya untuk dibaca, supaya dua ketikan tidak saling menimpa."
)


class OneHand(QObject):
    """Belongs to an editor; ``opened`` at every record it shows."""

    def __init__(self, editor: RecordEditor) -> None:
        super().__init__(editor)
        self.editor = editor
        self.typing = False
        """Something unsaved stands here."""
        self.holder: OneHand | None = None
        """Who types this record elsewhere."""
        self._record: Record | None = None
        self._new = False
        self.banner = Banner(WORDS, Tone.WARN, "Ke &jendela itu", self.go_there)
        self.banner.hide()
        editor.view.changed.connect(self._typed)
        editor.saved_as.connect(self._saved)
        editor.installEventFilter(self)

    def opened(self, record: Record, *, new: bool, drafted: bool) -> None:
        """The editor shows this record now, with what was left unsaved of it (``drafted``)."""
        self._let_go()
        self._record, self._new, self.holder, self.typing = record, new, None, False
        self.banner.hide()
        holder = next((one for one in self._same() if one.holds()), None)
        if holder is not None:
            self._yield_to(holder)
        elif drafted:
            self._take()

    def holds(self) -> bool:
        """Whether somebody types here, in sight."""
        return self.typing and self.editor.isVisible()

    def go_there(self) -> None:
        """To the window in which it is typed."""
        if self.holder is not None and isValid(self.holder):
            window = self.holder.editor.window()
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.Show):
            self.look()
        return False

    def look(self) -> None:
        """Take the record up again where nobody else types it any more: what stood there was kept as a draft."""
        if self.holder is None or (isValid(self.holder) and self.holder in self._same() and self.holder.holds()):
            return
        self.holder = None
        if self.editor.read_again() is None and self._record is not None:
            self.editor.edit(self._record, new=self._new)

    def _typed(self) -> None:
        if not self.typing and self.holder is None:
            self._take()

    def _take(self) -> None:
        self.typing = True
        for one in self._same():
            one._yield_to(self)  # noqa: SLF001  the same class

    def _yield_to(self, holder: OneHand) -> None:
        self.holder, self.typing = holder, False
        for one in (self.editor.view, self.editor.keep_button, self.editor.done_button):
            one.setEnabled(False)
        self.banner.show()

    def _saved(self) -> None:
        self._let_go()

    def _let_go(self) -> None:
        """Those who waited may look."""
        was, self.typing = self.typing, False
        for one in self._same() if was else ():
            if one.editor.isVisible():
                one.look()

    def _same(self) -> Iterator[OneHand]:
        """The hands at this record in other windows."""
        mine, window = self._key(), self.editor.window()
        for other in QApplication.topLevelWidgets() if mine is not None else ():
            if other is not window:
                yield from (one for one in other.findChildren(OneHand) if one._key() == mine)  # noqa: SLF001

    def _key(self) -> tuple[str, str] | None:
        return None if self._record is None else (self._record.FORM, self._record.id)
