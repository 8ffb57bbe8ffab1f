"""Where the name of somebody who is about to be erased stands in records of others: each place with what is written
there, and a tick to put "[dihapus]" in its stead. Nothing is ticked beforehand: somebody else may bear the name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from kampungkb_desktop.actions.erasing_mentions import Mention
from kampungkb_desktop.actions.erasing_texts import Key
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.widgets import button, column, label, row

TITLE = "Nama atau nomornya juga tertulis di catatan lain"
WORDS = (
    "Periksa apakah orang yang sama yang dimaksud. Yang dicentang ditulis ulang dengan “[dihapus]” di tempat namanya, "
    "dan tulisan lamanya hilang dari riwayat di setiap laptop. Isian petugas pada catatan itu yang belum sampai di "
    "sini tidak hilang; namanya dikeluarkan juga dari sana. Yang tidak dicentang tetap seperti sekarang."
)
KEPT = "Hanya isiannya yang diganti; tulisan lamanya tetap ada di riwayat catatan ini."


class Places(QWidget):
    """``chosen()`` are the records that were ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks: dict[Key, QCheckBox] = {}
        self.title = label(TITLE, "section", wrap=True)
        self.lines = column(spacing=4)
        self.all = button("Centang se&mua", self.tick_all, kind="quiet")
        self.setLayout(column(self.title, label(WORDS, wrap=True), self.lines, row(self.all, None), spacing=8))
        self.hide()

    def show_places(self, found: Sequence[Mention]) -> None:
        """List them, a record each with every answer that says the name."""
        of: dict[Key, list[Mention]] = {}
        for one in found:
            of.setdefault((one.form, one.record), []).append(one)
        for key, places in of.items():
            self._add(key, places)
        self.title.setText(f"{TITLE} ({number(len(of))})")
        self.setVisible(bool(of))

    def chosen(self) -> tuple[Key, ...]:
        """Form and id of what was ticked."""
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    def tick_all(self) -> None:
        """Tick every one of them."""
        for tick in self.ticks.values():
            tick.setChecked(True)

    def _add(self, key: Key, places: Sequence[Mention]) -> None:
        first = places[0]
        whose = f" · {first.name}" if first.name not in (first.title, first.said) else ""
        tick = QCheckBox(f"Ganti dengan [dihapus]: {first.title}{whose}".replace("&", "&&"))
        said = "\n".join(f"{one.label}: “{one.said}”" for one in places)
        tick.setAccessibleDescription(said)
        words = label(said, "soft", wrap=True)
        inset = column(words, spacing=2, margins=(28, 0, 0, 0))
        if not first.traceless:
            inset.addWidget(label(KEPT, "caution", wrap=True))
        self.lines.addWidget(tick)
        self.lines.addLayout(inset)
        self.ticks[key] = tick
