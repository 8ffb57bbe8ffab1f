"""A program on a USB stick: what it writes lies beside it, and nothing is left on the computer it visits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.base import machine, paths, program_folder
from kampungkb_desktop.transport import keys
from kampungkb_desktop.ui.cover import ON_A_STICK, CoverPage
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.stick_home import BACK, PULLED, StickHome, seconds_to_keep
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card

ROOT = Path(__file__).resolve().parents[1]

RUN = """
import sys, tempfile
sys.frozen, sys.executable = True, sys.argv[1]
from kampungkb_desktop.__main__ import main
assert main(["demo", "--villages", "1", "--families", "4"]) == 0
import kampungkb_desktop.app as app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
def look():
    dialog = QFileDialog(None, "Pilih", tempfile.gettempdir())
    dialog.show(); dialog.done(0)
    tempfile.NamedTemporaryFile(delete=False).close()
    QApplication.activeWindow() and QApplication.activeWindow().close()
    QApplication.exit(0)
made = app.Start.show
def show(self, *given):
    made(self, *given)
    QTimer.singleShot(600, look)
app.Start.show = show
main(["--demo"])
print("selesai")
"""


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a built program on a stick, this process being that program."""
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    (folder / "portabel.ini").touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "kampungkb"))
    return folder


def test_a_run_from_a_stick_leaves_nothing_on_the_computer(tmp_path: Path) -> None:
    stick, home = tmp_path / "stik", tmp_path / "rumah"
    for folder in (stick, home, home / "sementara"):
        folder.mkdir()
    (stick / "portabel.ini").touch()
    there = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "KAMPUNGKB_"))},
        "HOME": str(home), "TMPDIR": str(home / "sementara"), "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", RUN, str(stick / "kampungkb")], env=there, cwd=stick, text=True,
                          capture_output=True, check=False, timeout=200)  # fmt: skip
    assert "selesai" in done.stdout, done.stderr
    assert [one for one in home.rglob("*") if one != home / "sementara"] == []
    assert (stick / "Data" / "latihan" / "kampungkb.kkdb").is_file() or list((stick / "Data").rglob("*.kkdb"))
    assert not (stick / "Data" / "sementara").exists()
    assert {one.name for one in stick.iterdir()} == {"portabel.ini", "Data"}


def test_a_mark_beside_the_program_decides_where_the_data_lie(stick: Path) -> None:
    assert paths.default_data_dir() == stick / "Data"
    (stick / "portabel.ini").unlink()
    assert program_folder.portable_folder() is None
    (stick / "Data").mkdir()
    assert paths.default_data_dir() == stick / "Data"


def test_a_checkout_is_never_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / "Data").mkdir()
    assert not program_folder.is_portable()


def test_no_password_is_kept_on_a_computer_that_is_visited(stick: Path) -> None:
    assert not keys.is_there()
    assert not keys.keep("akun", "rahasia")
    assert keys.find("akun") is None


def test_the_stick_is_the_computer(stick: Path, tmp_path: Path) -> None:
    """Or every laptop it is plugged into would take the data for a copy."""
    here = machine.mark("garam")
    assert len(here) == 16
    assert machine.mark("garam") == here
    assert machine.mark("lain") != here
    (stick / "portabel.ini").unlink()
    assert machine.mark("garam") != here


def test_masuk_says_that_it_runs_from_a_stick(qtbot: QtBot, stick: Path) -> None:
    page = CoverPage()
    qtbot.addWidget(page)
    page.set_card(Card("Masuk"))
    assert ON_A_STICK in [one.text() for one in page.findChildren(QLabel)]


def test_a_stick_that_was_pulled_or_is_slow_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    home = StickHome(window, tmp_path)
    home.seen(True)
    assert window.findChild(Banner) is None
    home.seen(False)
    assert home.banner is not None
    assert home.banner.text.text() == PULLED
    home.seen(True)
    assert home.banner.text.text() == BACK
    home.measured(0.01)
    assert home.banner.text.text() == BACK
    home.measured(0.6)
    assert "0,6 detik" in home.banner.text.text()


def test_a_stick_that_refuses_costs_nothing(tmp_path: Path) -> None:
    assert seconds_to_keep(tmp_path) > 0
    assert seconds_to_keep(tmp_path / "tidak ada") == 0
    assert list(tmp_path.iterdir()) == []


def test_temporary_files_of_a_start_that_was_cut_off_go_at_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, os.environ.get(name, str(tmp_path)))
    old = tmp_path / "sementara" / "999999999"
    old.mkdir(parents=True)
    (old / "sisa").touch()
    inside = program_folder.settle(tmp_path)
    assert inside is not None
    assert not old.exists()
    assert os.environ["TMPDIR"] == str(inside)
    program_folder.tidy(inside)
    assert not (tmp_path / "sementara").exists()
