"""Pulihkan dari salinan, before any data are open: on a new laptop from a stick, or where the data here are damaged.

Three answers: which copy, how it is opened, and with the printed code a new password. The work is the program's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from kampungkb_desktop.actions import asking_help
from kampungkb_desktop.actions.asking_help import Opened
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.store.shelf import Kept
from kampungkb_desktop.ui.background import Job, run
from kampungkb_desktop.ui.caps_lock import PasswordField
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.copy_words import content_of, when_of
from kampungkb_desktop.ui.cover import CoverPage
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.help_request import HelpRequest
from kampungkb_desktop.ui.password_pair import PasswordPair
from kampungkb_desktop.ui.progress_view import ProgressLine
from kampungkb_desktop.ui.shrink_scroll import ShrinkScroll
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

TITLE = "Pulihkan dari salinan"
WORDS = (
    "Pilih flashdisk atau folder tempat salinan disimpan. Salinan dibuka dengan kata sandi waktu itu, dengan kode dari "
    "lembar pemulihan, atau dengan bantuan kabupaten bila kabupaten memegang kuncinya."
)
NONE = "Belum ada salinan yang dipilih"
ERASED_SINCE = (
    "Orang yang datanya dihapus sesudah salinan ini dibuat tampil lagi di laptop ini, sampai berkas kantor diterima."
)
_BY_PASSWORD, _BY_CODE, _BY_HELP = "sandi", "kode", "bantuan"


@frozen
class MoveIn:
    """What was answered: the copy, and either its password, or its code or what opens the district's ``answer`` with a
    new password."""

    kept: Kept
    password: str = ""
    code: str = ""
    new_password: str = ""
    answer: Callable[[], Opened] | None = None


class MoveInPage(CoverPage):
    """``wanted(MoveIn)``; afterwards the program calls ``busy`` and ``refused``, or lays the page aside. ``back``
    returns to where one came from. ``find`` looks for copies in a folder, on the worker; a request to the district
    ``waits_in`` a folder for its answer."""

    help_topic = "salinan#laptop-baru"

    wanted = Signal(object)
    back = Signal()

    def __init__(
        self, find: Callable[[Path], Sequence[Kept]], start: Sequence[Path] = (), *, waits_in: Path | None = None
    ) -> None:
        super().__init__()
        self._find, self._found = find, list[Kept]()
        self._waits_in = waits_in
        self.request: HelpRequest | None = None
        self._asked = column(spacing=0)
        self.choose = button("Pilih &flashdisk atau folder…", self._choose, icon="folder")
        self.copies = ComboBox()
        self.copies.setAccessibleName("Salinan")
        self.erased = label(ERASED_SINCE, "caution", wrap=True)
        self.way = ComboBox()
        self.way.setAccessibleName("Dibuka dengan")
        self.way.addItem("Kata sandi waktu salinan dibuat", _BY_PASSWORD)
        self.way.addItem("Kode dari lembar pemulihan", _BY_CODE)
        self.way.currentIndexChanged.connect(self._turn)
        self.password = PasswordField()
        self.password.setAccessibleName("Kata sandi")
        self.password.returnPressed.connect(self.submit)
        self.code = QLineEdit()
        self.code.setAccessibleName("Kode pemulihan")
        self.code.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self.pair = PasswordPair()
        self.code.returnPressed.connect(self.pair.first.setFocus)
        self.pair.entered.connect(self.submit)
        self.copies.currentIndexChanged.connect(self._ways)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.enter = button("&Pulihkan", self.submit, kind="primary")
        self._arrange()
        self._turn()
        self._show([])
        for place in start:
            self.look_in(place, asked=False)

    def _arrange(self) -> None:
        which, way = label("&Salinan", "label"), label("&Dibuka dengan", "label")
        which.setBuddy(self.copies)
        way.setBuddy(self.way)
        asked = QWidget()
        asked.setLayout(
            column(
                row(self.choose, None), which, self.copies, self.erased, 4, way, self.way, self.password, self.code,
                self._asked, self.pair, spacing=8,
            )
        )  # fmt: skip
        self.area = ShrinkScroll(asked)
        self.card = Card(
            "", label(TITLE, "title"), label(WORDS, "soft", wrap=True), 4, self.area, self.problem, padding=26
        )
        self.card.body.addLayout(row(button("&Kembali", self.back.emit), None, self.enter))
        self.set_card(self.card, 520)
        self.setFocusProxy(self.choose)

    # --- what happens

    def look_in(self, folder: Path, *, asked: bool = True) -> None:
        """Offer the copies of a folder, the newest first. Where nobody ``asked`` for it, nothing is said of a folder
        without any."""
        run(
            self, lambda _p: self._find(folder), done=lambda found: self._add(folder, found, asked=asked),
            failed=self.refused if asked else lambda _error: None,
        )  # fmt: skip

    def submit(self) -> None:
        """Ask for the work when every answer is there."""
        if not self.enter.isEnabled():
            return
        problem = self._problem()
        self._say(problem)
        if not problem:
            self.wanted.emit(self._answers(self._found[int(self.copies.currentData())]))

    def _problem(self) -> str:
        """What is not answered yet, with the keys where it is."""
        way = self.way.currentData()
        if self.copies.currentData() is None:
            self.choose.setFocus()
            return "Pilih dahulu folder atau flashdisk dengan salinannya."
        if way == _BY_CODE and not self.code.text().strip():
            self.code.setFocus()
            return "Kode pemulihan belum diisi."
        if way == _BY_PASSWORD:
            self.password.setFocus()
            return "" if self.password.text() else "Kata sandi belum diisi."
        if self.request is not None and (problem := self.request.problem()):
            self.request.setFocus()
            return problem
        return self.pair.problem()

    def _answers(self, kept: Kept) -> MoveIn:
        if self.request is not None:
            return MoveIn(kept, new_password=self.pair.password(), answer=self.request.answer())
        if self.way.currentData() == _BY_CODE:
            return MoveIn(kept, code=self.code.text(), new_password=self.pair.password())
        return MoveIn(kept, password=self.password.text())

    def busy(self, job: Job) -> None:
        """The work is under way: show it and hold the button."""
        self.enter.setEnabled(False)
        line = ProgressLine(job)
        line.stop.hide()
        self.card.body.insertWidget(self.card.body.count() - 1, line)
        job.ended.connect(line.deleteLater)
        job.ended.connect(self._ready)

    def refused(self, error: KnownError) -> None:
        """Say why; every answer stays."""
        self._say(f"{error.sentence} {error.next_step}".strip())

    # --- inside

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), "Pilih flashdisk atau folder")
        if chosen:
            self.look_in(Path(chosen))

    def _add(self, folder: Path, found: Sequence[Kept], *, asked: bool) -> None:
        usable = [one for one in found if one.slip is not None]
        if not usable:
            if asked:
                self._say(f"Tidak ada salinan Kampung KB di {folder}. Pilih folder lain.")
            return
        self._say("")
        known = {one.folder: one for one in (*self._found, *usable)}
        self._show(sorted(known.values(), key=lambda one: one.made_at, reverse=True))
        self.copies.setFocus()

    def _show(self, found: list[Kept]) -> None:
        self._found = found
        self.copies.clear()
        for at, one in enumerate(found):
            self.copies.addItem(f"{when_of(one)} ({content_of(one)})", at)
        if not found:
            self.copies.addItem(NONE, None)
        self.copies.setEnabled(bool(found))
        self.erased.setVisible(bool(found))
        self.area.updateGeometry()

    def _ways(self) -> None:
        """The district's help is a way only into a copy that it holds a key of."""
        at = self.copies.currentData()
        helps = at is not None and asking_help.can_ask(self._found[int(at)].keys)
        place = self.way.findData(_BY_HELP)
        if helps and place < 0:
            self.way.addItem("Bantuan kabupaten", _BY_HELP)
        elif not helps and place >= 0:
            self.way.removeItem(place)
        self._turn()

    def _turn(self) -> None:
        way = self.way.currentData()
        self.password.setVisible(way == _BY_PASSWORD)
        self.code.setVisible(way == _BY_CODE)
        self.pair.setVisible(way != _BY_PASSWORD)
        if self.request is not None:
            self.request.hide()
            self.request.deleteLater()
            self.request = None
        at, waits_in = self.copies.currentData(), self._waits_in
        if way == _BY_HELP and at is not None and waits_in is not None:
            keys = self._found[int(at)].keys
            asked = attempt(self, lambda: asking_help.ask(keys, waits_in))
            if asked is not None:
                self.request = HelpRequest(asked)
                self.request.entered.connect(self.pair.first.setFocus)
                self._asked.addWidget(self.request)
        self.area.updateGeometry()  # it asks for as much as it holds

    def _ready(self) -> None:
        self.enter.setEnabled(True)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
