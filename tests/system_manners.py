"""What every system does and the offscreen platform does not: when a dialog is gone, the window it stood over is active
again. Without it every shortcut is dead for the rest of a test as soon as work took a moment longer, on a busy machine,
and showed itself in a dialog (``ui.progress_view.PATIENCE_MS``)."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from kampungkb_desktop.ui.dialog import Dialog

_shown_or_hidden = Dialog.setVisible


def set_visible(self: Dialog, visible: bool) -> None:
    """In place of ``Dialog.setVisible``: the same, and the owner comes to the front again when nobody else is there."""
    _shown_or_hidden(self, visible)
    owner = self.parentWidget()
    front = QApplication.activeWindow()
    nobody = front is None or front is self or not front.isVisible()
    if not visible and nobody and owner is not None and owner.window().isVisible():
        owner.window().activateWindow()
