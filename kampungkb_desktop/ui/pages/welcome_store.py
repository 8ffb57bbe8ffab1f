"""Where an office keeps its records: in this laptop's own file, or on a PostgreSQL server of the office."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from kampungkb_desktop.store.address import Address
from kampungkb_desktop.ui.pages.welcome_steps import Step
from kampungkb_desktop.ui.server_fields import ServerFields
from kampungkb_desktop.ui.widgets import column, label

_HERE = "Satu berkas tersandi. Cukup untuk satu kabupaten, dan dapat dipindahkan ke server kapan saja."
_THERE = "Untuk beberapa komputer pada data yang sama. Basis datanya disiapkan pengelola server; yang kosong diisi, "
_THERE += "yang sudah berisi data kantor langsung dipakai."


class StoreStep(Step):
    """In the file unless somebody chooses otherwise."""

    def __init__(self) -> None:
        super().__init__("Di mana catatan kantor disimpan?", "Biarkan di laptop ini bila Anda ragu.")
        self.here, self.there = QRadioButton("D&i laptop ini"), QRadioButton("Di server PostgreS&QL kantor")
        group = QButtonGroup(self)
        for one in (self.here, self.there):
            group.addButton(one)
        self.fields = ServerFields()
        self.fields.entered.connect(self.forward)
        self.here.setChecked(True)
        self.fields.hide()
        self.there.toggled.connect(self._dress)
        self.setLayout(column(
            self.here, label(_HERE, "soft", wrap=True), 6, self.there, label(_THERE, "soft", wrap=True), 4, self.fields,
            None, spacing=4,
        ))  # fmt: skip

    def address(self) -> Address | None:
        """The office's server, or ``None`` for the file."""
        return self.fields.address() if self.there.isChecked() else None

    def problem(self) -> str:
        return self.fields.problem() if self.there.isChecked() else ""

    def first(self) -> QWidget:
        return self.there if self.there.isChecked() else self.here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from what is chosen, as from every other step."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.window().focusWidget() in (self.here, self.there):
            self.forward.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.fields.setVisible(self.there.isChecked())
        if self.there.isChecked():
            self.fields.host.setFocus()
