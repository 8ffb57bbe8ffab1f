"""Setting up the office's storage: address, name, password and folder, tried out before they are kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from kampungkb_desktop.actions import storage
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.storage import CLOUD, FOLDER, Storage
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.ui.background import NETWORK, Job, run
from kampungkb_desktop.ui.caps_lock import PasswordField
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialogs import confirm
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.exchange_storage_words import connected_words
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, button, label, row

KINDS = (("Nextcloud atau WebDAV", CLOUD), ("Folder bersama di komputer ini", FOLDER))
FRESH = "sandi aplikasi, bukan kata sandi utama"
KEPT = "Tersimpan; kosongkan bila tidak berubah"


class StorageForm(Card):
    """``kept(str)`` after the storage was tried out and kept, or its habits changed; ``dropped()`` after it was given
    up."""

    kept = Signal(str)
    dropped = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Penyimpanan kantor", padding=16)
        self._session = session
        self._job: Job | None = None
        self.kind = ComboBox()
        for words, code in KINDS:
            self.kind.addItem(words, code)
        self.address, self.user, self.folder = QLineEdit(), QLineEdit(), QLineEdit()
        self.password = PasswordField()
        self.auto = QCheckBox("Kirim dan ambil &sendiri selama program terbuka")
        self.choose = button("Pilih &folder…", self._choose, icon="folder")
        self.result = Banner("", Tone.INFO)
        self.result.hide()
        self.connect_ = button("&Coba dan simpan", self.try_out, kind="primary", icon="check")
        self.stop = button("Batalkan", self._stop)
        self.drop = button("Be&rhenti memakai", self._drop, kind="quiet")
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _at: self._dress())
        self.auto.clicked.connect(self._habit)
        for line in (self.address, self.user, self.password, self.folder):
            line.returnPressed.connect(self.try_out)
        self._show_busy(busy=False)

    def _lay_out(self) -> None:
        self._lines: dict[str, list[QWidget]] = {}
        self.body.addWidget(
            label(
                "Tempat bertukar berkas lewat internet atau jaringan kantor. Berkasnya tetap tersandi: penyimpanan "
                "hanya melihat nama berkas tanpa nama orang, ukuran, dan waktunya.",
                "soft",
                wrap=True,
            )
        )
        self.address.setPlaceholderText("https://awan.kabupaten.go.id")
        for key, words, line, more in (
            ("kind", "Je&nis", self.kind, None),
            ("address", "Alama&t", self.address, self.choose),
            ("user", "Nama &pengguna", self.user, None),
            ("password", "San&di aplikasi", self.password, None),
            ("folder", "&Folder di sana", self.folder, None),
        ):
            name = label(words, "label")
            name.setBuddy(line)
            name.setFixedWidth(tokens().px(120))
            line.setAccessibleName(words.replace("&", ""))
            line_row = row(name, spacing=10)
            line_row.addWidget(line, 1)
            if more is not None:
                line_row.addWidget(more)
            self.body.addLayout(line_row)
            self._lines[key] = [name, line]
        self.body.addWidget(self.auto)
        self.body.addWidget(self.result)
        self.body.addLayout(row(self.connect_, self.stop, None, self.drop, spacing=8))
        self.body.addStretch(1)

    # --- what is shown

    def show_storage(self, place: Storage | None, offered: tuple[str, str] | None = None) -> None:
        """Show what is kept, a password only as being there; else the address and folder that the office has told."""
        told = offered if place is None else None
        self.kind.setCurrentIndex(0 if place is None or place.kind == CLOUD else 1)
        self.address.setText(place.address if place else told[0] if told else "")
        self.user.setText(place.user if place else "")
        self.folder.setText(place.folder if place else told[1] if told else storage.USUAL_FOLDER)
        self.password.clear()
        self.password.setPlaceholderText(KEPT if place and place.kind == CLOUD else FRESH)
        self.auto.setChecked(bool(place and place.auto))
        self.drop.setVisible(place is not None)
        if told:
            self._say("Alamat dan folder ini dari kantor kabupaten. Isi nama pengguna dan sandi aplikasi.", Tone.INFO)
        self._dress()

    def _dress(self) -> None:
        cloud = self.kind.currentData() == CLOUD
        for key in ("user", "password", "folder"):
            for one in self._lines[key]:
                one.setVisible(cloud)
        self.choose.setVisible(not cloud)
        self.address.setPlaceholderText("https://awan.kabupaten.go.id" if cloud else "Folder yang juga dibuka kantor")

    def _show_busy(self, *, busy: bool) -> None:
        self.stop.setVisible(busy)
        self.connect_.setEnabled(not busy)

    # --- deeds

    def try_out(self) -> None:
        """Ask the storage itself, and keep it when it answers well."""
        if self._job is not None:
            return
        kind, typed = str(self.kind.currentData()), self.password.text()
        address, user, folder = self.address.text(), self.user.text(), self.folder.text()
        auto, session = self.auto.isChecked(), self._session

        def work(progress: Progress) -> tuple[Storage, bool]:
            found = storage.try_out(session, kind, address, user, typed or None, folder, progress)
            return found, storage.keep(session, found.with_auto(auto=auto), typed or None)

        self._say("Menghubungi penyimpanan kantor…", Tone.INFO)
        self._show_busy(busy=True)
        self._job = run(
            self, work, done=self._tried, failed=self._refused, cancelled=self._cancelled, text="Mencoba sambungan",
            lane=NETWORK,
        )  # fmt: skip

    def _tried(self, found: tuple[Storage, bool]) -> None:
        place, by_system = found
        self._over()
        where = "" if place.kind == FOLDER or not self.password.text() else (
            " Sandinya disimpan oleh sistem laptop ini." if by_system
            else " Sandinya disimpan tersandi bersama data, karena sistem laptop ini tidak punya penyimpan sandi."
        )  # fmt: skip
        self._say(connected_words(place) + where, Tone.OK)
        self.password.clear()
        self.password.setPlaceholderText(KEPT)
        self.drop.show()
        self.kept.emit("Penyimpanan kantor tersambung.")

    def _refused(self, error: KnownError) -> None:
        self._over()
        self._say(f"{error.sentence} {error.next_step} ({error.code})", Tone.BAD)

    def _cancelled(self) -> None:
        self._over()
        self._say("Dibatalkan. Tidak ada yang disimpan.", Tone.INFO)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _over(self) -> None:
        self._job = None
        self._show_busy(busy=False)

    def _say(self, words: str, tone: Tone) -> None:
        self.result.say(words, tone)
        self.result.show()

    def _habit(self) -> None:
        """The tick holds at once for a storage that is kept; for a new one it waits for the trial."""
        place = storage.load(self._session)
        if place is not None:
            storage.keep(self._session, place.with_auto(auto=self.auto.isChecked()))
            self.kept.emit("")

    def _drop(self) -> None:
        if confirm(
            self,
            "Berhenti memakai penyimpanan ini?",
            "Sandinya dihapus dari laptop ini. Berkas di penyimpanan kantor dan data Anda tidak berubah.",
            "&Berhenti memakai",
        ):
            # On the network's lane: the system's store of passwords may keep one waiting.
            session = self._session
            run(self, lambda _progress: storage.forget(session), done=lambda _nothing: self._gone(), lane=NETWORK)

    def _gone(self) -> None:
        self.result.hide()
        self.show_storage(None)
        self.dropped.emit()

    def _choose(self) -> None:
        found = QFileDialog.getExistingDirectory(self, "Folder bersama", self.address.text() or str(documents()))
        if found:
            self.address.setText(str(Path(found)))
