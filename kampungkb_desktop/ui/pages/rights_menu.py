"""*Hak atas data pribadi*: what can be done on the request of one family or person, from wherever it is looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from kampungkb_desktop.actions.erasing import Erased, may_erase
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import button


class RightsMenu(QWidget):
    """``wrote(Saved, sentence)`` after a restriction, ``gone(Saved, sentence)`` when somebody was erased,
    ``go(page, place)`` to the register of requests."""

    wrote = Signal(object, str)
    gone = Signal(object, str)
    go = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.record: Family | Member | None = None
        self.button: QPushButton = button("&Hak atas data pribadi", icon="shield", tip="Batasi atau hapus data pribadi")
        menu = QMenu(self.button)
        self.restrict = QAction("&Batasi pemrosesan…", menu)
        self.ask = QAction("&Catat permintaan…", menu)
        self.erase = QAction("&Hapus data pribadi…", menu)
        for action, deed in (
            (self.restrict, self.show_restriction), (self.ask, self._ask), (self.erase, self.show_erasing),
        ):  # fmt: skip
            action.triggered.connect(deed)
            menu.addAction(action)
        set_icon(self.button, "shield")
        self.button.setMenu(menu)
        self.button.setProperty("menu", "true")  # our own arrow
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.button)

    def show_record(self, record: Family | Member | None) -> None:
        """Whom it is about from now on; nobody who is not saved yet has rights to ask for."""
        self.record = record
        self.button.setEnabled(record is not None)
        on = record is not None and record.restricted is True
        self.restrict.setText("&Lepas pembatasan…" if on else "&Batasi pemrosesan…")

    def show_restriction(self) -> None:
        """The dialog with the reason."""
        from kampungkb_desktop.ui.pages.restriction_dialog import RestrictionDialog  # noqa: PLC0415  seldom asked for

        if self.record is None:
            return
        dialog = RestrictionDialog(self, self.session, self.record)
        dialog.exec()
        if dialog.saved is not None:
            on = self.record.restricted is True
            words = "Pembatasan dilepas." if on else "Pemrosesan data dibatasi mulai hari ini."
            self.wrote.emit(dialog.saved, words)

    def show_erasing(self) -> None:
        """At the office the dialog that erases; elsewhere who decides, and how to ask."""
        if self.record is None:
            return
        if not may_erase(self.session):
            self._send_to_office()
            return
        from kampungkb_desktop.ui.pages.erasing_dialog import ErasingDialog  # noqa: PLC0415  seldom asked for

        dialog = ErasingDialog(self, self.session, self.record)
        dialog.erased.connect(self._erased)
        dialog.restrict.connect(self.show_restriction)
        dialog.exec()

    def _send_to_office(self) -> None:
        from kampungkb_desktop.ui.pages.erasing_words import OFFICER  # noqa: PLC0415  seldom asked for

        ask, milder, close = button("&Catat permintaan…", kind="primary"), button("&Batasi…"), button("&Tutup")
        title = "Penghapusan diputuskan kantor kabupaten"
        dialog = Message(self, title, title, OFFICER, tone=Tone.INFO, buttons=(ask, milder, close))
        for made, deed in ((ask, self._ask), (milder, self.show_restriction)):
            made.clicked.connect(dialog.accept)
            made.clicked.connect(deed)
        close.clicked.connect(dialog.reject)
        dialog.exec()

    def _ask(self) -> None:
        family = self.record.id if isinstance(self.record, Family) else getattr(self.record, "family_id", None)
        if family:
            self.go.emit("pengaturan", f"data-pribadi/permintaan/baru:{family}")

    def _erased(self, done: Erased) -> None:
        from kampungkb_desktop.ui.pages.erasing_dialog import certificate_dialog  # noqa: PLC0415  seldom asked for

        window = self.window()
        self.gone.emit(Saved(forms=done.saved.forms), f"Data pribadi dihapus, nomor {done.erasure.number}.")
        certificate_dialog(window, self.session, done.erasure).exec()
