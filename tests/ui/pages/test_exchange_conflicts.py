"""Bentrok in the real window: what stands against what, chosen by one key, said and counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import conflict_desk
from kampungkb_desktop.actions.quarantine import OTHERS
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in_report import PARTIAL, REFUSED, TAKEN, FileReport, TakeInReport
from kampungkb_desktop.bundle.merge import DELETED
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.pages.exchange import CONFLICTS, ExchangePage
from kampungkb_desktop.ui.pages.exchange_other_answer import OtherAnswerDialog
from kampungkb_desktop.ui.pages.exchange_words import result_tag
from kampungkb_desktop.ui.palette import Tone
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


def test_the_headline_counts_what_is_disputed(page: ExchangePage) -> None:
    files = (FileReport("a", TAKEN, changed=3, conflicting=2), FileReport("b", TAKEN, new=1))
    for preview in (True, False):
        page.incoming.show_report(TakeInReport(files, preview=preview, accepted=not preview), [])
        assert "2 catatan bertentangan dan menunggu keputusan" in page.incoming.banner.text.text()


def test_where_neither_is_right_another_answer_is_typed(
    qtbot: QtBot, page: ExchangePage, disputed: tuple[Session, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, record = disputed
    page.open_record(CONFLICTS)
    view = page.conflicts
    assert subtitle(page) == "2 menunggu keputusan"
    view.table.select(1)
    assert view.panel.shown is not None
    assert view.panel.shown.field == "rt"
    tried: list[str] = []

    def type_it(dialog: OtherAnswerDialog) -> int:
        tried.append(" ".join(one.text() for one in dialog.findChildren(QLabel)))
        dialog.cell.editor.set_typed("1" * 21)
        dialog.try_save()
        assert dialog.result() == 0
        assert "20" in dialog.cell.said
        dialog.cell.editor.set_typed("005")
        dialog.try_save()
        return dialog.result()

    monkeypatch.setattr(OtherAnswerDialog, "exec", type_it)
    with qtbot.waitSignal(view.decided) as told:
        view.panel.other.click()
    assert told.args == ["RT: jawaban lain disimpan."]
    assert "Siti Rahma: 002" in tried[0]
    assert "Budi Santoso: 009" in tried[0]
    idle(qtbot)
    with session.database.read() as conn:
        found = read.record(conn, Family, record)
    assert found is not None
    assert found.rt == "005"
    assert [one.field for one in view.found] == ["head_name"]
    view.panel._buttons[0].click()
    idle(qtbot)
    assert subtitle(page) == ""


def subtitle(page: ExchangePage) -> str:
    """What stands beside the title."""
    return page.subtitle


def test_whether_a_record_is_there_has_no_third_answer(page: ExchangePage) -> None:
    one = conflict_desk.Standoff("", Family.FORM, DELETED, "", "Keluarga", "Pak Awal", "Dihapus atau tidak", "", ())
    page.conflicts.panel.show_standoff(one)
    assert page.conflicts.panel.other.isHidden()


def test_what_is_for_others_is_no_alarm(page: ExchangePage) -> None:
    """The office's stick holds the answers to everybody: one's own comes first, and nothing was refused."""
    files = (FileReport("untuk-Rina", REFUSED, code=OTHERS), FileReport("untuk-Siti", TAKEN, new=1))
    shown = page.incoming
    shown.show_report(TakeInReport(files, preview=True, accepted=False), [])
    assert [files[int(at)].name for at in shown.table.model.ids] == ["untuk-Siti", "untuk-Rina"]
    said = shown.banner.text.text()
    assert "1 berkas untuk penerima lain dan dibiarkan" in said
    assert "ditolak" not in said
    assert result_tag(files[0], preview=True).text == "Bukan untuk Anda"


def test_a_full_disk_is_not_laid_at_the_files_door(page: ExchangePage) -> None:
    """Nothing was refused: the officer would be asked for another file, and it would end the same way."""
    files = (
        FileReport("untuk-Siti", REFUSED, code="E-DISK-FULL", sentence="Disk laptop ini penuh."),
        FileReport("rusak", REFUSED, code="E-DAMAGED"),
    )
    page.incoming.show_report(TakeInReport(files, preview=False, accepted=False), [])
    said = page.incoming.banner.text.text()
    assert "1 berkas belum diterima dan dapat dicoba lagi" in said
    assert "1 berkas ditolak" in said
    tag = result_tag(files[0], preview=False)
    assert (tag.text, tag.tone) == ("Belum: disk penuh", Tone.WARN)
    assert "terima sekali lagi" in tag.tip
    assert result_tag(FileReport("x", REFUSED, code="E-BUSY"), preview=False).text == "Belum diterima"
    assert result_tag(files[1], preview=False).text == "Ditolak"
