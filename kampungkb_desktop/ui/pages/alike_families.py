"""The strip over the form of a family: which families on record may be the one being typed. Asked in the background
when one pauses, because a village may have a thousand."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from kampungkb_desktop.actions.duplicates import FAMILIES, tell_apart
from kampungkb_desktop.actions.same_person import AlikeFamily, alike_families
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.alike_strip import AlikeLine, AlikeStrip
from kampungkb_desktop.ui.pages.duplicates_line import DOUBLES
from kampungkb_desktop.ui.pages.family_words import address_line
from kampungkb_desktop.ui.record_editor import RecordEditor

_PAUSE_MS = 300
_ASKED = ("id", "village", "head_name", "kk", "kki", "rt", "rw", "address", "phone")


class AlikeFamilies(QObject):
    """``look`` when another family is shown; typing is heard by itself. Signals as a part of the family's page."""

    recorded = Signal(object, object)
    said = Signal(str, bool)
    go = Signal(str, object)

    def __init__(self, session: Session, editor: RecordEditor) -> None:
        super().__init__(editor)
        self._session, self._editor = session, editor
        self._asked: tuple[object, ...] = ()
        self.strip = AlikeStrip("Bukan keluarga yang sama")
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)
        editor.view.changed.connect(self._pause.start)
        self.strip.opened.connect(self._open)
        self.strip.join_wanted.connect(self._compare)
        self.strip.apart_wanted.connect(self._apart)

    def look(self) -> None:
        """Another family is shown."""
        self._asked = ()
        self.strip.show_alike(())
        self._pause.start()

    # --- inside

    def _ask(self) -> None:
        family = self._editor.view.record()
        if not isinstance(family, Family):
            return
        key = tuple(getattr(family, name) for name in _ASKED)
        if key != self._asked:
            self._asked = key
            run(self, lambda _p: (key, alike_families(self._session, family)), done=self._came)

    def _came(self, found: tuple[tuple[object, ...], tuple[AlikeFamily, ...]]) -> None:
        key, families = found
        if key == self._asked:
            self.strip.show_alike([_line(one) for one in families])

    def _open(self, family: str) -> None:
        self.go.emit("", family)

    def _compare(self, other: str) -> None:
        """Both must be on record to be compared: what was typed is saved first, as far as it has come."""
        if self._editor.save_as_it_is():
            self.go.emit("", f"{DOUBLES}/{FAMILIES}/{self._editor.view.record().id}/{other}")

    def _apart(self, other: str) -> None:
        here = self._editor.view.record()
        done = attempt(self._editor, lambda: tell_apart(self._session, FAMILIES, here.id, other, here.village))
        if done is not None:
            self.look()
            self.recorded.emit(here, Saved(forms=done.forms))
            self.said.emit("Dicatat: bukan keluarga yang sama. Tidak akan ditanyakan lagi.", True)  # noqa: FBT003


def _line(one: AlikeFamily) -> AlikeLine:
    where = address_line(one.family)
    words = f"{one.family.name()}, {where}, sudah tercatat." if where else f"{one.family.name()} sudah tercatat."
    return AlikeLine(one.family.id, one.family.id, f"{words} Keluarga yang sama?", one.verdict)
