"""The strip over Kirim & Terima in practice: an officer hands the file to the practice office and fetches its answer; a
district asks two practice officers for their files and hands the answers back. At work nobody sees it: there people
carry the files."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import practice_field, practice_office
from kampungkb_desktop.actions.practice_field import InTheField
from kampungkb_desktop.actions.practice_office import Answer, AtTheOffice
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base import command_line
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import show_error
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.tiles import Banner

HAND_OVER, FETCH, LOOK = "Sera&hkan ke kantor latihan", "&Terima jawabannya", "Lihat kantor latihan"
ASK, OPEN, HAND_BACK = "&Minta berkas petugas latihan", "&Terima berkasnya", "Sera&hkan ke petugas latihan"
Folders = Callable[[], list[Path]]


class PracticePartner(QObject):
    """``strip`` says what is under way and offers the one step that comes next by its ``button``.
    ``answered(list[Path])`` when files are to be looked at, ``changed(sentence)`` when the other side did something,
    ``data_wanted(str)`` to look at its own data."""

    answered = Signal(object)
    changed = Signal(str)
    data_wanted = Signal(str)

    def __init__(self, owner: QWidget, session: Session, folders: Folders) -> None:
        super().__init__(owner)
        self._owner, self._session, self._folders = owner, session, folders
        self.strip = Banner("", Tone.INFO, HAND_OVER, self.go_on)
        assert self.strip.button is not None
        self.button = self.strip.button
        self.button.setAutoDefault(True)  # Enter presses it, as Space does
        self.strip.hide()
        self.serves = session.practice and command_line.is_practice(session.data_dir) and not session.receiving

    def serve(
        self, look: Callable[[list[Path]], object], said: Callable[[str], object], wanted: SignalInstance
    ) -> None:
        """Tell the page that asks what comes of it."""
        self.answered.connect(look)
        self.changed.connect(said)
        self.data_wanted.connect(wanted)

    def load(self) -> None:
        """Look on the worker how far practice has come."""
        if self.serves:
            run(self._owner, lambda _p: self._look(), done=self._show)

    @abstractmethod
    def go_on(self) -> None:
        """Do the one step that comes next."""

    @abstractmethod
    def _look(self) -> Any:
        """How far practice has come."""

    @abstractmethod
    def _show(self, found: Any) -> None:
        """Say so."""

    def _say(self, words: str, tone: Tone, action: str) -> None:
        self.strip.setVisible(bool(words))
        if words:
            self.strip.say(words, tone)
            self.button.setText(action)
            self.button.setAccessibleDescription(words)

    def _do(self, work: Callable[[Progress], Any], done: Callable[[Any], object], text: str, given_up: str) -> None:
        run_shown(
            self._owner, work, done=done, failed=self._refused, cancelled=lambda: self.changed.emit(given_up), text=text
        )

    def _refused(self, error: KnownError) -> None:
        show_error(self._owner, error)
        self.load()


class PracticeOffice(PracticePartner):
    """For an officer."""

    def __init__(self, owner: QWidget, session: Session, folders: Folders) -> None:
        super().__init__(owner, session, folders)
        self.at = AtTheOffice()

    def _look(self) -> AtTheOffice:
        return practice_office.standing(self._session)

    def _show(self, found: AtTheOffice) -> None:
        self.at = found
        self._say(*_office_words(found))

    def go_on(self) -> None:
        if self.at.reply is not None:
            self.answered.emit([self.at.reply])
        elif self.at.made:
            self.hand_over()
        else:
            self.data_wanted.emit(str(practice_office.office_folder(self._session)))

    def hand_over(self) -> None:
        """Let the office take in what was made."""
        folders = self._folders()
        self._do(
            lambda progress: practice_office.hand_over(self._session, folders, progress),
            self._taken,
            "Kantor latihan menerima berkas…",
            "Penyerahan dibatalkan. Kantor latihan belum menerima apa pun.",
        )

    def _taken(self, answer: Answer) -> None:
        for one in practice_office.refusals(answer):
            show_error(self._owner, KnownError(one.code, one.sentence, one.next_step))
        self.changed.emit("Kantor latihan sudah menjawab.")


class PracticeField(PracticePartner):
    """For a district."""

    def __init__(self, owner: QWidget, session: Session, folders: Folders) -> None:
        super().__init__(owner, session, folders)
        self.at = InTheField(Path())

    def _look(self) -> InTheField:
        return practice_field.standing(self._session)

    def _show(self, found: InTheField) -> None:
        self.at = found
        self._say(*_field_words(found))

    def go_on(self) -> None:
        if self.at.waiting:
            self.answered.emit([self.at.folder])
        elif self.at.answers:
            self.hand_back()
        else:
            self.ask()

    def ask(self) -> None:
        """Let the officers work and send."""
        self._do(
            lambda progress: practice_field.ask(self._session, progress),
            lambda _folder: self.changed.emit("Dua petugas latihan menyerahkan berkasnya."),
            "Petugas latihan menyiapkan berkas…",
            "Dibatalkan. Petugas latihan belum menyerahkan berkas.",
        )

    def hand_back(self) -> None:
        """Let the officers read the answers."""
        folders = [folder for one in self._folders() for folder in (one, one.parent)]
        self._do(
            lambda progress: practice_field.hand_back(self._session, folders, progress),
            lambda known: self.changed.emit(f"Petugas latihan membaca tanda terima untuk {number(known)} berkasnya."),
            "Petugas latihan membaca balasan…",
            "Dibatalkan. Petugas latihan belum membaca balasan.",
        )


def partner(owner: QWidget, session: Session, folders: Folders) -> PracticePartner:
    """The other side of whoever practises here."""
    side = PracticeField if session.role == DISTRICT else PracticeOffice
    return side(owner, session, folders)


def _office_words(found: AtTheOffice) -> tuple[str, Tone, str]:
    """The sentence, how it looks, and what the button does; "" where practice has not sent anything yet."""
    if found.reply is not None:
        words = (
            f"Kantor latihan sudah menerima berkas nomor {found.made[0].number} dan menjawab dengan tanda terima. "
            "Terima jawabannya supaya laptop ini tahu bahwa kirimannya sampai."
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


def _field_words(found: InTheField) -> tuple[str, Tone, str]:
    if found.waiting:
        words = (
            f"Dua petugas latihan menyerahkan tiga berkas di folder {found.folder.name}. Terima seluruh foldernya; "
            "satu di antaranya salinan yang rusak."
        )
        return words, Tone.INFO, OPEN
    if found.answers:
        words = (
            "Berkas balasan untuk petugas latihan sudah jadi. Dalam pekerjaan sungguhan petugas membawanya pulang; "
            "di sini petugas latihan yang membacanya."
        )
        return words, Tone.INFO, HAND_BACK
    if found.read_at > found.asked_at > 0:
        return "Petugas latihan sudah membaca tanda terimanya. Minta berkas lagi bila ingin mengulang.", Tone.OK, ASK
    return "Dua petugas latihan siap mengirim berkas, supaya Anda dapat mencoba menerimanya.", Tone.INFO, ASK
