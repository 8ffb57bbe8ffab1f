"""A page that is open on a family while it is joined with another, and old ways to it."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import drafts
from kampungkb_desktop.actions.merging import merge
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.visit_heading import read_visit
from tests.ui.pages.people import TODAY, family, member, today


def _two(session: Session) -> tuple[Family, Family, Member]:
    older, newer = family(session, "Suparman"), family(session, "Soeparman", rt="002")
    child = member(session, newer, "Wulan", "perempuan", date(2025, 9, 14), "anak")
    save(session, "Isi", [older, newer, child])
    return older, newer, child


def test_the_open_page_goes_over_to_the_one_that_is_shown(qtbot: QtBot, session: Session) -> None:
    older, newer, child = _two(session)
    page = FamiliesPage(session, today=today)
    qtbot.addWidget(page)
    page.load()
    page.open_record(f"{newer.id}/data")
    here = page._family
    assert here is not None
    form = here._form()
    form.view.set_record(newer.changed(rt="009"))
    form.editor._touched()
    merge(session, Family, older.id, newer.id)
    page.load()
    assert (form.view.record().id, getattr(form.view.record(), "rt", "")) == (older.id, "009"), "typed"
    assert here.family_id == older.id
    assert here.saved_id() == older.id
    assert here.file is not None
    assert [one.id for one in here.file.members] == [child.id]
    assert len(page.list.table.model.ids) == 1


def test_old_ways_lead_to_the_one_that_is_shown(qtbot: QtBot, session: Session) -> None:
    older, newer, child = _two(session)
    other = member(session, older, "Wulan", "perempuan", date(2025, 9, 14), "anak")
    save(session, "Isi", [other])
    drafts.keep(session, newer.changed(rw="005"))
    merge(session, Family, older.id, newer.id)
    merge(session, Member, child.id, other.id)
    with session.database.read() as conn:
        (person,) = read.records(conn, Member)
    page = FamiliesPage(session, today=today)
    qtbot.addWidget(page)
    page.load()
    page.open_record(newer.id)
    assert page._family is not None
    assert page._family.saved_id() == older.id
    (half,) = drafts.open_drafts(session)
    assert (half.record.id, getattr(half.record, "rw", "")) == (older.id, "005")
    stale = next(one for one in (child.id, other.id) if one != person.id)
    begun = read_visit(session, f"baru:{newer.id}/balita/{stale}", TODAY)
    assert begun is not None
    assert (begun.visit.family_id, begun.visit.member_id) == (older.id, person.id)
    assert begun.member(person.id) == person
