"""Impor and Ekspor as a person walks them: by keys, with a doubtful row ticked, taken back, and refused files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.choices_family import MAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import lists, read
from kampungkb_desktop.ui import dialogs
from kampungkb_desktop.ui.pages.export_list import LayoutDialog, export
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.import_choose import ChooseStep
from kampungkb_desktop.ui.pages.import_match import UNUSED
from kampungkb_desktop.ui.pages.import_page import ImportPage
from kampungkb_desktop.ui.pages.list_menu import IMPORT
from tests.actions.lists_in.making import HEADING, HOUSE, Cells, csv_file, planned, verdicts, xlsx
from tests.ui.mnemonics import claimed, duplicates
from tests.ui.pages.people import family, household, today

PATIENT = 15_000


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[ImportPage]:
    made = ImportPage(session, today=today)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


def _open(qtbot: QtBot, page: ImportPage, path: Path) -> None:
    page.open(path)
    qtbot.waitUntil(lambda: page.match.isVisible() and not page.match.table._waiting, timeout=PATIENT)


def _look(qtbot: QtBot, page: ImportPage) -> None:
    page.look_through()
    qtbot.waitUntil(lambda: page.review.isVisible(), timeout=PATIENT)


def _counts(session: Session) -> tuple[int, int]:
    with session.database.read() as conn:
        return read.count(conn, Family), read.count(conn, Member)


def _press(qtbot: QtBot, key: Qt.Key, *, ctrl: bool = False) -> None:
    where = QApplication.focusWidget()
    assert where is not None
    qtbot.keyClick(where, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def test_the_first_step_leads_back_to_the_list(qtbot: QtBot, page: ImportPage) -> None:
    with qtbot.waitSignal(page.closed):
        page.choose.leave.click()


def test_a_list_goes_in_by_keys_and_back_out_by_one_button(
    qtbot: QtBot, page: ImportPage, session: Session, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "Daftar RT 1.xlsx", [["Desa Maluang"], HEADING, *HOUSE])
    _open(qtbot, page, path)
    assert page.match.banner.text.text().endswith("6 dari 6 kolom dipakai, 3 baris.")
    assert page.match.village.code() == "64.03.06.2004", "his only village"
    assert page.match.next.hasFocus(), "nothing left to match"
    _press(qtbot, Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: page.review.isVisible(), timeout=PATIENT)
    assert page.review.accept.text() == "Ma&sukkan 3 baris"
    assert _counts(session) == (0, 0), "nothing before it is accepted"
    with qtbot.waitSignal(page.wrote, timeout=PATIENT) as wrote:
        _press(qtbot, Qt.Key.Key_Return, ctrl=True)
    assert wrote.args is not None
    assert {"family", "member"} <= wrote.args[0]
    assert page.done.isVisible()
    assert page.done.banner.text.text() == "Sudah dimasukkan: 1 keluarga baru dan 3 orang baru."
    assert _counts(session) == (1, 3)
    assert undo.can_undo(session) == "Impor keluarga dari Daftar RT 1.xlsx"
    with qtbot.waitSignal(page.wrote, timeout=PATIENT):
        page.done.take_back.click()
    assert _counts(session) == (0, 0)
    assert not page.done.take_back.isVisible()


def test_space_takes_a_doubtful_row_in_and_leaves_a_good_one_out(
    qtbot: QtBot, page: ImportPage, session: Session, tmp_path: Path
) -> None:
    save(session, "Isi", [family(session, "Suparman", kk=None, rt=None)])
    rows: list[Cells] = [
        HEADING,
        [None, "6403060503900001", "Suparman", "L", "5/3/1990", 1],
        ["6403061101150009", None, "Budi", "L", None, 1],
    ]
    _open(qtbot, page, csv_file(tmp_path / "a.csv", rows))
    _look(qtbot, page)
    review = page.review
    assert review.accept.text() == "Ma&sukkan 1 baris"
    review.choose("meragukan")
    review.table.view.setFocus()
    _press(qtbot, Qt.Key.Key_Space)
    assert review.accept.text() == "Ma&sukkan 2 baris"
    review.choose("baru")
    review.table.view.setFocus()
    _press(qtbot, Qt.Key.Key_Space)
    assert review.accept.text() == "Ma&sukkan 1 baris"
    with qtbot.waitSignal(page.wrote, timeout=PATIENT):
        review.accept.click()
    assert _counts(session) == (1, 1), "the man of the doubt, in his family on record"


def test_a_doubtful_row_can_be_somebody_else(qtbot: QtBot, page: ImportPage, session: Session, tmp_path: Path) -> None:
    save(session, "Isi", [family(session, "Suparman", kk=None, rt=None)])
    rows: list[Cells] = [HEADING, [None, "6403060503900001", "Suparman", "L", "5/3/1990", 1]]
    _open(qtbot, page, csv_file(tmp_path / "a.csv", rows))
    _look(qtbot, page)
    assert page.review.accept.text() == "Tidak ada yang dimasukkan"
    assert page.review.detail.other.isVisible()
    page.review.detail.other.click()
    qtbot.waitUntil(lambda: page.review.accept.text() == "Ma&sukkan 1 baris", timeout=PATIENT)
    assert not page.review.detail.other.isVisible()
    with qtbot.waitSignal(page.wrote, timeout=PATIENT):
        page.review.accept.click()
    assert _counts(session) == (2, 1)


def test_the_two_ways_of_writing_change_only_what_is_shown(
    qtbot: QtBot, page: ImportPage, session: Session, tmp_path: Path
) -> None:
    home, _mother, _child = household(session)
    rows: list[Cells] = [
        ["Nama kepala keluarga", "No KK", "Nama", "RT"],
        [home.head_name, home.kk, "Orang Baru", "077"],
    ]
    _open(qtbot, page, csv_file(tmp_path / "a.csv", rows))
    _look(qtbot, page)
    words = page.review.banner.text.text()
    assert "1 baris berisi jawaban lain daripada yang tercatat, dan itu dibiarkan." in words
    page.review.modes.chosen.emit("ganti")
    assert "dibiarkan" not in page.review.banner.text.text()


def test_a_column_matched_twice_leaves_the_first_and_what_lacks_is_said(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    _open(qtbot, page, xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE]))
    boxes = page.match.table._boxes
    boxes[0].choose("member.full_name")
    boxes[0].picked.emit()
    assert boxes[2].currentText() == UNUSED
    boxes[5].choose(None)
    boxes[5].picked.emit()
    assert not page.match.next.isEnabled()
    assert page.match.missing.text().startswith("Pasangkan satu kolom yang menyatukan keluarga")
    boxes[0].choose(None)
    boxes[0].picked.emit()
    assert page.match.missing.text().startswith("Belum ada kolom nama.")


def test_a_target_is_found_by_typing_and_wrong_words_give_way(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    _open(qtbot, page, xlsx(tmp_path / "a.xlsx", [[*HEADING, "Lain"], [*HOUSE[0], "Islam"], [*HOUSE[1], "Islam"]]))
    box = page.match.table._boxes[6]
    line = box.lineEdit()
    assert line is not None
    for typed, key in (("agama", "member.religion"), ("bukan apa-apa", "member.religion")):
        line.setText(typed)
        line.editingFinished.emit()
        assert box.key() == key
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    assert box.key() is None


def test_p_is_asked_once_where_it_is_open(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    rows: list[Cells] = [HEADING, [*HOUSE[0][:3], "P", *HOUSE[0][4:]], [*HOUSE[1][:3], "W", *HOUSE[1][4:]]]
    _open(qtbot, page, xlsx(tmp_path / "a.xlsx", rows))
    assert page.match._p_box.isVisible()
    assert page.match.choices().p_means == MAN
    _look(qtbot, page)
    assert "P pada jenis kelamin dibaca pria." in page.review.banner.text.text()
    _open(qtbot, page, xlsx(tmp_path / "b.xlsx", [HEADING, *HOUSE]))
    assert not page.match._p_box.isVisible()


def test_another_sheet_can_be_chosen(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.create_sheet("RT 1").append(HEADING)
    book["RT 1"].append(HOUSE[0])
    second = book.create_sheet("RT 2")
    for row in (HEADING, *HOUSE):
        second.append(row)
    book.save(tmp_path / "a.xlsx")
    _open(qtbot, page, tmp_path / "a.xlsx")
    assert page.match.sheet.isVisible()
    page.match.sheet_chosen.emit(1)
    assert page.match.banner.text.text().endswith("3 baris.")


def test_a_refused_file_says_why_and_changes_nothing(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(dialogs.Message, "exec", lambda dialog: said.append(dialog.accessibleDescription()))
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 bukan")
    page.open(tmp_path / "a.xlsx")
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENT)
    assert said[0].startswith("Berkas ini rusak atau terpotong")
    assert page.choose.isVisible()


def test_findings_and_template_are_saved_where_one_wants(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "catatan.csv"), ""))
    _open(qtbot, page, xlsx(tmp_path / "a.xlsx", [HEADING, [*HOUSE[0][:4], "31/2/1990", "1"]]))
    _look(qtbot, page)
    with qtbot.waitSignal(page.said) as said:
        page.review.save.click()
    assert said.args == ["2 catatan tersimpan: catatan.csv.", False]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "templat"), ""))
    with qtbot.waitSignal(page.said, timeout=PATIENT):
        choose = page.choose
        assert isinstance(choose, ChooseStep)
        choose.template.click()
    assert (tmp_path / "templat.xlsx").exists()


def test_back_leads_one_step_back_and_the_file_is_kept(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    _open(qtbot, page, xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE]))
    _look(qtbot, page)
    page.review.cancel.click()
    assert page.match.isVisible()
    page.match.cancel.click()
    assert page.choose.isVisible()


def test_keluarga_leads_to_import_and_exports_what_is_in_sight(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    household(session)
    save(session, "Isi", [family(session, "Darwis", kk="6403061101150044")])
    page = FamiliesPage(session, today=today)
    qtbot.addWidget(page)
    page.load()
    with qtbot.waitSignal(page.go) as went:
        page.lists_button.bring.trigger()
    assert went.args == ["", IMPORT]
    page.open_record(IMPORT)
    assert page.help_place() == IMPORT
    assert page.title == "Impor keluarga"
    page.open_record(None)
    page.list.search("darwis")
    with session.database.read() as conn:
        ids = list(lists.family_ids(conn, text="darwis"))
    told: list[str] = []
    export(page, session, ids, tmp_path / "a.xlsx", "templat", date(2026, 11, 21), told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENT)
    assert told == ["1 keluarga, 0 orang tersimpan: a.xlsx."]
    _, plan = planned(session, tmp_path / "a.xlsx")
    assert verdicts(plan) == {"Darwis": "sama"}


def test_the_dialog_of_export_offers_both_layouts(qtbot: QtBot, session: Session) -> None:
    page = FamiliesPage(session, today=today)
    qtbot.addWidget(page)
    dialog = LayoutDialog(page, 12)
    assert dialog.layout_wanted() == "templat"
    dialog.siga.setChecked(True)
    assert dialog.layout_wanted() == "siga"
    assert duplicates(dialog) == {}


FRAME = {f"Alt+{letter}" for letter in "AKGJELIWU"}
"""The letters of the sidebar (ui/places.py)."""


def test_no_letter_is_bound_twice_in_a_step(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    for step in (page.choose, page.match, page.review, page.done):
        if step is page.match:
            _open(qtbot, page, xlsx(tmp_path / "a.xlsx", [HEADING, *HOUSE]))
        if step is page.review:
            _look(qtbot, page)
        if step is page.done:
            with qtbot.waitSignal(page.wrote, timeout=PATIENT):
                page.take_in()
        assert step.isVisible()
        assert duplicates(step) == {}
        assert claimed(step).keys().isdisjoint(FRAME)
