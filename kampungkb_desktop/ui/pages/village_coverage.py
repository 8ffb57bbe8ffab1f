"""The coverage of a kabupaten explained: formed year by year, and what is planned for which year."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.base.text import listing, number, percent
from kampungkb_desktop.rules.coverage import Coverage
from kampungkb_desktop.ui.charts import Bar, BarList
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row


def coverage_words(found: Coverage) -> str:
    """Both figures and their share: "24 dari 131 desa/kelurahan (18,3 %)"."""
    return f"{number(found.formed)} dari {number(found.whole)} desa/kelurahan ({percent(found.formed, found.whole)})"


def planned_words(found: Coverage) -> str:
    """What is planned, by year; "" when nothing is."""
    said = [f"{number(count)} pada {year}" if year else f"{number(count)} tanpa tahun" for year, count in found.planned]
    return f"Direncanakan: {listing(said)}." if said else ""


class CoverageDialog(Dialog):
    """The figures behind the tile."""

    def __init__(self, found: Coverage, place: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cakupan Kampung KB")
        self.setProperty("help_topic", "kampung#cakupan")
        bars = [
            Bar(str(year) if year else "Tanpa tanggal", count * 100 / found.whole if found.whole else 0,
                note=f"{number(count)} desa/kelurahan")
            for year, count in found.years
        ]  # fmt: skip
        box = column(
            label(f"Cakupan Kampung KB {place}", "section"), label(f"{coverage_words(found)}.", wrap=True), 4,
            label("Sampai akhir tiap tahun, menurut tanggal pencanangan:", "soft", wrap=True),
            BarList(bars, "Cakupan per tahun", unit="%"), margins=(20, 18, 20, 16), spacing=8,
        )  # fmt: skip
        if words := planned_words(found):
            box.addWidget(label(words, wrap=True))
        box.addWidget(label("Kampung KB yang tidak aktif atau baru direncanakan tidak dihitung.", "small", wrap=True))
        box.addLayout(row(None, button("&Tutup", self.accept, kind="primary")))
        self.setLayout(box)
        self.setMinimumWidth(tokens().px(520))
