"""Kegiatan that were typed and never saved, over the list: each a line with its way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.drafts import Kept
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import moment
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import column

_MOST = 3


class UnsavedActivities(QWidget):
    """``opened(id)`` when somebody goes on with one."""

    opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._box = column(spacing=8)
        self.setLayout(self._box)
        self.hide()

    def renew(self) -> None:
        """Read the drafts again."""
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        kept = [one for one in drafts.open_drafts(self.session) if isinstance(one.record, Activity)]
        with self.session.database.read() as conn:
            saved = read.exists(conn, Activity, [one.record.id for one in kept])
        waiting = [one for one in kept if one.record.id not in saved][:_MOST]
        for one in waiting:
            self._box.addWidget(self._banner(one))
        self.setVisible(bool(waiting))

    def _banner(self, kept: Kept) -> Banner:
        name = kept.record.name() if getattr(kept.record, "title", None) else "tanpa judul"
        return Banner(
            f"Kegiatan “{name}” belum disimpan (draf {moment(moment_of(kept.at))}).", Tone.INFO, "Lanjutkan",
            lambda: self.opened.emit(kept.record.id),
        )  # fmt: skip
