"""What the history of Kirim & Terima can do: try again what was refused, and take a whole file back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.store import read, write
from tests.actions.exchanging import family, names, sent, taken
from tests.ui.pages.exchanged import Show, idle


def test_what_was_refused_is_tried_again(
    qtbot: QtBot, show: Show, pair: tuple[Session, Session], tmp_path: Path
) -> None:
    officer, district = pair
    family(officer, "Keluarga 0")
    made = sent(officer, tmp_path / "stik").path
    _trust(district, officer, "dicabut")
    assert taken(district, made).code == "E-SENDER"
    made.unlink()
    page = show(district)
    assert page.receiving.refused.text() == "&Coba lagi yang ditolak (1)"
    assert page.history.table.model.rowCount() == 1
    _trust(district, officer, "aktif")
    page.receiving.refused.click()
    idle(qtbot)
    page.incoming.accept.click()
    idle(qtbot)
    page.back_to_cards()
    idle(qtbot)
    assert not page.receiving.refused.isVisible()
    assert names(district) == ["Keluarga 0"]


def _trust(district: Session, officer: Session, state: str) -> None:
    with officer.database.read() as conn:
        own = read.own_device(conn)
    assert own is not None
    with district.database.write() as conn:
        write.put_device(conn, replace(own, own=False, state=state))


def test_a_file_is_taken_back(
    qtbot: QtBot,
    show: Show,
    pair: tuple[Session, Session],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    officer, district = pair
    for name in ("Keluarga 0", "Keluarga 1"):
        family(officer, name)
    taken(district, sent(officer, tmp_path / "stik").path)
    page = show(district)
    assert not page.history.undo.isVisible()
    page.history.table.select(0)
    assert page.history.undo.isVisible()
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    page.history.undo.click()
    idle(qtbot)
    assert names(district) == ["Keluarga 0", "Keluarga 1"]
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 1)
    page.history.undo.click()
    idle(qtbot)
    assert names(district) == []
