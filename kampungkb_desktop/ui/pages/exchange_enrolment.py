"""Enrolment inside Kirim & Terima: the small files among those that arrive, the questions they raise, and the
district's desk of laptops. The page only lends its place and reloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions import enrolment, grants, holding, identity, shares, take_in
from kampungkb_desktop.actions.enrolment import Enrolled
from kampungkb_desktop.actions.grants import Looked, kind_of
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.silence import limit_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.sharing import Share
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.pages.exchange_laptop import Villages
from kampungkb_desktop.ui.pages.exchange_laptops import LaptopDesk, board_words
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.pages.exchange_trust import MovedDialog, TrustDialog

if TYPE_CHECKING:
    from kampungkb_desktop.actions.fingerprint_sheet import Mark

NOT_FOR_US = frozenset({"E-ENROLLED", "E-SENT-AWAY", "E-RECIPIENT", "E-ROLE"})
"""Refusals of small files that lie in a folder for somebody else, or have been here before."""


class EnrolmentFlow(QObject):
    """``changed(sentence)`` after every decision, ``desk_wanted()`` when introductions came in, ``counted(words)``
    names the way to the desk, ``reopen(folder)`` when the data must be opened anew under their new name."""

    changed = Signal(str)
    desk_wanted = Signal()
    counted = Signal(str)
    reopen = Signal(str)

    def __init__(self, owner: QWidget, session: Session, today: Callable[[], date]) -> None:
        super().__init__(owner)
        self._owner, self._session = owner, session
        self._today, self._mark = today, ""
        self.laptops: Sequence[Enrolled] = ()

    @cached_property
    def desk(self) -> LaptopDesk:
        """The desk of laptops; made when somebody comes to see it."""
        made, owner = LaptopDesk(self._today), self._owner
        if isinstance(owner, Page):
            made.lost.connect(lambda uid: owner.go.emit("pengaturan", f"data-pribadi/hilang/baru:{uid}"))
        made.panel.enrol.connect(self._enrol)
        made.panel.dismiss.connect(self._dismiss)
        made.panel.grant.connect(self._grant)
        made.panel.assign.connect(self._assign)
        made.panel.hand_over.connect(self._hand_over)
        made.panel.send_away.connect(self._send_away)
        made.panel.allow.connect(self._allow)
        made.panel.trail.connect(self._show_trail)
        made.panel.help_open.connect(self._help_open)
        made.receive_only(self._session.receiving)
        self._fill(made)
        return made

    def _fill(self, desk: LaptopDesk) -> None:
        desk.quiet_days = limit_of(self._session)
        desk.show_laptops(self.laptops, self._mark)

    def take(self, paths: Sequence[Path]) -> list[Path]:
        """Deal with introductions and grants among these; the rest, folders included, is for the sync files."""
        small = take_in.small_files(paths)
        named = {one for one in small if one in paths}
        come = sum([self._met(one, named=one in named) for one in small])
        if come:
            self.changed.emit(f"{number(come)} perkenalan diterima.")
            self.desk_wanted.emit()
        rest = [one for one in paths if one not in named]
        return rest if not small or take_in.has_sync_files(rest) else []

    def _met(self, path: Path, *, named: bool) -> bool:
        """One small file; whether an introduction came in. What merely lies in a folder is not complained about."""
        try:
            if kind_of(path) == "introduction":
                enrolment.receive(self._session, path)
                return True
            looked = grants.look_at(self._session, path)
        except KnownError as error:
            if named or error.code not in NOT_FOR_US:
                show_error(self._owner, error)
            return False
        if named or not looked.known:
            self._ask_trust(looked)
        return False

    def _ask_trust(self, looked: Looked) -> None:
        dialog = TrustDialog(self._owner, looked)
        if dialog.exec():
            heard, holds = dialog.heard(), dialog.holds()
            self._decide(
                lambda: self._believe(looked, heard, holds=holds),
                f"Penugasan dari {looked.office.name} diterima. Berkas kirim sekarang dapat dibuat.",
            )

    def _believe(self, looked: Looked, heard: str, *, holds: bool) -> None:
        """Believe an office, and give it a key to hold where the person agreed, now or earlier. For the worker."""
        grants.accept(self._session, looked, heard)
        if holds:
            holding.agree(self._session)
        else:
            holding.again(self._session)

    def show_mark(self) -> None:
        """The own fingerprint, large: as letters, words and QR."""
        from kampungkb_desktop.actions import fingerprint_sheet  # noqa: PLC0415  it draws, and is seldom asked for

        run(self, lambda _p: fingerprint_sheet.own_mark(self._session), done=self._show_mark, failed=self._refused)

    def _show_mark(self, shown: Mark) -> None:
        from kampungkb_desktop.ui.pages.exchange_mark import MarkDialog  # noqa: PLC0415  the same

        dialog = MarkDialog(self._owner, self._session, shown)
        dialog.exec()
        if dialog.said:
            self.changed.emit(dialog.said)

    def introduce(self, folder: Path) -> None:
        """Write the introduction into a folder."""

        def made(path: Path) -> None:
            self.changed.emit(f"{path.name} siap diserahkan kepada operator kabupaten.")

        run(self, lambda _p: grants.introduce(self._session, folder), done=made, failed=self._refused)

    def ask_moved(self) -> None:
        """Ask what became of the old laptop, and take a new name."""
        dialog = MovedDialog(self._owner)
        if not dialog.exec() or dialog.replaces is None:
            return
        replaces = dialog.replaces
        run(
            self,
            lambda _p: identity.renew(self._session, replaces=replaces),
            done=lambda _renewed: self.reopen.emit(str(self._session.data_dir)),
            failed=self._refused,
        )

    def load(self) -> None:
        """Read the laptops again."""
        if self._session.role == DISTRICT:
            run(
                self,
                lambda _p: (enrolment.listed(self._session), enrolment.office_mark(self._session)),
                done=self._show,
            )

    def _show(self, found: tuple[list[Enrolled], str]) -> None:
        self.laptops, self._mark = found
        if "desk" in vars(self):
            self._fill(self.desk)
        self.counted.emit(board_words(self.laptops, self._today(), limit_of(self._session)))

    def _enrol(self, uid: str, heard: str, villages: Villages, share: Share, reason: str) -> None:
        def done() -> None:
            enrolment.enrol(self._session, uid, heard, villages, share=share, reason=reason)

        self._decide(done, "Laptop didaftarkan.", then=lambda: self._grant(uid))

    def _grant(self, uid: str) -> None:
        found = QFileDialog.getExistingDirectory(self._owner, "Folder untuk berkas penugasan", str(documents()))
        if found:
            run(
                self,
                lambda _p: grants.write_grant(self._session, uid, Path(found)),
                done=lambda path: self.changed.emit(f"{path.name} siap dikembalikan kepada petugas."),
                failed=self._refused,
            )

    def _dismiss(self, uid: str) -> None:
        self._decide(lambda: enrolment.dismiss(self._session, uid), "Perkenalan dikesampingkan.")

    def _assign(self, uid: str, villages: Villages) -> None:
        words = "Desa tugas disimpan. Petugas menerimanya dengan berkas balasan berikutnya."
        self._decide(lambda: enrolment.assign(self._session, self._officer(uid), villages), words)

    def _hand_over(self, village: str, giver: str, taker: str, day: date) -> None:
        people = self._officer(giver), self._officer(taker)
        words = "Desa diserahkan. Kedua petugas mengetahuinya dari berkas balasan berikutnya."
        self._decide(
            lambda: enrolment.hand_over(self._session, village, *people, day), words,
            then=lambda: self._show_handing(village, day),
        )  # fmt: skip

    def _show_handing(self, village: str, day: date) -> None:
        """Berita acara of the village, to be printed and signed by both."""
        from kampungkb_desktop.ui.pages.handing_papers import village_paper  # noqa: PLC0415  the same

        village_paper(self._owner, self._session, village, day).open()

    def _allow(self, uid: str, share: Share, reason: str) -> None:
        words = "Isi untuk instansi itu disimpan. Berlaku mulai berkas berikutnya."
        self._decide(lambda: shares.allow(self._session, uid, share, reason), words)

    def _show_trail(self, uid: str) -> None:
        from kampungkb_desktop.ui.pages.trail_dialog import TrailDialog  # noqa: PLC0415  audits are seldom

        TrailDialog(self._owner, self._session, uid).exec()

    def _help_open(self, laptop: Enrolled) -> None:
        from kampungkb_desktop.ui.pages.exchange_help import HelpOpenDialog  # noqa: PLC0415  seldom needed

        HelpOpenDialog(self._owner, self._session, laptop).exec()
        self.load()

    def _send_away(self, uid: str, reason: str) -> None:
        self._decide(lambda: enrolment.send_away(self._session, uid, reason), "Laptop dicabut.")

    def _officer(self, uid: str) -> str:
        return next((one.officer for one in self.laptops if one.uid == uid), "")

    def _decide(self, deed: Callable[[], object], sentence: str, *, then: Callable[[], object] | None = None) -> None:
        def done(_nothing: object) -> None:
            self.changed.emit(sentence)
            self.load()
            if then is not None:
                then()

        run(self, lambda _p: deed(), done=done, failed=self._refused)

    def _refused(self, error: KnownError) -> None:
        show_error(self._owner, error)
