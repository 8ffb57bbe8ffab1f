"""Catat mutasi in the window: by keys alone, seen before it is written, undone with one key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import undo
from kampungkb_desktop.actions.family_file import family_file
from kampungkb_desktop.actions.mutations import record
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.choices_family import DIED, DIVORCE, MARRY
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.mutation_entry import MutationEntry
from kampungkb_desktop.forms.officer import DISTRICT, Assignment
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.family_mutations import FamilyMutations
from kampungkb_desktop.ui.pages.family_page import FamilyPage
from kampungkb_desktop.ui.pages.member_panel import MemberPanel
from kampungkb_desktop.ui.pages.mutation_dialog import MutationDialog
from kampungkb_desktop.ui.pages.mutation_register import MUTATIONS, MutationRegister
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import CTRL, TODAY, family, focused, household, keys, member, press, today, window


def _panel(opened: MainWindow, home: Family) -> tuple[FamilyPage, MemberPanel]:
    opened.go("keluarga", home.id)
    page = opened.page("keluarga")
    assert isinstance(page, FamiliesPage)
    assert page._family is not None
    page._family.tabs.go("anggota")
    panel = page._family.tabs.tab("anggota")
    assert isinstance(panel, MemberPanel)
    return page._family, panel


def _dialog(panel: MemberPanel) -> MutationDialog:
    """The dialog that the button opens."""
    panel.mutate.click()
    assert panel.dialog is not None
    assert panel.dialog.isVisible()
    return panel.dialog


def _names(panel: MemberPanel) -> list[str]:
    rows = [panel.table.model.row(n) for n in range(len(panel.table.model.ids))]
    return [str(row.cells[0]) for row in rows if row is not None]


def _said(dialog: MutationDialog) -> list[str]:
    dialog._show_preview()
    return [one.text() for one in dialog.findChildren(QLabel) if one.text().startswith("•")]


def test_a_death_by_keys_alone_and_back_again(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session) as opened:
        page, panel = _panel(opened, home)
        assert _names(panel) == ["Suparman", "Rina Lestari", "Wulan"]

        dialog = _dialog(panel)
        qtbot.waitUntil(lambda: dialog.isAncestorOf(focused()))
        keys("3\n5/11/26\n")
        assert any("Rina Lestari menjadi kepala keluarga" in line for line in _said(dialog))
        press(Qt.Key.Key_Return, CTRL)
        assert dialog.recorded is not None
        assert _names(panel) == ["Rina Lestari", "Wulan"]
        assert panel.list.count.text() == "2 orang tinggal dalam keluarga ini."
        panel.list.show_gone.click()
        assert _names(panel) == ["Rina Lestari", "Wulan", "Suparman"]
        page.tabs.go("mutasi")
        register = page.tabs.tab("mutasi")
        assert isinstance(register, FamilyMutations)
        assert [(one.full_name, one.note) for one in register._shown.values()] == [
            ("Rina Lestari", "menjadi kepala keluarga"), ("Rina Lestari", "menjadi cerai mati"), ("Suparman", None),
        ]  # fmt: skip
        assert undo.can_undo(session) == "Catat mutasi: meninggal"
        opened.activateWindow()
        register.table.setFocus()
        qtbot.waitUntil(register.table.view.hasFocus)
        press(Qt.Key.Key_Z, CTRL)
        page.tabs.go("anggota")
        assert _names(panel) == ["Suparman", "Rina Lestari", "Wulan"]


def test_what_is_missing_is_said_and_nothing_is_written(qtbot: QtBot, session: Session) -> None:
    home, mother, _child = household(session)
    with window(qtbot, session) as opened:
        _page, panel = _panel(opened, home)
        panel.list.select(mother.id)

        dialog = _dialog(panel)
        dialog.write()
        assert dialog.refused.text() == "Belum bisa dicatat: Yang terjadi belum diisi."
        dialog.view.answer("kind", MARRY)
        dialog.view.answer("happened_on", TODAY)
        dialog.write()
        assert "Pasangannya sudah tercatat di sini" in dialog.view.cells["recorded"].caption.text()
        assert dialog.recorded is None
        dialog.reject()
        with session.database.read() as conn:
            assert read.count(conn, Mutation) == 0


def test_who_divorces_is_offered_and_who_marries_is_not(qtbot: QtBot, session: Session) -> None:
    home, mother, _child = household(session)
    file = family_file(session, home.id, TODAY)
    assert file is not None
    dialog = MutationDialog(None, session, file, mother, today=TODAY, villages=[])
    qtbot.addWidget(dialog)
    head = file.members[0]
    dialog.view.answer("kind", DIVORCE)
    assert dialog.entry().other_id == head.id
    dialog.view.answer("kind", MARRY)
    assert dialog.entry().other_id is None
    assert any("sudah tercatat kawin" in one.sentence for one in dialog.view.findings())


def test_a_marriage_opens_the_new_family(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    son = member(session, home, "Bayu", "laki_laki", date(2003, 1, 1), "anak", marital="belum_kawin")
    save(session, "Isi", [son])
    with window(qtbot, session) as opened:
        page, panel = _panel(opened, home)
        panel.list.select(son.id)

        dialog = _dialog(panel)
        for name, answer in (
            ("kind", MARRY), ("happened_on", date(2026, 11, 1)), ("recorded", False), ("person_name", "Mega"),
            ("settle", "keluarga_baru"),
        ):  # fmt: skip
            dialog.view.answer(name, answer)
        dialog.write()
        assert page.family_id != home.id
        assert page.file is not None
        assert [one.name() for one in page.file.members] == ["Bayu", "Mega"]


def test_the_dead_have_no_more_mutations(qtbot: QtBot, session: Session) -> None:
    home, mother, _child = household(session)
    save(session, "Isi", [mother.changed(mutation=DIED, mutation_on=TODAY)])
    with window(qtbot, session) as opened:
        _page, panel = _panel(opened, home)
        assert "Rina Lestari" not in _names(panel)
        panel.list.show_gone.click()
        panel.list.select(mother.id)
        assert not panel.mutate.isEnabled()
        assert "meninggal" in panel.left_words.text()
        assert not panel.left_words.isHidden()


def test_a_wrong_mutation_is_taken_back_from_the_register(qtbot: QtBot, session: Session) -> None:
    home, _mother, child = household(session)
    with window(qtbot, session) as opened:
        page, panel = _panel(opened, home)
        panel.list.select(child.id)

        dialog = _dialog(panel)
        dialog.view.answer("kind", DIED)
        dialog.view.answer("happened_on", TODAY)
        dialog.write()
        page.tabs.go("mutasi")
        register = page.tabs.tab("mutasi")
        assert isinstance(register, FamilyMutations)
        assert duplicates(opened) == {}
        register.back.click()
        with session.database.read() as conn:
            assert read.count(conn, Mutation) == 0
            kept = read.record(conn, Member, child.id)
        assert kept is not None
        assert kept.mutation is None


def test_a_double_is_named_with_the_way_to_it(qtbot: QtBot, session: Session) -> None:
    _home, _mother, child = household(session)
    other = family(session, "Darwis")
    save(session, "Isi", [other])
    with window(qtbot, session) as opened:
        _page, panel = _panel(opened, other)
        panel.view.answer("full_name", "WULAN")
        panel.view.answer("birth_date", child.birth_date)
        assert {found.code for found in panel.checks(panel.view.record())} == {"orang_ganda"}
        assert len(panel.doubles.buttons) == 3
        panel.view.answer("birth_date", date(2020, 1, 1))
        assert panel.doubles.isHidden()


def test_the_dialog_has_no_letter_twice(qtbot: QtBot, session: Session) -> None:
    home, mother, _child = household(session)
    file = family_file(session, home.id, today())
    assert file is not None
    dialog = MutationDialog(None, session, file, mother, today=TODAY, villages=[])
    qtbot.addWidget(dialog)
    assert duplicates(dialog) == {}


def test_the_register_of_a_month_counts_and_leads(qtbot: QtBot, session: Session) -> None:
    home, _mother, child = household(session)
    record(session, MutationEntry(id="e", kind=DIED, happened_on=date(2026, 10, 5)), child)
    with window(qtbot, session) as opened:
        opened.go("keluarga", MUTATIONS)
        page = opened.page("keluarga")
        assert isinstance(page, FamiliesPage)
        register = page.lists_button.register
        assert isinstance(register, MutationRegister)
        assert page.subtitle == "0 mutasi pada November 2026"
        assert not register.later.isEnabled()
        register.turn(-1)
        assert page.subtitle == "1 mutasi pada Oktober 2026"
        assert register.sums.text() == "1 meninggal (orang)."
        register.table.select(next(iter(register._shown)))
        register.table.setFocus()
        press(Qt.Key.Key_Return)
        assert page._family is not None
        assert (page._family.family_id, page._family.tabs.current_key()) == (home.id, "mutasi")


@pytest.mark.parametrize("where", ["keluarga", "kunjungan"])
def test_a_village_assigned_now_is_offered_without_a_new_start(qtbot: QtBot, session: Session, where: str) -> None:
    household(session)
    with window(qtbot, session, first=where) as opened:
        before = opened.page(where)
        assert "Tasuk" not in _offered(before)
        opened.go("kunjungan" if where == "keluarga" else "keluarga")
        new = Assignment(id=new_record_id(session), village="64.03.06.2001", officer_id=session.author)
        opened.touched(save(session, "Tugaskan", [new]).forms)
        opened.go(where)
        assert opened.page(where) is not before
        assert "Tasuk" in _offered(opened.page(where))


def _offered(page: QWidget | None) -> list[str]:
    """What the boxes of a page and of its header offer."""
    assert isinstance(page, FamiliesPage | VisitsPage)
    parts = [page, *page.header_widgets()]
    boxes = [box for part in parts for box in (*part.findChildren(QComboBox), part) if isinstance(box, QComboBox)]
    return [box.itemText(at) for box in boxes for at in range(box.count())]


def test_the_kabupaten_reads_and_does_not_write(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, replace(session, role=DISTRICT)) as opened:
        page, panel = _panel(opened, home)
        families = opened.page("keluarga")
        assert isinstance(families, FamiliesPage)
        assert _names(panel) == ["Suparman", "Rina Lestari", "Wulan"]
        for widget in (panel.mutate, panel.add, panel.remove, families.delete_button, families.visit_button):
            assert not widget.isVisible()
        assert not panel.view.isEnabled()
        assert not panel.editor.done_button.isVisible()
        press(Qt.Key.Key_M, CTRL)
        assert panel.dialog is None
        page.tabs.go("data")
        opened.back()
        assert not families.new_button.isVisible()
