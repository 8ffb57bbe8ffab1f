"""Laporan offers more than one paper: each with the time it is about, its own file name, and where to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.papers import offer
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
from kampungkb_desktop.ui.pages.monthly_words import MonthlyWords
from kampungkb_desktop.ui.pages.reports import ReportsPage
from tests.actions.homes import MALUANG, village
from tests.ui.pages.working import idle

TODAY = date(2026, 11, 21)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[ReportsPage]:
    """Laporan in a window of its own."""
    entry = PageEntry("laporan", "&Laporan", "laporan", lambda: ReportsPage(session, today=lambda: TODAY))
    window = MainWindow([entry])
    qtbot.addWidget(window)
    window.show()
    found = window.page("laporan")
    assert isinstance(found, ReportsPage)
    idle(qtbot)
    yield found
    idle(qtbot)
    del window  # it lives as long as the test


def words(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_recap_and_the_list_of_krs_are_shown_saved_and_named(
    qtbot: QtBot, session: Session, page: ReportsPage, tmp_path: Path
) -> None:
    village(session)
    page.open_record(f"krs:{MALUANG}/2026-2")
    idle(qtbot)
    assert page.subtitle == "Maluang · Semester II 2026 · 2 halaman"
    assert "Rekap keluarga berisiko stunting" in words(page.out.pdf)
    assert page.choice.semester.isVisible()
    assert not page.choice.month.isVisible()
    page.out.keep(tmp_path / "rekap")
    assert (tmp_path / "rekap.pdf").read_bytes() == page.out.pdf
    page.open_record(f"krs-daftar:{MALUANG}/2026-1")
    idle(qtbot)
    assert page.subtitle.startswith("Maluang · Semester I 2026 · ")
    assert "Daftar keluarga berisiko stunting" in words(page.out.pdf)


def test_the_kind_is_chosen_from_the_list_and_the_summary_stays_first(
    qtbot: QtBot, session: Session, page: ReportsPage
) -> None:
    village(session)
    assert page.choice.kind.key() == "ringkasan"
    page.choice.kind.choose("krs")
    qtbot.waitUntil(lambda: page._shown.kind == "krs")
    assert page.choice.told.text().startswith("Keluarga berisiko stunting satu semester")
    page.open_record(f"{MALUANG}/2026-10")
    idle(qtbot)
    assert page._shown.kind == "ringkasan"


def test_a_village_without_families_leads_to_keluarga(qtbot: QtBot, page: ReportsPage) -> None:
    page.open_record(f"krs:{MALUANG}/2026-2")
    idle(qtbot)
    assert page._sheet.currentIndex() == 1
    assert not page.out.save.isEnabled()
    assert offer("krs").lacking == "keluarga"


def test_the_month_of_an_officer_with_what_he_wrote(
    qtbot: QtBot, session: Session, page: ReportsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    village(session)
    page.load()
    page.open_record("krs:")
    idle(qtbot)
    assert not page.write.isVisible(), "only the officer's month has words of his own"
    page.open_record(f"laporan-bulanan:{session.author}/2026-10")
    idle(qtbot)
    assert page.write.isVisible()
    assert "Jalan putus" not in words(page.out.pdf)

    def written(dialog: MonthlyWords) -> int:
        dialog.view.cells["obstacles"].editor.set_answer("Jalan putus karena banjir.")
        dialog.view.cells["superior_name"].editor.set_answer("Kepala Balai Contoh")
        return 1

    monkeypatch.setattr(MonthlyWords, "exec", written)
    with qtbot.waitSignal(page.wrote) as wrote:
        page.write.click()
    assert wrote.args == [frozenset({"officer_report"})]
    idle(qtbot)
    said = words(page.out.pdf)
    assert "Jalan putus karena banjir." in said
    assert "Kepala Balai Contoh" in said
    again = MonthlyWords(None, session, "2026-11")
    qtbot.addWidget(again)
    assert (again.words().obstacles, again.words().superior_name) == (None, "Kepala Balai Contoh")
    page.open_record("catatan-kerja:/2026-10")
    idle(qtbot)
    assert "CATATAN KERJA PETUGAS" in words(page.out.pdf)
    assert not page.write.isVisible()
    page.open_record(f"serah-terima:{MALUANG}/2026-12-01")
    idle(qtbot)
    assert "Selasa, 1 Desember 2026" in words(page.out.pdf)
    assert page.subtitle.startswith("Maluang · 1 Desember 2026")


def test_a_sheet_is_as_long_as_asked_and_a_file_is_chosen_from_those_that_are_there(
    qtbot: QtBot, session: Session, page: ReportsPage
) -> None:
    village(session)
    save(session, "Isi", [Activity(id="rapat", village=MALUANG, title="Rapat Pokja", held_on=TODAY)])
    page.open_record("daftar-hadir:rapat/7")
    idle(qtbot)
    assert page.choice.lines.isVisible()
    said = words(page.out.pdf)
    assert " 7 " in said
    assert " 8 " not in said
    page.choice.lines.setValue(9)
    qtbot.waitUntil(lambda: page._shown.period == "9")
    assert " 9 " in words(page.out.pdf)
    page.open_record("berita-acara-berkas:")
    idle(qtbot)
    assert page.choice.named["file"].count() == 0
    assert not page.out.save.isEnabled(), "nothing was sent yet"
