"""What the program knows before its first paint, and the report it leaves when it breaks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kampungkb_desktop import app as program
from kampungkb_desktop.base import changing_over, crash_report
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.store import database
from tests.ui.conftest import _dressed

__all__ = ["_dressed"]


def test_the_database_is_called_the_same_before_and_after_the_first_paint() -> None:
    assert program.DATABASE_NAME == database.DATABASE_NAME


def test_a_report_that_cannot_be_written_is_no_second_bug(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("di sini bukan folder", encoding="utf-8")
    assert crash_report.write(tmp_path, ValueError("x"), moment_of(0)) == ""


def test_a_start_for_a_new_version_does_not_open_the_update_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be the first thing that the new version says: that this file is not newer."""
    started: list[list[str]] = []
    monkeypatch.setattr(changing_over, "start", lambda _program, words: started.append(list(words)))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["kampungkb-gui.exe", "--demo", r"E:\KampungKB-0.2.0.kkbu"])
    program._start_again()
    assert started == [["--demo"]]
