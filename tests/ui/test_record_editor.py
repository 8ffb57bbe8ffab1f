"""What every entry form shares: what its list of problems holds, what its foot says, what Ctrl+Z takes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.ui import keeping
from kampungkb_desktop.ui.editors import LineEditor
from kampungkb_desktop.ui.form_view import FormView
from kampungkb_desktop.ui.record_editor import RecordEditor
from tests.actions.devices import VILLAGE
from tests.ui.pages.people import TODAY

CTRL = Qt.KeyboardModifier.ControlModifier


def _editor(qtbot: QtBot, session: Session) -> RecordEditor:
    editor = RecordEditor(session, FormView(Member, today=TODAY), name="Simpan")
    qtbot.addWidget(editor)
    editor.resize(1100, 700)
    editor.show()
    editor.edit(Member(id="0" * 32, village=VILLAGE, family_id="1" * 32, full_name="Rekaan"), new=True)
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    return editor


def _line(editor: RecordEditor, name: str) -> QLineEdit:
    found = editor.view.cells[name].editor
    assert isinstance(found, LineEditor)
    return found.line


def _listed(editor: RecordEditor) -> str:
    body = editor.open_list.body
    lines = [item.widget() for at in range(body.count()) if (item := body.itemAt(at)) is not None]
    return "\n".join(one.text() for one in lines if isinstance(one, QPushButton))


def test_a_line_of_the_problems_goes_with_its_problem(qtbot: QtBot, session: Session) -> None:
    editor = _editor(qtbot, session)
    line = _line(editor, "birth_date")
    line.setFocus()
    qtbot.keyClicks(line, "31-02-2020")
    editor.finish()
    assert "Tanggal lahir" in _listed(editor)
    others = _listed(editor).count("\n")
    assert others, "a person without sex has more than one problem"
    line.selectAll()
    qtbot.keyClicks(line, "5-")
    assert "Tanggal lahir" in _listed(editor), "not well yet"
    qtbot.keyClicks(line, "3-2020")
    assert "Tanggal lahir" not in _listed(editor)
    assert _listed(editor).count("\n") == others - 1, "the others stay"
    assert editor.open_list.isVisible()


def test_a_draft_that_could_not_be_kept_is_not_called_saved(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = _editor(qtbot, session)

    def full(*_what: object) -> None:
        raise KnownError("E-DISK", "Disk penuh.", "Kosongkan ruang.")

    monkeypatch.setattr(keeping, "show_error", lambda *_what: None)
    qtbot.keyClicks(_line(editor, "nik"), "12345")
    monkeypatch.setattr(drafts, "keep", full)
    editor.finish()
    assert editor.note.text().startswith("Draf belum tersimpan")
    editor.view.cells["birth_date"].editor.set_typed("kemarin")
    editor.save_draft()
    assert editor.note.text().startswith("Draf belum tersimpan")


def test_ctrl_z_in_a_field_without_a_past_takes_back_the_deed(qtbot: QtBot, session: Session) -> None:
    editor, undone = _editor(qtbot, session), list[int]()
    QShortcut(QKeySequence("Ctrl+Z"), editor, lambda: undone.append(1))
    line = _line(editor, "full_name")
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert undone == [1]
    qtbot.keyClicks(line, "x")
    qtbot.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert line.text() == "Rekaan", "what was typed is the field's"
    qtbot.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert undone == [1], "nobody who takes back letters takes back a deed by one key too many"


def test_a_text_that_nobody_can_read_holds_up_only_where_it_is_asked_for(qtbot: QtBot, session: Session) -> None:
    """It crashed, and the form could not be saved ever again: what stood against it was in a question long hidden."""
    editor = RecordEditor(session, FormView(InstitutionProfile, today=TODAY), name="Simpan")
    qtbot.addWidget(editor)
    editor.show()
    editor.edit(InstitutionProfile(id="0" * 32, village=VILLAGE), new=True)
    editor.view.answer("has_pokja", True)
    line = _line(editor, "pokja_members")
    line.setFocus()
    qtbot.keyClicks(line, "dua")
    editor.save_draft()
    assert "anggota Pokja" in _listed(editor)
    assert drafts.restore(session, InstitutionProfile, "0" * 32) is not None
    editor.view.answer("has_pokja", False)
    editor.save_draft()
    assert "Tersimpan" in editor.note.text()
    assert drafts.restore(session, InstitutionProfile, "0" * 32) is None
