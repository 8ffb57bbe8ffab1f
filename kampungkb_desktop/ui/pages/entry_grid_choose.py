"""Beginning a list of visits: for which sasaran, about whom, on which day; and the lists left half-typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from kampungkb_desktop.actions.drafts import Kept
from kampungkb_desktop.actions.due_view import LATE, MONTH, WEEK
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import moment
from kampungkb_desktop.base.typed import read_day
from kampungkb_desktop.forms.choices_visit import TARGET, YOUNG_CHILD
from kampungkb_desktop.forms.kinds import Choice, Option
from kampungkb_desktop.ui.choice_editors import ButtonsEditor
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.line_words import village_name
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

DUE, PRINTED, BLANK = "perlu", "kertas", "kosong"
_SOURCES = (
    Option(DUE, "Yang perlu dikunjungi", 1), Option(PRINTED, "Daftar yang dicetak", 2),
    Option(BLANK, "Baris kosong", 3),
)  # fmt: skip
_WORDS = {
    DUE: "Satu baris untuk setiap orang yang jatuh tempo, menurut RT. Yang tidak jadi dikunjungi dibiarkan kosong.",
    PRINTED: "Ketik kode di samping judul Daftar kunjungan yang dicetak. Orang-orangnya tampil menurut urutannya; "
    "yang kunjungannya sudah dicatat tidak tampil lagi.",
    BLANK: "Untuk tumpukan formulir apa saja: di setiap baris ketik nama, NIK, atau kode di formulirnya.",
}
_WINDOWS = (("Sampai minggu ini", WEEK), ("Sampai akhir bulan", MONTH), ("Yang terlambat saja", LATE))


@frozen
class Begin:
    """What was chosen: ``source`` with its village, RT and window or its code; ``day`` for all, if there is one."""

    target: str
    source: str
    village: str = ""
    rt: str = ""
    window: str = WEEK
    code: str = ""
    day: date | None = None


class GridChoice(VerticalScroll):
    """``begun(Begin)``, ``resumed(list id)``, ``dropped(list id)``, ``left()`` by Escape."""

    begun = Signal(object)
    resumed = Signal(str)
    dropped = Signal(str)
    left = Signal()

    def __init__(
        self, *, today: Callable[[], date], villages: Sequence[str], places: Callable[[str], Sequence[str]]
    ) -> None:
        super().__init__()
        self._today, self._places = today, places
        self.target = ButtonsEditor(Choice("Formulir", options=TARGET), TARGET.items, wrap=True)
        self.source = ButtonsEditor(Choice("Siapa"), _SOURCES, wrap=True)
        self.village = _box("Desa/kelurahan", [(village_name(one), one) for one in villages])
        self.rt = _box("RT", [("Semua RT", "")])
        self.window_box = _box("Tenggat", list(_WINDOWS))
        self.code = QLineEdit()
        self.day = QLineEdit()
        self.words, self.refusal = label("", "soft", wrap=True), label("", "error", wrap=True)
        self.start = button("&Mulai mengetik", self._begin, kind="primary", icon="edit", shortcut="Ctrl+Return",
                            tip="Buka tabelnya")  # fmt: skip
        self.half = Card("Belum selesai diketik")
        self.lines = QVBoxLayout()
        self.half.body.addLayout(self.lines)
        self._lay_out()
        self._wire()
        self.target.set_answer(YOUNG_CHILD)
        self.source.set_answer(DUE)
        self._show_source()

    def _lay_out(self) -> None:
        look = tokens()
        for line, name, hint, width in (
            (self.code, "Kode daftar", "Misalnya 7F3K-A2QW-5", 220), (self.day, "Tanggal kunjungan", "5/3", 120),
        ):  # fmt: skip
            line.setAccessibleName(name)
            line.setPlaceholderText(hint)
            line.setFixedWidth(look.px(width))
        self.due_row = QWidget()
        self.due_row.setLayout(row(
            column(label("Desa/kelurahan", "label"), self.village, spacing=4),
            column(label("RT", "label"), self.rt, spacing=4),
            column(label("Tenggat", "label"), self.window_box, spacing=4), None, spacing=14,
        ))  # fmt: skip
        self.code_row = QWidget()
        self.code_row.setLayout(row(column(label("Kode daftar", "label"), self.code, spacing=4), None))
        sheet = Card(
            "",
            label("Satu baris satu kunjungan, satu kolom satu isian, urut seperti formulir kertas.", "soft", wrap=True),
            column(label("Formulir", "label"), self.target, spacing=4),
            column(label("Siapa yang dikunjungi", "label"), self.source, self.words, spacing=6),
            self.due_row, self.code_row,
            column(label("Tanggal kunjungan, bila sama untuk semua", "label"), self.day, spacing=4),
            self.refusal, row(self.start, None),
        )  # fmt: skip
        sheet.setMaximumWidth(look.px(860))
        self.half.setMaximumWidth(look.px(860))
        self.body.addWidget(sheet)
        self.body.addWidget(self.half)
        self.body.addStretch(1)
        self.setFocusProxy(self.target)

    def _wire(self) -> None:
        self.source.edited.connect(self._show_source)
        self.village.activated.connect(lambda _at: self.offer_places())
        for line in (self.code, self.day):
            line.returnPressed.connect(self._begin)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_lists(self, found: Sequence[Kept]) -> None:
        """The lists that were left half-typed."""
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.half.setVisible(bool(found))
        for one in found:
            self.lines.addWidget(self._line(one))
        self.refusal.setText("")

    def choose(self, target: str, village: str = "", rt: str = "") -> None:
        """Fill in what is known from where one comes."""
        if target:
            self.target.set_answer(target)
        self.source.set_answer(DUE)
        self._show_source()
        if village:
            self.village.setCurrentIndex(max(0, self.village.findData(village)))
        self.offer_places()
        self.rt.setCurrentIndex(max(0, self.rt.findData(rt)))

    def offer_places(self) -> None:
        """The RT of the village chosen."""
        kept = self.rt.currentData()
        self.rt.clear()
        self.rt.addItem("Semua RT", "")
        for one in self._places(str(self.village.currentData() or "")):
            self.rt.addItem(f"RT {one}", one)
        self.rt.setCurrentIndex(max(0, self.rt.findData(kept)))

    def refuse(self, words: str) -> None:
        """Say why nothing could begin."""
        self.refusal.setText(words)

    # --- inside

    def _line(self, kept: Kept) -> QWidget:
        made = QWidget()
        words = column(label(kept.record.name()), label(f"diketik {moment(moment_of(kept.at))}", "small"), spacing=0)
        key = kept.record.id
        go_on = button("Lanjutkan", lambda: self.resumed.emit(key), icon="edit")
        go_on.setAccessibleName(f"Lanjutkan {kept.record.name()}")
        drop = button("Buang", lambda: self.dropped.emit(key), kind="quiet", icon="trash")
        drop.setAccessibleName(f"Buang {kept.record.name()}")
        box = row(go_on, drop)
        box.insertLayout(0, words, 1)
        made.setLayout(box)
        return made

    def _show_source(self) -> None:
        source = str(self.source.answer() or BLANK)
        self.words.setText(_WORDS[source])
        self.due_row.setVisible(source == DUE)
        self.code_row.setVisible(source == PRINTED)

    def _begin(self) -> None:
        target = self.target.answer()
        text = self.day.text().strip()
        day = read_day(text, self._today()) if text else None
        if target is None:
            self.refuse("Pilih dahulu formulirnya.")
        elif text and (day is None or day > self._today()):
            self.refuse("Tanggalnya belum terbaca atau belum tiba. Tulis seperti 5/3 atau 050326.")
        else:
            self.refuse("")
            self.begun.emit(Begin(
                str(target), str(self.source.answer() or BLANK), str(self.village.currentData() or ""),
                str(self.rt.currentData() or ""), str(self.window_box.currentData()), self.code.text(), day,
            ))  # fmt: skip


def _box(name: str, options: Sequence[tuple[str, str]]) -> QComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    box.setMinimumWidth(tokens().px(150))
    for words, value in options:
        box.addItem(words, value)
    return box
