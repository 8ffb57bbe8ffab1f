"""Questions of trust at an officer's laptop: whether to believe an office, and what became of the laptop these data
come from. Both are asked in words, and nothing is agreed to by pressing Enter alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kampungkb_desktop.actions.grants import Looked, compared, shown_part
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.officer import DISTRICT, RECEIVER
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_words import village_words
from kampungkb_desktop.ui.tall_dialog import TallDialog
from kampungkb_desktop.ui.widgets import button, column, divider, label, row

MOST_NAMED = 6
HEARD = "Delapan huruf terakhir yang dibacakan"
HOLD = (
    "Centang bila Anda setuju. Bila kata sandi lupa dan lembar pemulihan hilang, kantor lalu dapat membantu membuka "
    "laptop ini, dan Anda diberi tahu setiap kali. Dapat diubah kapan saja di Pengaturan."
)


def villages_sentence(villages: Sequence[str]) -> str:
    """The villages by name, the first few of many."""
    if not villages:
        return "Belum ada desa tugas."
    names = [village_words(one).split(",")[0] for one in villages[:MOST_NAMED]]
    more = f" dan {number(len(villages) - MOST_NAMED)} lainnya" if len(villages) > MOST_NAMED else ""
    return f"{', '.join(names)}{more}."


class HeardLine(QLineEdit):
    """Where the end of a fingerprint is typed as somebody reads it out; ``right()`` when it is that of ``mark``."""

    def __init__(self, mark: str = "") -> None:
        super().__init__()
        self.mark = mark
        self.setMaxLength(24)
        self.setPlaceholderText("····-····")
        self.setAccessibleName(HEARD)
        self.setMaximumWidth(tokens().px(220))  # eight letters: a long line would ask for more

    def right(self) -> bool:
        """Whether it is the one."""
        return bool(self.mark) and compared(self.mark, self.text())


class TrustDialog(TallDialog):
    """An office one does not know yet speaks: who it says it is, and its fingerprint to be heard and typed."""

    help_topic = "pendaftaran#petugas-menerima-penugasan"

    def __init__(self, parent: QWidget | None, looked: Looked) -> None:
        super().__init__(parent)
        self.setWindowTitle("Penugasan dari kabupaten")
        self.setModal(True)
        self.line = HeardLine(looked.office.mark)
        self.hold = QCheckBox("&Kantor ini memegang kunci cadangan")
        self.trust = button("&Percayai kantor ini", self.accept, kind="primary")
        leave = button("&Batal", self.reject, shortcut="Esc")
        body = column(label(looked.office.name, "section", wrap=True), spacing=10)
        body.addWidget(label(f"Desa tugas: {villages_sentence(looked.villages)}", wrap=True))
        if not looked.known:
            name = label(HEARD, "label")
            name.setBuddy(self.line)
            body.addWidget(divider())
            body.addWidget(
                label(
                    "Minta operator kabupaten membacakan sidik jari kantornya, lewat telepon atau berhadapan. Bagian "
                    "awalnya harus sama dengan yang di bawah ini; bagian akhirnya ketik sendiri.",
                    wrap=True,
                )
            )
            body.addWidget(label(shown_part(looked.office.mark), "section"))
            body.addWidget(name)
            body.addWidget(self.line)
            self.line.textChanged.connect(self._typed)
            self._typed()
            if looked.statement.role not in (DISTRICT, RECEIVER):
                body.addWidget(divider())
                body.addWidget(self.hold)
                body.addWidget(label(HOLD, "soft", wrap=True))
        self.arrange(body, row(None, leave, self.trust), 500)
        (self.trust if looked.known else self.line).setFocus()

    def heard(self) -> str:
        """What was typed."""
        return self.line.text()

    def holds(self) -> bool:
        """Whether the person agreed that this office holds a key of his data."""
        return self.hold.parent() is not None and self.hold.isChecked()

    def _typed(self) -> None:
        self.trust.setEnabled(self.line.right())


class MovedDialog(TallDialog):
    """The data were made on another laptop: is that one still used? ``replaces`` after it was answered."""

    help_topic = "pendaftaran#pindah-laptop"

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pindah laptop")
        self.setModal(True)
        self.replaces: bool | None = None
        gone = button("Tidak dipakai &lagi", lambda: self._answer(replaces=True), kind="primary")
        there = button("&Masih dipakai", lambda: self._answer(replaces=False))
        later = button("&Nanti saja", self.reject, kind="quiet", shortcut="Esc")
        body = column(
            label("Apakah laptop yang lama masih dipakai?", "section", wrap=True),
            label(
                "Data ini dibuat di laptop lain, atau dipulihkan dari salinan. Supaya kiriman keduanya tidak tertukar, "
                "laptop ini mendapat tanda pengenal baru. Tidak ada catatan yang berubah.",
                wrap=True,
            ),
            label(
                "Bila laptop lama tidak dipakai lagi, laptop ini menggantikannya dan boleh mengirim yang belum sempat "
                "dikirim. Bila masih dipakai, keduanya berjalan sendiri-sendiri.",
                wrap=True,
            ),
            spacing=10,
        )
        self.arrange(body, row(None, later, there, gone), 500)
        later.setFocus()

    def _answer(self, *, replaces: bool) -> None:
        self.replaces = replaces
        self.accept()
