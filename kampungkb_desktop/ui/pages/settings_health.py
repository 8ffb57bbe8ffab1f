"""The health of the data in Pengaturan: every line of the light, the check of everything with its progress, repair from
the log, and the page for the help desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import health_full, repair
from kampungkb_desktop.actions.health import TO_DATA, Line
from kampungkb_desktop.actions.health_full import Checked
from kampungkb_desktop.actions.repair import Repaired
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.health_card import HealthLine, all_lines
from kampungkb_desktop.ui.line_card import LineCard
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button, column, label, row

USUAL = 8
"""Lines of the light where nothing is to be done."""
WORDS = (
    "Pemeriksaan cepat dilakukan sendiri setiap aplikasi dibuka dan melihat sebagian data. Pemeriksaan seluruh data "
    "membaca semuanya; itu dapat memakan beberapa menit dan tidak mengubah apa pun."
)


class HealthPanel(QWidget):
    """``go(str, object)`` where a remedy leads to another page; ``state(str)`` for the foot of the window."""

    go = Signal(str, object)
    state = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.lines: Sequence[Line] = ()
        self.card = LineCard("Kesehatan data", "Belum diperiksa.", expected=USUAL)
        self.result = Banner("", Tone.OK)
        self.result.hide()
        self.check = button("Pe&riksa seluruh data", self.verify, icon="shield")
        self.mend = button("Perbaiki dari riwa&yat", self.repair, kind="primary", icon="refresh")
        self.mend.hide()
        self.paper = button("Lembar &meja bantuan…", self.show_paper, icon="document")
        self.read = button("Baca ko&de…", self.show_code, kind="quiet", icon="search")
        card = self.card.body
        card.addWidget(self.result)
        words = label(WORDS, "soft", wrap=True)
        buttons = column(row(self.check, self.paper, None), row(self.mend, self.read, None), spacing=8)
        card.addLayout(column(words, buttons, spacing=8, margins=(8, 6, 8, 4)))
        self.setLayout(column(self.card))
        self.read.setVisible(session.role == DISTRICT)  # in its place first, lest it is a window for a moment

    def load(self) -> None:
        """Look again, as at a start. What the check of everything found is not overlaid."""
        run(self, lambda _p: all_lines(self.session), done=self._looked)

    # --- deeds

    def verify(self) -> None:
        """Look at everything; it changes nothing."""
        run_shown(
            self,
            lambda progress: health_full.check(self.session, progress),
            done=self._verified,
            cancelled=lambda: self.state.emit("Pemeriksaan dihentikan"),
            text="Memeriksa seluruh data",
        )

    def repair(self) -> None:
        """Make the tables anew from the log where they differ."""
        run_shown(
            self,
            lambda progress: repair.repair(self.session, progress),
            done=self._repaired,
            cancelled=lambda: self.state.emit("Perbaikan dihentikan"),
            text="Memperbaiki dari riwayat",
        )

    def show_paper(self) -> None:
        """The page for the help desk, of what is shown now; looked for first where nothing is yet."""
        if self.lines:
            self._paper(self.lines)
        else:
            run(self, lambda _p: all_lines(self.session), done=self._paper)

    def _paper(self, lines: Sequence[Line]) -> None:
        from kampungkb_desktop.ui.pages.help_desk_dialog import HelpDeskDialog  # noqa: PLC0415  paper is seldom printed

        HelpDeskDialog(self.session, lines, self.window()).open()

    def show_code(self) -> None:
        """Type a code that is read out."""
        from kampungkb_desktop.ui.pages.help_desk_dialog import ReadCodeDialog  # noqa: PLC0415  codes are seldom read

        ReadCodeDialog(self.window()).open()

    # --- inside

    def _looked(self, lines: Sequence[Line]) -> None:
        if self.result.isHidden():
            self._show(lines)

    def _verified(self, found: Checked) -> None:
        self._show(found.lines)
        self.mend.setVisible(found.mendable)
        self._tell(*_words(found))
        self.state.emit("Pemeriksaan selesai")

    def _repaired(self, found: Repaired) -> None:
        words = [f"{number(found.mended)} catatan diperbaiki dari riwayatnya. Keadaan sebelumnya disimpan dahulu."]
        if found.left:
            words.append(f"{number(len(found.left))} catatan tidak dikenal riwayat dan dibiarkan.")
            words.append("Hubungi pengelola data kabupaten.")
        self.mend.hide()
        self._tell(" ".join(words), Tone.WARN if found.left else Tone.OK)
        self.state.emit("Perbaikan selesai")
        run(self, lambda _p: all_lines(self.session), done=self._show)

    def _show(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.card.show_lines([HealthLine(one, self._follow) for one in lines])

    def _follow(self, page: str, record: str | None) -> None:
        if (page, record) == (TO_DATA.page, TO_DATA.record):
            self.verify()
        else:
            self.go.emit(page, record)

    def _tell(self, words: str, tone: Tone) -> None:
        self.result.say(words, tone)
        self.result.show()


def _words(found: Checked) -> tuple[str, Tone]:
    """What a full check found, and what to do about it."""
    if found.examined.damage:
        words = "Berkas datanya rusak di sebagian tempat. Pulihkan salinan terakhir yang masih baik."
        return words, Tone.BAD
    if found.examined.differences:
        count = number(len({(one.form, one.record) for one in found.examined.differences}))
        return (
            f"{count} catatan tidak cocok dengan riwayatnya. Riwayatnya utuh, jadi dapat diperbaiki dari sana.",
            Tone.BAD,
        )
    if found.search:
        return "Semua catatan cocok dengan riwayatnya. Daftar kata pencarian perlu dibuat ulang.", Tone.BAD
    return "Berkas data utuh, dan semua catatan cocok dengan riwayatnya.", Tone.OK
