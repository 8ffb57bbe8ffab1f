"""The office's server has another address now: say so before the data can be opened. The password of the data is asked
for again, because the address is kept under it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import office_server
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.store.address import Address
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.server_fields import ServerFields
from kampungkb_desktop.ui.widgets import button, column, label, row

_WORDS = "Bila server kantor berganti alamat, nama, atau sandi, perbaiki di sini. Datanya sendiri tidak disentuh."


class ServerDialog(Dialog):
    """Accepted when the new address is kept; ``password`` is what was typed at Masuk."""

    help_topic = "server-kantor#bila-server-tidak-dapat-dihubungi"

    def __init__(self, parent: QWidget | None, folder: Path, password: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sambungan ke server kantor")
        self.setModal(True)
        self._folder, self._password = folder, password
        self.fields = ServerFields()
        self.problem = label("", "error", wrap=True)
        self.keep = button("Simpan dan &coba masuk", self.submit, kind="primary")
        self.back = button("&Batal", self.reject)
        self.setLayout(column(
            label("Sambungan ke server kantor", "section"), label(_WORDS, "soft", wrap=True), 4, self.fields,
            self.problem, 6, row(None, self.back, self.keep), margins=(20, 20, 20, 16),
        ))  # fmt: skip
        self.problem.hide()
        self.setFixedWidth(tokens().px(560))
        self.keep.setEnabled(False)
        self.fields.entered.connect(self.submit)
        self._work(None)

    def submit(self) -> None:
        """Keep what is typed."""
        if not self.keep.isEnabled():
            return
        if problem := self.fields.problem():
            self._say(problem)
            return
        self._work(self.fields.address())

    def _work(self, address: Address | None) -> None:
        self.keep.setEnabled(False)
        folder, password = self._folder, self._password
        run(
            self, lambda _p: office_server.readdress(folder, password, address),
            done=self._shown if address is None else self._kept, failed=self._refused, text="Membaca sambungan",
        )  # fmt: skip

    def _shown(self, kept: Address) -> None:
        self.fields.show_address(kept)
        self.keep.setEnabled(True)
        self.fields.host.setFocus()

    def _kept(self, _kept: Address) -> None:
        self.accept()

    def _refused(self, error: KnownError) -> None:
        self._say(f"{error.sentence} {error.next_step}")

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
