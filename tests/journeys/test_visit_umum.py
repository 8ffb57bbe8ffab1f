"""A family is visited as such: few keys, a referral begun, and closed on the next visit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.referrals import CaseFile, case_files
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.visit_cases import CloseCase
from tests.actions.devices import VILLAGE
from tests.journeys.visiting import Officer, at_the_family
from tests.ui.pages.people import CTRL, TODAY, keys, press


def test_a_family_as_such(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        officer.begin("5\n\n")
        officer.keys("Sehat.")
        visit = officer.finish()
        assert (visit.target, visit.member_id, visit.family_id) == ("umum", None, home.family.id)
        assert (visit.findings, visit.next_visit_on) == ("Sehat.", None)
        assert officer.typed <= 12, officer.typed
        officer.reopen_and_undo(visit)


def _referred(officer: Officer, family: str) -> Visit:
    visit = Visit(id="begun", village=VILLAGE, status="selesai", family_id=family, target="umum",
                  visited_on=TODAY - timedelta(days=20), referral="proses", referral_to="Puskesmas Tabur",
                  officer_id=officer.session.author)  # fmt: skip
    officer.window.touched(save(officer.session, "Isi", [visit]).forms)
    return visit


def _listed(officer: Officer) -> list[CaseFile]:
    """What the list of open cases holds, as its lines say it."""
    shown = officer.page.tabs.cases
    return list(case_files(shown.session, shown.lines.keys).values())


def _answer(qtbot: QtBot, text: str) -> None:
    """Type into the dialog once it stands there."""

    def typing() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, CloseCase)
        try:
            qtbot.waitUntil(lambda: QApplication.activeWindow() is asked)
            keys(text)
            press(Qt.Key.Key_Return, CTRL)
        finally:
            if asked.isVisible():  # a dialog that nobody answers would wait for ever
                asked.reject()

    QTimer.singleShot(50, typing)


def rest(qtbot: QtBot) -> None:
    """Until what is open has been read."""
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


@pytest.mark.parametrize("where", ["kunjungan", "daftar"])
def test_a_referral_is_closed_from_the_next_visit_and_from_the_list(qtbot: QtBot, session: Session, where: str) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        _referred(officer, home.family.id)
        if where == "kunjungan":
            officer.begin("5\n\n")
            officer.chips()
            (case,) = officer.sheet.side.open_cases.cases
            assert case.words(TODAY) == "Rujukan ke Puskesmas Tabur, terbuka 20 hari"
        else:
            officer.window.go("kunjungan", "saring:rujukan")
            rest(qtbot)
            (found,) = _listed(officer)
            assert (found.family, found.case.days(TODAY), found.case.old(TODAY)) == ("Keluarga Suparman", 20, True)
        _answer(qtbot, "2\nKuota habis")
        officer.press(Qt.Key.Key_T, CTRL)
        with session.database.read() as conn:
            ended = read.record(conn, Visit, "begun")
        assert ended is not None
        assert (ended.referral_result, ended.referral_closed_on, ended.referral_note) == (
            "ditolak", TODAY, "Kuota habis"
        )  # fmt: skip
        officer.window.go("kunjungan", "saring:rujukan")
        rest(qtbot)
        assert _listed(officer) == []
        officer.undo()
        rest(qtbot)
        (again,) = _listed(officer)
        assert again.case.visit.id == "begun"


def test_a_closing_asks_for_its_result(qtbot: QtBot, session: Session) -> None:
    with at_the_family(qtbot, session) as (officer, home):
        _referred(officer, home.family.id)
        officer.window.go("kunjungan", "saring:rujukan")
        rest(qtbot)
        (found,) = _listed(officer)
        asked = CloseCase(found.case, TODAY, None)
        qtbot.addWidget(asked)
        asked.show()
        asked.finish()
        assert not asked.result()
        assert asked.view.cells["referral_result"].said == "Hasilnya belum diisi."
        asked.view.answer("referral_closed_on", TODAY + timedelta(days=1))
        asked.view.answer("referral_result", "sudah")
        asked.finish()
        assert "masa depan" in asked.view.cells["referral_closed_on"].said
