"""Jejak akses: who opened, saw, printed, sent and copied what, the latest first; whether the chain is whole; and the
list as a file or on paper for an audit. An office also reads the trails that its officers' laptops have handed in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from kampungkb_desktop.actions import trail, trail_audit
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import write_pdf
from kampungkb_desktop.actions.trail import KINDS
from kampungkb_desktop.actions.trail_audit import ALL, MOST, OWN, AuditLine, Source, Wanted
from kampungkb_desktop.actions.trail_file import paper, write_csv
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import moment, number
from kampungkb_desktop.store.trail import Break
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.search_box import name_clear
from kampungkb_desktop.ui.tiles import Banner, EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

COLUMNS = (
    Column("at", "Waktu", 18, sortable=False, firm=True),
    Column("who", "Oleh", 17, sortable=False),
    Column("laptop", "Laptop", 15, sortable=False, extra=True),
    Column("what", "Yang dilakukan", 24, sortable=False, firm=True),
    Column("about", "Tentang", 30, sortable=False, stretch=True),
)
DAY = 86_400_000
SPANS = (("7 hari terakhir", 7), ("30 hari terakhir", 30), ("1 tahun terakhir", 366), ("Semua waktu", 0))
WORDS = (
    "Setiap kali data dibuka, dilihat, dicetak, dikirim, atau disalin, tercatat satu baris di sini. Catatan ini tidak "
    "memuat isi data, tidak dapat diubah atau dihapus, dan diserahkan kepada kabupaten bersama berkas kirim."
)


class TrailDialog(Dialog):
    """The trail of this laptop, or at an office that of any laptop which has handed one in (``laptop`` at first)."""

    help_topic = "riwayat#jejak-akses"

    def __init__(self, owner: QWidget, session: Session, laptop: str = OWN) -> None:
        super().__init__(owner)
        self.session = session
        self._shown: list[AuditLine] = []
        self._sources: tuple[Source, ...] = ()
        self._asked, self._first = 0, laptop
        self.setWindowTitle("Jejak akses")
        self._make_filters()
        self.table = RecordTable(COLUMNS, self._rows, name="Jejak akses")
        self.table.set_empty(EmptyState("Tidak ada jejak yang cocok", "Ubah pilihan di atas.", icon="shield"))
        self.found = Banner("", Tone.OK)
        self.found.hide()
        self.count = label("", "soft")
        check = button("Pe&riksa keutuhan", self.verify, icon="shield")
        save = button("&Simpan sebagai CSV…", self._ask, icon="save")
        printed = button("&Cetak PDF…", self._ask_paper, icon="print")
        close = button("&Tutup", self.accept)
        top = FlowLayout(self.source, self.what, self.span, self.about, spacing=10)
        box = column(label(WORDS, "soft", wrap=True), top, self.found, spacing=10, margins=(18, 16, 18, 14))
        box.addWidget(self.table, 1)
        box.addLayout(row(self.count, None, check, save, printed, close))
        self.setLayout(box)
        look = tokens()
        self.resize(look.px(980), look.px(620))
        run(self, lambda _p: trail_audit.sources(session), done=self._offer)

    def _make_filters(self) -> None:
        self.source, self.what, self.span = ComboBox(), ComboBox(), ComboBox()
        self.source.setAccessibleName("Laptop")
        self.what.setAccessibleName("Yang dilakukan")
        self.span.setAccessibleName("Waktu")
        self.what.addItem("Semua yang dilakukan", "")
        for kind, words in KINDS.items():
            self.what.addItem(words, kind)
        for words, days in SPANS:
            self.span.addItem(words, days)
        self.span.setCurrentIndex(1)
        self.about = QLineEdit()
        self.about.setPlaceholderText("Nama: siapa yang melihat keluarga ini?")
        self.about.setAccessibleName("Cari siapa yang melihat keluarga dengan nama ini")
        name_clear(self.about)
        self.about.setMinimumWidth(tokens().px(270))
        self._pause = QTimer(self, interval=350, singleShot=True)
        self._pause.timeout.connect(self.read)
        self.about.textChanged.connect(lambda _text: self._pause.start())
        for box in (self.source, self.what, self.span):
            box.currentIndexChanged.connect(lambda _at: self.read())

    def read(self) -> None:
        """Read the lines that are wanted."""
        self._asked += 1
        asked, days = self._asked, int(self.span.currentData() or 0)
        since = self.session.clock() - days * DAY if days else 0
        wanted = Wanted(self._laptop(), str(self.what.currentData() or ""), self.about.text(), since)

        def show(found: list[AuditLine]) -> None:
            if asked == self._asked:
                self._show(found)

        run(self, lambda p: trail_audit.lines(self.session, wanted, p), done=show, text="Membaca jejak")

    def verify(self) -> None:
        """Walk the chain of this laptop's trail; those of others were walked as they came, and are spoken of."""
        chosen = self._source()
        if chosen is not None:
            tone = Tone.OK if chosen.standing.whole else Tone.BAD if chosen.standing.broken_at else Tone.WARN
            self._say(f"{chosen.name}. {trail_audit.standing_words(chosen.standing)}", tone)
        elif self._laptop() == ALL:
            self._tell_all()
        else:
            run(self, lambda _p: (trail.verify(self.session), self.session.trail.head().n), done=self._verified)

    def write(self, target: Path) -> None:
        """Write what is shown as CSV."""
        shown = list(self._shown)
        run(self, lambda _p: write_csv(shown, target), done=self._written)

    def write_paper(self, target: Path) -> None:
        """Write what is shown as PDF."""
        shown, chosen = list(self._shown), self._source()
        title = chosen.name if chosen else self.source.currentText()
        said = trail_audit.standing_words(chosen.standing) if chosen else ""
        run(
            self, lambda _p: write_pdf(target, paper(self.session, shown, title, said)), done=self._written,
            text="Menulis PDF",
        )  # fmt: skip

    # --- inside

    def _laptop(self) -> str:
        return str(self.source.currentData() or OWN)

    def _source(self) -> Source | None:
        return next((one for one in self._sources if one.uid == self._laptop()), None)

    def _offer(self, found: tuple[Source, ...]) -> None:
        self._sources = found
        self.source.blockSignals(True)  # noqa: FBT003  Qt's own
        self.source.addItem("Laptop ini", OWN)
        if found:
            self.source.addItem("Semua laptop petugas", ALL)
        for one in found:
            self.source.addItem(one.name if one.standing.whole else f"{one.name} (!)", one.uid)
        self.source.setCurrentIndex(max(0, self.source.findData(self._first)))
        self.source.blockSignals(False)  # noqa: FBT003  Qt's own
        self.source.setVisible(bool(found))
        self.read()
        if self._first != OWN:
            self.verify()

    def _show(self, lines: list[AuditLine]) -> None:
        self._shown = lines
        self.table.set_ids(range(len(lines)))
        self.table.refresh()
        more = " (dibatasi; persempit waktunya)" if len(lines) == MOST else ""
        self.count.setText(f"{number(len(lines))} baris{more}")

    def _tell_all(self) -> None:
        broken = [one.name for one in self._sources if one.standing.broken_at]
        waiting = [one.name for one in self._sources if one.standing.missing and not one.standing.broken_at]
        if broken:
            self._say(f"Tidak utuh: {', '.join(broken)}.", Tone.BAD)
        elif waiting:
            self._say(f"Masih ada baris yang belum sampai dari {', '.join(waiting)}.", Tone.WARN)
        else:
            self._say(f"Jejak {number(len(self._sources))} laptop utuh.", Tone.OK)

    def _verified(self, result: tuple[Break | None, int]) -> None:
        found, count = result
        if found is None:
            self._say(f"Utuh: {number(count)} catatan, tidak ada yang diubah atau dihapus.", Tone.OK)
        else:
            words = f"Jejak tidak utuh mulai catatan ke-{number(found.n)}. Hubungi pengelola data kabupaten."
            self._say(words, Tone.BAD)

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Simpan jejak akses", "jejak-akses.csv", "CSV (*.csv)")
        if name:
            self.write(Path(name))

    def _ask_paper(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Cetak jejak akses", "jejak-akses.pdf", "PDF (*.pdf)")
        if name:
            self.write_paper(Path(name))

    def _written(self, path: Path) -> None:
        self._say(f"Tersimpan: {path.name}", Tone.OK)

    def _say(self, words: str, tone: Tone) -> None:
        self.found.say(words, tone)
        self.found.show()

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        shown = [(int(at), self._shown[int(at)]) for at in ids if int(at) < len(self._shown)]
        names = trail_audit.record_names(self.session, [one for _at, one in shown])
        return [Row(at, _cells(one, names.get((one.entry.form, one.entry.record), ""))) for at, one in shown]


def _cells(line: AuditLine, name: str) -> tuple[str, str, str, str, str]:
    one = line.entry
    return (
        moment(moment_of(one.at)), line.person or "tidak dikenal di sini", line.laptop, trail_audit.kind_words(one),
        trail_audit.about(one, name),
    )  # fmt: skip
