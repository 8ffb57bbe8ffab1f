"""Menunggu in the window: the strip, the list with the missing number, and the district's *Anggap hilang*."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import enrolment, predecessors
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.exchange import WAITING, ExchangePage
from kampungkb_desktop.ui.pages.settings_reason import ReasonDialog
from tests.actions.exchanging import family, laptop, sent, taken
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import today


@pytest.fixture
def holed(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Session, Session, Path]]:
    """Siti's laptop, the office that lacks her second file, and that file."""
    siti, office = laptop(tmp_path / "siti", "Siti Rahma"), laptop(tmp_path / "k", "Kantor", role="kabupaten")
    home = family(siti, "Bu Lama")
    first = sent(siti, tmp_path / "1").path
    save(siti, "Ubah", [home.changed(rt="003")])
    second = sent(siti, tmp_path / "2").path
    save(siti, "Ubah", [home.changed(rt="003", phone="081200000000")])
    for path in (first, sent(siti, tmp_path / "3").path):
        taken(office, path)
    yield siti, office, second
    rest(qtbot)
    for session in (siti, office):
        close(session)


def rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


def page_of(qtbot: QtBot, session: Session) -> ExchangePage:
    made = ExchangePage(session, today=today)
    qtbot.addWidget(made)
    made.resize(1120, 700)
    made.show()
    made.load()
    rest(qtbot)
    return made


def test_the_strip_leads_to_the_list_and_goes_when_the_file_came(
    qtbot: QtBot, holed: tuple[Session, Session, Path]
) -> None:
    _, office, second = holed
    page = page_of(qtbot, office)
    assert page.waiting.strip.isVisible()
    page.open_record(WAITING)
    assert page.help_place() == "menunggu"
    assert page.waiting.table.model.index(0, 2).data() == "Berkas nomor 2 dari Siti Rahma"
    assert "1 catatan menunggu" in page.waiting.words.text()
    assert not page.waiting.forgive.isVisible()
    assert duplicates(page) == {}
    taken(office, second)
    page.load()
    rest(qtbot)
    assert page.waiting.found == []
    assert not page.waiting.strip.isVisibleTo(page)


def test_the_district_goes_on_without_the_file_of_a_dead_laptop(
    qtbot: QtBot, holed: tuple[Session, Session, Path]
) -> None:
    siti, office, _ = holed
    enrolment.send_away(office, siti.device, "hilang")
    page = page_of(qtbot, office)
    page.open_record(WAITING)
    assert page.waiting.forgive.isVisible()
    said: list[str] = []
    page.said.connect(lambda words, _undo: said.append(words))

    def decide() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        assert not dialog.deed.isEnabled()
        dialog.line.setText("laptop hilang di sungai")
        dialog.deed.click()

    QTimer.singleShot(50, decide)
    page.waiting.forgive.click()
    rest(qtbot)
    assert said == ["Berkas nomor 2 dari Siti Rahma dianggap hilang."]
    assert page.waiting.found == []
    assert predecessors.held(office) == []
