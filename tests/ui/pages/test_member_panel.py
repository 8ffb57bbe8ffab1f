"""Somebody typed half-way among the people of a family: seen in the list, not lost unasked, not taken for another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.member_panel import MemberPanel
from tests.journeys.driving import CTRL, SHIFT, keys, press
from tests.ui.pages.people import household, window


def _names(panel: MemberPanel) -> list[object]:
    rows = (panel.table.model.row(at) for at in range(len(panel.table.model.ids)))
    return [row.cells[0] for row in rows if row is not None]


def _people(session: Session) -> int:
    with session.database.read() as conn:
        return read.count(conn, Member)


def test_half_a_person_stays_in_sight_and_is_thrown_away_after_a_question(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """He was out of sight as soon as another was begun, and Hapus took the head of the family instead of him."""
    asked, answers = list[str](), [QDialog.DialogCode.Rejected, QDialog.DialogCode.Accepted]

    def read_out(dialog: Message) -> int:
        asked.append(dialog.windowTitle())
        return answers.pop(0).value

    monkeypatch.setattr(Message, "exec", read_out)
    home, _mother, child = household(session)
    with window(qtbot, session) as opened:
        opened.go("keluarga", f"{home.id}/anggota")
        page = opened.page("keluarga")
        assert isinstance(page, FamiliesPage)
        assert page._family is not None
        panel = page._family.tabs.tab("anggota")
        assert isinstance(panel, MemberPanel)
        before = _people(session)
        press(Qt.Key.Key_N, CTRL, SHIFT)
        assert panel.table.current_id() is None, "nobody of the list is meant"
        keys("Seti")
        press(Qt.Key.Key_N, CTRL, SHIFT)
        assert _names(panel)[-1] == "Seti"
        keys("Budi")
        panel.table.select(child.id)
        assert panel.who.text() == "Wulan"
        assert sorted(map(str, _names(panel)[3:])) == ["Budi", "Seti"]
        panel.table.select(next(one.record.id for one in drafts.open_drafts(session) if one.record.name() == "Seti"))
        assert panel.who.text() == "Anggota baru"
        panel.remove.click()
        assert len(drafts.open_drafts(session)) == 2
        panel.remove.click()
        assert asked == ["Buang isian Seti?"] * 2
        assert [one.record.name() for one in drafts.open_drafts(session)] == ["Budi"]
        press(Qt.Key.Key_N, CTRL, SHIFT)
        panel.remove.click()
        assert len(asked) == 2, "nothing was typed"
        assert _people(session) == before
