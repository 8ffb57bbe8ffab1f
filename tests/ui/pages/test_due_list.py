"""Perlu dikunjungi in the real window: reasons beside the line, Enter begins the right visit, filters, and the CSV."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.record import DONE, DRAFT
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.due_list import DueList, empty_of
from kampungkb_desktop.ui.pages.visits import VisitsPage
from tests.actions.devices import VILLAGE
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import CTRL, TODAY, family, focused, household, press, window


def _page(opened: MainWindow) -> VisitsPage:
    page = opened.page("kunjungan")
    assert isinstance(page, VisitsPage)
    return page


def _due(qtbot: QtBot, opened: MainWindow) -> DueList:
    """The list with its whole book."""
    found = _page(opened).due
    qtbot.waitUntil(lambda: found.book is not None and found.book.whole)
    return found


def _cells(due: DueList) -> list[tuple[str, ...]]:
    model = due.table.model
    rows = [model.row(at) for at in range(len(model.ids))]
    return [tuple(str(getattr(cell, "text", cell)) for cell in row.cells) for row in rows if row is not None]


def test_it_is_the_first_thing_kunjungan_shows(qtbot: QtBot, session: Session) -> None:
    _home, _mother, child = household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        due = _due(qtbot, opened)
        assert _page(opened).tabs.shown is due
        assert _cells(due) == [
            ("RT 003, RW 001", "", "", "1 orang", ""),
            (
                "Wulan, 1 tahun 2 bulan", "Suparman", "Anak 0–59 bulan",
                "Kunjungan direncanakan, Penimbangan bulanan", "Hari ini",
            ),
        ]  # fmt: skip
        qtbot.waitUntil(lambda: due.panel.sentences != ())
        assert due.panel.sentences[0] == "Direncanakan 21 November 2026 pada kunjungan 22 Oktober 2026."
        assert due.panel.card.title_label.text() == "Wulan, 1 tahun 2 bulan"
        assert "Keluarga Suparman" in due.panel.where.text()
        assert "jadwal-2022" in due.panel.rule.text()
        assert _page(opened).subtitle == "1 orang perlu dikunjungi"
        assert _page(opened).help_place() == "jadwal"
        assert duplicates(opened) == {}
        assert str(due.table.current_id()).endswith(child.id)


def test_enter_begins_the_visit_and_saving_it_takes_the_line_away(qtbot: QtBot, session: Session) -> None:
    _home, _mother, child = household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        due = _due(qtbot, opened)
        due.table.setFocus()
        press(Qt.Key.Key_Return)
        page = _page(opened)
        assert page.title == "Kunjungan baru: Keluarga Suparman"
        sheet = page._sheet
        assert sheet is not None
        visit = sheet.editor.sheet.visit()
        assert (visit.target, visit.member_id, visit.visited_on) == ("anak", child.id, TODAY)
        press(Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: page.tabs.isVisible() and "janji" not in _codes(due))
        press(Qt.Key.Key_Z, CTRL)
        qtbot.waitUntil(lambda: "janji" in _codes(due))


def _codes(due: DueList) -> set[str]:
    return {one.code for line in due.lines.lines.values() for one in line.due.reasons}


def test_a_draft_is_opened_and_not_begun_anew(qtbot: QtBot, session: Session) -> None:
    home = family(session)
    draft = Visit(id=new_record_id(session), village=VILLAGE, status=DRAFT, family_id=home.id, target="umum",
                  visited_on=TODAY - timedelta(days=9))  # fmt: skip
    save(session, "Isi", [home, draft])
    with window(qtbot, session, first="kunjungan") as opened:
        due = _due(qtbot, opened)
        due.table.setFocus()
        press(Qt.Key.Key_Return)
        assert _page(opened).title == "Keluarga Suparman, 12 November 2026"


def test_headings_do_nothing_and_the_order_can_be_urgency(qtbot: QtBot, session: Session) -> None:
    household(session)
    late = family(session, "Zulkifli", rt="001")
    save(session, "Isi", [late, Visit(id=new_record_id(session), village=VILLAGE, status=DONE, family_id=late.id,
                                      target="umum", visited_on=TODAY - timedelta(days=60),
                                      next_visit_on=TODAY - timedelta(days=30))])  # fmt: skip
    with window(qtbot, session, first="kunjungan") as opened:
        due = _due(qtbot, opened)
        assert [row[0] for row in _cells(due)] == [
            "RT 001, RW 001", "Keluarga", "RT 003, RW 001", "Wulan, 1 tahun 2 bulan"
        ]  # fmt: skip
        due.table.setFocus()
        press(Qt.Key.Key_Home)
        press(Qt.Key.Key_Return)
        assert _page(opened).title == "Kunjungan"
        due.bar.sorting.setCurrentIndex(1)
        due.bar.sorting.activated.emit(1)
        assert due.table.view.currentIndex().row() == 0
        assert [row[:2] for row in _cells(due)] == [
            ("Keluarga", "RT 001 · Zulkifli"), ("Wulan, 1 tahun 2 bulan", "RT 003 · Suparman")
        ]  # fmt: skip
        assert _cells(due)[0][-1] == "Lewat 30 hari"


def test_filters_search_and_empty_states(qtbot: QtBot, session: Session) -> None:
    home, _mother, _child = household(session)
    save(session, "KB", [FamilyPlanning(id=new_record_id(session), village=VILLAGE, status=DONE, family_id=home.id,
                                        as_of=TODAY - timedelta(days=22), pregnant=False, using=False,
                                        wants_child="kemudian")])  # fmt: skip
    with window(qtbot, session, first="kunjungan") as opened:
        due, page = _due(qtbot, opened), _page(opened)
        qtbot.waitUntil(lambda: len(due.lines.lines) == 1)
        opened.go("kunjungan", "saring:terlambat")
        assert due.bar.window_key == "terlambat"
        assert due.lines.lines == {}
        opened.go("kunjungan", "saring:bulan_ini")
        assert len(due.lines.lines) == 2  # the unmet need of the couple is due eight days from now
        due.bar.reason.setCurrentIndex(due.bar.reason.findData("unmet_need"))
        due.show_found()
        assert [line.due.first.code for line in due.lines.lines.values()] == ["unmet_need"]
        due.clear()
        page.search.setText("wulan")
        page.search.flush()
        assert len(due.lines.lines) == 2
        page.search.setText("tidakada")
        page.search.flush()
        assert due.lines.lines == {}
        due.clear()
        page.search.flush()
        assert (page.search.text(), len(due.lines.lines)) == ("", 2)
        assert [due.bar.rt.itemText(at) for at in range(due.bar.rt.count())] == ["Semua RT", "RT 003"]


def test_what_is_typed_is_answered_by_words_that_are_held_and_in_a_large_store_never_by_the_window(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, _mother, child = household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        due, page = _due(qtbot, opened), _page(opened)
        due.clear()
        book, held = due.book, due._search
        qtbot.waitUntil(lambda: held._words_of is book)
        assert held.look(book, "wulan")
        assert held.among == frozenset({home.id})
        monkeypatch.setattr("kampungkb_desktop.ui.due_search.MANY", 0)
        held._words_of = None  # as if the worker had not read them yet
        assert not held.look(book, "wul")
        with qtbot.waitSignal(held.found):
            assert not held.look(book, "tidakada"), "the newest text ends the reading for the one before"
        assert (held.among, due.lines.lines) == (frozenset(), {})
        with qtbot.waitSignal(held.found):
            due.search("wulan")
        assert [line.due.person for line in due.lines.lines.values()] == [child.id]
        held._words_of = book
        page.tabs.go("daftar")
        page.search.setText("tidakada")
        page.search.flush()
        assert len(due.lines.lines) == 1, "a list that nobody sees is narrowed when one goes there"
        page.tabs.go("perlu")
        assert due.lines.lines == {}
        save(session, "Nama", [replace(home, head_name="Tidakada")])
        due.load()
        qtbot.waitUntil(lambda: len(due.lines.lines) == 1)  # the words are those of now
        qtbot.waitUntil(lambda: held._words_of is due.book is not book)


def test_an_empty_list_teaches(qtbot: QtBot, session: Session) -> None:
    with window(qtbot, session, first="kunjungan") as opened:
        due = _due(qtbot, opened)
        assert empty_of(due).title.text() == "Belum ada keluarga"
        save(session, "Isi", [family(session, "Lain")])
        assert empty_of(due).title.text() == "Tidak ada yang cocok", "one that needs no visit is a family too"
    household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        due = _due(qtbot, opened)
        due.choose("bulan_ini")
        assert empty_of(due).title.text() == "Tidak ada yang perlu dikunjungi bulan ini"


def test_the_family_and_the_record_behind_a_reason_are_a_key_away(qtbot: QtBot, session: Session) -> None:
    household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        due = _due(qtbot, opened)
        due.panel.record.emit("visit", due.lines.lines[str(due.table.current_id())].due.first.record)
        assert _page(opened).title == "Keluarga Suparman, 22 Oktober 2026"
        opened.go("kunjungan", None)
        due.panel.to_family.click()
        assert not _page(opened).isVisible()


def test_the_list_is_saved_as_csv(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    household(session)
    target = tmp_path / "daftar.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    with window(qtbot, session, first="kunjungan") as opened:
        due, said = _due(qtbot, opened), list[str]()
        due.said.connect(lambda words, _undo: said.append(words))
        due.bar.csv_wanted.emit()
        qtbot.waitUntil(lambda: said != [])
        assert said == ["Daftar 1 orang disimpan sebagai CSV."]
        assert "Wulan" in target.read_text(encoding="utf-8-sig")


def test_letters_go_to_the_search(qtbot: QtBot, session: Session) -> None:
    household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        due = _due(qtbot, opened)
        due.table.setFocus()
        qtbot.keyClicks(focused(), "wu")
        assert _page(opened).search.text() == "wu"
        _page(opened).search.flush()
        assert len(due.lines.lines) == 1


def test_both_widths(qtbot: QtBot, session: Session) -> None:
    household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        due = _due(qtbot, opened)
        assert due.panel.x() > due.table.x() + 100
        opened.resize(1024, 768)
        qtbot.waitUntil(lambda: due.panel.y() > due.table.y() + 100)
        assert due.table.view.horizontalScrollBar().maximum() == 0


def test_a_district_looks_at_one_village_at_a_time(qtbot: QtBot, session: Session) -> None:
    household(session)
    other = family(session, "Lain", village="64.03.06.2005")
    late = Visit(id=new_record_id(session), village=other.village, status=DONE, target="umum", family_id=other.id,
                 visited_on=TODAY - timedelta(days=60), next_visit_on=TODAY - timedelta(days=30))  # fmt: skip
    save(session, "Isi", [other, late])
    due = DueList(replace(session, role="kabupaten"), today=lambda: TODAY, villages=[VILLAGE, "64.03.06.2005"])
    qtbot.addWidget(due)
    with qtbot.waitExposed(due):
        due.show()
    due.load()
    assert due.book is None
    assert empty_of(due).title.text() == "Pilih desa dahulu"
    for village, head in (("64.03.06.2005", "Lain"), (VILLAGE, "Suparman")):
        at = due.bar.village.findData(village)
        due.bar.village.setCurrentIndex(at)
        due.bar.village.activated.emit(at)
        qtbot.waitUntil(lambda: due.book is not None and due.book.whole and due.book.only == village)  # noqa: B023
        assert {row[1] for row in _cells(due)} - {"Maluang", "Birang"} >= {head}
        assert len(due.lines.lines) == 1


def test_the_button_stands_alike_for_every_line(qtbot: QtBot, session: Session) -> None:
    """Also while the name and the address are still being read."""
    household(session)
    with window(qtbot, session, first="kunjungan") as opened:
        due = _due(qtbot, opened)
        qtbot.waitUntil(lambda: due.panel.sentences != ())
        before = due.panel.begin.mapTo(due.panel, due.panel.rect().topLeft())
        due.panel.card.retitle("Nama yang panjang sekali sehingga memerlukan beberapa baris di sini")
        due.panel.where.setText("Alamat yang panjang sekali sehingga memerlukan beberapa baris " * 3)
        qtbot.wait(20)
        assert due.panel.begin.mapTo(due.panel, due.panel.rect().topLeft()) == before
