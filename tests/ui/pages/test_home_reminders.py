"""What Beranda tells a moment later: how many are to be visited, counted once a day and state, and what is due."""

from __future__ import annotations

from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.due import begin_book, due_book
from kampungkb_desktop.actions.due_counts import keep_counts, kept_counts
from kampungkb_desktop.actions.due_view import LATE, MONTH, TODAY, WEEK
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.pages.home import HomePage
from tests.ui.pages.people import TODAY as NOW
from tests.ui.pages.people import family, household


def _page(qtbot: QtBot, session: Session, day: date) -> HomePage:
    page = HomePage(session, today=lambda: day)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.load()
    page._tell_later()  # somebody is elsewhere by now: nothing is read, and nothing is forgotten
    assert page._later is None
    with qtbot.waitExposed(page):
        page.show()
    page._tell_later()
    return page


def _lines(page: HomePage) -> list[LineButton]:
    found = (page.calendar.lines.itemAt(at) for at in range(page.calendar.lines.count()))
    return [line for item in found if item is not None and isinstance(line := item.widget(), LineButton)]


def test_the_people_are_counted_and_the_count_is_kept(qtbot: QtBot, session: Session) -> None:
    household(session)
    page = _page(qtbot, session, NOW)
    tile = page.tiles["people"]
    assert tile.figure == "–"
    qtbot.waitUntil(lambda: tile.figure == "1")
    book = begin_book(session, NOW)
    assert kept_counts(session, book) == {LATE: 0, TODAY: 1, WEEK: 1, MONTH: 1}
    with qtbot.waitSignal(page.go) as went:
        tile.click()
    assert went.args == ["kunjungan", "saring:minggu_ini"]


def test_a_kept_count_is_of_its_day_and_state_only(session: Session) -> None:
    household(session)
    book = due_book(session, NOW)
    assert kept_counts(session, book) is None
    assert keep_counts(session, book)[WEEK] == 1
    with session.database.read() as conn:
        before = read.meta(conn, "due_counts")
    assert keep_counts(session, book) == kept_counts(session, book)
    with session.database.read() as conn:
        assert read.meta(conn, "due_counts") == before
    assert kept_counts(session, begin_book(session, NOW + timedelta(days=1))) is None
    assert kept_counts(session, begin_book(session, NOW - timedelta(days=1))) is None
    save(session, "Isi", [family(session, "Baru")])
    assert kept_counts(session, begin_book(session, NOW)) is None


def test_deadlines_stand_with_their_way(qtbot: QtBot, session: Session) -> None:
    page = _page(qtbot, session, date(2026, 12, 9))
    qtbot.waitUntil(lambda: len(_lines(page)) > 2)
    lines = {one.name: one for one in _lines(page)}
    monthly = lines["Data Bangga Kencana bulanan diisi"]
    assert monthly.words == "November 2026 · Data bulanan November 2026 belum ada"
    assert monthly.tag is not None
    assert monthly.tag.text == "Lewat 6 hari"
    with qtbot.waitSignal(page.go) as went:
        monthly.click()
    assert went.args == ["kunjungan", "kalender"]


def test_nothing_due_is_said(qtbot: QtBot, session: Session) -> None:
    page = _page(qtbot, session, NOW)
    qtbot.waitUntil(lambda: page.tiles["people"].figure == "0")
    assert _lines(page) == []
