"""Mulai for an office that only receives: no villages of its own, but a name by which districts know it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.forms.officer import RECEIVER, Officer
from kampungkb_desktop.ui.pages.welcome import WelcomePage
from kampungkb_desktop.ui.pages.welcome_steps import Begin


def test_a_receiving_office_gives_its_name_and_no_villages(qtbot: QtBot) -> None:
    page = WelcomePage(today=date(2026, 11, 21))
    qtbot.addWidget(page)
    page.resize(1024, 768)
    page.show()
    page._chosen(Begin.EMPTY_PRACTICE)
    page.person.view.set_record(Officer(role=RECEIVER, full_name="Wulan"))
    assert page._road() == [page.person]
    page.go_on()
    assert page.problem.text().startswith("Nama kantor belum diisi.")
    page.person.view.set_record(Officer(role=RECEIVER, full_name="Wulan", office="Perwakilan BKKBN"))
    with qtbot.waitSignal(page.first_run) as begun:
        page.go_on()
    assert begun.args is not None
    (answers,) = begun.args
    assert (answers.person.role, answers.villages, answers.regency) == (RECEIVER, (), None)


def test_the_three_roles_stand_whole_beside_each_other(qtbot: QtBot) -> None:
    page = WelcomePage(today=date(2026, 11, 21))
    qtbot.addWidget(page)
    page.resize(1024, 768)
    page.show()
    page._chosen(Begin.EMPTY_PRACTICE)
    shown = [one for one in page.person.view.cells["role"].findChildren(QPushButton) if one.isVisible()]
    assert len(shown) == 3
    assert all(one.width() >= one.sizeHint().width() for one in shown)
