"""The strip over Kirim & Terima in practice: it hands the officer's file to the practice office, and fetches the
office's answer. At work nobody sees it: there a person carries the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import practice_office
from kampungkb_desktop.actions.practice_office import Answer, AtTheOffice
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.tiles import Banner

HAND_OVER, FETCH, LOOK = "Sera&hkan ke kantor latihan", "&Terima jawabannya", "Lihat kantor latihan"


class PracticeOffice(QObject):
    """``strip`` says what is under way and offers the next step. ``answered(list[Path])`` when the office's answer is
    to be read, ``changed(sentence)`` when the office took a file, ``office_wanted(str)`` to look at its own data."""

    answered = Signal(object)
    changed = Signal(str)
    office_wanted = Signal(str)

    def __init__(self, owner: QWidget, session: Session, folders: Callable[[], list[Path]]) -> None:
        super().__init__(owner)
        self._owner, self._session, self._folders = owner, session, folders
        self.at = AtTheOffice()
        self.strip = Banner("", Tone.INFO, HAND_OVER, self._go_on)
        assert self.strip.button is not None
        self.button = self.strip.button
        self.strip.hide()
        self.serves = session.practice and session.role != DISTRICT

    def serve(
        self, look: Callable[[list[Path]], object], said: Callable[[str], object], wanted: SignalInstance
    ) -> None:
        """Tell the page that asks what comes of it."""
        self.answered.connect(look)
        self.changed.connect(said)
        self.office_wanted.connect(wanted)

    def load(self) -> None:
        """Look on the worker how far practice has come."""
        if self.serves:
            run(self._owner, lambda _p: practice_office.standing(self._session), done=self._show)

    def _show(self, found: AtTheOffice) -> None:
        self.at = found
        words, tone, action = _words(found)
        self.strip.setVisible(bool(words))
        if not words:
            return
        self.strip.say(words, tone)
        self.button.setText(action)
        self.button.setAccessibleDescription(words)

    def _go_on(self) -> None:
        """The one step that comes next."""
        if self.at.reply is not None:
            self.answered.emit([self.at.reply])
        elif self.at.made:
            self.hand_over()
        else:
            self.office_wanted.emit(str(practice_office.office_folder(self._session)))

    def hand_over(self) -> None:
        """Let the office take in what was made."""
        folders = self._folders()
        run_shown(
            self._owner,
            lambda progress: practice_office.hand_over(self._session, folders, progress),
            done=self._taken,
            failed=self._refused,
            cancelled=lambda: self.changed.emit("Penyerahan dibatalkan. Kantor latihan belum menerima apa pun."),
            text="Kantor latihan menerima berkas…",
        )

    def _taken(self, answer: Answer) -> None:
        for one in practice_office.refusals(answer):
            show_error(self._owner, KnownError(one.code, one.sentence, one.next_step))
        self.changed.emit("Kantor latihan sudah menjawab.")

    def _refused(self, error: KnownError) -> None:
        show_error(self._owner, error)
        self.load()


def _words(found: AtTheOffice) -> tuple[str, Tone, str]:
    """The sentence, how it looks, and what the button does; "" where practice has not sent anything yet."""
    if found.reply is not None:
        words = (
            f"Kantor latihan sudah menerima berkas nomor {found.made[0].number} dan menjawab dengan tanda terima. "
            f"Terima jawabannya supaya laptop ini tahu bahwa kirimannya sampai."
        )
        return words, Tone.OK, FETCH
    if found.made:
        words = (
            f"Berkas nomor {found.made[0].number} siap diserahkan. Dalam pekerjaan sungguhan Anda membawanya ke "
            "kabupaten; di sini kantor latihan yang menerimanya."
        )
        return words, Tone.INFO, HAND_OVER
    if found.answered is not None:
        return f"Tanda terima untuk berkas nomor {found.answered.number} sudah dibaca.", Tone.OK, LOOK
    return "", Tone.INFO, ""
