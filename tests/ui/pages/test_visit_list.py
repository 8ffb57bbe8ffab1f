"""The list of visits: what is planned and late, drafts, referrals, by whom they are for, and by a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.record import DONE, DRAFT
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages import visit_case_search
from kampungkb_desktop.ui.pages.visit_list import OPEN
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.actions.devices import VILLAGE
from tests.ui.pages.people import TODAY, family, today


def _planned(session: Session) -> None:
    """v0 to v3, a visit a day, each with a plan for the next."""
    home = family(session, "Rencana")
    made = [
        Visit(id=f"v{n}", village=VILLAGE, status=status, family_id=home.id, target=target, referral=referral,
              visited_on=TODAY - timedelta(days=40 - n), next_visit_on=TODAY + timedelta(days=ahead))
        for n, (status, target, referral, ahead) in enumerate((
            (DONE, "umum", None, -90), (DRAFT, "catin", None, 60), (DONE, "anak", "proses", -5),
            (DONE, "umum", None, 4),
        ))
    ]  # fmt: skip
    people = [visit.changed(member_id=f"m{n}" if visit.target != "umum" else None) for n, visit in enumerate(made)]
    save(session, "Isi", [home, *people])


def _listed(page: VisitsPage) -> list[str]:
    """Which of them the list shows, by their days."""
    shown = page.list.table.model
    days = [row.cells[0] for n in range(len(shown.ids)) if (row := shown.row(n)) is not None]
    by_day = {f"{(TODAY - timedelta(days=40 - n)):%d}": f"v{n}" for n in range(4)}
    return [by_day[str(day).split(" ")[0].zfill(2)] for day in days]


def test_the_list_by_what_is_due(qtbot: QtBot, session: Session) -> None:
    _planned(session)
    page = VisitsPage(session, today=today)
    qtbot.addWidget(page)
    page.load()

    assert _listed(page) == []  # read when somebody goes there
    page.tabs.go("daftar")
    assert _listed(page) == ["v3", "v2", "v1", "v0"]
    page.list.choose(OPEN)
    assert _listed(page) == ["v1"]
    page.open_record("saring:terlambat")
    assert page.tabs.strip.current_key() == "perlu"
    page.open_record("saring:rujukan")
    assert page.tabs.strip.current_key() == "rujukan"
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)
    cases = page.tabs.cases
    assert list(cases.lines.keys) == ["rujukan:v2"]
    page.show()
    page.rest()
    assert list(cases.table.model.ids) == ["rujukan:v2"], "what is seen stays"
    page.tabs.go("kalender")
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)
    page.rest()
    assert list(cases.table.model.ids) == []
    page.tabs.go("rujukan")
    qtbot.waitUntil(lambda: cases.table.current_id() == "rujukan:v2", timeout=30_000)
    page.hide()
    page.list.clear()
    page.list.target.setCurrentIndex(page.list.target.findData("anak"))
    page.list.show_found()
    assert _listed(page) == ["v2"]
    page.list.clear()
    page.search.setText("renc")
    page.search.flush()
    assert len(_listed(page)) == 4


def test_open_cases_are_searched(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    _planned(session)
    page = VisitsPage(session, today=today)
    qtbot.addWidget(page)
    page.load()
    page.open_record("saring:rujukan")
    cases = page.tabs.cases
    qtbot.waitUntil(lambda: cases.table.current_id() == "rujukan:v2", timeout=30_000)
    for most in (200, 0):  # read without waiting, and in the background
        monkeypatch.setattr(visit_case_search, "AT_ONCE", most)
        cases.search("tidak ada")
        qtbot.waitUntil(lambda: list(cases.table.model.ids) == [], timeout=30_000)
        cases.search("renc keluarga")
        qtbot.waitUntil(lambda: list(cases.table.model.ids) == ["rujukan:v2"], timeout=30_000)
        cases.load()
        qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)
