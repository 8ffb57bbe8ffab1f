"""Pengaturan: what is chosen holds at once; villages, letterhead and password change as actions that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import own_records, settings, undo
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.forms.settings import Settings
from kampungkb_desktop.store import read, vault
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog
from kampungkb_desktop.ui.pages.recovery_dialog import RecoveryDialog
from kampungkb_desktop.ui.pages.settings import DATA, LAPTOP, OFFICE, PERSON, SettingsPage
from kampungkb_desktop.ui.pages.settings_data import DataTab
from kampungkb_desktop.ui.pages.settings_laptop import LaptopTab, PasswordCard
from kampungkb_desktop.ui.pages.settings_people import OfficeTab, PersonTab
from tests.actions.devices import PASSWORD, VILLAGE, Ticking
from tests.actions.enrolling import keep_family
from tests.ui.mnemonics import duplicates
from tests.ui.pages.people import today


def _rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> SettingsPage:
    made = SettingsPage(session, today=today)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.load()
    return made


def _tab(page: SettingsPage, key: str) -> LaptopTab | PersonTab | OfficeTab | DataTab:
    page.open_record(key)
    found = page.tabs.tab(key)
    assert isinstance(found, (LaptopTab, PersonTab, OfficeTab, DataTab))
    return found


def test_f1_leads_from_each_tab_to_its_own_words(page: SettingsPage) -> None:
    places = set[str]()
    for key in page.tabs.keys:
        page.open_record(key)
        places.add(page.help_place())
    assert len(places) == len(page.tabs.keys)
    assert page.help_topic not in places, "the top of the page says nothing about a tab"


def test_defaults_stand_chosen_and_are_not_kept(page: SettingsPage, session: Session) -> None:
    tab = _tab(page, LAPTOP)
    assert isinstance(tab, LaptopTab)
    shown = tab.view.record()
    assert isinstance(shown, Settings)
    assert (shown.theme, shown.text_size, shown.auto_lock_minutes, shown.paper) == ("terang", 100, 15, "A4")
    tab.keep()
    assert settings.load(session) == Settings()


def test_a_choice_holds_at_once_and_a_wrong_one_waits(qtbot: QtBot, page: SettingsPage, session: Session) -> None:
    tab = _tab(page, LAPTOP)
    assert isinstance(tab, LaptopTab)
    with qtbot.waitSignal(page.settings_changed) as told:
        tab.view.answer("theme", "gelap")
        tab.view.answer("auto_lock_minutes", 999)
        tab.keep()
    assert told.args == [Settings(theme="gelap")]
    assert settings.load(session) == Settings(theme="gelap")
    tab.view.answer("auto_lock_minutes", 5)
    page.leave()
    assert settings.load(session) == Settings(theme="gelap", auto_lock_minutes=5)


def test_what_other_pages_remember_survives(page: SettingsPage, session: Session) -> None:
    tab = _tab(page, LAPTOP)
    assert isinstance(tab, LaptopTab)
    settings.store(session, Settings(last_village=VILLAGE))
    page.load()
    tab.view.answer("text_size", 120)
    tab.keep()
    assert settings.load(session) == Settings(last_village=VILLAGE, text_size=120)


def test_villages_come_and_go_as_actions(page: SettingsPage, session: Session) -> None:
    tab = _tab(page, PERSON)
    assert isinstance(tab, PersonTab)
    tab.chooser.add("64.03.06.2008")
    assert own_records.assigned(session) == (VILLAGE, "64.03.06.2008")
    tab.chooser.remove(VILLAGE)
    assert own_records.assigned(session) == ("64.03.06.2008",)
    assert undo.can_undo(session) == "Lepas desa binaan"
    undo.undo(session)
    page.load()
    assert tab.chooser.codes() == (VILLAGE, "64.03.06.2008")


def test_the_paper_of_a_village_that_goes_is_at_hand(page: SettingsPage) -> None:
    tab = _tab(page, PERSON)
    assert isinstance(tab, PersonTab)
    (print_button,) = [one for one in tab.chooser.findChildren(QToolButton) if "Berita acara" in one.accessibleName()]
    print_button.click()
    (paper,) = tab.findChildren(PaperDialog)
    assert paper.windowTitle().startswith("Berita acara serah terima")
    paper.close()


def test_the_letterhead_begins_with_what_the_map_knows(page: SettingsPage, session: Session) -> None:
    tab = _tab(page, OFFICE)
    assert isinstance(tab, OfficeTab)
    begun = tab.editor.view.record()
    assert isinstance(begun, Office)
    assert (begun.regency, begun.government) == ("64.03", "Pemerintah Kabupaten Berau")
    tab.editor.view.answer("full_name", "Dinas Pengendalian Penduduk dan KB")
    tab.editor.finish()
    with session.database.read() as conn:
        assert [one.full_name for one in read.records(conn, Office)] == ["Dinas Pengendalian Penduduk dan KB"]


def test_a_picture_is_put_on_and_a_damaged_one_refused(
    qtbot: QtBot, page: SettingsPage, session: Session, tmp_path: Path
) -> None:
    tab = _tab(page, OFFICE)
    assert isinstance(tab, OfficeTab)
    good, bad = tmp_path / "lambang.png", tmp_path / "rusak.png"
    Image.new("RGBA", (120, 140), (20, 90, 80, 255)).save(good)
    bad.write_bytes(good.read_bytes()[:40])
    tab.set_logo(good)
    _rest(qtbot)
    office = own_records.own_office(session)
    assert own_records.logo_of(session, office)
    assert not tab.remove_button.isHidden()
    told: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Message):
            told.append(dialog.accessibleDescription())
            dialog.accept()

    timer = QTimer(page, interval=30)
    timer.timeout.connect(look)
    timer.start()
    tab.set_logo(bad)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    timer.stop()
    assert own_records.own_office(session) == office
    tab.set_logo(None)
    _rest(qtbot)
    assert own_records.logo_of(session, own_records.own_office(session)) is None


def test_a_new_password_needs_the_old_one(qtbot: QtBot, session: Session) -> None:
    card = PasswordCard(session)
    qtbot.addWidget(card)
    card.submit()
    assert card.problem.text() == "Kata sandi sekarang belum diisi."
    for field in (card.pair.first, card.pair.second):
        field.setText("ombak pasir kelapa")
    card.old.setText("bukan ini")
    card.submit()
    qtbot.waitUntil(lambda: card.problem.text().startswith("Kata sandi salah."), timeout=20_000)
    card.old.setText(PASSWORD)
    with qtbot.waitSignal(card.state, timeout=20_000):
        card.submit()
    sessions.close(session)
    with pytest.raises(KnownError, match="E-PASSWORD"):
        sessions.open_session(session.data_dir, PASSWORD, clock=Ticking())
    sessions.close(sessions.open_session(session.data_dir, "ombak pasir kelapa", clock=Ticking()))


def test_a_lost_sheet_is_replaced_once_the_new_one_is_written_down(
    qtbot: QtBot, page: SettingsPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = _tab(page, LAPTOP)
    assert isinstance(tab, LaptopTab)
    card, keys = tab.password, session.data_dir / vault.KEYS_NAME
    old = vault.renew_recovery(keys, session.master)
    card.new_sheet()
    assert card.problem.text().startswith("Ketik dahulu kata sandi")
    answers, shown = [False, True], list[RecoveryDialog]()

    def answer(dialog: RecoveryDialog) -> bool:
        shown.append(dialog)
        dialog.confirm()
        assert dialog.problem.text().startswith("Kelompok ke-")
        for place, field in zip(dialog.step.asked, dialog.step.fields, strict=True):
            field.setText(dialog.step.groups[place].lower())
        dialog.confirm()
        return answers[len(shown) - 1] and bool(dialog.result())

    monkeypatch.setattr(RecoveryDialog, "exec", answer)
    for tries, valid in ((1, old), (2, "")):
        card.old.setText(PASSWORD)
        card.new_sheet()
        _rest(qtbot)
        assert len(shown) == tries
        assert vault.unlock_recovery(keys, valid or shown[1].step.code) == session.master
    with pytest.raises(KnownError, match="E-RECOVERY"):
        vault.unlock_recovery(keys, old)


def test_where_the_data_lie_and_which_rules_are_at_work(qtbot: QtBot, page: SettingsPage, session: Session) -> None:
    tab = _tab(page, DATA)
    assert isinstance(tab, DataTab)
    _rest(qtbot)
    words = [one.text() for one in tab.findChildren(QLabel)]
    assert str(session.data_dir) in words
    assert any(text.startswith("klasifikasi-2023, berlaku sejak") for text in words)
    tab.health.verify()
    _rest(qtbot)
    qtbot.waitUntil(lambda: tab.health.result.text.text().startswith("Berkas data utuh"), timeout=20_000)


def test_rows_that_differ_from_the_log_are_mended(qtbot: QtBot, page: SettingsPage, session: Session) -> None:
    tab = _tab(page, DATA)
    assert isinstance(tab, DataTab)
    keep_family(session, "Rekaan")
    with session.database.write() as conn:
        conn.exec_driver_sql("UPDATE family SET head_name = 'Orang lain'")
    health = tab.health
    health.verify()
    qtbot.waitUntil(lambda: "1 catatan tidak cocok" in health.result.text.text(), timeout=20_000)
    assert health.mend.isVisibleTo(tab)
    health.mend.click()
    qtbot.waitUntil(lambda: "1 catatan diperbaiki" in health.result.text.text(), timeout=20_000)
    assert not health.mend.isVisibleTo(tab)
    with session.database.read() as conn:
        assert [one.head_name for one in read.records(conn, Family)] == ["Rekaan"]
    _rest(qtbot)


def test_letters_of_every_tab_are_claimed_once(qtbot: QtBot, page: SettingsPage) -> None:
    for key in (LAPTOP, PERSON, OFFICE, DATA):
        _tab(page, key)
        _rest(qtbot)
        assert duplicates(page) == {}, key
