"""A double click on a file that was sent: from a closed program, over a window that is open, and at the lock."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.files_to_open import handed_over, window_lock
from kampungkb_desktop.ui.pages.exchange import ExchangePage
from tests.actions.devices import Ticking
from tests.journeys.driving import Laptop, enter, laptop, login_of


def _shown(found: Laptop) -> list[str]:
    """The names of the files on the preview."""
    found.wait(lambda: found.window.current_key == "kirim-terima")
    page = found.window.page("kirim-terima")
    assert isinstance(page, ExchangePage)
    found.wait(lambda: page.incoming.report is not None)
    assert page.incoming.report is not None
    assert page.incoming.report.preview
    return [one.name for one in page.incoming.report.files]


def _file(folder: Path, name: str = "KKB_kabupaten_0001.kkb") -> Path:
    """A file that nobody sealed: it is shown, and refused by name."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"bukan berkas kirim " * 40)
    return path


def test_a_file_waits_for_the_password_and_is_shown(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    came = _file(tmp_path / "unduhan")
    with laptop(qtbot, folder, Ticking(), files=[came]) as found:
        enter(found)
        assert _shown(found) == [came.name]
        found.rest()


def test_a_second_start_hands_its_file_to_the_open_window(opened: Laptop, folder: Path, tmp_path: Path) -> None:
    came = _file(tmp_path / "unduhan")
    said: list[bool] = []
    second = threading.Thread(target=lambda: said.append(handed_over(folder, [came])))
    second.start()
    assert _shown(opened) == [came.name]
    opened.rest()
    second.join(20)
    assert said == [True]
    assert not (folder / "buka").exists()


def test_at_the_lock_it_waits(opened: Laptop, folder: Path, tmp_path: Path) -> None:
    assert opened.start.to_open is not None
    opened.start._lock()
    opened.wait(opened.window.covered)
    opened.start.to_open.wanted.append(_file(tmp_path / "unduhan"))
    opened.start.to_open.look()
    assert opened.window.current_key == "beranda"
    login_of(opened).password.setText("padi menguning")
    login_of(opened).submit()
    assert _shown(opened) == ["KKB_kabupaten_0001.kkb"]
    opened.rest()


def test_without_a_window_the_start_goes_on_by_itself(tmp_path: Path) -> None:
    assert not handed_over(tmp_path, [tmp_path / "a.kkb"])
    assert not handed_over(tmp_path / "belum ada", [tmp_path / "a.kkb"])
    held = window_lock(tmp_path)
    assert held is not None
    held.close()
