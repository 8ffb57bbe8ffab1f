"""The steps of Mulai that keep the data safe: the password, and the recovery code that is shown this once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLineEdit, QWidget

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.welcome_steps import Step
from kampungkb_desktop.ui.password_pair import PasswordPair
from kampungkb_desktop.ui.theme import text_font
from kampungkb_desktop.ui.widgets import button, column, label, row

_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_SHEET = """<h1>Kode pemulihan Kampung KB</h1>
<p>Nama petugas: ________________________ &nbsp; Tanggal: ________________</p>
<p style="font-size:22pt; font-weight:bold; line-height:150%">{code}</p>
<p>Kode ini membuka data Kampung KB di laptop Anda bila kata sandi lupa. Siapa pun yang memegang lembar ini dan laptop
Anda dapat membaca datanya: simpan di tempat terkunci, jangan difoto, dan jangan disimpan bersama laptop.</p>"""


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

    def __init__(self, code: str) -> None:
        super().__init__(
            "Catat kode pemulihan",
            "Hanya kode ini yang membuka data bila kata sandi lupa. Kode tampil sekali ini saja: cetak atau tulis di "
            "kertas, lalu ketik ulang dua kelompoknya.",
        )
        self.code = code
        self.groups = code.split("-")
        total = sum(map(ord, code))
        self.asked = (total % 4, 4 + total % 3)
        self.fields = [QLineEdit() for _ in self.asked]
        self.setLayout(column(self._sheet(), self._buttons(), 4, self._test(), None, spacing=10))

    def problem(self) -> str:
        for place, field in zip(self.asked, self.fields, strict=True):
            typed = field.text().upper().replace(" ", "").replace("-", "").translate(_READ_AS)
            if typed != self.groups[place]:
                field.setFocus()
                field.selectAll()
                return f"Kelompok ke-{place + 1} belum cocok. Ketik seperti yang tertulis di kertas Anda."
        return ""

    def first(self) -> QWidget:
        return self.fields[0]

    def _sheet(self) -> QWidget:
        sheet, grid = QFrame(), QGridLayout()
        sheet.setObjectName("chosen")
        for place, group in enumerate(self.groups):
            words = label(group, selectable=True)
            words.setFont(text_font(19, bold=True))
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setAccessibleName(f"Kelompok ke-{place + 1}: {' '.join(group)}")
            number = label(str(place + 1), "small")
            number.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addLayout(column(number, words, spacing=0), place // 4, place % 4)
        look = tokens()
        grid.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(12))
        grid.setVerticalSpacing(look.px(10))
        sheet.setLayout(grid)
        return sheet

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
    sheet.setHtml(_SHEET.format(code="<br>".join(" – ".join(groups[at : at + 4]) for at in (0, 4))))
    return sheet
