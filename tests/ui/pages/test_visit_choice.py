"""Whose visit it is: found by what one types, or at once by the code of a printed form."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.record_code import record_code
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.ui.pages.visit_choice import FamilyChoice
from tests.actions.devices import VILLAGE


def choice(qtbot: QtBot, session: Session) -> tuple[FamilyChoice, list[str]]:
    save(session, "Isi", [
        Family(id="satu", village=VILLAGE, head_name="Rekaan Satu"), Family(id="dua", village=VILLAGE, head_name="Dua"),
        Member(id="anak", village=VILLAGE, family_id="dua", full_name="Anak Dua"),
    ])  # fmt: skip
    made, told = FamilyChoice(session, today=lambda: date(2026, 11, 22), villages=[VILLAGE]), list[str]()
    qtbot.addWidget(made)
    made.chosen.connect(told.append)
    made.load()
    made.show()
    return made, told


def test_the_code_of_a_form_leads_straight_to_its_family(qtbot: QtBot, session: Session) -> None:
    made, told = choice(qtbot, session)
    QTest.keyClicks(made.whose, record_code("anak").lower())
    QTest.keyClick(made.whose, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: told == ["dua"])
    assert made.whose.text() == ""
    assert len(made.pick.table.model.ids) == 2, "all are listed again for the next visit"


def test_words_and_a_code_with_a_slip_only_narrow_the_list(qtbot: QtBot, session: Session) -> None:
    made, told = choice(qtbot, session)
    QTest.keyClicks(made.whose, "satu")
    made.whose.flush()
    assert len(made.pick.table.model.ids) == 1
    made.whose.clear()
    code = record_code("anak")
    QTest.keyClicks(made.whose, code[:-1] + ("A" if code[-1] != "A" else "B"))
    made.whose.flush()
    assert told == []
