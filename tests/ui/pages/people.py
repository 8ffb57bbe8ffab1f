"""An invented family with a toddler, and the window its pages live in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.actions.devices import VILLAGE

TODAY = date(2026, 11, 21)


def today() -> date:
    return TODAY


def family(session: Session, name: str = "Suparman", **answers: Any) -> Family:
    return Family(
        id=new_record_id(session), village=VILLAGE, status=DONE, head_name=name, rt="003", rw="001"
    ).changed(**answers)  # fmt: skip


def member(session: Session, of: Family, name: str, sex: str, born: date, relation: str, **answers: Any) -> Member:
    return Member(
        id=new_record_id(session), village=of.village, status=DONE, family_id=of.id, full_name=name, sex=sex,
        birth_date=born, relation=relation,
    ).changed(**answers)  # fmt: skip


def measured(session: Session, of: Family, child: Member, days_ago: int, weight: float, length: float) -> list[Record]:
    """A visit and its measurement."""
    on = TODAY - timedelta(days=days_ago)
    visit = Visit(
        id=new_record_id(session), village=of.village, status=DONE, family_id=of.id, target="anak",
        member_id=child.id, visited_on=on, next_visit_on=on + timedelta(days=30), officer_id=session.author,
    )  # fmt: skip
    return [visit, ChildMeasurement(
        id=new_record_id(session), village=of.village, status=DONE, visit_id=visit.id, member_id=child.id,
        measured_on=on, weight_kg=weight, lenhei_cm=length, position="berbaring",
    )]  # fmt: skip


def household(session: Session) -> tuple[Family, Member, Member]:
    """Suparman, his wife Rina and their daughter Wulan, 14 months old, weighed a month ago."""
    home = family(session, kk="6403990101209001")
    head = member(session, home, "Suparman", "laki_laki", date(1990, 5, 2), "kepala_keluarga", marital="kawin")
    mother = member(session, home, "Rina Lestari", "perempuan", date(1995, 3, 9), "istri_suami", marital="kawin")
    child = member(session, home, "Wulan", "perempuan", date(2025, 9, 14), "anak", mother_id=mother.id)
    save(session, "Isi", [home, head, mother, child, *measured(session, home, child, 30, 8.6, 73.5)])
    return home, mother, child


@contextmanager
def window(qtbot: QtBot, session: Session, *, first: str = "keluarga") -> Iterator[MainWindow]:
    """The real window with the two pages, shown and active."""
    entries = {
        "keluarga": PageEntry("keluarga", "Keluar&ga", "keluarga", lambda: FamiliesPage(session, today=today)),
        "kunjungan": PageEntry("kunjungan", "Kun&jungan", "kunjungan", lambda: VisitsPage(session, today=today)),
    }
    order = [entries[first], *(entry for key, entry in entries.items() if key != first)]

    def back() -> None:
        written = undo.undo(session)
        if written is not None:
            opened.touched(written.forms)

    opened = MainWindow(order, undo=back)
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    with qtbot.waitExposed(opened):
        opened.show()
    opened.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is opened)
    yield opened
    qtbot.waitUntil(lambda: not worker_of().busy())
    opened.hide()  # what the pages do after a rest must not outlive the session


def focused() -> QWidget:
    """What the keys go to."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def keys(text: str) -> None:
    """Type; a line break is Enter."""
    for letter in text:
        if letter == "\n":
            QTest.keyClick(focused(), Qt.Key.Key_Return)
        else:
            QTest.keyClicks(focused(), letter)


def press(key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    """One key with modifiers, where the focus is."""
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    QTest.keyClick(focused(), key, modifiers)


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
