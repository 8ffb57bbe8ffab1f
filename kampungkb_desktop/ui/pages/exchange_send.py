"""Kirim: what would be in the file, for whom, where it goes, and the file that was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from kampungkb_desktop.actions.export import Exported
from kampungkb_desktop.actions.orders import Order
from kampungkb_desktop.actions.outbox import Outbox
from kampungkb_desktop.actions.receiver_offices import VEILED
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_order import ContentsButton
from kampungkb_desktop.ui.pages.exchange_order_words import (
    CONTENTS,
    HOW_TO_ENROL,
    few_words,
    made_words,
    order_name,
    order_words,
    photo_words,
    texts_words,
)
from kampungkb_desktop.ui.pages.exchange_places import Spot
from kampungkb_desktop.ui.pages.exchange_words import last_words, records_words, unanswered_words, when_words
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.roomy_label import RoomyLabel
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, button, column, divider, label, row, tool

OTHER = "Folder lain…"
OFFICERS_WORD = "&Buat berkas balasan untuk petugas"


class FolderChoice(ComboBox):
    """The folders one may choose, and the way to another one. ``other_wanted`` asks for the folder dialog."""

    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Folder tujuan")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._spots: list[Spot] = []
        self.activated.connect(self._chosen)

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens().px(120), super().minimumSizeHint().height())

    def offer(self, spots: Sequence[Spot], chosen: Path | None = None) -> None:
        """Show these folders; the one chosen before stays chosen where it is still there."""
        keep = chosen or self.folder()
        self._spots = list(spots)
        self.clear()
        for spot in self._spots:
            self.addItem(spot.words)
            self.setItemData(self.count() - 1, str(spot.path), 3)  # the tooltip tells the whole path
        self.addItem(OTHER)
        places = [spot.path for spot in self._spots]
        self.setCurrentIndex(places.index(keep) if keep in places else 0)
        self._tell()

    def folder(self) -> Path | None:
        """The chosen folder."""
        at = self.currentIndex()
        return self._spots[at].path if 0 <= at < len(self._spots) else None

    def _chosen(self, at: int) -> None:
        if at == len(self._spots):
            self.setCurrentIndex(0 if self._spots else at)
            self.other_wanted.emit()
        self._tell()

    def _tell(self) -> None:
        folder = self.folder()
        self.setToolTip(str(folder) if folder else "")


USUAL_MARK = "64JS-N7CX-223B-K997-6T8Z"  # as wide as any: what stands beside it does not move when it is read


class SendCard(Card):
    """``send(full)`` asks for a file, ``open_wanted(path)`` for its folder, ``folder_wanted()`` for another one;
    ``introduction_wanted()`` before the laptop is enrolled, ``answer_wanted()`` after it was copied,
    ``laptops_wanted()`` for the district's list, ``order_wanted()`` to choose what the file holds."""

    send = Signal(bool)
    open_wanted = Signal(object)
    folder_wanted = Signal()
    introduction_wanted = Signal()
    answer_wanted = Signal()
    mark_wanted = Signal()
    laptops_wanted = Signal()
    order_wanted = Signal()
    paper_wanted = Signal()
    """The berita acara of the file that was just made."""

    def __init__(self, *, district: bool, receiving: bool = False) -> None:
        title = "Minta data ke kabupaten" if receiving else "Kirim dari kabupaten" if district else "Kirim ke kabupaten"
        super().__init__(title, padding=16)
        self._order, self.receiving, self.district = Order(), receiving, district
        self._made: Path | None = None
        self.figure = label("", "figure")
        self.what = RoomyLabel("soft", "\n")  # most say two lines of what is in it
        self.what.setText("Menghitung…")
        self.to = label("", wrap=True)
        self.obstacle = Banner("", Tone.WARN)
        self.mark = label("", selectable=True)
        self.mark.setMinimumWidth(self.mark.fontMetrics().horizontalAdvance(USUAL_MARK))
        self.mark.setAccessibleName("Sidik jari laptop ini")
        self.folders = FolderChoice()
        self.folders.other_wanted.connect(self.folder_wanted)
        word = OFFICERS_WORD if district else "Kirim yang &baru"
        kind = "" if district else "primary"  # a district takes files in first: there that is the main thing
        self.new = button(word, lambda: self._wish(full=False), kind=kind, icon="send", shortcut="Ctrl+Return")
        self.full = button(
            "Kirim &semua", lambda: self._wish(full=True),
            tip="Semua data sekali lagi: bila berkas lama hilang atau laptop kantor diganti",
        )  # fmt: skip
        self.introduce = button(  # before it is known to the district this is what is sent
            "&Buat perkenalan", self.introduction_wanted.emit, kind="primary", icon="key", shortcut="Ctrl+Return"
        )
        self.answer = button("Jawa&b…", self.answer_wanted.emit, kind="primary")
        self.laptops = button("Papan pengiriman…", self.laptops_wanted.emit)
        self.contents = ContentsButton(self.order_wanted.emit)
        self.result = ResultLine()
        self.result.open_wanted.connect(lambda: self.open_wanted.emit(self._made))
        self.result.paper.clicked.connect(lambda: self.paper_wanted.emit())
        self.obstacle.hide()
        self.result.hide()
        self._arrange()

    def _arrange(self) -> None:
        copy = tool("copy", "Salin sidik jari", lambda: QApplication.clipboard().setText(self.mark.text()))
        code = tool("qr", "Tampilkan sidik jari sebagai QR, dan cetak", self.mark_wanted.emit)
        mark_name = label("Sidik jari kantor" if self.district else "Sidik jari laptop", "soft")
        mark_name.setToolTip("Dibacakan lewat telepon agar kantor yakin berkas ini benar dari laptop ini")
        name = label("Simpa&n di", "soft")
        name.setBuddy(self.folders)
        for words in (mark_name, name):
            words.setFixedWidth(tokens().px(118))
        order_name = label("Isi be&rkas", "soft")
        order_name.setBuddy(self.contents)
        order_name.setFixedWidth(tokens().px(118))
        self._where: tuple[QWidget, ...] = (name, self.folders, self.new, self.full, order_name, self.contents)
        order = row(order_name, spacing=8)
        order.addWidget(self.contents, 1)
        place = row(name, spacing=8)
        place.addWidget(self.folders, 1)
        self.body.addLayout(row(self.figure, None, self.laptops, spacing=8))
        for item in (self.what, self.to, self.obstacle):
            self.body.addWidget(item)
        self.body.addWidget(self.result)
        self.body.addWidget(divider())
        self.body.addLayout(row(mark_name, self.mark, copy, code, None, spacing=8))
        self.body.addLayout(order)
        self.body.addLayout(place)
        self.body.addLayout(row(self.introduce, self.answer, self.new, self.full, None, spacing=8))
        self.body.addStretch(1)
        for one in (self.introduce, self.answer):
            one.hide()
        self.laptops.setVisible(self.district or self.receiving)

    def _wish(self, *, full: bool) -> None:
        self.send.emit(full)

    def show_outbox(self, found: Outbox, today: date) -> None:
        """Say what the next file would hold, and what became of the last."""
        self.mark.setText(found.fingerprint)
        self.result.hear(found.unanswered[0])
        self._show_obstacle(found)
        if self.district or self.receiving:
            (self._show_sources if self.receiving else self._show_officers)(found)
            return
        self.figure.setText(f"{number(found.changes)} perubahan belum dikirim" if found.changes else "Semua terkirim")
        what = records_words(found.records) + photo_words(found, self._order)
        nothing = "Tidak ada yang berubah sejak berkas terakhir. Setiap simpanan baru akan muncul di sini."
        self.what.setText(f"{what}." if what else "" if found.changes else nothing)
        self.what.setVisible(bool(self.what.text()))
        office = found.receivers[0] if found.receivers else None
        silence = unanswered_words(*found.unanswered, today)
        self.to.setText(f"Untuk {office.name}.{last_words(found.last)}{silence}" if office else "")
        self.to.setVisible(office is not None)
        owed = self._order.photos and bool(found.photos)
        self.new.setEnabled(bool(office and (found.changes or owed)))
        self.full.setEnabled(office is not None)

    def _show_obstacle(self, found: Outbox) -> None:
        error = found.obstacle
        self.obstacle.setVisible(error is not None)
        if error is not None:
            self.obstacle.say(f"{error.sentence} {error.next_step}", Tone.WARN)
        for widget in self._where:
            widget.setVisible(error is None)
        asked = error is not None and error.code in ("E-ENROL", "E-RECEIVER")
        self.obstacle.setVisible(error is not None and not self.receiving)
        for widget in (self._where[0], self.folders):
            widget.setVisible(error is None or asked)
        self.introduce.setVisible(asked)
        self.answer.setVisible(error is not None and error.code == "E-COPIED")

    def _show_officers(self, found: Outbox) -> None:
        if self._order.kind in VEILED:
            self._show_offices(found)
            return
        count = len(found.receivers)
        self.figure.setText(f"{number(count)} petugas" if count else "Belum ada petugas")
        self.what.setText(
            "Tiap petugas mendapat berkasnya sendiri, berisi data desa tugasnya yang belum ada di laptopnya: "
            "perbaikan dari kabupaten dan kiriman petugas lain di desa itu."
            if count
            else "Setelah berkas pertama dari petugas diterima, balasan untuk petugas itu dapat dibuat di sini."
        )
        latest = max((one.last_at for one in found.receivers), default=0)
        self.to.setText(f"Pertukaran terakhir {when_words(latest)}." if latest else "")
        self.to.setVisible(bool(latest))
        self.new.setEnabled(bool(count))
        self.full.setEnabled(bool(count))

    def _show_sources(self, found: Outbox) -> None:
        """From whom this office gets data, and how it asks another district for them."""
        count = len(found.sources)
        self.figure.setText(f"Dari {number(count)} kabupaten/kota" if count else "Belum ada kabupaten")
        self.what.setText(
            "Serahkan perkenalan kepada operator kabupaten. Ia mendaftarkan laptop ini dan mengembalikan penugasan; "
            "terima berkas itu di kartu sebelah, sesudah itu berkas datanya."
        )
        self.to.setText(f"Yang sudah dipercaya: {listing(found.sources)}." if count else "")
        self.to.setVisible(bool(count))

    def _show_offices(self, found: Outbox) -> None:
        """Who gets figures without people, and how thin the veil is."""
        names = listing([one.name for one in found.receivers])
        count = f"Untuk {number(len(found.receivers))} instansi"
        self.figure.setText(count if names else "Belum ada instansi")
        self.what.setText(
            f"{CONTENTS[self._order.kind]} {f'Penerima: {names}.' if names else HOW_TO_ENROL}"
            + (texts_words(found.texts) + few_words(found.few) if names else "")
        )
        most = f"Paling banyak {number(found.changes)} perubahan."
        self.to.setText(most if found.changes else "Semua sudah dikirim.")
        self.to.setVisible(bool(names))
        self.new.setEnabled(bool(names and found.changes))
        self.full.setEnabled(bool(names))

    def show_order(self, order: Order) -> None:
        """Say what the next file is to hold."""
        self._order = order
        self.contents.setText(order_words(order, district=self.district))
        if self.district:
            veiled = order.kind in VEILED
            self.new.setText(f"&Buat berkas {order_name(order.kind).lower()}" if veiled else OFFICERS_WORD)

    def show_made(self, made: Exported) -> None:
        """Say which file stands where."""
        self._made = made.path
        self.result.show_made(made)
        self.result.show()
        self.result.open.setFocus()

    def working(self, busy: bool) -> None:
        """No second file while one is being made."""
        for one in (self.new, self.full, self.folders):
            one.setEnabled(not busy)


class ResultLine(QFrame):
    """The file that was just made, to be carried away now."""

    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner("", Tone.OK, "Buka &folder", self.open_wanted.emit)
        assert self.banner.button is not None
        self.open = self.banner.button
        self.paper = button(
            "Berita a&cara…", kind="quiet", icon="print", tip="Cetak serah terima berkas ini untuk ditandatangani"
        )
        self.setLayout(column(self.banner, row(self.paper, None), spacing=0))
        self._awaited = False

    def hear(self, unanswered: int) -> None:
        """Nothing is left to be carried once the office has answered what it had not."""
        if self._awaited and not unanswered:
            self.hide()
        self._awaited = bool(unanswered)

    def show_made(self, made: Exported) -> None:
        """Name, size and number of what was made."""
        self._awaited = False
        self.banner.say(made_words(made), Tone.OK)
        self.paper.setVisible(len(made.files) == 1)
        self.banner.setToolTip("\n".join(part.name for one in made.files for part in one.parts))
