"""The line over a record's form: which record this is, how far it is, and the way to remove it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import label, row, tool

READ_ONLY = Tag(
    "Hanya dibaca", Tone.NEUTRAL, "lock",
    "Milik seluruh kabupaten dan ditulis orang lain. Minta kantor kabupaten memperbaikinya.",
)  # fmt: skip


class Heading(QWidget):
    """``removed`` when the person wants it gone."""

    removed = Signal()

    def __init__(self, instead: str = "", done: str = "Selesai") -> None:
        """``instead`` of the record's name, where that stands in the window's header already; ``done`` is what a
        finished record is called."""
        super().__init__()
        self._instead, self._done = instead, done
        self.title = label(instead, "small" if instead else "section", wrap=True)
        self.chip, self.sent = Chip(), Chip()
        self.trash = tool("trash", "Hapus catatan ini", self.removed.emit, shortcut="Ctrl+Delete")
        box = row(spacing=10)
        box.addWidget(self.title, 1)
        box.addWidget(self.sent)
        box.addWidget(self.chip)
        box.addWidget(self.trash)
        self.setLayout(box)

    def show_record(self, record: Record, *, saved: bool, sent: Tag | str = "") -> None:
        """Name a record and its state, and how far it has been sent where that is known."""
        self.sent.setVisible(isinstance(sent, Tag))
        if isinstance(sent, Tag):
            self.sent.show_tag(sent)
        self.title.setText(self._instead or record.name())
        if not saved:
            self.chip.show_tag(Tag("Belum disimpan", Tone.NEUTRAL))
        elif record.status == DONE:
            self.chip.show_tag(Tag(self._done, Tone.OK))
        else:
            self.chip.show_tag(Tag("Draf", Tone.WARN))

    def allow(self, removing: bool) -> None:
        """Whether the way to remove it is offered: what the programme only deactivates cannot be deleted."""
        self.trash.setVisible(removing)
        self.trash.setEnabled(removing)
