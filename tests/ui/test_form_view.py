"""Forms by keyboard: walking, choosing, reading what was typed, and saying what is wrong only when it is time."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.kinds import KINDS
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.ui.choice_editors import ButtonsEditor, ChecksEditor, ListEditor
from kampungkb_desktop.ui.editors import LineEditor
from kampungkb_desktop.ui.form_cell import REQUIRED
from kampungkb_desktop.ui.form_view import EDITORS, FormView

TODAY = date(2026, 11, 21)


def shown(qtbot: QtBot, form: type[Record], record: Record | None = None, width: int = 1100) -> FormView:
    view = FormView(form, today=TODAY)
    qtbot.addWidget(view)
    view.resize(width, 700)
    view.show()
    view.set_record(record or form())
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def line_of(view: FormView, name: str) -> QLineEdit:
    editor = view.cells[name].editor
    assert isinstance(editor, LineEditor)
    return editor.line


def test_every_kind_has_an_editor() -> None:
    assert set(EDITORS) == set(KINDS)


@pytest.mark.parametrize("name", list(FORMS))
def test_every_form_opens_quietly_and_gives_back_what_it_was_given(qtbot: QtBot, name: str) -> None:
    form = FORMS[name]
    record = form(id="0" * 32, village="64.03.06.2004", status="draf")
    view = shown(qtbot, form, record)
    assert view.record() == record
    assert not any(cell.message.isVisible() for cell in view.cells.values())
    assert all(widget.accessibleName() for cell in view.cells.values() for widget in cell.editor.inputs())


def test_enter_walks_and_shift_enter_walks_back(qtbot: QtBot) -> None:
    view = shown(qtbot, Member)
    view.focus_field("full_name")
    qtbot.keyClicks(line_of(view, "full_name"), "Anak Contoh")
    qtbot.keyClick(line_of(view, "full_name"), Qt.Key.Key_Return)
    assert line_of(view, "nik").hasFocus()
    qtbot.keyClick(line_of(view, "nik"), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert line_of(view, "full_name").hasFocus()
    record = view.record()
    assert isinstance(record, Member)
    assert record.full_name == "Anak Contoh"


def test_ctrl_enter_finishes_from_any_answer(qtbot: QtBot) -> None:
    view = shown(qtbot, Member)
    view.focus_field("full_name")
    with qtbot.waitSignal(view.finished, timeout=1000):
        qtbot.keyClick(line_of(view, "full_name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_day_is_read_from_six_digits_and_named(qtbot: QtBot) -> None:
    view = shown(qtbot, Member)
    line = line_of(view, "birth_date")
    line.setFocus()
    qtbot.keyClicks(line, "050324")
    line_of(view, "nik").setFocus()
    assert line.text() == "05/03/2024"
    editor = view.cells["birth_date"].editor
    assert isinstance(editor, LineEditor)
    assert editor.note.text() == "Selasa, 5 Maret 2024"
    record = view.record()
    assert isinstance(record, Member)
    assert record.birth_date == date(2024, 3, 5)


def test_what_was_pasted_over_several_lines_is_one_line(qtbot: QtBot) -> None:
    """A name copied from a table brings breaks along; a list would show it as two lines, one over the other."""
    view = shown(qtbot, Member)
    line = line_of(view, "full_name")
    line.setFocus()
    QApplication.clipboard().setText("Siti \tAminah\r\nbinti Ahmad\n")
    line.paste()
    line_of(view, "nik").setFocus()
    assert line.text() == "Siti Aminah binti Ahmad"
    record = view.record()
    assert isinstance(record, Member)
    assert record.full_name == "Siti Aminah binti Ahmad"


def test_what_cannot_be_read_stays_and_is_named_when_left(qtbot: QtBot) -> None:
    view = shown(qtbot, Member)
    line = line_of(view, "birth_date")
    line.setFocus()
    qtbot.keyClicks(line, "35/13")
    assert not view.cells["birth_date"].message.isVisible()
    line_of(view, "nik").setFocus()
    assert view.cells["birth_date"].message.text() == "Tulis tanggal seperti 5/3/2026 atau 050326."
    assert view.typed() == {"birth_date": "35/13"}
    assert any(f.field == "birth_date" and f.strength == "problem" for f in view.findings())
    again = shown(qtbot, Member)
    again.set_record(view.record(), view.typed())
    assert line_of(again, "birth_date").text() == "35/13"


def test_a_day_that_does_not_exist_is_not_answered_by_how_to_write_one(qtbot: QtBot) -> None:
    view = shown(qtbot, Member)
    line = line_of(view, "birth_date")
    line.setFocus()
    qtbot.keyClicks(line, "31-02-2020")
    line_of(view, "nik").setFocus()
    message = view.cells["birth_date"].message.text()
    assert message == "Tanggal 31 Februari 2020 tidak ada; bulan itu sampai tanggal 29."


def test_a_finding_goes_while_typing_and_comes_only_on_leaving(qtbot: QtBot) -> None:
    view = shown(qtbot, Member, Member(birth_date=date(2030, 1, 1)))
    line = line_of(view, "birth_date")
    line.setFocus()
    line_of(view, "nik").setFocus()
    assert view.cells["birth_date"].message.isVisible()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "5/3/2024")
    assert not view.cells["birth_date"].message.isVisible()


def test_buttons_choose_by_number_and_letter_and_empty_by_delete(qtbot: QtBot) -> None:
    view = shown(qtbot, Member)
    editor = view.cells["sex"].editor
    assert isinstance(editor, ButtonsEditor)
    editor.setFocus()
    qtbot.keyClicks(editor.inputs()[0], "2")
    assert editor.answer() == "perempuan"
    qtbot.keyClicks(editor.inputs()[1], "l")
    assert editor.answer() == "laki_laki"
    qtbot.keyClick(editor.inputs()[0], Qt.Key.Key_Delete)
    assert editor.answer() is None


def test_a_long_list_is_chosen_by_two_digits_or_by_letters(qtbot: QtBot) -> None:
    view = shown(qtbot, Member)
    editor = view.cells["education"].editor
    assert isinstance(editor, ListEditor)
    editor.combo.setFocus()
    qtbot.keyClicks(editor.combo, "10")
    assert editor.combo.currentText().startswith("10")
    qtbot.keyClick(editor.combo, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor.combo, "tamat sl")
    assert "Tamat SL" in editor.combo.currentText()


def test_a_code_of_a_newer_version_is_kept(qtbot: QtBot) -> None:
    view = shown(qtbot, Member, Member(education="kursus_baru", sex="lain"))
    record = view.record()
    assert isinstance(record, Member)
    assert record.education == "kursus_baru"


def test_checks_by_number_keep_codes_they_do_not_know(qtbot: QtBot) -> None:
    view = shown(qtbot, InstitutionProfile, InstitutionProfile(funds=("apbn", "zakat")))
    editor = view.cells["funds"].editor
    assert isinstance(editor, ChecksEditor)
    qtbot.keyClicks(editor.inputs()[0], "3")
    assert editor.answer() == ("apbn", "dana_desa", "zakat")


def test_questions_appear_with_the_answer_that_asks_for_them(qtbot: QtBot) -> None:
    view = shown(qtbot, InstitutionProfile)
    assert not view.cells["pokja_members"].isVisible()
    view.answer("has_pokja", True)
    assert view.cells["pokja_members"].isVisible()


def test_selesai_shows_everything_at_once(qtbot: QtBot) -> None:
    view = shown(qtbot, Family)
    view.reveal_all()
    assert view.cells["head_name"].message.text().endswith("belum diisi.")


@pytest.mark.parametrize("width", [520, 780, 1100])
def test_answers_never_overlap(qtbot: QtBot, width: int) -> None:
    view = shown(qtbot, Member, width=width)
    view.reveal_all()
    cells = [cell for cell in view.cells.values() if cell.isVisible()]
    for cell in cells:
        assert cell.height() >= cell.height_for(cell.width())
        mates = [other for other in cells if other is not cell and other.parent() is cell.parent()]
        assert not any(cell.geometry().intersects(other.geometry()) for other in mates)


def test_what_must_be_answered_says_so_to_whoever_hears_it(qtbot: QtBot) -> None:
    """The star over an answer is not read aloud; beside a hint or a finding it is said in words."""
    view = shown(qtbot, Member)
    for cell in view.cells.values():
        for widget in cell.editor.inputs():
            told = widget.accessibleDescription()
            assert (REQUIRED in told) is cell.kind.required, (cell.name, told)
    day = view.cells["birth_date"]
    line = day.editor.inputs()[0]
    assert isinstance(line, QLineEdit)
    assert line.placeholderText() in line.accessibleDescription(), "and how to write it"
    day.show_findings([Finding("birth_date", "problem", "Tanggal lahir masih di depan.")], settle=True)
    assert "masih di depan" in line.accessibleDescription()
