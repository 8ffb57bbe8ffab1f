"""Bantu buka laptop ini, at the district: who asks is known by voice or face, the request comes as a code or a file,
the operator shows his own password, and the answer is for that one laptop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from kampungkb_desktop.actions import helping
from kampungkb_desktop.actions.enrolment import Enrolled
from kampungkb_desktop.actions.helping import Helped, Request
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.enrolment import ACTIVE
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.caps_lock import PasswordField
from kampungkb_desktop.ui.code_grid import CodeGrid
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.exchange_trust import HeardLine
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button, column, label, row

WHO = (
    "Pastikan yang meminta memang petugasnya: temui, atau kenali suaranya lewat telepon. Siapa pun yang memegang "
    "laptop itu dan jawaban ini dapat membaca seluruh datanya."
)
GONE = (
    "Laptop ini sudah dicabut atau diganti. Bila hilang atau dicuri, yang meminta mungkin bukan petugasnya. Bantu "
    "hanya bila laptopnya Anda lihat sendiri di tangan petugasnya."
)
HAND_OVER = "Bacakan kode ini kepada petugas, atau kirim berkasnya. Hanya laptop yang meminta yang dapat memakainya."


class HelpOpenDialog(Dialog):
    """Stays after the answer, which is shown once."""

    help_topic = "pendaftaran#petugas-lupa-kata-sandi"

    def __init__(self, owner: QWidget, session: Session, laptop: Enrolled) -> None:
        super().__init__(owner)
        self.session, self.laptop = session, laptop
        self._request: Request | None = None
        self.made: Helped | None = None
        self.setWindowTitle("Bantu buka laptop")
        self.setModal(True)
        self._make_fields()
        self.asking, self.given = self._asking(), self._given()
        self.given.hide()
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.shut = button("&Batal", self.reject, shortcut="Esc")
        self.give = button("Beri &jawaban", self.submit, kind="primary")
        self.give.setDefault(True)  # Enter in a field must not open the first button there is
        head = label(f"Bantu membuka laptop {laptop.name}", "section", wrap=True)
        self.setLayout(column(
            head, self.asking, self.given, self.problem, row(None, self.shut, self.give), spacing=10,
            margins=(20, 18, 20, 16),
        ))  # fmt: skip
        self.setFixedWidth(tokens().px(580))
        self.code.setFocus()

    def _make_fields(self) -> None:
        self.code, self.reason, self.password = QLineEdit(), QLineEdit(), PasswordField()
        self.code.setAccessibleName("Kode permintaan")
        self.code.setPlaceholderText("tiga belas kelompok, masing-masing lima huruf")
        self.code.textEdited.connect(self._typed)
        self.from_file = button("Buka berkas &permintaan…", self._choose, icon="folder")
        self.heard = HeardLine()
        self.heard.setAccessibleName("Huruf pencocok yang dibacakan petugas")
        self.file = QWidget()
        self.named = label("", "small")
        self.file.setLayout(column(
            self.named, label("Minta petugas membacakan huruf pencocok di layarnya, lalu ketik di sini:", wrap=True),
            self.heard, spacing=6,
        ))  # fmt: skip
        self.file.hide()
        self.reason.setMaxLength(300)
        self.reason.setAccessibleName("Alasan tetap membantu")
        self.reason.setPlaceholderText("misalnya laptop ditemukan dan dibawa ke kantor")
        self.password.setAccessibleName("Kata sandi Anda sendiri")

    def _asking(self) -> QWidget:
        box, gone = QWidget(), self.laptop.state != ACTIVE
        named = [("&Kode permintaan", self.code), ("K&ata sandi Anda sendiri", self.password)]
        names = []
        for words, field in named:
            name = label(words, "label")
            name.setBuddy(field)
            names.append(name)
        inside = column(label(WHO, wrap=True), spacing=8)
        if gone:
            why = label("Alasan &tetap membantu", "label")
            why.setBuddy(self.reason)
            for one in (Banner(GONE, Tone.BAD), why, self.reason):
                inside.addWidget(one)
        inside.addWidget(names[0])
        inside.addWidget(self.code)
        inside.addLayout(row(self.from_file, None))
        inside.addWidget(self.file)
        inside.addWidget(names[1])
        inside.addWidget(self.password)
        box.setLayout(inside)
        return box

    def _given(self) -> QWidget:
        box = QWidget()
        self.save = button("Simpan &berkas jawaban…", self._save, icon="save")
        copy = button("&Salin", self._copy, icon="copy")
        self.said = label("", "small", wrap=True)
        self.shown = column(label(HAND_OVER, wrap=True), row(self.save, copy, None), self.said, spacing=10)
        box.setLayout(self.shown)
        return box

    # --- what happens

    def open_file(self, path: Path) -> None:
        """Take the request out of this file; its letters must be heard before it is answered."""
        found = attempt(self, lambda: helping.read_request(path))
        if found is None:
            return
        self._request = found
        self.code.clear()
        self.heard.mark = found.short
        self.heard.clear()
        self.named.setText(f"Permintaan: {path.name}")
        self.file.show()
        self.heard.setFocus()

    def submit(self) -> None:
        """Answer, when everything is there."""
        if self.made is not None or not self.give.isEnabled():
            return
        if problem := self._problem():
            self._say(problem)
            return
        self._say("")
        request, typed = self._request, self.code.text()
        uid, password, reason = self.laptop.uid, self.password.text(), self.reason.text()
        self.give.setEnabled(False)
        run(
            self,
            lambda _p: helping.help_open(
                self.session, uid, request or helping.typed_request(typed), password, reason
            ),
            done=self._answered, failed=self._refused, text="Membuat jawaban",
        )  # fmt: skip

    def _problem(self) -> str:
        if self._request is None and not self.code.text().strip():
            self.code.setFocus()
            return "Ketik kode permintaannya, atau buka berkasnya."
        if self._request is not None and not self.heard.right():
            self.heard.setFocus()
            return "Huruf pencocok belum sama dengan yang ada di berkas. Minta petugas membacakannya lagi."
        if self.laptop.state != ACTIVE and not self.reason.text().strip():
            self.reason.setFocus()
            return "Tulis dahulu alasan tetap membantu laptop yang sudah dicabut."
        if not self.password.text():
            self.password.setFocus()
            return "Kata sandi Anda belum diisi."
        return ""

    def _answered(self, made: Helped) -> None:
        self.made = made
        self.password.clear()
        self.asking.hide()
        self.shown.insertWidget(1, CodeGrid(made.code))
        self.given.show()
        self.give.hide()
        self.shut.setText("&Tutup")
        self.adjustSize()
        self.save.setFocus()

    def _refused(self, error: KnownError) -> None:
        self.give.setEnabled(True)
        self._say(f"{error.sentence} {error.next_step}".strip())
        (self.password if error.code in ("E-PASSWORD", "E-WAIT") else self.code).setFocus()

    def save_to(self, folder: Path) -> None:
        """Write the answer's file."""
        made = self.made
        path = attempt(self, lambda: helping.save_answer(made, folder)) if made is not None else None
        if path is not None:
            self.said.setText(f"{path.name} tersimpan di {folder}.")

    def _save(self) -> None:
        found = QFileDialog.getExistingDirectory(self, "Folder untuk berkas jawaban", str(documents()))
        if found:
            self.save_to(Path(found))

    def _copy(self) -> None:
        if self.made is not None:
            QApplication.clipboard().setText(self.made.code)

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, "Berkas permintaan", str(documents()), "Berkas Kampung KB (*.kkb)"
        )
        if name:
            self.open_file(Path(name))

    def _typed(self) -> None:
        self._request = None
        self.file.hide()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
