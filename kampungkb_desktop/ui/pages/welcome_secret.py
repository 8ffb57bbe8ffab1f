"""The steps of Mulai that keep the data safe: the password, and the recovery code that is shown this once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kampungkb_desktop.actions.recovery_sheet import squares
from kampungkb_desktop.base.typed_code import plain
from kampungkb_desktop.ui.code_grid import CodeGrid
from kampungkb_desktop.ui.pages.welcome_steps import Step
from kampungkb_desktop.ui.password_pair import PasswordPair
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import button, column, label, row

_SHEET = """<h1>Kode pemulihan Kampung KB</h1>
<p>Nama petugas: ________________________ &nbsp; Tanggal: ________________</p>
<table cellspacing="0" cellpadding="4">{code}</table>
<table cellspacing="0" cellpadding="6"><tr><td><img src="qr" width="{side}" height="{side}"></td>
<td valign="middle">Kode yang sama sebagai QR. Bila tulisan di atas tidak terbaca lagi, pindai dengan ponsel tanpa
internet, lalu ketik yang tampil. Hapus hasil pindaian itu sesudahnya.</td></tr></table>
<p>Kode ini membuka data Kampung KB di laptop Anda bila kata sandi lupa. Siapa pun yang memegang lembar ini dan laptop
Anda dapat membaca datanya: simpan di tempat terkunci, jangan difoto, dan jangan disimpan bersama laptop.</p>
<p>Cara memakai: di layar Masuk tekan “Lupa kata sandi”, ketik kode ini, lalu buat kata sandi baru. Setiap kelompok
diuji sendiri-sendiri; program menyebut kelompok mana yang salah ketik.</p>"""
_HELPED = (
    "Kode ini membuka data bila kata sandi lupa. Kode tampil sekali ini saja: cetak atau tulis di kertas, lalu "
    "ketik ulang dua kelompoknya. Bila kata sandi lupa, lembar ini hilang, dan kabupaten tidak memegang kunci, "
    "data tidak dapat dibuka lagi."
)
_ALONE = (
    "Kode ini membuka data bila kata sandi lupa. Kode tampil sekali ini saja: cetak atau tulis di kertas, lalu "
    "ketik ulang dua kelompoknya. Bila kata sandi lupa dan lembar ini hilang, data tidak dapat dibuka lagi oleh "
    "siapa pun."
)
_SIDE = 150
"""Width of the QR on the sheet, in the pixels of a text document (96 to an inch): four centimetres."""


class PasswordStep(Step):
    """The password that opens the data from now on."""

    def __init__(self) -> None:
        super().__init__(
            "Buat kata sandi",
            "Data keluarga disandikan dengan kata sandi ini. Pilih yang mudah Anda ingat dan sulit ditebak, misalnya "
            "tiga kata yang tidak berhubungan.",
        )
        self.pair = PasswordPair()
        self.pair.entered.connect(self.forward)
        self.setLayout(column(self.pair, spacing=0))

    def problem(self) -> str:
        return self.pair.problem()

    def first(self) -> QWidget:
        return self.pair


class RecoveryStep(Step):
    """The code in large letters, copied or printed, and two of its groups typed back."""

    def __init__(self, code: str, *, helped: bool = True) -> None:
        """``helped``: a district may come to hold a key too, which is so for officers only."""
        super().__init__("Catat kode pemulihan", _HELPED if helped else _ALONE)
        self.code = code
        self.groups = code.split("-")
        total = sum(map(ord, code))
        self.asked = (total % 4, 4 + total % 3)
        self.fields = [QLineEdit() for _ in self.asked]
        self.setLayout(column(CodeGrid(code), self._buttons(), 4, self._test(), None, spacing=10))

    def problem(self) -> str:
        for place, field in zip(self.asked, self.fields, strict=True):
            if plain(field.text()) != self.groups[place]:
                field.setFocus()
                field.selectAll()
                return f"Kelompok ke-{place + 1} belum cocok. Ketik seperti yang tertulis di kertas Anda."
        return ""

    def first(self) -> QWidget:
        return self.fields[0]

    def _buttons(self) -> QWidget:
        box = QWidget()
        copy = button("&Salin", lambda: QApplication.clipboard().setText(self.code), icon="copy")
        paper = button("&Cetak", self._print, icon="print", tip="Cetak lembar pemulihan")
        box.setLayout(row(paper, copy, None))
        return box

    def _test(self) -> QWidget:
        box, parts = QWidget(), []
        for place, field in zip(self.asked, self.fields, strict=True):
            name = label(f"Kelompok ke-&{place + 1}", "label")
            name.setBuddy(field)
            field.setAccessibleName(f"Ketik ulang kelompok ke-{place + 1}")
            field.setMaxLength(8)
            parts.append(column(name, field, spacing=4))
        self.fields[0].returnPressed.connect(self.fields[1].setFocus)
        self.fields[1].returnPressed.connect(self.forward)
        box.setLayout(row(*parts, spacing=20))
        return box

    def _print(self) -> None:
        printer = QPrinter()
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setDocName("Kode pemulihan Kampung KB")
        if QPrintDialog(printer, self).exec():
            print_sheet(self.code, printer)


def print_sheet(code: str, printer: QPrinter) -> None:
    """The sheet goes straight to the printer and is never a file of ours."""
    sheet_of(code).print_(printer)


def sheet_of(code: str) -> QTextDocument:
    """The sheet: four groups to a line, and what it is good for."""
    groups = code.split("-")
    sheet = QTextDocument()
    font = text_font()
    font.setPointSizeF(11)  # paper counts in points: pixels of a printer are far too small to read
    sheet.setDefaultFont(font)
    sheet.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl("qr"), _qr_image(code))
    sheet.setHtml(_SHEET.format(code="".join(_line_of(groups, at) for at in (0, 4)), side=_SIDE))
    return sheet


def _line_of(groups: Sequence[str], first: int) -> str:
    """Four groups, each below its number: the program asks for them by it."""
    cells = [
        f'<td align="center" width="150">{at + 1}<br><span style="font-size:21pt; font-weight:bold">{group}</span></td>'
        for at, group in enumerate(groups[first : first + 4], first)
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _qr_image(code: str) -> QImage:
    """The code's squares, many pixels each, so that a printer keeps their edges."""
    rows, quiet, step = squares(code), 4, 10
    side = (len(rows) + 2 * quiet) * step
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    for down, line in enumerate(rows):
        for along, dark in enumerate(line):
            if dark:
                painter.fillRect((along + quiet) * step, (down + quiet) * step, step, step, QColor("black"))
    painter.end()
    return image
