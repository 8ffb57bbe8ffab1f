"""Lists in and out of Keluarga: the button over the list of families, the screen of an import, the export of what is in
sight. The screen is made when it is first wanted: most days nobody imports anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.icons import set_icon
from kampungkb_desktop.ui.page import Hint, Page
from kampungkb_desktop.ui.pages.duplicates_line import DOUBLES, DOUBLES_HELP, DOUBLES_HINTS
from kampungkb_desktop.ui.pages.family_list import FamilyList
from kampungkb_desktop.ui.pages.mutation_register import HINTS as MUTATION_HINTS
from kampungkb_desktop.ui.pages.mutation_register import MUTATIONS, MutationRegister

if TYPE_CHECKING:
    from kampungkb_desktop.ui.pages.duplicates_desk import DoublesDesk

IMPORT = "impor"
"""The record id that opens the import."""
IMPORT_HINTS = (("Ctrl+Enter", "lanjut"), ("Spasi", "masukkan atau lewati"), ("Esc", "kembali"))


class ListMenu(QPushButton):
    """The shortcuts hold while the list is in sight."""

    def __init__(self, page: Page, session: Session, today: Callable[[], date], families: FamilyList) -> None:
        super().__init__("Da&ftar")
        self._page, self._session, self._today, self._families = page, session, today, families
        self._screen: QWidget | None = None
        self.register: MutationRegister | None = None
        self.desk: DoublesDesk | None = None
        set_icon(self, "spreadsheet", "ink")
        self.setToolTip("Impor dari berkas atau ekspor ke berkas (Alt+F)")
        menu = QMenu(self)
        self.bring = QAction("&Impor dari berkas…", self)
        self.bring.setShortcut(QKeySequence("Ctrl+I"))
        self.bring.triggered.connect(lambda _on=False: page.go.emit("", IMPORT))
        self.take = QAction("&Ekspor daftar ini…", self)
        self.take.setShortcut(QKeySequence("Ctrl+E"))
        self.take.triggered.connect(lambda _on=False: self._export())
        self.mutations = QAction("&Mutasi per bulan", self)
        self.mutations.setShortcut(QKeySequence("Ctrl+Shift+M"))
        self.mutations.triggered.connect(lambda _on=False: page.go.emit("", MUTATIONS))
        self.doubles = QAction("&Kemungkinan ganda", self)
        self.doubles.setShortcut(QKeySequence("Ctrl+Shift+G"))
        self.doubles.triggered.connect(lambda _on=False: page.go.emit("", DOUBLES))
        menu.addActions([self.bring, self.take, self.mutations, self.doubles])
        families.addActions([self.bring, self.take, self.mutations, self.doubles])
        self.setMenu(menu)
        self.setProperty("menu", "true")  # our own arrow

    def show_place(self, place: str, stack: QStackedWidget) -> Sequence[Hint] | None:
        """Show what a record id of this menu means; its hints for the foot, ``None`` for any other id."""
        if place == IMPORT:
            return self.show_in(stack)
        if place == MUTATIONS:
            return self.show_mutations(stack)
        if place == DOUBLES or place.startswith(f"{DOUBLES}/"):
            return self._show_doubles(place, stack)
        return None

    def reload(self, stack: QStackedWidget) -> None:
        """Read the desk of doubles again, if it is in sight, after something was written."""
        if self.desk is not None and stack.currentWidget() is self.desk.view:
            self.desk.view.load()

    def help_of(self, hints: Sequence[Hint]) -> str:
        """The page of the guide for what is shown with these hints; "" where the page itself knows."""
        if hints is IMPORT_HINTS:
            return IMPORT
        return DOUBLES_HELP if hints is DOUBLES_HINTS else ""

    def _show_doubles(self, place: str, stack: QStackedWidget) -> Sequence[Hint]:
        from kampungkb_desktop.ui.pages.duplicates_desk import DoublesDesk  # noqa: PLC0415  seldom needed

        if self.desk is None:
            self.desk = DoublesDesk(self._page, self._session, self._families.doubles.watch)
            stack.addWidget(self.desk.view)
        stack.setCurrentWidget(self.desk.view)
        self.desk.begin(place)
        return DOUBLES_HINTS

    def show_mutations(self, stack: QStackedWidget) -> Sequence[Hint]:
        """Show the register of mutations of this month; its hints for the foot."""
        if self.register is None:
            page = self._page
            self.register = MutationRegister(self._session, today=self._today)
            self.register.opened.connect(lambda family: page.go.emit("", family))
            self.register.closed.connect(lambda: page.go.emit("", None))
            self.register.counted.connect(lambda words: page.rename("Mutasi", words))
            stack.addWidget(self.register)
        stack.setCurrentWidget(self.register)
        self.register.begin()
        self.register.table.setFocus()
        return MUTATION_HINTS

    def show_in(self, stack: QStackedWidget) -> Sequence[Hint]:
        """Show the import, at its beginning unless something is under way; its hints for the foot."""
        from kampungkb_desktop.ui.pages.import_page import ImportPage  # noqa: PLC0415  seldom needed

        if not isinstance(self._screen, ImportPage):
            page = self._page
            made = ImportPage(self._session, today=self._today)
            made.said.connect(page.said)
            made.wrote.connect(page.wrote)
            made.closed.connect(lambda: page.go.emit("", None))
            self._screen = made
            stack.addWidget(made)
        self._screen.begin()
        stack.setCurrentWidget(self._screen)
        self._page.rename("Impor keluarga")
        return IMPORT_HINTS

    def _export(self) -> None:
        from kampungkb_desktop.ui.pages.export_list import ask_and_export  # noqa: PLC0415  seldom needed

        shown = self._families.numbers.now()
        ask_and_export(self._page, self._session, shown, self._today(), self._say)

    def _say(self, words: str) -> None:
        self._page.said.emit(words, False)  # noqa: FBT003  a signal
