"""The address of the office's server as a person types it: host, port, database, user, password, encryption."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from kampungkb_desktop.store.address import PORT, Address
from kampungkb_desktop.ui.caps_lock import PasswordField
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row

_PROVEN = "verify-full"
_WAYS = (
    ("Tersandi, dan sertifikat server diperiksa", _PROVEN),
    ("Tersandi", "require"),
    ("Tersandi bila server bisa", "prefer"),
    ("Tidak tersandi (hanya di komputer ini sendiri)", "disable"),
)
_KEPT = "Tersimpan; kosongkan bila tidak berubah"
_MOST_PORT = 65_535


class ServerFields(QWidget):
    """``entered`` when Enter is pressed in the last answer."""

    entered = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept: Address | None = None
        self.host, self.database, self.user, self.certificate = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.port, self.password, self.tls = QLineEdit(str(PORT)), PasswordField(), ComboBox()
        self.port.setValidator(QIntValidator(1, _MOST_PORT, self.port))
        self.port.setFixedWidth(tokens().px(76))
        self.host.setPlaceholderText("server.kantor.go.id atau 192.168.1.10")
        self.database.setPlaceholderText("kampungkb")
        self.user.setPlaceholderText("kampungkb")
        self.certificate.setPlaceholderText("Kosongkan bila ditandatangani lembaga yang dikenal sistem")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for words, way in _WAYS:
            self.tls.addItem(words, way)
        self.tls.setCurrentIndex(1)
        self._choose = button("&Pilih…", self._choose_certificate, icon="folder")
        self._names: dict[str, QLabel] = {}
        self.setLayout(column(
            self._line("Alama&t", self.host, self.port),
            self._line("Basis &data", self.database),
            self._line("Na&ma pengguna", self.user),
            self._line("Sa&ndi basis data", self.password),
            self._line("&Sambungan", self.tls),
            self._line("Serti&fikat", self.certificate, self._choose),
            spacing=8,
        ))  # fmt: skip
        self.port.setAccessibleName("Porta")
        self.port.setToolTip("Porta; PostgreSQL biasanya 5432")
        self.tls.currentIndexChanged.connect(self._dress)
        for one in (self.host, self.port, self.database, self.user, self.password, self.certificate):
            one.textEdited.connect(self.edited)
        self.password.returnPressed.connect(self.entered)
        self.setFocusProxy(self.host)
        self._dress()

    def _line(self, words: str, first: QWidget, second: QWidget | None = None) -> QWidget:
        name = label(words, "label")
        name.setBuddy(first)
        name.setFixedWidth(tokens().px(122))
        plain = words.replace("&", "")
        first.setAccessibleName(plain)
        self._names[plain] = name
        line = row(name, spacing=10)
        line.addWidget(first, 1)
        if second is not None:
            line.addWidget(second)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    # --- answers

    def address(self) -> Address:
        """What is typed; an empty password stands for the one that is kept."""
        host, database, user = (one.text().strip() for one in (self.host, self.database, self.user))
        password = self.password.text()
        if not password and self._kept:
            password = self._kept.password
        way, certificate = str(self.tls.currentData()), self.certificate.text().strip()
        proven = way == _PROVEN
        return Address(host, int(self.port.text() or 0), database, user, password, way, certificate if proven else "")

    def show_address(self, kept: Address) -> None:
        """Show what is kept; the password only as being there."""
        self._kept = kept
        self.host.setText(kept.host)
        self.port.setText(str(kept.port))
        self.database.setText(kept.database)
        self.user.setText(kept.user)
        self.password.clear()
        self.password.setPlaceholderText(_KEPT)
        self.tls.setCurrentIndex(max(0, self.tls.findData(kept.tls)))
        self.certificate.setText(kept.certificate)

    def problem(self) -> str:
        """What is missing, with the keys put there."""
        for field, sentence in (
            (self.host, "Alamat server belum diisi."),
            (self.database, "Nama basis data belum diisi. Tanyakan kepada pengelola server."),
            (self.user, "Nama pengguna basis data belum diisi. Tanyakan kepada pengelola server."),
            (self.port, "Porta server belum diisi. PostgreSQL biasanya memakai 5432."),
        ):
            if not field.text().strip():
                field.setFocus()
                return sentence
        if not self.address().password:
            self.password.setFocus()
            return "Sandi basis data belum diisi. Ini bukan kata sandi aplikasi; tanyakan kepada pengelola server."
        return ""

    # --- inside

    def _dress(self) -> None:
        proven = self.tls.currentData() == _PROVEN
        for one in (self._names["Sertifikat"], self.certificate, self._choose):
            one.setVisible(proven)
        self.edited.emit()

    def _choose_certificate(self) -> None:
        found, _kind = QFileDialog.getOpenFileName(self, "Sertifikat server", "", "Sertifikat (*.crt *.pem *.cer)")
        if found:
            self.certificate.setText(found)
