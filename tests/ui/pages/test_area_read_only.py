"""What the kabupaten wrote for all is read by its officers and mended by the office, and what they wrote of a family is
read by the office: the form is shut, says why, and is as legible as any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts, own_records
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.choices_institution import REGENCY
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.pages.settings_people import OfficeTab
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.ui.pages import people
from tests.ui.pages.listed import institution
from tests.ui.pages.windows import kegiatan, press, window_of


def decree(session: Session, number: str) -> Regulation:
    made = Regulation(id=new_record_id(session), level=REGENCY, area="64.03", kind="bupati", number=number, status=DONE)
    save(session, "Simpan", [made])
    return made


def test_an_officer_reads_the_offices_decree_and_mends_his_own(qtbot: QtBot, session: Session) -> None:
    theirs = decree(replace(session, author="f" * 32), "44/2024")
    mine = decree(session, "9/2026")
    lists = institution(window_of(qtbot, session), "regulasi").lists("regulasi")
    lists.show_scope(REGENCY)
    assert lists.open(theirs.id)
    heading = lists.desk.heading
    assert not lists.view.isEnabled()
    assert heading.sent.text() == "Hanya dibaca"
    assert "kantor kabupaten" in heading.sent.toolTip()
    assert not heading.trash.isVisible()
    assert lists.open(mine.id)
    assert lists.view.isEnabled()
    assert heading.sent.text() == "Belum dikirim"
    lists.desk.begin_blank()
    assert lists.view.isEnabled()


def test_a_meeting_of_the_office_is_shut_and_ones_own_is_open(qtbot: QtBot, session: Session) -> None:
    theirs, mine = (
        Activity(id=new_record_id(session), level="kabupaten", title=title, status=DONE)
        for title in ("Pertemuan Pokja", "Rapat petugas")
    )
    save(replace(session, author="f" * 32), "Simpan kegiatan", [theirs])
    save(session, "Simpan kegiatan", [mine])
    window = window_of(qtbot, session)
    window.go("kegiatan", theirs.id)
    form = kegiatan(window).form
    qtbot.waitUntil(lambda: form.whole, timeout=20_000)
    assert form.editor.others.isVisible()
    assert "hanya untuk dibaca" in form.editor.area.accessibleName()
    assert "kantor kabupaten" in form.editor.others.text.text()
    assert not any(one.isEnabled() for one in (form.view, form.editor.keep_button, form.editor.done_button))
    assert not form.heading.trash.isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    assert not kegiatan(window)._on_form(), "the keyboard leads back"
    window.go("kegiatan", mine.id)
    assert not form.editor.others.isVisible()
    assert form.editor.area.accessibleName() == ""
    assert all(one.isEnabled() for one in (form.view, form.editor.keep_button, form.editor.done_button))
    assert form.heading.trash.isVisible()


def test_the_letterhead_of_the_office_is_shut_at_its_officers(qtbot: QtBot, session: Session) -> None:
    office = own_records.own_office(session).changed(acronym="DPPKBP3A", status=DONE)
    save(replace(session, author="f" * 32), "Simpan kop", [office])
    tab = OfficeTab(session, lambda: date(2026, 11, 21))
    qtbot.addWidget(tab)
    assert tab.editor.is_shut
    assert not tab.editor.view.isEnabled()
    assert not any(one.isEnabled() for one in (tab.choose_button, tab.remove_button))


def test_the_office_reads_a_visit_and_begins_none(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = people.household(session)
    with session.database.read() as conn:
        (met,) = read.records(conn, Visit)
    with people.window(qtbot, replace(session, role=DISTRICT), first="kunjungan") as opened:
        opened.go("kunjungan", met.id)
        page = opened.page("kunjungan")
        assert isinstance(page, VisitsPage)
        assert page._sheet is not None
        editor = page._sheet.editor
        qtbot.waitUntil(editor.sheet.whole, timeout=20_000)
        assert "diisi petugas desanya" in editor.others.text.text()
        shut = (editor.view, editor.keep_button, editor.done_button, page.delete_button, editor.photos)
        assert not any(one.isEnabled() and one.isVisible() for one in shut)
        assert ("Ctrl+S", "draf") not in page.hints
        people.keys(" ")
        press(qtbot, Qt.Key.Key_PageDown)
        assert editor.area.verticalScrollBar().value() > 0, "the page itself takes the keys"
        page._sheet.same_again.take_all()
        assert page.leave()
        assert drafts.open_drafts(session) == []
        opened.go("kunjungan", f"baru:{home.id}")
        assert page.title == "Kunjungan"
        press(qtbot, Qt.Key.Key_Escape)
