"""Lists and heads say how far each record has come, in words; the filter shows what was not sent; sending renews it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.record_states import FILES
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.activities import ActivitiesPage
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.sending_words import UNSENT
from kampungkb_desktop.ui.pages.visits import VisitsPage
from kampungkb_desktop.ui.record_table import RecordTable
from tests.actions.devices import VILLAGE
from tests.actions.enrolling import keep_family
from tests.ui.pages import filled
from tests.ui.pages.people import today


def rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


def last(table: RecordTable, row: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    """What the last cell of a row says."""
    return str(table.model.index(row, table.model.columnCount() - 1).data(role))


def test_families_say_how_far_they_came_and_the_page_too(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    first = keep_family(session, "Pak Satu")
    export(session, tmp_path)
    keep_family(session, "Pak Dua")
    page = FamiliesPage(session, today=today)
    qtbot.addWidget(page)
    page.show()
    page.load()
    rest(qtbot)
    table = page.list.table
    assert [last(table, row) for row in range(2)] == ["Belum", "Dikirim"]
    assert last(table, 0, Qt.ItemDataRole.AccessibleTextRole) == "Belum dikirim."
    assert "kabupaten belum memberi tahu" in last(table, 1, Qt.ItemDataRole.ToolTipRole)
    page.list.choose(UNSENT.key)
    rest(qtbot)
    assert [last(table, row) for row in range(len(table.model.ids))] == ["Belum"]
    page.open_record(first.id)
    rest(qtbot)
    assert page.subtitle.startswith("Dikirim, belum ada kabar")
    export(session, tmp_path)
    assert FILES in page.reads
    page.open_record(None)
    page.load()
    rest(qtbot)
    assert table.model.ids == [] or len(table.model.ids) == 0


def test_visits_and_activities_have_the_column_and_the_filter(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    home = keep_family(session, "Pak Satu")
    save(session, "Kunjungan", [Visit(id=new_record_id(session), village=VILLAGE, family_id=home.id)])
    filled.keep(session, filled.activity())
    visits, activities = VisitsPage(session, today=today), ActivitiesPage(session, today=today)
    for page in (visits, activities):
        qtbot.addWidget(page)
        page.show()
        page.load()
    rest(qtbot)
    listed = visits.tabs.list
    listed.choose(UNSENT.key)
    activities.list.unsent.click()
    rest(qtbot)
    for table in (listed.table, activities.list.table):
        assert len(table.model.ids) == 1
        assert last(table, 0) == "Belum"
    export(session, tmp_path)
    visits.load()
    listed.load()
    activities.load()
    rest(qtbot)
    assert len(listed.table.model.ids) == len(activities.list.table.model.ids) == 0
    listed.clear()
    activities.list.clear_filters()
    rest(qtbot)
    assert last(listed.table, 0) == last(activities.list.table, 0) == "Dikirim"
