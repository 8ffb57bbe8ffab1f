"""Laporan offers more than one paper: each with the time it is about, its own file name, and where to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.papers import offer
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.page import PageEntry
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
