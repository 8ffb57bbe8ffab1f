"""One hand in a draft: where the same record stands open in two windows, only the one in which somebody types may be
typed into. The other says so, leads there, and is free again as soon as the first has saved, left or shut.

It knows windows of this session only: another laptop's changes meet in the merge, and another process is kept out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner

WORDS = (
    "Catatan ini sedang diketik di jendela lain. Di sini hanya untuk dibaca, supaya dua ketikan tidak saling menimpa."
)


class OneHand(QObject):
    """Belongs to an editor, which calls ``opened`` at every record it shows, ``typed`` and ``saved``. ``parts`` are
    what is typed into; ``again(record, new)`` shows what stands there by now."""

    def __init__(self, editor: QWidget, parts: Sequence[QWidget], again: Callable[[Record, bool], object]) -> None:
        super().__init__(editor)
        self.editor, self._parts, self._again = editor, tuple(parts), again
        self.typing = False
        """Something unsaved stands here."""
        self.holder: OneHand | None = None
        """Who types this record elsewhere."""
        self._record: Record | None = None
        self._new = False
        self.banner = Banner(WORDS, Tone.WARN, "Ke je&ndela itu", self.go_there)
        self.banner.hide()
        editor.installEventFilter(self)

    def opened(self, record: Record, *, new: bool, drafted: bool) -> None:
        """The editor shows this record now, with what was left unsaved of it (``drafted``)."""
        self.saved()
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
        if self._record is not None:
            self._again(self._record, self._new)

    def typed(self) -> None:
        """Something was typed here."""
        if not self.typing and self.holder is None:
            self._take()

    def _take(self) -> None:
        self.typing = True
        for one in self._same():
            one._yield_to(self)  # noqa: SLF001  the same class

    def _yield_to(self, holder: OneHand) -> None:
        self.holder, self.typing = holder, False
        for one in self._parts:
            one.setEnabled(False)
        self.banner.show()

    def saved(self) -> None:
        """Nothing unsaved is left here: those who waited may look."""
        was, self.typing = self.typing, False
        for one in self._same() if was else ():
            if one.editor.isVisible():
                one.look()

    def _same(self) -> Iterator[OneHand]:
        """The hands at this record in other windows."""
        mine, window = self.key(), self.editor.window()
        for other in QApplication.topLevelWidgets() if mine is not None else ():
            if other is not window:
                yield from (one for one in other.findChildren(OneHand) if one.key() == mine)

    def key(self) -> tuple[str, str] | None:
        """Form and id of the record that is typed here."""
        return None if self._record is None else (self._record.FORM, self._record.id)
