"""Pengaturan of personal data: the register of requests, lost laptops, times of keeping, and what was erased."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.pages.pdp_erasures import ErasureDesk
from kampungkb_desktop.ui.pages.pdp_loss import LossDesk
from kampungkb_desktop.ui.pages.pdp_register import RequestRegister
from kampungkb_desktop.ui.pages.pdp_retention import RetentionDesk
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.widgets import column

REGISTER, LOST, KEEPING, ERASED = "permintaan", "hilang", "masa-simpan", "penghapusan"
PARTS = (
    Saved(REGISTER, "Daftar permintaan", "Register permintaan data pribadi dan waktu 3×24 jam"),
    Saved(LOST, "Perangkat hilang", "Laptop yang hilang dan pemberitahuan dalam 3×24 jam"),
    Saved(KEEPING, "Masa simpan", "Yang lewat masa simpannya, dan keputusannya"),
    Saved(ERASED, "Penghapusan", "Data yang dihapus, laptop yang sudah melaksanakan, dan surat keterangannya"),
)


class PdpTab(QWidget):
    """``wrote(Saved, sentence)`` after every change, ``go(page, record)`` to another page."""

    wrote = Signal(object, str)
    go = Signal(str, object)
    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.chips, self.stack = FilterChips(PARTS), Stack()
        self._made: dict[str, QWidget] = {}
        self._build: dict[str, Callable[[], QWidget]] = {
            REGISTER: lambda: RequestRegister(session), LOST: lambda: LossDesk(session),
            KEEPING: lambda: RetentionDesk(session), ERASED: lambda: ErasureDesk(session),
        }  # fmt: skip
        self.chips.chosen.connect(self.show_part)
        box = column(self.chips, spacing=10)
        box.addWidget(self.stack, 1)
        self.setLayout(box)
        self.show_part(REGISTER)

    def show_part(self, key: str) -> None:
        """Show one of the parts; each is made at its first visit."""
        if key not in self._made:
            part = self._made[key] = self._build[key]()
            for name, hear in (("wrote", self.wrote), ("go", self.go), ("state", self.state)):
                signal = getattr(part, name, None)
                if signal is not None:
                    signal.connect(hear)
            self.stack.addWidget(part)
        self.chips.show_key(key)
        self.stack.setCurrentWidget(self._made[key])

    def register(self) -> RequestRegister:
        """The register of requests."""
        self.show_part(REGISTER)
        part = self._made[REGISTER]
        assert isinstance(part, RequestRegister)
        return part

    def search_widget(self) -> QWidget | None:
        """Where Ctrl+F goes: the register's box while it is in sight."""
        shown = self.stack.currentWidget()
        return shown.search if isinstance(shown, RequestRegister) else None

    def open_place(self, place: str) -> None:
        """``permintaan/<id>``, or the key of another part."""
        part, _, record = place.partition("/")
        if part == REGISTER and record:
            self.register().open_request(record)
        elif part in self._build:
            self.show_part(part)
            shown = self._made[part]
            if isinstance(shown, LossDesk) and record:
                shown.open_loss(record)

    def load(self) -> None:
        """Read again what is shown."""
        shown = self.stack.currentWidget()
        read_again = getattr(shown, "load", None)
        if read_again is not None:
            read_again()
