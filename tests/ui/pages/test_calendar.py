"""Kalender in the real window: the month's duties, what is late, ticks by hand and their undoing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.deadlines import open_reminders, tick, ticked
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.deadline_done import DeadlineDone
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.record import DONE, DRAFT
from kampungkb_desktop.rules.deadlines import Evidence, State, deadlines, tasks
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.calendar_list import CalendarList
from kampungkb_desktop.ui.pages.calendar_panel import CalendarPanel
from kampungkb_desktop.ui.pages.visit_tabs import VisitTabs
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.actions.devices import VILLAGE
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import CTRL, TODAY, press, window


def _calendar(qtbot: QtBot, opened: MainWindow) -> CalendarList:
    opened.go("kunjungan", "kalender")
    page = opened.page("kunjungan")
    assert isinstance(page, VisitsPage)
    found = page.tabs.calendar
    qtbot.waitUntil(lambda: found._tasks != {})
    return found


def _states(calendar: CalendarList) -> dict[str, State]:
    return {task.first.duty.code: task.state for task in calendar._tasks.values()}


def test_the_month_says_what_is_due_and_what_shows_it(qtbot: QtBot, session: Session) -> None:
    save(session, "Isi", [
        Activity(id=new_record_id(session), village=VILLAGE, status=DONE, held_on=date(2026, 11, 5), title="DASHAT"),
        MonthlySnapshot(id=new_record_id(session), village=VILLAGE, status=DRAFT, month="2026-11"),
    ])  # fmt: skip
    with window(qtbot, session, first="kunjungan") as opened:
        calendar = _calendar(qtbot, opened)
        found = _states(calendar)
        assert found["kampung_bulanan"] is State.DONE
        assert "kkbpk_bulanan" not in found  # October ended before these data began
        assert found["rakor_kecamatan"] is State.AHEAD
        page = opened.page("kunjungan")
        assert page is not None
        assert page.subtitle == f"{len(found)} kewajiban dalam November 2026"
        assert page.help_place() == "jadwal#kalender"
        calendar.turn(1)
        qtbot.waitUntil(lambda: "kkbpk_bulanan" in _states(calendar))
        assert calendar._tasks["kkbpk_bulanan|2026-11"].first.words == "Data bulanan November 2026 masih draf."
        assert duplicates(opened) == {}
        calendar.turn(1)
        qtbot.waitUntil(lambda: "kartu_k0" in _states(calendar))
        calendar.go_home()
        qtbot.waitUntil(lambda: "kampung_bulanan" in _states(calendar))


def test_a_tick_with_its_day_and_note_and_its_undoing(qtbot: QtBot, session: Session) -> None:
    with window(qtbot, session, first="kunjungan") as opened:
        calendar = _calendar(qtbot, opened)
        calendar.table.select("pertemuan_pokja|2026-11")
        calendar.panel.form.answer("done_on", date(2026, 11, 19))
        calendar.panel.form.answer("note", "Balai kampung")
        assert calendar.panel.all.text() == "&Tandai sudah dikerjakan"
        calendar.panel.all.click()
        qtbot.waitUntil(lambda: _states(calendar)["pertemuan_pokja"] is State.DONE)
        with session.database.read() as conn:
            (kept,) = read.records(conn, DeadlineDone)
        assert (kept.village, kept.duty, kept.period) == (VILLAGE, "pertemuan_pokja", "2026-11")
        assert (kept.done_on, kept.note, kept.officer_id) == (date(2026, 11, 19), "Balai kampung", session.author)
        one = calendar._tasks["pertemuan_pokja|2026-11"].first
        assert ticked(session, one) == kept
        # Ticked again elsewhere it stays one record; the key takes it back, Ctrl+Z as well.
        tick(session, [one], TODAY)
        with session.database.read() as conn:
            assert len(read.records(conn, DeadlineDone)) == 1
        calendar.panel.untick.emit(one)
        qtbot.waitUntil(lambda: _states(calendar)["pertemuan_pokja"] is State.AHEAD)
        press(Qt.Key.Key_Z, CTRL)
        qtbot.waitUntil(lambda: _states(calendar)["pertemuan_pokja"] is State.DONE)


def test_a_day_that_cannot_be_read_is_said_and_nothing_is_written(qtbot: QtBot, session: Session) -> None:
    with window(qtbot, session, first="kunjungan") as opened:
        calendar = _calendar(qtbot, opened)
        calendar.table.select("pertemuan_pokja|2026-11")
        for bad in (None, date(2027, 1, 1)):
            calendar.panel.form.answer("done_on", bad)
            calendar.panel.all.click()
        with session.database.read() as conn:
            assert read.records(conn, DeadlineDone) == []
        assert any(one.field == "done_on" for one in calendar.panel.form.findings())


def test_where_it_is_recorded_is_a_key_away(qtbot: QtBot, session: Session) -> None:
    with window(qtbot, session, first="kunjungan") as opened:
        calendar, went = _calendar(qtbot, opened), list[tuple[str, str]]()
        calendar.opened.connect(lambda page, record: went.append((page, record)))
        calendar.opened.disconnect(_page_tabs(opened).opened)
        calendar.table.select("kampung_bulanan|2026-11")
        words = {one.text(): one for one in calendar.panel.findChildren(QPushButton) if not one.isHidden()}
        words["Buka kegiatannya"].click()
        assert went == [("kegiatan", f"?desa={VILLAGE}")]


def test_of_hundreds_of_villages_the_first_are_shown_and_the_rest_when_wanted(qtbot: QtBot) -> None:
    villages = [f"64.03.06.{2001 + at}" for at in range(45)]
    whole = tasks(deadlines(date(2026, 11, 1), date(2026, 11, 30), TODAY, villages, Evidence()))
    task = next(one for one in whole if len(one.deadlines) == 45)
    panel = CalendarPanel(TODAY)
    qtbot.addWidget(panel)
    panel.show_task(task, TODAY)
    assert panel.places.count() == 20
    assert panel.more.text() == "Tampilkan 20 dari 25 desa lain"
    panel.more.click()
    panel.show_task(replace(task, deadlines=(replace(task.first, words="Lain"), *task.deadlines[1:])), TODAY)
    assert panel.places.count() == 40  # as many as before, after a tick
    panel.more.click()
    assert panel.places.count() == 45
    assert panel.more.isHidden()


def _page_tabs(opened: MainWindow) -> VisitTabs:
    page = opened.page("kunjungan")
    assert isinstance(page, VisitsPage)
    return page.tabs


def test_reminders_are_what_is_late_or_near(session: Session) -> None:
    assert open_reminders(session, TODAY) == ()  # begun today: nothing is late
    found = open_reminders(session, date(2026, 11, 30))
    assert {one.duty.code for one in found} == {"kampung_bulanan", "register_ri", "kkbpk_bulanan", "evisum"}
    late = open_reminders(session, date(2026, 12, 9))
    assert {one.state for one in late if one.duty.code == "kkbpk_bulanan"} == {State.LATE}
