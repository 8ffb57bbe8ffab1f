"""The first hour: from an empty data folder to a receipt that was read, by keys, led by the tour. Keys are counted
as a person would press them, so that the ten minutes of issue 7 can be judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import record_states
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.base.clock import Clock
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.pages.exchange import ExchangePage
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.family_summary import FamilySummary
from kampungkb_desktop.ui.pages.reports import ReportsPage
from kampungkb_desktop.ui.tour import Tour
from tests.actions.devices import Ticking
from tests.actions.enrolling import started_at
from tests.journeys.driving import CTRL, Laptop, enter, focused, laptop
from tests.journeys.hand import Hand

SECONDS_A_KEY, SECONDS_A_STEP = 0.5, 20.0
"""A newcomer's slow typing, and the time to read a step and find the control."""
LONG = 180_000
"""Making sample data, and another installation taking a file in: the longest work there is here."""


@pytest.fixture
def small_practice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The sample data made small, and a folder for documents: what is proven does not depend on their number."""
    from kampungkb_desktop.actions.practice import plan

    monkeypatch.setattr(plan, "_DEFAULTS", {"petugas": (1, 60), "kabupaten": (2, 24)})
    documents = tmp_path / "Dokumen"
    documents.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(documents))
    return tmp_path / "KampungKB"


def _tour(at: Laptop) -> Tour:
    assert at.start.program is not None
    assert at.start.program.desk is not None
    assert at.start.program.desk.tour is not None
    return at.start.program.desk.tour


def _start(at: Laptop, hand: Hand, downs: int) -> Tour:
    """From Mulai to the first step."""
    at.wait(lambda: at.welcome().choice.first().hasFocus())
    for _ in range(downs):
        hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    at.qtbot.waitUntil(at.is_open, timeout=LONG)  # the sample data are being made
    at.wait(lambda: _tour(at).panel.isVisible())
    at.rest()
    hand.point()
    at.wait(lambda: _tour(at).step is not None)
    at.rest()
    return _tour(at)


def _done(at: Laptop, tour: Tour, step: int) -> None:
    """The tour has seen that a step was done; a window that a progress dialog has left gets its keys back, as any
    system does."""
    at.qtbot.waitUntil(lambda: tour.kept.step == step, timeout=LONG)
    at.rest()
    at.window.activateWindow()
    at.wait(QApplication.focusWidget)


def test_an_officer_comes_from_an_empty_folder_to_a_receipt(qtbot: QtBot, small_practice: Path) -> None:
    clock: Clock = Ticking()
    with laptop(qtbot, small_practice, clock) as at:
        hand = Hand(at)
        tour = _start(at, hand, 1)
        assert len(tour.steps) == 9
        _until_the_paper(at, hand, tour)
    with laptop(qtbot, small_practice / "latihan", clock) as at:  # a new start: it goes on where it was
        at.wait(at.is_open)
        at.wait(lambda: _tour(at).step is not None)
        tour, hand.at = _tour(at), at
        assert tour.kept.step == 6
        _until_the_receipt(at, hand, tour)
        visits = _visits(at)
        states = [record_states.state_of(at.session, Visit.FORM, one) for one in visits]
        assert {one.state for one in states if one is not None} == {"received"}
        assert "Tur selesai" in tour.panel.title.text()
    minutes = (hand.keys * SECONDS_A_KEY + len(tour.steps) * SECONDS_A_STEP) / 60
    assert hand.keys < 120, hand.keys
    assert minutes < 10, minutes


def _until_the_paper(at: Laptop, hand: Hand, tour: Tour) -> None:
    hand.to(2)
    hand.press(Qt.Key.Key_Return)
    _done(at, tour, 1)
    hand.to(3)
    page = at.window.page("keluarga")
    assert isinstance(page, FamiliesPage)
    _go_astray(at, hand, tour)
    hand.point()
    assert page.search.hasFocus()
    hand.type(tour.kept.name)
    page.search.flush()
    at.rest()
    hand.type("\n\n")
    _done(at, tour, 2)
    _forget_the_family(at, hand, tour)
    page._page().tabs.go("kb")
    hand.point()
    hand.press(Qt.Key.Key_Space)
    at.rest()
    _measure(at, hand)
    _done(at, tour, 3)
    _see_no_reason(at, tour, page)
    hand.to(3)
    hand.point()
    hand.press(Qt.Key.Key_Return)
    at.rest()
    _follow_a_reason(at, hand, page)
    _done(at, tour, 4)
    hand.to(1)
    hand.press(Qt.Key.Key_Z, CTRL)
    _done(at, tour, 5)
    hand.press(Qt.Key.Key_Y, CTRL)
    at.rest()
    hand.to(6)
    _done(at, tour, 6)


def _go_astray(at: Laptop, hand: Hand, tour: Tour) -> None:
    """Another family than the proposed one is not it: the strip says so, and how to come back."""
    with at.session.database.read() as conn:
        other = next(one.id for one in read.records(conn, Family) if one.id != tour.kept.family)
    at.window.go("keluarga", other)
    at.wait(lambda: "Ini keluarga lain" in tour.panel.words.text())
    hand.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    at.wait(lambda: tour.kept.name in tour.panel.words.text() and "Ini" not in tour.panel.words.text())
    assert tour.kept.step == 1


def _forget_the_family(at: Laptop, hand: Hand, tour: Tour) -> None:
    """Who went away, or skipped the search, is told again whom to visit."""
    at.window.go("beranda", None)
    at.wait(lambda: f"Buka dahulu keluarga “{tour.kept.name}”" in tour.panel.words.text())
    hand.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    at.wait(lambda: "Tekan Kunjungan baru" in tour.panel.words.text())


def _see_no_reason(at: Laptop, tour: Tour, page: FamiliesPage) -> None:
    """A family opens on the tab where it was left: that is no reason followed, and the card is not to be seen there."""
    at.window.go("keluarga", tour.kept.family)
    at.rest()
    assert page._page().tabs.current_key() == "kb"
    at.wait(lambda: "ada di Ringkasan" in tour.panel.words.text())
    assert tour.kept.step == 3
    page._page().tabs.go("ringkasan")
    at.wait(lambda: "Buka lagi" in tour.panel.words.text())


def _measure(at: Laptop, hand: Hand) -> None:
    """A visit to the toddler: sasaran, who, the day, and two figures."""
    hand.type("4\n\n\n")
    hand.type("14,2\n96,5\n")
    hand.press(Qt.Key.Key_Return, CTRL)
    at.rest()


def _follow_a_reason(at: Laptop, hand: Hand, page: FamiliesPage) -> None:
    """The tour gives the keys to the first reason of the verdict."""
    summary = page._page().tabs.stack.currentWidget()
    assert isinstance(summary, FamilySummary)
    hand.point()
    assert focused() in summary.risk.lines.values()
    hand.press(Qt.Key.Key_Space)
    at.rest()


def _until_the_receipt(at: Laptop, hand: Hand, tour: Tour) -> None:
    hand.to(8)
    page = at.window.page("kirim-terima")
    assert isinstance(page, ExchangePage)
    hand.press(Qt.Key.Key_Return, CTRL)
    _done(at, tour, 7)
    hand.point()
    hand.press(Qt.Key.Key_Space)
    _done(at, tour, 8)
    hand.point()
    hand.press(Qt.Key.Key_Space)
    at.wait(lambda: page.incoming.report is not None and page.incoming.report.preview)
    at.rest()
    hand.press(Qt.Key.Key_Return, CTRL)
    _done(at, tour, 9)


def _visits(at: Laptop) -> list[str]:
    with at.session.database.read() as conn:
        found: Any = read.records(conn, Visit)
        return [one.id for one in found]


def test_a_district_takes_in_decides_and_answers(qtbot: QtBot, small_practice: Path) -> None:
    with laptop(qtbot, small_practice, Ticking()) as at:
        hand = Hand(at)
        tour = _start(at, hand, 2)
        assert len(tour.steps) == 7
        hand.to(8)
        page = at.window.page("kirim-terima")
        assert isinstance(page, ExchangePage)
        _press_shown(at, hand)
        _done(at, tour, 1)
        _press_shown(at, hand)
        at.wait(lambda: page.incoming.report is not None and page.incoming.report.preview)
        at.rest()
        hand.press(Qt.Key.Key_Return, CTRL)
        _done(at, tour, 2)
        hand.press(Qt.Key.Key_Escape)
        at.rest()
        _settle(at, hand, page)
        _done(at, tour, 3)
        tour.leave()  # the telephone rings
        assert not tour.panel.isVisible()
        assert tour.step is None
        tour.resume()
        at.rest()
        assert tour.kept.step == 3
        hand.press(Qt.Key.Key_Escape)
        _press_shown(at, hand)
        _done(at, tour, 4)
        hand.press(Qt.Key.Key_Escape)
        at.rest()
        hand.press(Qt.Key.Key_Return, CTRL)
        _done(at, tour, 5)
        _press_shown(at, hand)
        _done(at, tour, 6)
        _find_the_recap(at, hand)
        _done(at, tour, 7)
        assert "Tur selesai" in tour.panel.title.text()
        assert hand.keys < 60, hand.keys


def _find_the_recap(at: Laptop, hand: Hand) -> None:
    """The paper that stands when one comes is a village's: the recap is still to be chosen."""
    hand.to(6)
    page = at.window.page("laporan")
    assert isinstance(page, ReportsPage)
    at.qtbot.waitUntil(lambda: bool(page.out.pdf), timeout=LONG)
    _tour(at)._look()
    assert _tour(at).kept.step == 6
    hand.press(Qt.Key.Key_F, CTRL)
    hand.type("menurut kecamatan")
    page.choice.kind.search.flush()
    page.choice.flush()
    at.rest()


def _press_shown(at: Laptop, hand: Hand) -> None:
    """Let the tour give the keys to the control, and press it."""
    hand.point()
    hand.press(Qt.Key.Key_Space)
    at.rest()


def _settle(at: Laptop, hand: Hand, page: ExchangePage) -> None:
    """The conflict desk: the answer that stands is right."""
    _press_shown(at, hand)
    assert page.conflicts.table.isAncestorOf(focused())
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Space)
    at.rest()


def test_the_tour_asked_for_at_an_office_is_the_office_s(qtbot: QtBot, small_practice: Path) -> None:
    """Who works at the office and presses Tur in the guide is to learn the office's work, not an officer's."""
    sessions.close(started_at(small_practice, "Wati Contoh", "kabupaten"))
    with laptop(qtbot, small_practice, Ticking()) as at:
        enter(at)
        assert at.start.program is not None
        at.start.program.switch(small_practice / "latihan")
        at.qtbot.waitUntil(lambda: at.is_open() and at.session.practice, timeout=LONG)
        assert at.session.role == "kabupaten"
