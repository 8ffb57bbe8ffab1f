"""Catatan kerja on the screen, the lines under a kegiatan, and the tick that keeps a photo's place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import Attendee, MethodService, MinuteItem, ServedFamily
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.cell_texts import read_cell, words_of
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.activities import ActivitiesPage
from kampungkb_desktop.ui.pages.work_log import WorkLogView
from kampungkb_desktop.ui.row_table import RowCard
from tests.actions.test_photos import photo_with_place
from tests.report.strict import strict
from tests.ui.pages import filled
from tests.ui.pages.test_activities import new_form
from tests.ui.pages.windows import kegiatan, stored, window_of

TODAY = date(2026, 11, 21)


def log_of(window: MainWindow, qtbot: QtBot, month: str = "2026-11") -> WorkLogView:
    window.go("kegiatan", f"catatan/{month}")
    view = kegiatan(window).log
    qtbot.waitUntil(lambda: view.log is not None and view.log.month == month, timeout=10_000)
    return view


def test_the_log_shows_the_month_and_opens_its_entries(qtbot: QtBot, session: Session) -> None:
    filled.keep(session, filled.activity(topic="kie", starts_at="08.00", ends_at="10.00"))
    window = window_of(qtbot, session)
    view = log_of(window, qtbot)
    assert [str(cell) for cell in view.table.model.row(0).cells][1:3] == [  # type: ignore[union-attr]
        "08.00–10.00", "DASHAT di RT 03: bubur ikan haruan",
    ]  # fmt: skip
    assert (view.tiles["counselling"].figure, view.tiles["hours"].figure) == ("1", "2,0")
    assert "22 entri" in view.rule.text()
    assert "5 Desember 2026" in view.rule.text()
    view.table.opened.emit(view.table.model.ids[0])
    assert kegiatan(window).form.shown() is not None


@pytest.mark.parametrize("wide", [1366, 1024])
def test_its_sums_end_where_the_tiles_end(qtbot: QtBot, session: Session, wide: int) -> None:
    """Beside the table, or under it: one edge at the right, and no card higher than its bars need."""
    filled.keep(session, filled.activity(topic="kie", starts_at="08.00", ends_at="10.00"))
    window = window_of(qtbot, session)
    window.resize(wide, 768)
    view = log_of(window, qtbot)
    qtbot.waitUntil(lambda: view._of_villages.isVisible())
    qtbot.wait(1)

    def edge(one: QWidget) -> int:
        return one.mapTo(view, one.rect().topRight()).x()

    last = [one for one in (view._of_topics, view._of_villages) if one.isVisible()]
    assert max(edge(one) for one in last) == edge(view.tiles["attended"])
    assert max(edge(one) for one in (view.table, view.side)) == edge(view.tiles["attended"])
    assert view.side.height() >= view._sums.sizeHint().height()
    if wide == 1024:
        assert view.side.height() == view._sums.sizeHint().height()


def test_an_empty_month_teaches_and_begins_office_work(qtbot: QtBot, session: Session) -> None:
    window = window_of(qtbot, session)
    view = log_of(window, qtbot, "2026-06")
    assert view.table.model.ids == []
    view.other.click()
    form = kegiatan(window).form
    record = form.view.record()
    assert isinstance(record, Activity)
    assert (record.village, record.level, record.topic) == (None, None, "pencatatan")
    assert form.view.cell("kegiatan").isHidden()


def test_the_month_is_written_to_a_table(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    filled.keep(session, filled.activity())
    view = log_of(window_of(qtbot, session), qtbot)
    with qtbot.waitSignal(view.said, timeout=10_000):
        view.write_to(tmp_path / "catatan")
    assert (tmp_path / "catatan.csv").read_text(encoding="utf-8-sig").count("\n") == 2
    with qtbot.waitSignal(view.said, timeout=10_000):
        view.write_to(tmp_path / "catatan.pdf")
    strict((tmp_path / "catatan.pdf").read_bytes())


def cell(card: RowCard, row: int, column: int) -> QTableWidgetItem:
    found = card.table.item(row, column)
    assert found is not None
    return found


def opened_form(qtbot: QtBot, session: Session) -> ActivitiesPage:
    (made,) = filled.keep(session, filled.activity())
    window = window_of(qtbot, session)
    window.go("kegiatan", made.id)
    page = kegiatan(window)
    qtbot.waitUntil(lambda: page.form.whole, timeout=10_000)
    return page


def test_a_line_is_kept_when_its_cell_is_left(qtbot: QtBot, session: Session) -> None:
    page = opened_form(qtbot, session)
    card = page.form.lines.cards[Attendee]
    cell(card, 0, 0).setText("Ibu Sari")
    cell(card, 0, 1).setText("2")
    (one,) = stored(session, Attendee)
    assert (one.full_name, one.sex, one.village) == ("Ibu Sari", "perempuan", filled.VILLAGE)
    assert cell(card, 0, 1).text() == "Perempuan"
    assert card.table.rowCount() == 2
    card.table.setCurrentCell(0, 0)
    card.remove_button.click()
    assert stored(session, Attendee) == []
    assert card.table.rowCount() == 1


def test_what_cannot_be_read_stays_and_is_said(qtbot: QtBot, session: Session) -> None:
    page = opened_form(qtbot, session)
    card = page.form.lines.cards[MinuteItem]
    cell(card, 0, 1).setText("Membagi jadwal")
    cell(card, 0, 3).setText("kapan-kapan")
    assert cell(card, 0, 3).text() == "kapan-kapan"
    assert "tanggal" in card.said.text()
    (one,) = stored(session, MinuteItem)
    assert (one.text, one.due_on) == ("Membagi jadwal", None)
    cell(card, 0, 3).setText("5/12")
    assert card.said.isHidden()
    assert stored(session, MinuteItem)[0].due_on == date(2026, 12, 5)


def test_minutes_are_written_as_pdf(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    page = opened_form(qtbot, session)
    qtbot.waitUntil(page.form.lines.paper.isVisible)
    with qtbot.waitSignal(page.form.told, timeout=10_000):
        page.form.lines.write_paper(tmp_path / "notulen")
    strict((tmp_path / "notulen.pdf").read_bytes())


def test_lines_appear_where_the_kegiatan_has_them(qtbot: QtBot, session: Session) -> None:
    page = opened_form(qtbot, session)
    cards = page.form.lines.cards
    assert (cards[ServedFamily].isHidden(), cards[MethodService].isHidden()) == (False, True)
    page.form.view.answer("kegiatan", "3.5")
    assert (cards[ServedFamily].isHidden(), cards[MethodService].isHidden()) == (True, False)


def test_a_line_of_an_unsaved_kegiatan_saves_it_first(qtbot: QtBot, session: Session) -> None:
    form = new_form(window_of(qtbot, session))
    qtbot.waitUntil(lambda: form.whole, timeout=10_000)
    form.view.answer("title", "Rapat")
    cell(form.lines.cards[Attendee], 0, 0).setText("Pak Joko")
    (made,) = stored(session, Activity)
    (one,) = stored(session, Attendee)
    assert (made.title, made.status, one.activity_id, one.full_name) == ("Rapat", "draf", made.id, "Pak Joko")


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [("kind", "1", "keputusan"), ("kind", "tin", "tindak_lanjut"), ("due_on", "1/2", date(2027, 2, 1)),
     ("due_on", "1/2/26", date(2026, 2, 1)), ("done_on", "1/11", date(2026, 11, 1)), ("kind", "xyz", None),
     ("text", "â€œBaikâ€\x9d", "“Baik”"), ("text", "", None)],
)  # fmt: skip
def test_cells_are_read_as_people_type(field: str, typed: str, answer: object) -> None:
    kind = fields_of(MinuteItem)[field]
    assert read_cell(kind, typed, (), TODAY) == answer
    if answer is not None:
        assert read_cell(kind, words_of(kind, answer), (), TODAY) == answer  # type: ignore[arg-type]


def test_a_photo_keeps_its_place_on_wish(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    page = opened_form(qtbot, session)
    strip = page.form.photos
    strip.add_files([photo_with_place((2.0, 9.0, 36.0), False, tmp_path)])
    qtbot.waitUntil(lambda: len(strip.cells) == 1, timeout=10_000)
    strip.place.setChecked(True)
    strip.add_files([photo_with_place((3.0, 0.0, 0.0), False, tmp_path)])
    qtbot.waitUntil(lambda: len(strip.cells) == 2, timeout=10_000)
    with session.database.read() as conn:
        places = [(p.latitude, p.longitude) for p in read.records(conn, Attachment, order=("position",))]
    assert places == [(None, None), (3.0, 117.48)]


def test_names_are_kept_once_and_taken_away(qtbot: QtBot, session: Session) -> None:
    page = opened_form(qtbot, session)
    editor = page.form.view.cell("own_institutions").editor
    page.form.view.focus_field("own_institutions")
    (line,) = editor.inputs()
    for name in ("Yayasan Pelita", "yayasan  pelita", "BAZNAS"):
        qtbot.keyClicks(line, name)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert editor.answer() == ("BAZNAS", "Yayasan Pelita")
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert editor.answer() == ("Yayasan Pelita",)
    qtbot.keyClicks(line, "Dinas Kesehatan")
    assert editor.answer() == ("Dinas Kesehatan", "Yayasan Pelita")  # what stands in the line counts too
