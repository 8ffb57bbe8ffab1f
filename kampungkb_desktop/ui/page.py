"""What the window asks of a page, and what a page may ask of the window. The window navigates and knows
nothing else.

A page gets its reading functions and actions as arguments of its constructor; it never looks for its
window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.base.frozen import frozen

PLACE = "tempat"
"""In what ``Page.stand`` tells: the record id that leads to exactly what is in sight."""
Hint = tuple[str, str]
"""A key and what it does here: ("Ctrl+Enter", "selesai")."""


class Page(QWidget):
    """One screen of the sidebar. Subclasses override what they need; every method here has a harmless
    default."""

    title: str = ""
    subtitle: str = ""
    reads: frozenset[str] | None = None
    """Names of the forms this page shows; ``None`` means any change makes it stale."""
    made_of: frozenset[str] = frozenset()
    """Names of the forms read once, when the page is made (the villages one works in): after one of them was written
    the page is made anew at its next visit."""
    hints: Sequence[Hint] = ()
    help_topic: str = ""

    go = Signal(str, object)
    """Key of a page ("" for this one) and the id of a record, or ``None`` for its list."""
    said = Signal(str, bool)
    """A short event for the toast line; True offers "Urungkan"."""
    wrote = Signal(object)
    """The frozenset of forms an action touched; the window tells every page."""
    renamed = Signal(object, str)  # a title keeps its mark: a village may be called "Keluarga"
    """Title and subtitle for the header; use ``rename``."""
    saved = Signal(str)
    """The saved-state line ("Draf tersimpan 14.05")."""
    badge = Signal(int)
    """A count for the sidebar; 0 removes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stale = True

    def load(self) -> None:
        """Read afresh. Called when the page is shown and stale; must return at once (long reading:
        ``background``)."""

    def touched(self, forms: frozenset[str]) -> None:
        """Some records of these forms were written; become stale if they are shown here."""
        if self.reads is None or self.reads & forms:
            self.stale = True

    def header_widgets(self) -> Sequence[QWidget]:
        """Search, filter and main button, set at the right of the header. Asked once."""
        return ()

    def search_widget(self) -> QWidget | None:
        """Where Ctrl+F goes."""
        return None

    def first_focus(self) -> QWidget | None:
        """Where the keys go when the page is shown; the search by default."""
        return self.search_widget()

    def open_record(self, record_id: str | None) -> None:
        """Show one record, or with ``None`` the list."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Show files that somebody opened with the program. Only pages that ``ui.files_to_open`` names are asked."""

    def leave(self) -> bool:
        """Asked before another page, the lock or the end: save the draft; False keeps the person here."""
        return True

    def rest(self) -> None:
        """Somebody stays where they are: let go of what is out of sight, large, and read again when it is looked at."""

    def stand(self) -> Mapping[str, Any] | None:
        """How it stands, for ``stand_again`` of the same page built anew, so that the window may let this one go while
        others are shown; ``None`` keeps it. What lists write down by themselves (``left_as``) need not be told."""
        return None

    def stand_again(self, stand: Mapping[str, Any]) -> None:
        """Built anew and opened: as it was left. Called with what ``stand`` told."""

    def help_place(self) -> str:
        """Where F1 leads from what is shown now; a page with parts knows a nearer place than its own topic."""
        return self.help_topic

    def rename(self, title: str, subtitle: str = "") -> None:
        """Change the words of the header."""
        self.title, self.subtitle = title, subtitle
        self.renamed.emit(title, subtitle)


@frozen
class PageEntry:
    """A line of the sidebar. ``label`` carries the mnemonic ("Ke&luarga"); ``build`` is called at the first
    visit.

    ``low`` puts it in the group at the foot; ``group`` is a small heading above the first entry that names
    it.
    """

    key: str
    label: str
    icon: str
    build: Callable[[], Page]
    low: bool = False
    group: str = ""
