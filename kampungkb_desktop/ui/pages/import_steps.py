"""The line of steps over an import, and its last step: what was done and the way to take all of it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, button, column, label, row


class StepLine(QWidget):
    """``1 Pilih berkas › 2 Cocokkan kolom › …``; the step one is on stands out and is named to a screen reader."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self._labels: list[QLabel] = []
        box = row(spacing=10)
        for at, name in enumerate(names, 1):
            if at > 1:
                box.addWidget(label("›", "soft"))
            shown = label(f"{at}  {name}", "soft")
            self._labels.append(shown)
            box.addWidget(shown)
        box.addStretch(1)
        self.setLayout(box)

    def mark(self, here: int) -> None:
        """Stand at this step."""
        for at, shown in enumerate(self._labels):
            shown.setProperty("role", "label" if at == here else "soft")
            shown.style().unpolish(shown)
            shown.style().polish(shown)
        self.setAccessibleName(f"Langkah {here + 1} dari {len(self._names)}: {self._names[here]}")


class DoneStep(QWidget):
    """``leave()`` to the list of families, ``again()`` another file, ``undo()`` takes the import back."""

    leave = Signal()
    again = Signal()
    undo = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner("", Tone.OK)
        self.what = label("", "soft", wrap=True)
        self.see = button("Li&hat keluarga", self.leave.emit, kind="primary", icon="keluarga", shortcut="Ctrl+Return")
        self.more = button("Impo&r berkas lain", self.again.emit, icon="document")
        self.take_back = button("Uru&ngkan seluruh impor", self.undo.emit, icon="undo", tip="Kembalikan keadaan semula")
        card = Card("", self.banner, self.what, 6, row(self.see, self.more, self.take_back, None), padding=16)
        self.setLayout(column(card, None))
        self.setFocusProxy(self.see)

    def show_done(self, words: str, name: str, *, can_undo: bool) -> None:
        """Say what the import of this file did."""
        self.banner.say(words, Tone.OK if can_undo else Tone.INFO)
        self.what.setText(
            f"Semuanya satu langkah bernama “Impor keluarga dari {name}”. Ctrl+Z atau tombol di bawah ini "
            "mengurungkannya sekaligus; di Riwayat langkah itu dapat ditemukan kembali."
            if can_undo
            else "Isi berkas ini sudah sama dengan data yang ada."
        )
        self.take_back.setVisible(can_undo)

    def show_undone(self) -> None:
        """All of it was taken back."""
        self.take_back.setVisible(False)
        self.what.setText("")
        self.banner.say("Impor ini diurungkan. Keadaannya kembali seperti semula.", Tone.INFO)
        self.see.setFocus()
