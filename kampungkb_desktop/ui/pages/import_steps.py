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
    """``leave()`` to the list, ``again()`` another file, ``undo()`` takes the import back, ``further()`` goes on with
    the next sheet of the same file."""

    leave = Signal()
    again = Signal()
    undo = Signal()
    further = Signal()

    def __init__(self, action: str = "Impor keluarga dari", see: str = "Li&hat daftar keluarga") -> None:
        super().__init__()
        self._named = action
        self.banner = Banner("", Tone.OK)
        self.what = label("", "soft", wrap=True)
        self.see = button(see, self.leave.emit, kind="primary", icon="forward", shortcut="Ctrl+Return")
        self.more = button("Impo&r berkas lain", self.again.emit, icon="document")
        self.take_back = button("Uru&ngkan seluruh impor", self.undo.emit, icon="undo", tip="Kembalikan keadaan semula")
        self.next_sheet = button("Lembar &berikutnya", self.further.emit, icon="forward", tip="Lembar lain berkas ini")
        self.next_sheet.hide()
        buttons = row(self.see, self.next_sheet, self.more, self.take_back, None)
        card = Card("", self.banner, self.what, 6, buttons, padding=16)
        self.setLayout(column(card, None))
        self.setFocusProxy(self.see)

    def show_done(self, words: str, name: str, *, can_undo: bool, further: str = "") -> None:
        """Say what the import of this file did; ``further`` names the sheet that may follow."""
        self.next_sheet.setVisible(bool(further))
        self.next_sheet.setText(f"Lembar &berikutnya: {further.replace('&', '&&')}")
        self.banner.say(words, Tone.OK if can_undo else Tone.INFO)
        self.what.setText(
            f"Semuanya satu langkah bernama “{self._named} {name}”. Ctrl+Z atau tombol di bawah ini "
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
