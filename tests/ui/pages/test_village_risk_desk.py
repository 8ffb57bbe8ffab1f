"""The list of KRS families as the kabupaten sees it: to be read, not answered."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_verval import history_of
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.ui.pages.village_risk_verval import VervalDesk
from tests.actions.homes import MALUANG, village
from tests.ui.pages.people import today


def test_the_kabupaten_reads_the_list_and_answers_nothing(qtbot: QtBot, session: Session) -> None:
    families = village(session)
    desk = VervalDesk(replace(session, role="kabupaten"), today)
    qtbot.addWidget(desk)
    desk.show_village(MALUANG, Semester.of(today()))
    qtbot.waitUntil(lambda: len(desk.table.model.ids) == 4)
    QTest.keyClicks(desk.table.view, "a3")
    assert all(history_of(session, one.id) == () for one in families.values())
    desk.open_family(families["river"].id)
    assert not desk.form.view.isEnabled()
    assert desk.form.editor.done_button.isHidden()
    desk.hide()
