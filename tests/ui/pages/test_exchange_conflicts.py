"""Bentrok in the real window: what stands against what, chosen by one key, said and counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import conflict_desk
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import PARTIAL, REFUSED, TAKEN, FileReport, TakeInReport
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.pages.exchange import CONFLICTS, ExchangePage
from tests.actions.exchanging import family, sent, taken
from tests.ui.mnemonics import duplicates
from tests.ui.pages.exchanged import Show, idle


@pytest.fixture
def disputed(pair: tuple[Session, Session], tmp_path: Path) -> tuple[Session, str]:
    """An officer's laptop with two answers to each of two questions of a family."""
    officer, district = pair
    kept = family(officer, "Pak Awal")
    taken(district, sent(officer, tmp_path / "a").path)
    with district.database.read() as conn:
        there = read.record(conn, Family, kept.id)
    assert there is not None
    save(officer, "Simpan keluarga", [kept.changed(head_name="Pak Utara", rt="002")])
    save(district, "Simpan keluarga", [there.changed(head_name="Pak Selatan", rt="009")])
    taken(district, sent(officer, tmp_path / "b").path)
    taken(officer, sent(district, tmp_path / "c").path)
    return officer, kept.id


@pytest.fixture
def page(show: Show, disputed: tuple[Session, str]) -> ExchangePage:
    return show(disputed[0], 1024)


def test_two_answers_are_shown_and_one_is_chosen(
    qtbot: QtBot, page: ExchangePage, disputed: tuple[Session, str]
) -> None:
    session, record = disputed
    assert page.disputed.isVisible()
    assert "2 isian" in page.disputed.text.text()
    assert page.disputed.button is not None
    assert duplicates(page) == {}
    page.disputed.button.click()
    idle(qtbot)
    view = page.conflicts
    assert view.isVisible()
    assert page.help_place() == "kirim-terima#bentrok"
    assert duplicates(view) == {}
    words = " ".join(one.text() for one in view.panel.findChildren(QLabel))
    said = ("Semula: Pak Awal", "Pak Selatan", "Pak Utara", "Budi Santoso", "Siti Rahma", "Berlaku untuk sementara")
    assert [one for one in said if one not in words] == []
    view.table.opened.emit(0)
    assert view.panel._buttons[0].hasFocus()
    with qtbot.waitSignal(view.decided) as told:
        view.panel._buttons[1].click()
    assert told.args == ["Nama kepala keluarga: Pak Utara."]
    idle(qtbot)
    assert [one.field for one in view.found] == ["rt"]
    view.opened.disconnect(page.go)  # this window has no page of families to go to
    with qtbot.waitSignal(view.opened) as opened:
        view.panel.open.click()
    assert opened.args == ["keluarga", record]
    view.panel._buttons[0].click()
    idle(qtbot)
    assert conflict_desk.count(session) == 0
    assert not view.panel.isVisible()
    page.back_to_cards()
    idle(qtbot)
    assert not page.disputed.isVisible()
    page.open_record(CONFLICTS)
    assert view.isVisible()


def test_what_asks_for_attention_stands_first_and_leads_to_its_desk(page: ExchangePage) -> None:
    names = ("baik", "bentrok", "ditolak", "sebagian")
    results = (TAKEN, TAKEN, REFUSED, PARTIAL)
    files = tuple(
        FileReport(name, result, conflicting=int(name == "bentrok"))
        for name, result in zip(names, results, strict=True)
    )
    shown = page.incoming
    for preview in (True, False):
        shown.show_report(TakeInReport(files, preview=preview, accepted=not preview), [])
        assert [names[int(at)] for at in shown.table.model.ids] == ["ditolak", "sebagian", "bentrok", "baik"]
        assert shown.settle.isHidden() is preview
    shown.settle.click()
    assert page.help_place() == "kirim-terima#bentrok"
