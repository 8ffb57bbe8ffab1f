"""The desk of doubles in the real window, by keys: why, which answer stays, joined, told apart, separated again."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.not_same import NotSame
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.alike_families import AlikeFamilies
from kampungkb_desktop.ui.pages.duplicates import DuplicatesView
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.family_form import FamilyForm
from kampungkb_desktop.ui.pages.family_summary import FamilySummary
from kampungkb_desktop.ui.pages.member_panel import MemberPanel
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import CTRL, SHIFT, family, household, member, press, window


def rest(qtbot: QtBot) -> None:
    """Until the worker has nothing left and what it brought was delivered."""
    for _turn in range(3):
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)
        QApplication.processEvents()


def second(session: Session, **answers: Any) -> tuple[Family, Member]:
    """Suparman's family by another hand."""
    home = family(session, "H. Soeparman", kk="6403990101209001", phone="081200001111", **answers)
    head = member(session, home, "Soeparman", "laki_laki", date(1990, 5, 2), "kepala_keluarga", occupation="petani")
    save(session, "Isi", [home, head])
    return home, head


def page_of(opened: MainWindow) -> FamiliesPage:
    page = opened.page("keluarga")
    assert isinstance(page, FamiliesPage)
    return page


def desk(qtbot: QtBot, opened: MainWindow) -> DuplicatesView:
    rest(qtbot)
    page = page_of(opened)
    page.list.doubles.click()
    rest(qtbot)
    assert page.lists_button.desk is not None
    return page.lists_button.desk.view


def test_the_line_over_the_list_leads_to_the_desk(qtbot: QtBot, session: Session) -> None:
    household(session)
    second(session)
    with window(qtbot, session) as opened:
        view = desk(qtbot, opened)
        assert page_of(opened).list.doubles.text() == "1 kemungkinan ganda"
        assert view.isVisible()
        assert view.panel.chip.text() == "Hampir pasti"
        assert "Nomor KK sama." in view.panel.reasons.text()
        assert duplicates(opened) == {}


def test_nothing_to_settle_teaches(qtbot: QtBot, session: Session) -> None:
    household(session)
    with window(qtbot, session) as opened:
        page = page_of(opened)
        rest(qtbot)
        assert page.list.doubles.isHidden()
        press(Qt.Key.Key_G, CTRL, SHIFT)
        rest(qtbot)
        assert page.lists_button.desk is not None
        view = page.lists_button.desk.view
        assert view.list.table.currentWidget() is not view.list.table.view
        assert view.panel.isHidden()
        press(Qt.Key.Key_Escape)
        assert page.list.isVisible()


def test_answers_are_chosen_and_joined_by_keys(qtbot: QtBot, session: Session) -> None:
    home, _mother, child = household(session)
    other, _head = second(session)
    with window(qtbot, session) as opened:
        view = desk(qtbot, opened)
        QTest.keyClick(view.list.table.view, Qt.Key.Key_Return)
        table = view.panel.table
        assert table.hasFocus()
        assert table.chosen["phone"] == 1
        fields = [line.field for line in table._shown if line is not None]
        table.setCurrentCell(fields.index("head_name"), 2)
        press(Qt.Key.Key_1)
        assert table.chosen["head_name"] == 0
        press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Space)
        assert table.chosen["head_name"] == 1
        assert "1 kunjungan" in view.panel.preview.text()
        press(Qt.Key.Key_Return, CTRL)
        rest(qtbot)
        with session.database.read() as conn:
            (left,) = read.records(conn, Family)
            assert (left.head_name, left.kk, left.phone) == ("H. Soeparman", home.kk, other.phone)
            assert read.count(conn, Member) == 3
            assert read.records(conn, Visit)[0].member_id == child.id
        assert view.panel.isHidden()
        QApplication.processEvents()
        press(Qt.Key.Key_Z, CTRL)
        rest(qtbot)
        with session.database.read() as conn:
            assert (read.count(conn, Family), read.count(conn, Member)) == (2, 4)
        assert view.list.current() is not None


def test_two_families_are_told_apart_for_good(qtbot: QtBot, session: Session) -> None:
    household(session)
    second(session)
    with window(qtbot, session) as opened:
        view = desk(qtbot, opened)
        press(Qt.Key.Key_B, CTRL)
        rest(qtbot)
        with session.database.read() as conn:
            assert read.count(conn, NotSame) == 1
        assert [doubt.pair.form for doubt in view.list.doubts] == ["member"]
        view.again.click()
        rest(qtbot)
        assert [doubt.pair.form for doubt in view.list.doubts] == ["member"]


def test_what_was_told_apart_is_asked_about_again(qtbot: QtBot, session: Session) -> None:
    household(session)
    second(session)
    with window(qtbot, session) as opened:
        view = desk(qtbot, opened)
        press(Qt.Key.Key_B, CTRL)
        rest(qtbot)
        view.again.click()
        rest(qtbot)
        chip = next(one for one in view.list.chips.findChildren(QPushButton) if one.text().startswith("Dinyatakan"))
        assert chip.text() == "Dinyatakan bukan ganda  1"
        chip.setFocus()
        press(Qt.Key.Key_Space)
        rest(qtbot)
        assert [one.doubt.pair.form for one in view.list.apart.values()] == ["family"]
        assert view.panel.isVisible()
        assert "Siti Rahma" in view.panel.preview.text()
        assert view.panel.apart.text() == "Tan&yakan lagi"
        assert not view.panel.join.isEnabled()
        assert duplicates(opened) == {}
        press(Qt.Key.Key_B, CTRL)
        rest(qtbot)
        with session.database.read() as conn:
            assert read.count(conn, NotSame) == 0
        assert view.list.apart == {}
        assert view.list.table.currentWidget() is not view.list.table.view, "an empty list that teaches"
        assert view.panel.isHidden()
        view.list.chips.findChildren(QPushButton)[0].click()
        rest(qtbot)
        assert [doubt.pair.form for doubt in view.list.doubts] == ["family"]


def test_the_summary_says_what_was_joined_and_separates_it(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    second(session)
    with window(qtbot, session) as opened:
        view = desk(qtbot, opened)
        view.panel.join.click()
        rest(qtbot)
        page_of(opened).go.emit("", home.id)
        rest(qtbot)
        summary = opened.findChild(FamilySummary)
        assert isinstance(summary, FamilySummary)
        assert summary.merged.isVisible()
        summary.merged.buttons[0].click()  # type: ignore[attr-defined]  # they are buttons
        rest(qtbot)
        assert summary.merged.isHidden()
        with session.database.read() as conn:
            assert (read.count(conn, Family), read.count(conn, Member)) == (2, 4)


def test_a_family_being_typed_is_compared_with_the_one_on_record(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    with window(qtbot, session) as opened:
        page = page_of(opened)
        page.begin()
        form = opened.findChild(FamilyForm)
        assert isinstance(form, FamilyForm)
        form.view.answer("head_name", "Soeparman")
        form.view.answer("kk", home.kk)
        form.view.answer("rt", "003")
        form.view.answer("rw", "001")
        strip = form.doubles.strip
        qtbot.waitUntil(strip.isVisible, timeout=10_000)
        assert isinstance(form.doubles, AlikeFamilies)
        strip.buttons[1].click()  # type: ignore[attr-defined]  # Gabungkan
        rest(qtbot)
        assert page.lists_button.desk is not None
        view = page.lists_button.desk.view
        assert view.isVisible()
        assert view.panel.found is not None
        assert home.id in (view.panel.found.doubt.first.id, view.panel.found.doubt.second.id)


def test_a_person_being_typed_is_told_apart(qtbot: QtBot, session: Session) -> None:
    _home, _mother, child = household(session)
    other = family(session, "Darwis")
    save(session, "Isi", [other])
    with window(qtbot, session) as opened:
        page = page_of(opened)
        page.go.emit("", f"{other.id}/anggota")
        panel = opened.findChild(MemberPanel)
        assert isinstance(panel, MemberPanel)
        panel.view.answer("full_name", "Wulan")
        panel.view.answer("birth_date", child.birth_date)
        assert panel.doubles.isVisible()
        panel.doubles.buttons[2].click()  # type: ignore[attr-defined]  # Bukan orang yang sama
        rest(qtbot)
        assert panel.doubles.isHidden()
        assert panel.view.record().full_name == "Wulan"  # type: ignore[attr-defined]  # what was typed stays
        assert {found.code for found in panel.checks(panel.view.record())} == set()


def test_answers_that_come_late_are_compared(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    other, _head = second(session)
    with window(qtbot, session) as opened:
        view = desk(qtbot, opened)
        view.panel.join.click()
        rest(qtbot)
        save(session, "Isi", [other.changed(phone="089977776666", rt="009")])  # by a screen that still names it
        page = page_of(opened)
        page.load()
        rest(qtbot)
        assert page.list.doubles.text() == "1 isian susulan"
        view.load()
        rest(qtbot)
        assert view.late.isVisible()
        assert view.late.banner.button is not None
        view.late.banner.button.click()
        rest(qtbot)
        summary = opened.findChild(FamilySummary)
        assert isinstance(summary, FamilySummary)
        ticks = {late.field: tick for tick, late in summary.merged.ticks}
        assert set(ticks) == {"phone", "rt"}
        ticks["rt"].setChecked(True)
        summary.merged.compared.click()
        rest(qtbot)
        assert summary.merged.ticks == []
        with session.database.read() as conn:
            kept = read.record(conn, Family, home.id)
        assert kept is not None
        assert (kept.rt, kept.phone) == ("009", other.phone)
