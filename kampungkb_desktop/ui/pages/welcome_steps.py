"""The steps of Mulai that ask: what to begin, who one is, and for which villages. Each knows only its own answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.forms.officer import DISTRICT, RECEIVER, Officer
from kampungkb_desktop.ui.choice_tile import ChoiceTile
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.village_chooser import VillageChooser
from kampungkb_desktop.ui.widgets import Card, button, column, row


class Begin(StrEnum):
    """What a first run may begin."""

    WORK = "kerja"
    SAMPLE_OFFICER = "contoh-petugas"
    SAMPLE_DISTRICT = "contoh-kabupaten"
    EMPTY_PRACTICE = "latihan-kosong"


_TILES: tuple[tuple[Begin, str, str, str], ...] = (
    (
        Begin.WORK,
        "flag",
        "&Mulai bekerja",
        "Data sungguhan di komputer ini, disandikan dengan kata sandi Anda. Siapkan kira-kira lima menit.",
    ),
    (
        Begin.SAMPLE_OFFICER,
        "users",
        "Coba dengan data contoh, sebagai &petugas",
        "Desa dan keluarga rekaan untuk belajar; langsung bisa dicoba.",
    ),
    (
        Begin.SAMPLE_DISTRICT,
        "chart",
        "Coba dengan data contoh, sebagai &kabupaten",
        "Satu kabupaten rekaan dengan seluruh desanya.",
    ),
    (
        Begin.EMPTY_PRACTICE,
        "edit",
        "&Latihan dari nol",
        "Isi sendiri dari awal dan kirim ke kabupaten latihan. Bukan data sungguhan.",
    ),
)
_GOING_ON = "Buka lagi latihan yang sudah ada di komputer ini."


class Step(QWidget):
    """A step of Mulai. ``problem`` is the sentence that keeps one here; empty lets one go on.
    ``says_itself``: it stands under the answer already."""

    forward = Signal()
    says_itself = False

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self.heading, self.hint = title, hint

    def problem(self) -> str:
        return ""

    def first(self) -> QWidget:
        """Where the keys go."""
        return self


class ChoiceStep(Step):
    """Four tiles; arrows or their letters choose."""

    def __init__(self, on_choice: Callable[[Begin], object], existing: frozenset[Begin] = frozenset()) -> None:
        super().__init__("Selamat datang", "Apa yang ingin Anda lakukan di komputer ini?")
        self.tiles = {
            begin: ChoiceTile(icon, name, _GOING_ON if begin in existing else words, partial(on_choice, begin))
            for begin, icon, name, words in _TILES
        }
        self.copy = button("Pulihkan dari &cadangan…", kind="quiet", icon="copy")
        self.setLayout(column(*self.tiles.values(), row(self.copy, None), spacing=10))

    def first(self) -> QWidget:
        return self.tiles[Begin.WORK]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: Mapping[int, int] = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        tiles = list(self.tiles.values())
        at = next((number for number, tile in enumerate(tiles) if tile.hasFocus()), None)
        if at is not None and event.key() in steps:
            tiles[(at + steps[event.key()]) % len(tiles)].setFocus(Qt.FocusReason.TabFocusReason)
        elif at is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            tiles[at].click()
        else:
            super().keyPressEvent(event)


class PersonStep(Step):
    """Role, name, NIP and office."""

    says_itself = True

    def __init__(self, today: date) -> None:
        super().__init__("Siapa yang bekerja di sini?", "Nama Anda tercatat pada setiap isian yang Anda buat.")
        fields = ("role", "full_name", "nip", "office")
        self.view = FormView(Officer, today=today, sections=(Section("", fields, columns=1),))
        for card in self.view.findChildren(Card):
            card.setObjectName("plain")
            card.body.setContentsMargins(0, 0, 0, 0)
        self.view.set_record(Officer(role="petugas"))
        self.view.ended.connect(self.forward)
        self.view.finished.connect(self.forward)
        self.setLayout(column(self.view, spacing=0))

    def person(self) -> Officer:
        """The officer as typed."""
        record = self.view.record()
        assert isinstance(record, Officer)
        return record

    def is_district(self) -> bool:
        """Whether this is the office's own computer."""
        return self.person().role == DISTRICT

    def receives(self) -> bool:
        """Whether this is an office that only takes in what districts give it: it has no villages of its own."""
        return self.person().role == RECEIVER

    def problem(self) -> str:
        if self.receives() and not (self.person().office or "").strip():
            self.view.focus_field("office")
            return "Nama kantor belum diisi. Kabupaten mengenali instansi Anda dari nama itu."
        found = [one for one in self.view.findings() if one.strength == "problem"]
        if not found:
            return ""
        self.view.reveal_all()
        self.view.focus_field(found[0].field)
        return found[0].sentence

    def first(self) -> QWidget:
        return self.view.cells["full_name"].editor


class VillagesStep(Step):
    """The villages of an officer."""

    def __init__(self) -> None:
        super().__init__(
            "Desa binaan Anda",
            "Ketik nama desa, lalu Enter. Tambahkan kecamatan bila namanya banyak: “maluang gunung tabur”.",
        )
        self.chooser = VillageChooser()
        self.chooser.entered.connect(self.forward)
        self.setLayout(column(self.chooser, spacing=0))

    def problem(self) -> str:
        return "" if self.chooser.codes() else "Belum ada desa yang dipilih. Ketik namanya, lalu pilih dari daftar."

    def codes(self) -> Sequence[str]:
        return self.chooser.codes()

    def first(self) -> QWidget:
        return self.chooser.line


class RegencyStep(Step):
    """The kabupaten or kota of an office."""

    def __init__(self) -> None:
        super().__init__("Kabupaten/kota Anda", "Kantor OPD-KB kabupaten/kota mana yang memakai komputer ini?")
        self.chooser = VillageChooser("Kabupaten/kota", level="regency", several=False)
        self.chooser.entered.connect(self.forward)
        self.setLayout(column(self.chooser, spacing=0))

    def problem(self) -> str:
        return "" if self.chooser.codes() else "Kabupaten/kota belum dipilih. Ketik namanya, lalu pilih dari daftar."

    def codes(self) -> Sequence[str]:
        return self.chooser.codes()

    def first(self) -> QWidget:
        return self.chooser.line
