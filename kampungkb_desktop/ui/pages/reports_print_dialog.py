"""Which printer, which pages, how many copies: asked in our own words, with the printer's own settings a step away."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from kampungkb_desktop.base.page_ranges import pages_asked
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.reports_print import printer_for
from kampungkb_desktop.ui.widgets import button, column, label, row

MOST_COPIES = 99


class PrintDialog(Dialog):
    """``printer`` and ``chosen`` (pages from 0) hold what was asked once it is accepted."""

    help_topic = "laporan#mencetak"

    def __init__(self, paper: str, pages: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cetak")
        self._paper, self._pages = paper, pages
        self.printer: QPrinter = printer_for(paper)
        self.chosen: tuple[int, ...] = ()
        self.which, self.range, self.copies = ComboBox(), QLineEdit(), QSpinBox()
        self.copies.lineEdit().setTextMargins(tokens().px(8), 0, 0, 0)
        self.both = QCheckBox("Dua &sisi kertas")
        self.fault, self.missing = label("", "error", wrap=True), label(NO_PRINTER, "error", wrap=True)
        self.go = button("&Cetak", self.accept, kind="primary", icon="print")
        self.more = button("Pengaturan &lain…", self.ask_system)
        self._fill()
        inside = column(
            _field("&Pencetak", self.which, self.missing),
            _field(f"&Halaman (1–{number(pages)})", self.range, self.fault),
            _field("&Jumlah salinan", self.copies), self.both,
            row(self.more, None, button("&Batal", self.reject), self.go), spacing=12, margins=(18, 16, 18, 16),
        )  # fmt: skip
        self.setLayout(inside)
        self.more.setAutoDefault(False)
        self.go.setDefault(True)
        self.which.setFocus()
        self.resize(tokens().px(420), self.sizeHint().height())
        self.range.textChanged.connect(lambda _text: self._check())
        self.which.currentIndexChanged.connect(lambda _at: self._take_printer())
        self._take_printer()

    def _fill(self) -> None:
        self.which.setAccessibleName("Pencetak")
        for one in QPrinterInfo.availablePrinters():
            self.which.addItem(one.description() or one.printerName(), one.printerName())
        self.which.setCurrentIndex(max(self.which.findData(QPrinterInfo.defaultPrinterName()), 0))
        self.range.setAccessibleName("Halaman")
        self.range.setPlaceholderText("Semua. Sebagian saja: 1-3,5")
        self.copies.setAccessibleName("Jumlah salinan")
        self.copies.setRange(1, MOST_COPIES)

    def _take_printer(self) -> None:
        """The sheet and what the chosen printer can do."""
        name = self.which.currentData()
        self.both.setVisible(False)
        if name:
            self.printer.setPrinterName(str(name))
            info = QPrinterInfo.printerInfo(str(name))
            self.both.setVisible(QPrinter.DuplexMode.DuplexLongSide in info.supportedDuplexModes())
        self._check()

    def _check(self) -> None:
        """What cannot be printed is said under the answer."""
        fault, found = "", self.which.count() > 0
        try:
            pages_asked(self.range.text(), self._pages)
        except ValueError as error:
            fault = str(error)
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.missing.setVisible(not found)
        self.go.setEnabled(found and not fault)

    def accept(self) -> None:
        self.chosen = pages_asked(self.range.text(), self._pages)
        self.printer.setCopyCount(self.copies.value())
        if self.both.isVisible() and self.both.isChecked():
            self.printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        super().accept()

    def ask_system(self) -> None:
        """The system's own dialog for this printer: trays, colours, a printer on the network."""
        dialog = QPrintDialog(self.printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self._pages)
        if not dialog.exec():
            return
        first, last = self.printer.fromPage(), self.printer.toPage()
        self.chosen = tuple(range(max(first, 1) - 1, min(last or self._pages, self._pages)))
        super().accept()


NO_PRINTER = (
    "Belum ada pencetak yang terpasang di laptop ini. Simpan sebagai PDF, lalu cetak dari komputer yang "
    "mempunyai pencetak."
)


def _field(name: str, field: QWidget, *below: QWidget) -> QWidget:
    words, box = label(name, "label"), QWidget()
    words.setBuddy(field)
    box.setLayout(column(words, field, *below, spacing=4))
    return box
