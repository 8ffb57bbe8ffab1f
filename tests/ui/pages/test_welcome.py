"""Mulai: every step by keys, every refusal with what was typed still there, and the recovery code typed back."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import open_by_recovery
from kampungkb_desktop.forms.officer import Assignment, Office, Officer
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.pages.welcome import WelcomePage
from kampungkb_desktop.ui.pages.welcome_secret import RecoveryStep, print_sheet, sheet_of
from kampungkb_desktop.ui.pages.welcome_steps import Begin
from kampungkb_desktop.ui.pages.welcome_store import StoreStep
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.password_pair import strength
from kampungkb_desktop.ui.village_chooser import VillageChooser
from tests.actions.devices import VILLAGE, Ticking
from tests.journeys.driving import SHIFT, Laptop, keys, laptop, press
from tests.ui.mnemonics import duplicates

PASSWORD = "padi menguning senja"


def _to_password(found: Laptop) -> WelcomePage:
    """Mulai bekerja, up to the empty password."""
    page = found.welcome()
    found.wait(page.choice.first().hasFocus)
    press(Qt.Key.Key_Return)
    keys("Siti Rahma\n\n\n")
    keys("maluang\nsambakungan\n\n")
    assert page.title.text() == "Buat kata sandi"
    return page


def _work(found: Laptop) -> RecoveryStep:
    """Mulai bekerja, up to the recovery code."""
    page = _to_password(found)
    keys(f"{PASSWORD}\n{PASSWORD}\n")
    found.wait(page.showing_code)
    step = page.stack.currentWidget()
    assert isinstance(step, RecoveryStep)
    return step


def test_a_first_run_for_work_by_keys_alone(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with laptop(qtbot, folder, Ticking()) as found:
        step = _work(found)
        page = found.welcome()
        keys("ZZZZZ\n\n")
        assert page.problem.text().startswith(f"Kelompok ke-{step.asked[0] + 1} belum cocok.")
        step.fields[0].clear()
        keys(f"{step.groups[step.asked[0]].lower()}\n{step.groups[step.asked[1]]}\n")
        found.wait(found.is_open)
        code = step.code
        with found.session.database.read() as conn:
            people, villages = read.records(conn, Officer), read.records(conn, Assignment)
        assert [(one.full_name, one.role) for one in people] == [("Siti Rahma", "petugas")]
        assert {one.village for one in villages} == {VILLAGE, "64.03.06.2006"}
        assert not found.session.practice
        assert found.window.frame.band.isHidden()
    sessions.close(open_by_recovery(folder, code, "kata sandi lain", clock=Ticking()))


def test_letters_of_every_step_are_claimed_once(qtbot: QtBot, tmp_path: Path) -> None:
    with laptop(qtbot, tmp_path / "data", Ticking()) as found:
        page = found.welcome()
        for step in (page.choice, page.person, page.villages, page.regency, page.store, page.password):
            page._show(step)
            page.store.there.setChecked(step is page.store)
            assert duplicates(page) == {}, step.heading
        page.show_code("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH")
        assert duplicates(page) == {}


def test_a_step_is_not_left_with_a_problem(qtbot: QtBot, tmp_path: Path) -> None:
    with laptop(qtbot, tmp_path / "data", Ticking()) as found:
        page = found.welcome()
        found.wait(page.choice.first().hasFocus)
        press(Qt.Key.Key_Return)
        keys("\n12345\n\n")
        assert page.title.text() == "Siapa yang bekerja di sini?"
        assert page.person.view.cells["full_name"].message.text() == "Nama lengkap belum diisi."
        keys("Siti Rahma\n")
        page.person.view.cells["nip"].editor.set_answer(None)
        page.go_on()
        assert page.title.text() == "Desa binaan Anda"
        page.go_on()
        assert page.problem.text().startswith("Belum ada desa yang dipilih.")
        page.go_back()
        assert page.person.person().full_name == "Siti Rahma"
        page.go_back()
        assert page.title.text() == "Selamat datang"


def test_the_number_of_steps_is_known_as_soon_as_the_role_is(qtbot: QtBot, tmp_path: Path) -> None:
    with laptop(qtbot, tmp_path / "data", Ticking()) as found:
        page = found.welcome()
        found.wait(page.choice.first().hasFocus)
        press(Qt.Key.Key_Return)
        assert page.where.text() == "Langkah 1 dari 4"
        page.person.view.answer("role", "kabupaten")
        assert page.where.text() == "Langkah 1 dari 5"
        page.person.view.answer("full_name", "Siti Rahma")
        page.go_on()
        assert page.where.text() == "Langkah 2 dari 5"


def test_passwords_must_be_long_and_alike(qtbot: QtBot, tmp_path: Path) -> None:
    with laptop(qtbot, tmp_path / "data", Ticking()) as found:
        page = _to_password(found)
        keys("pendek\npendek\n")
        assert page.problem.text() == "Kata sandi paling sedikit 8 huruf atau angka. Sekarang 6."
        page.password.pair.clear()
        keys(f"{PASSWORD}\nlain sama sekali\n")
        assert page.problem.text() == "Kedua kata sandi belum sama. Ketik ulang yang kedua."
        assert page.password.pair.second.hasFocus()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is unwritable for this account")
def test_an_unwritable_folder_is_refused_and_nothing_is_lost(qtbot: QtBot, tmp_path: Path) -> None:
    closed = tmp_path / "tertutup"
    closed.mkdir(mode=0o500)
    with laptop(qtbot, closed / "data", Ticking()) as found:
        page = _to_password(found)
        keys(f"{PASSWORD}\n{PASSWORD}\n")
        found.wait(page.problem.text)
        assert "tidak boleh ditulisi" in page.problem.text()


def test_a_file_where_the_folder_should_be_is_refused_and_can_be_mended(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("bukan folder", encoding="utf-8")
    with laptop(qtbot, folder, Ticking()) as found:
        page = _to_password(found)
        keys(f"{PASSWORD}\n{PASSWORD}\n")
        found.wait(page.problem.text)
        assert page.forward.isEnabled()
        assert page.password.pair.password() == PASSWORD
        folder.unlink()
        page.go_on()
        found.wait(page.showing_code)


def test_a_district_names_its_regency(qtbot: QtBot, tmp_path: Path) -> None:
    with laptop(qtbot, tmp_path / "data", Ticking()) as found:
        page = found.welcome()
        found.wait(page.choice.first().hasFocus)
        press(Qt.Key.Key_Up)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return, SHIFT)
        keys("2\nBudi Santoso\n\n\nberau\n\n")
        found.wait(found.is_open)
        assert found.session.practice
        with found.session.database.read() as conn:
            offices = read.records(conn, Office)
        assert [(one.regency, one.government, one.status) for one in offices] == [
            ("64.03", "Pemerintah Kabupaten Berau", "draf")
        ]
    with laptop(qtbot, tmp_path / "data", Ticking()) as found:
        page = found.welcome()
        assert "sudah ada" in page.choice.tiles[Begin.EMPTY_PRACTICE].words
        page.choice.tiles[Begin.EMPTY_PRACTICE].click()
        found.wait(found.is_open)
        assert found.session.role == "kabupaten"


def test_closing_over_an_unwritten_code_asks(qtbot: QtBot, tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(accept: bool) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Message)
        asked.append(dialog.windowTitle())
        (dialog.accept if accept else dialog.reject)()

    with laptop(qtbot, tmp_path / "data", Ticking()) as found:
        _work(found)
        QTimer.singleShot(50, lambda: answer(accept=False))
        found.window.close()
        assert found.window.isVisible()
        QTimer.singleShot(50, lambda: answer(accept=True))
        found.window.close()
        assert not found.window.isVisible()
    assert asked == ["Kode pemulihan belum dicatat. Tetap tutup?"] * 2


def test_strength_in_words() -> None:
    tones = {
        "": Tone.BAD, "pendek": Tone.BAD, "12345678": Tone.WARN, "01-02-1990": Tone.WARN, "password1": Tone.WARN,
        "aaaaaaaa": Tone.WARN, "sepedabiru": Tone.INFO, "padi kuning sore": Tone.OK, "Ku-Berau-64.03": Tone.OK,
    }  # fmt: skip
    assert {text: strength(text).tone for text in tones} == tones


def test_villages_are_chosen_once_and_taken_away(qtbot: QtBot) -> None:
    chooser = VillageChooser()
    qtbot.addWidget(chooser)
    with qtbot.waitSignal(chooser.changed):
        chooser.add(VILLAGE)
    chooser.add(VILLAGE)
    assert chooser.codes() == (VILLAGE,)
    assert chooser.count.text() == "1 terpilih"
    chooser.remove(VILLAGE)
    assert chooser.codes() == ()


def test_first_run_speaks_of_today(qtbot: QtBot) -> None:
    page = WelcomePage(today=date(2026, 11, 21))
    qtbot.addWidget(page)
    assert page.answers().begin is Begin.WORK


def test_enter_goes_on_from_where_records_are_kept(qtbot: QtBot) -> None:
    step = StoreStep()
    qtbot.addWidget(step)
    step.here.setFocus()
    with qtbot.waitSignal(step.forward):
        QTest.keyClick(step.here, Qt.Key.Key_Return)


def test_the_sheet_on_paper_holds_every_group(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "lembar.pdf"))
    code = "7K3QD-MNPQR-2345X-ABCDE-FGHJK-9TVWX-00011-ZYXWV"
    print_sheet(code, printer)
    with PdfDocument(tmp_path / "lembar.pdf") as paper:
        assert len(paper) == 1
        shades = paper[0].render(scale=0.5).to_pil().convert("L").getextrema()
    assert shades == (0, 255), "black words on white paper, whatever the window's colours"
    words = sheet_of(code).toPlainText()
    assert [group for group in code.split("-") if group not in words] == []
    assert words.startswith("Kode pemulihan Kampung KB")
