"""An officer at the family's page who visits by keys alone; every key is counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.history import recent_actions
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.visit_file import Detail
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.visit_page import VisitSheet
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.ui.pages import people
from tests.ui.pages.people import CTRL, SHIFT, TODAY

D = TypeVar("D", bound=Detail)


@dataclass
class Home:
    """Suparman's family: he, his wife Rina, the toddler Wulan, Dewi who is engaged, and Rahma who goes to school."""

    family: Family
    mother: Member
    child: Member
    bride: Member
    pupil: Member


def settle(session: Session) -> Home:
    family, mother, child = people.household(session)
    family = family.changed(water="sumur_bor", latrine="septik")
    bride = people.member(session, family, "Dewi", "perempuan", date(2005, 2, 3), "anak", marital="belum_kawin")
    pupil = people.member(session, family, "Rahma", "perempuan", date(2013, 6, 1), "anak")
    save(session, "Isi", [family, bride, pupil])
    return Home(family, mother, child, bride, pupil)


@dataclass
class Officer:
    """``typed`` counts the keys since the family's page stood open; a key with Ctrl is one."""

    window: MainWindow
    session: Session
    typed: int = 0
    seen: list[str] = field(default_factory=list)

    def keys(self, text: str) -> None:
        people.keys(text)
        self.typed += len(text)

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        people.press(key, *held)
        self.typed += 1

    def undo(self) -> None:
        """Ctrl+Z wherever one is."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        QTest.keyClick(self.window, Qt.Key.Key_Z, CTRL)

    @property
    def page(self) -> VisitsPage:
        page = self.window.page("kunjungan")
        assert isinstance(page, VisitsPage)
        return page

    @property
    def sheet(self) -> VisitSheet:
        sheet = self.page._sheet
        assert sheet is not None
        return sheet

    def begin(self, sasaran: str) -> None:
        """Ctrl+Shift+K on the family's page, then the sasaran by its number, and on to the first figure."""
        self.press(Qt.Key.Key_K, CTRL, SHIFT)
        assert self.window.current_key == "kunjungan"
        self.keys(sasaran)

    def chips(self) -> list[str]:
        """What is said beside the sheet."""
        self.sheet.editor.sheet.grow_whole()
        self.sheet.tell()
        return list(self.sheet.side.marks)

    def finish(self) -> Visit:
        """Ctrl+Enter; the visit as it was saved."""
        self.press(Qt.Key.Key_Return, CTRL)
        assert not self.sheet.editor.open_list.isVisible(), self.sheet.editor.note.text()
        with self.session.database.read() as conn:
            found = read.records(conn, Visit, where={"visited_on": TODAY.isoformat()})
        assert [one.status for one in found] == [DONE]
        assert drafts.open_drafts(self.session) == []
        return found[0]

    def measured(self, form: type[D], visit: Visit) -> D:
        """The one measurement saved with a visit."""
        with self.session.database.read() as conn:
            (found,) = read.records(conn, form, where={"visit_id": visit.id})
        assert found.status == DONE
        return found

    def reopen_and_undo(self, visit: Visit, *forms: type[Detail]) -> None:
        """The visit stands on the sheet as it was saved; Ctrl+Z takes all of it back as one action."""
        assert recent_actions(self.session)[0].name == "Simpan kunjungan"
        self.window.go("kunjungan", visit.id)
        sheet = self.sheet.editor.sheet
        sheet.grow_whole()
        assert sheet.visit() == visit
        if forms:
            assert sheet.detail_record() == self.measured(forms[0], visit)
        self.window.go("kunjungan")
        self.undo()
        with self.session.database.read() as conn:
            assert read.record(conn, Visit, visit.id) is None
            assert all(read.records(conn, form, where={"visit_id": visit.id}) == [] for form in forms)


@contextmanager
def at_the_family(qtbot: QtBot, session: Session) -> Iterator[tuple[Officer, Home]]:
    """The window on the family's page."""
    home = settle(session)
    with people.window(qtbot, session) as opened:
        opened.go("keluarga", home.family.id)
        yield Officer(opened, session), home
