"""What a form's timer does when it rings too late."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.keeping import Keeping


def test_a_timer_that_rings_after_the_data_were_closed_ends_quietly(qtbot: QtBot, session: Session) -> None:
    form, said = QWidget(), list[str]()
    qtbot.addWidget(form)

    def deed() -> None:
        with session.database.write():
            pass

    keeping = Keeping(form, said.append)
    assert keeping.done(deed)
    sessions.close(session)
    assert not keeping.done(deed)
    assert said == []
