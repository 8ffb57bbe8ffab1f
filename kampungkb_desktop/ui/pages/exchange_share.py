"""What an office that only receives may get: without names unless the operator decides otherwise, and whole data only
with a reason written down."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from kampungkb_desktop.forms.sharing import NAMELESS, RECAP, WHOLE
from kampungkb_desktop.ui.widgets import Item, button, column, explained, label

_KINDS = {
    NAMELESS: ("Tanpa &nama", "Angka keluarga dan kunjungan tanpa nama, NIK, alamat, foto, dan catatan."),
    RECAP: ("&Rekap saja", "Hanya data tingkat desa, tidak ada keluarga."),
    WHOLE: ("Lengkap &dengan nama", "Hanya bila ada dasar hukumnya. Alasannya tersimpan di riwayat."),
}
_LEAST = 5


class ShareChoice(QWidget):
    """``changed()`` when something else is chosen or typed; ``chosen()`` is (share, reason)."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kinds = {kind: QRadioButton(words) for kind, (words, _) in _KINDS.items()}
        group = QButtonGroup(self)
        lines: list[Item] = [label("Boleh menerima", "label")]
        for kind, one in self.kinds.items():
            group.addButton(one)
            one.setAccessibleDescription(_KINDS[kind][1])
            one.toggled.connect(self._turned)
            lines.append(explained(one, _KINDS[kind][1]))
        self.reason = QLineEdit()
        self.reason.setMaxLength(300)
        self.reason.setPlaceholderText("misalnya nomor surat atau perjanjian kerja sama")
        self.reason.setAccessibleName("Dasar memberi data lengkap")
        self.reason_name = label("Dasarn&ya", "label")
        self.reason_name.setBuddy(self.reason)
        self.reason.textChanged.connect(self._turned)
        self.keep = button("&Simpan isi yang boleh", kind="primary")
        self._shown = (NAMELESS, "")
        self.setLayout(column(*lines, self.reason_name, self.reason, self.keep, spacing=6))
        self.show_share("", "")

    def show_share(self, share: str, reason: str) -> None:
        """Show what holds now; nothing yet means without names."""
        self._shown = (share or NAMELESS, reason)
        self.reason.setText(reason)
        self.kinds.get(share or NAMELESS, self.kinds[NAMELESS]).setChecked(True)
        self._turned()

    def chosen(self) -> tuple[str, str]:
        """The share and its reason."""
        share = next((kind for kind, one in self.kinds.items() if one.isChecked()), NAMELESS)
        return share, self.reason.text().strip() if share == WHOLE else ""

    def complete(self) -> bool:
        """Whether whole data have their reason."""
        share, reason = self.chosen()
        return share != WHOLE or len(reason) >= _LEAST

    def _turned(self) -> None:
        whole = self.kinds[WHOLE].isChecked()
        self.reason.setVisible(whole)
        self.reason_name.setVisible(whole)
        self.keep.setEnabled(self.complete() and self.chosen() != self._shown)
        self.changed.emit()
