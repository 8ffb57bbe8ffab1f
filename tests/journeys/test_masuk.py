"""Masuk and what follows from it: every refusal in a sentence, the lock, the printed code, and practice beside work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions import settings, start
from kampungkb_desktop.actions.session import open_session
from kampungkb_desktop.base import command_line
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.settings import Settings
from kampungkb_desktop.store import database, read
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.families import FamiliesPage
from kampungkb_desktop.ui.pages.login import LoginPage
from kampungkb_desktop.ui.pages.login_recovery import RecoveryPage
from kampungkb_desktop.ui.pages.welcome import WelcomePage
from kampungkb_desktop.ui.pages.welcome_steps import Begin
from kampungkb_desktop.ui.pages.welcome_waiting import WaitingPage
from kampungkb_desktop.ui.progress_view import ProgressLine
from tests.actions.devices import PASSWORD, VILLAGE, Ticking
from tests.cheap import CHEAP
from tests.journeys.driving import CTRL, Laptop, enter, keys, laptop, login_of, press, refusal_of
from tests.ui.mnemonics import duplicates


def test_masuk_opens_beranda(opened: Laptop) -> None:
    assert opened.window.current_key == "beranda"
    assert opened.window.windowTitle() == "Beranda – Kampung KB"
    assert list(opened.window.frame.entries) == [
        "beranda", "kampung", "keluarga", "kunjungan", "kegiatan", "laporan", "tabel", "kirim-terima", "riwayat",
        "pengaturan",
    ]  # fmt: skip


def test_a_wrong_password_is_said_under_the_field(qtbot: QtBot, folder: Path) -> None:
    with laptop(qtbot, folder, Ticking()) as found:
        found.wait(lambda: login_of(found).password.hasFocus())
        keys("salah sekali\n")
        assert refusal_of(found).startswith("Kata sandi salah.")
        assert not found.is_open()


def test_a_second_start_is_refused_and_the_first_goes_on(qtbot: QtBot, folder: Path) -> None:
    first = open_session(folder, PASSWORD, clock=Ticking())
    try:
        with laptop(qtbot, folder, Ticking()) as found:
            found.wait(lambda: login_of(found).password.hasFocus())
            keys(f"{PASSWORD}\n")
            assert "sedang dibuka oleh aplikasi Kampung KB yang lain" in refusal_of(found)
    finally:
        sessions.close(first)


def test_a_damaged_database_is_said_and_left_alone(qtbot: QtBot, folder: Path) -> None:
    path = folder / database.DATABASE_NAME
    damaged = bytes(4096) + path.read_bytes()[4096:]
    path.write_bytes(damaged)
    with laptop(qtbot, folder, Ticking()) as found:
        found.wait(lambda: login_of(found).password.hasFocus())
        keys(f"{PASSWORD}\n")
        assert "rusak atau terpotong" in refusal_of(found)
    assert path.read_bytes() == damaged


def test_a_newer_database_is_said(qtbot: QtBot, folder: Path) -> None:
    first = open_session(folder, PASSWORD, clock=Ticking())
    with first.database.write() as conn:
        conn.exec_driver_sql("PRAGMA user_version = 999")
    sessions.close(first)
    with laptop(qtbot, folder, Ticking()) as found:
        found.wait(lambda: login_of(found).password.hasFocus())
        keys(f"{PASSWORD}\n")
        assert "versi aplikasi yang lebih baru" in refusal_of(found)


def test_a_password_file_opens_without_asking(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "sandi.txt"
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    with laptop(qtbot, folder, Ticking(), password_file=file) as found:
        found.wait(found.is_open)


def test_an_unreadable_password_file_is_said_with_the_next_step(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    with laptop(qtbot, folder, Ticking(), password_file=tmp_path / "tidak-ada.txt") as found:
        found.rest()
        page = found.window.findChild(WaitingPage)
        assert isinstance(page, WaitingPage)
        assert page.title.text() == "Berkas kata sandi tidak dapat dibaca."
        assert page.again.isVisible()
        assert duplicates(page) == {}


def test_practice_data_ask_for_no_password(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "latihan"
    made = start.first_run(folder, "latihan", role="petugas", person=Officer(full_name="Siti Rahma"),
                           villages=[VILLAGE], practice=True, clock=Ticking(), cost=CHEAP)  # fmt: skip
    sessions.close(made.session)
    (folder / command_line.PRACTICE_MARK).write_text("latihan", encoding="utf-8")
    with laptop(qtbot, folder, Ticking()) as found:
        found.wait(found.is_open)
        assert not found.window.frame.band.isHidden()


def test_the_lock_keeps_what_was_being_typed(opened: Laptop) -> None:
    page = opened.go(FamiliesPage, "keluarga")
    press(Qt.Key.Key_N, CTRL)
    keys("Jumadi")
    press(Qt.Key.Key_L, CTRL)
    assert opened.window.covered()
    press(Qt.Key.Key_Escape)
    keys("bukan ini\n")
    assert refusal_of(opened).startswith("Kata sandi salah.")
    keys(f"{PASSWORD}\n")
    opened.wait(opened.is_open)
    keys(" Saputra")
    press(Qt.Key.Key_Return, CTRL)
    with opened.session.database.read() as conn:
        assert [one.head_name for one in read.records(conn, Family)] == ["Jumadi Saputra"]
    assert page.title == "Keluarga Jumadi Saputra"


def test_rest_locks_after_the_minutes_chosen(opened: Laptop) -> None:
    running = opened.start.program
    assert running is not None
    assert running.desk is not None
    lock = running._lock
    assert lock is not None
    assert lock.watch.minutes == 15
    running.desk.dress(Settings(auto_lock_minutes=1))
    for _ in range(13):
        lock.watch.step()
    assert opened.window.covered()
    assert "Isian Anda tersimpan" in " ".join(_words(login_of(opened)))


def _words(page: LoginPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel)]


def test_the_look_is_there_before_the_password(qtbot: QtBot, folder: Path) -> None:
    first = open_session(folder, PASSWORD, clock=Ticking())
    settings.store(first, Settings(theme="gelap", text_size=130))
    sessions.close(first)
    with laptop(qtbot, folder, Ticking()) as found:
        assert not tokens().dark
        enter(found)
        assert (tokens().dark, tokens().scale) == (True, 1.3)
    with laptop(qtbot, folder, Ticking()):
        assert (tokens().dark, tokens().scale) == (True, 1.3)


def test_a_forgotten_password_is_replaced_by_the_printed_code(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "petugas"
    made = start.first_run(folder, PASSWORD, role="petugas", person=Officer(full_name="Siti Rahma"),
                           villages=[VILLAGE], clock=Ticking(), cost=CHEAP)  # fmt: skip
    sessions.close(made.session)
    with laptop(qtbot, folder, Ticking()) as found:
        login_of(found).recovery_wanted.emit()
        page = found.window.findChild(RecoveryPage)
        assert isinstance(page, RecoveryPage)
        assert duplicates(page) == {}
        page.code.setText("AAAAA")
        page.pair.first.setText("tiga kata baru")
        page.pair.second.setText("tiga kata baru")
        page.submit()
        found.wait(lambda: "40 huruf dan angka" in page.problem.text())
        page.code.setText(made.recovery_code.lower().replace("-", " "))
        page.submit()
        found.wait(found.is_open)
    sessions.close(open_session(folder, "tiga kata baru", clock=Ticking()))


def test_practice_and_work_lie_side_by_side(qtbot: QtBot, folder: Path) -> None:
    beside = folder / command_line.PRACTICE_FOLDER
    made = start.first_run(beside, "latihan", role="petugas", person=Officer(full_name="Rina Contoh"),
                           villages=[VILLAGE], practice=True, clock=Ticking(), cost=CHEAP)  # fmt: skip
    sessions.close(made.session)
    (beside / command_line.PRACTICE_MARK).write_text("latihan", encoding="utf-8")
    with laptop(qtbot, folder, Ticking()) as found:
        enter(found)
        running = found.start.program
        assert running is not None
        assert running.desk is not None
        running.desk.folder_wanted.emit(str(beside))
        found.wait(found.is_open)
        assert found.session.data_dir == beside
        found.rest()
        running.desk.folder_wanted.emit(str(folder))
        enter(found)
        assert found.session.data_dir == folder
        assert found.window.current_key == "beranda"


def test_batal_while_practice_data_are_made_leads_back(qtbot: QtBot, tmp_path: Path) -> None:
    with laptop(qtbot, tmp_path / "baru", Ticking()) as found:
        found.welcome().sample_wanted.emit(Begin.SAMPLE_OFFICER)
        page = found.window.findChild(WaitingPage)
        assert isinstance(page, WaitingPage)
        line = page.findChild(ProgressLine)
        assert isinstance(line, ProgressLine)
        line.cancel()
        found.wait(lambda: found.window.findChild(WelcomePage) is not None)
        assert not any((tmp_path / "baru").glob("latihan/*.kkdb"))


def test_a_dialog_left_open_does_not_keep_the_lock_away(opened: Laptop) -> None:
    opened.go(FamiliesPage, "keluarga")
    question = Message(opened.window, "Pertanyaan", "Lanjutkan?")
    question.show()
    assert opened.start.program is not None
    opened.start.program.lock()
    assert opened.window.covered()
    question.accept()
    question.deleteLater()
    enter(opened)
    assert opened.window.current_key == "keluarga"
