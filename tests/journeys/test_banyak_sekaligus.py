"""Several lines of a list are chosen by keys, and what is done with them is one step that Ctrl+Z takes back whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from kampungkb_desktop.actions import many
from kampungkb_desktop.actions.history import recent_actions
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.visit_form_paper import many_forms_pdf
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules.open_referrals import open_cases
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.pages.activities import ActivitiesPage
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.visit_cases import CloseCase
from kampungkb_desktop.ui.pages.visits import VisitsPage
from kampungkb_desktop.ui.progress_view import ProgressDialog
from tests.actions.devices import VILLAGE
from tests.journeys.driving import CTRL, SHIFT, Laptop, keys, press
from tests.ui.pages import people

TODAY = date(2026, 11, 21)


def _visited(session: Session, of: Family, days: int, **answers: object) -> Visit:
    return Visit(id=new_record_id(session), village=VILLAGE, status="selesai", family_id=of.id, target="umum",
                 visited_on=TODAY - timedelta(days=days), officer_id=session.author, **answers)  # type: ignore[arg-type]  # fmt: skip


def _families(session: Session) -> list[Family]:
    with session.database.read() as conn:
        return read.records(conn, Family, order=("head_name",))


def _answer(found: Laptop, dialog: QDialog, *typed: str) -> None:
    """Into the fields of a dialog, in their order, then Enter."""
    found.wait(lambda: QApplication.activeWindow() is dialog)
    fields = [one for one in dialog.findChildren(QLineEdit) if one.isVisible()]
    for field, words in zip(fields, typed, strict=False):
        field.setFocus()
        keys(words)
    press(Qt.Key.Key_Return)
    found.wait(lambda: QApplication.activeModalWidget() is None)
    found.window.activateWindow()
    found.rest()


def test_families_move_and_are_planned_as_one_step(opened: Laptop) -> None:
    session = opened.session
    homes = [people.family(session, name) for name in ("Ani", "Budi", "Cici", "Dodi")]
    opened.window.touched(save(session, "Isi", [*homes, _visited(session, homes[0], 9)]).forms)
    page = opened.go(FamiliesPage, "keluarga")
    page.list.table.setFocus()
    press(Qt.Key.Key_Home)
    assert not page.list.many.isVisible()
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    assert page.list.many.count.text() == "3 keluarga dipilih"
    _answer(opened, page.list.many.move_there(), "", "", "009")
    assert [one.rt for one in _families(session)] == ["009", "009", "009", "003"]
    assert [one.rw for one in _families(session)] == ["001"] * 4
    assert recent_actions(session)[0].name == "Pindah RT/RW 3 keluarga"
    assert page.list.many.count.text() == "3 keluarga dipilih", "chosen still, for what comes next"
    page.list.table.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    opened.rest()
    assert [one.rt for one in _families(session)] == ["003"] * 4
    press(Qt.Key.Key_A, CTRL)
    assert len(page.list.many.ids()) == 4
    _answer(opened, page.list.many.plan_visit(), "30/11/2026")
    with session.database.read() as conn:
        assert [one.next_visit_on for one in read.records(conn, Visit)] == [date(2026, 11, 30)]
    assert "3 keluarga belum pernah dikunjungi" in opened.window.frame.toast.text()
    press(Qt.Key.Key_Escape)
    assert not page.list.many.isVisible()
    assert len(many_forms_pdf(session, [one.id for one in homes])) > len(many_forms_pdf(session, [homes[0].id]))


def test_the_window_goes_on_while_many_are_written(opened: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """13,000 families held it for nine seconds; what is under way cannot be stopped, and nothing offers that."""
    session, on = opened.session, list[bool]()
    opened.window.touched(save(session, "Isi", [people.family(session, name) for name in ("Ani", "Budi")]).forms)
    page = opened.go(FamiliesPage, "keluarga")
    page.list.table.setFocus()
    press(Qt.Key.Key_A, CTRL)
    real = many.move

    def slow(*what: object, **where: str) -> Saved:
        on.append(QThread.currentThread() is not opened.window.thread())
        return real(*what, **where)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "move", slow)
    asked = page.list.many.move_there()
    asked.rt.setText("009")
    asked.accept()
    (shown,) = opened.window.findChildren(ProgressDialog)
    assert shown.line.stop.isHidden()
    shown.reject()
    opened.rest()
    assert on == [True]
    assert [one.rt for one in _families(session)] == ["009", "009"]
    assert opened.window.frame.toast.text() == "2 keluarga dipindahkan."


def test_referrals_that_ended_alike_are_closed_beside_the_window(
    opened: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, on = opened.session, list[bool]()
    home = people.family(session)
    visits = [_visited(session, home, 30 - at, referral="proses", referral_to="Puskesmas") for at in range(3)]
    opened.window.touched(save(session, "Isi", [home, *visits]).forms)
    page = opened.go(VisitsPage, "kunjungan", "rujukan")
    opened.rest()
    shown = page.tabs.cases
    shown.load()
    opened.rest()
    real = many.close_cases

    def watched(*what: object) -> Saved:
        on.append(QThread.currentThread() is not opened.window.thread())
        return real(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "close_cases", watched)
    said = list[str]()

    def saved(asked: CloseCase) -> bool:
        said.extend(one.text() for one in asked.findChildren(QLabel))
        return True

    monkeypatch.setattr(CloseCase, "exec", saved)
    monkeypatch.setattr(CloseCase, "answers", lambda _asked: (TODAY, "ditolak", "Kuota habis"))
    shown.table.view.selectAll()
    shown.close_current()
    opened.rest()
    assert on == [True]
    assert "3 rujukan atau bantuan, dengan hasil yang sama" in said, "no single one of them stands for all"
    assert opened.window.frame.toast.text() == "3 rujukan atau bantuan ditutup."
    assert shown.table.model.ids == []


def test_visits_activities_and_referrals(opened: Laptop) -> None:
    session = opened.session
    home = people.family(session)
    visits = [_visited(session, home, 30 - at, referral="proses", referral_to="Puskesmas") for at in range(3)]
    meetings = [Activity(id=new_record_id(session), village=VILLAGE, status="selesai", title=f"Rapat {at}",
                         level="desa", held_on=TODAY, officer_id=session.author) for at in range(2)]  # fmt: skip
    opened.window.touched(save(session, "Isi", [home, *visits, *meetings]).forms)
    page = opened.go(VisitsPage, "kunjungan", "saring:semua")
    page.list.table.view.selectAll()
    _answer(opened, page.list.many.plan_again(), "5/12/2026")
    with session.database.read() as conn:
        found = read.records(conn, Visit)
    assert {one.next_visit_on for one in found} == {date(2026, 12, 5)}
    done = many.close_cases(session, open_cases(found), TODAY, "ditolak", "Kuota habis")
    opened.window.touched(done.forms)
    with session.database.read() as conn:
        assert open_cases(read.records(conn, Visit)) == ()
    page.list.table.view.selectAll()
    page.list.many.away.click()
    opened.rest()
    with session.database.read() as conn:
        assert read.records(conn, Visit) == []
    assert page.list.many.isHidden(), "it told of three chosen, over nothing, and offered to delete them"
    page.list.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    opened.rest()
    with session.database.read() as conn:
        assert len(read.records(conn, Visit)) == 3
    activities = opened.go(ActivitiesPage, "kegiatan")
    activities.list.table.view.selectAll()
    activities.list.many.away.click()
    opened.rest()
    with session.database.read() as conn:
        assert read.records(conn, Activity) == []
    assert recent_actions(session)[0].name == "Hapus 2 kegiatan"
