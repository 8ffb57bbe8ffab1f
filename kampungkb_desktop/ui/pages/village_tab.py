"""What every tab of a Kampung KB's page has in common: it is shown the facts of a village and tells what it did."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.pages.village_facts import Facts


class VillageTab(QWidget):
    """Subclasses override ``show_facts``; it is called whenever something was written, and must keep what is typed."""

    go_tab = Signal(str)
    """Key of another tab, where a number is typed."""
    go_place = Signal(str, object)
    """Another place of the sidebar and what to show there ("keluarga", the records of a figure)."""
    wrote = Signal(object, str)
    """A ``Saved`` and what to say about it."""
    state = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """The parent from the first: a form that changes its place is dressed anew, all of it."""
        super().__init__(parent)

    def show_facts(self, facts: Facts) -> None:
        """Show a village, or the same village after a change."""
        raise NotImplementedError

    def open_record(self, record_id: str) -> None:
        """Show one of its records."""

    def leave(self) -> bool:
        """Keep what is typed."""
        return True


class VillagePart(QWidget):
    """A part of a tab that has several: one list with its forms. Subclasses override all three."""

    wrote = Signal(object, str)
    state = Signal(str)
    go_place = Signal(str, object)
    """Key of another page and what to open there."""

    def show_facts(self, facts: Facts) -> None:
        """Show a village, or the same village after a change; what is typed stays."""
        raise NotImplementedError

    def open(self, record_id: str) -> bool:
        """Go to a record; False when it is not of this part."""
        raise NotImplementedError

    def leave(self) -> bool:
        """Keep what is typed."""
        return True

    def help_place(self) -> str:
        """Where F1 leads; "" for the tab's own place."""
        return ""
