"""What the strip over the form of a person does: open the other one, compare the two, or say that they are two."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kampungkb_desktop.actions.duplicates import PEOPLE, tell_apart
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.duplicates_line import DOUBLES
from kampungkb_desktop.ui.pages.member_checks import MemberChecks, MemberHead
from kampungkb_desktop.ui.record_editor import RecordEditor


class AlikePeople(QObject):
    """Signals as a part of the family's page has them."""

    recorded = Signal(object, object)
    said = Signal(str, bool)
    go = Signal(str, object)

    def __init__(self, editor: RecordEditor, head: MemberHead, checks: MemberChecks) -> None:
        super().__init__(editor)
        self._editor, self._checks, self._strip = editor, checks, head.doubles
        self._strip.opened.connect(self._open)
        self._strip.join_wanted.connect(self._compare)
        self._strip.apart_wanted.connect(self._apart)
        head.merged.settled.connect(self._tell)

    def _open(self, family: str) -> None:
        self.go.emit("", f"{family}/anggota")

    def _compare(self, other: str) -> None:
        """Both must be on record to be compared: what was typed is saved first, as far as it has come."""
        if self._editor.save_as_it_is():
            self.go.emit("", f"{DOUBLES}/{PEOPLE}/{self._editor.view.record().id}/{other}")

    def _apart(self, other: str) -> None:
        here = self._editor.view.record()
        done = attempt(self._editor, lambda: tell_apart(self._editor.session, PEOPLE, here.id, other, here.village))
        if done is not None:
            self._checks.forget()
            self._strip.show_alike(())
            self._tell("Dicatat: bukan orang yang sama. Tidak akan ditanyakan lagi.", done)

    def _tell(self, words: str, saved: Saved) -> None:
        self.recorded.emit(self._editor.view.record(), Saved(forms=saved.forms))  # said here, in words of its own
        self.said.emit(words, bool(saved.action))
