"""An empty real database, walked through screen by screen and tab by tab: every list holds rows or says what belongs
there and offers the button that begins it; and F1 leads to a page of the guide from each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.start import first_run
from kampungkb_desktop.forms.officer import Office, Officer
from kampungkb_desktop.ui.help_pages import load
from kampungkb_desktop.ui.record_table import RecordTable
from kampungkb_desktop.ui.tabs import TabStrip
from kampungkb_desktop.ui.tiles import EmptyState
from tests.actions.devices import PASSWORD, VILLAGE, Ticking
from tests.cheap import CHEAP
from tests.journeys.driving import Laptop, enter, laptop

GUIDE = load()
COME_BY_THEMSELVES = {
    "Belum ada berkas": "the cards over this history make and take files",
    "Belum ada salinan": "made by itself, and the button stands over the table",
    "Belum ada perubahan wilayah": "an officer gets them from the district",
    "Belum ada perubahan": "the history of what is typed elsewhere",
    "Belum ada laptop": "they begin with a file of the officer, taken in on the page before",
    "Tidak ada yang bentrok": "nothing is to be done, and that is good",
    "Tidak ada yang menunggu": "the same",
    "Belum ada berkas lewat sini": "the form over it connects the storage",
    "Pilih desa dahulu": "the choice of the village stands over it",
    "Daftar sedang disusun…": "read at this moment",
}
"""States without a button of their own, and why."""


def _walk(at: Laptop) -> Iterator[str]:
    """Every page, every tab of it, and the views over Kirim & Terima; each is in front when it is named."""
    frame = at.window.frame
    places = [(key, None) for key in frame.entries]
    village = [("kampung", VILLAGE)] if at.session.role == "petugas" else []
    views = [("kirim-terima", one) for one in ("bentrok", "menunggu", "penyimpanan")]
    for key, record in [*places, *village, *views]:
        assert frame.go(key, record)
        at.rest()
        page = frame.page(key)
        assert page is not None
        strips = [one for one in page.findChildren(TabStrip) if one.isVisible()]
        for tab in strips[0].keys if strips else ("",):
            if tab:
                strips[0].go(tab)
                at.rest()
            yield "/".join(part for part in (key, record or "", tab) if part)


def _bare(page: QWidget) -> Iterator[str]:
    """Lists without rows and without words, and words without a beginning."""
    for table in page.findChildren(RecordTable):
        states = [one for one in table.findChildren(EmptyState) if one.isVisible()]
        if table.isVisible() and not table.model.rowCount() and not states:
            yield f"{table.accessibleName() or table.view.accessibleName()}: empty without a word"
    for state in page.findChildren(EmptyState):
        if not state.isVisible():
            continue
        if len(state.words.text().split()) < 5:
            yield f"{state.title.text()}: teaches nothing"
        if state.button is None and state.title.text() not in COME_BY_THEMSELVES:
            yield f"{state.title.text()}: offers no beginning"


def _of_officers(at: Laptop) -> Iterator[str]:
    """Buttons by which an officer begins; a district receives families and visits."""
    for one in at.window.findChildren(QPushButton):
        if one.isVisible() and one.text().replace("&", "") in ("Kunjungan baru", "Keluarga baru", "Isi banyak…"):
            yield f"a district is offered {one.text()!r}"


def _topic(at: Laptop) -> str:
    """Where F1 leads, pressed as a person would."""
    assert at.start.program is not None
    help_key = at.start.program.help
    at.window.activateWindow()  # a progress dialog may have come and gone
    at.wait(lambda: QApplication.activeWindow() is at.window)
    QTest.keyClick(at.window, Qt.Key.Key_F1)
    at.wait(lambda: help_key.shown is not None and help_key.shown.isVisible())
    shown = help_key.shown
    assert shown is not None
    topic = shown.topic
    shown.close()
    return topic


@pytest.mark.parametrize("role", ["petugas", "kabupaten"])
def test_every_empty_screen_teaches_and_knows_its_page_of_the_guide(qtbot: QtBot, tmp_path: Path, role: str) -> None:
    folder, district = tmp_path / role, role == "kabupaten"
    office = Office(regency="64.03", full_name="Dinas Rekaan") if district else None
    made = first_run(
        folder, PASSWORD, role=role, person=Officer(full_name="Siti Rahma"), villages=[] if district else [VILLAGE],
        office=office, clock=Ticking(), cost=CHEAP,
    )  # fmt: skip
    sessions.close(made.session)
    with laptop(qtbot, folder, Ticking()) as at:
        enter(at)
        bare, lost = [], []
        seen = set()
        for where in _walk(at):
            page = at.window.page(at.window.current_key)
            assert page is not None
            bare += [f"{where}: {one}" for one in _bare(page)]
            bare += [f"{where}: {one}" for one in _of_officers(at) if district]
            topic, _hash, anchor = page.help_place().partition("#")
            anchors = {section.anchor for section in GUIDE[topic].sections} if topic in GUIDE else set()
            if topic not in GUIDE or (anchor and anchor not in anchors):
                lost.append(f"{where}: {page.help_place()!r}")
            elif topic not in seen and not district and where.count("/") == 2:
                assert _topic(at) == topic, where  # the pages themselves: tests/ui/test_help.py
            seen.add(topic)
        assert bare == []
        assert lost == []
        assert len(seen) >= 12
