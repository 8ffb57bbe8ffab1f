"""Jejak akses in Riwayat: filtered by what was done, verified, written as a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.trail_dialog import TrailDialog
from tests.report.strict import strict


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> Iterator[TrailDialog]:
    trail.note(session, trail.OPENED)
    trail.seen(session, Family.FORM, "0" * 26 + "abcdef")
    owner = QWidget()
    qtbot.addWidget(owner)
    made = TrailDialog(owner, session)
    made.show()
    rest(qtbot)
    yield made
    owner.hide()


def rest(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)


def texts(dialog: TrailDialog) -> list[tuple[str, ...]]:
    return [tuple(str(cell) for cell in row.cells[3:]) for row in dialog._rows(range(len(dialog._shown)))]


def test_the_latest_stands_first_and_a_kind_can_be_chosen(dialog: TrailDialog, qtbot: QtBot) -> None:
    assert texts(dialog) == [("Melihat", "Keluarga ABCDEF"), ("Membuka data", "")]
    dialog.what.setCurrentIndex(dialog.what.findData(trail.OPENED))
    rest(qtbot)
    assert texts(dialog) == [("Membuka data", "")]
    dialog.what.setCurrentIndex(dialog.what.findData(trail.ERASED))
    rest(qtbot)
    assert texts(dialog) == []


def test_whole_and_not_whole_are_said(dialog: TrailDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.verify()
    rest(qtbot)
    assert dialog.found.text.text().startswith("Utuh: 2 catatan")
    path = dialog.session.trail.path
    changed = bytearray(path.read_bytes())
    changed[-40] ^= 1
    path.write_bytes(changed)
    dialog.verify()
    rest(qtbot)
    assert "tidak utuh mulai catatan ke-2" in dialog.found.text.text()
    dialog.write(tmp_path / "jejak.csv")
    rest(qtbot)
    assert (tmp_path / "jejak.csv").exists()
    dialog.write_paper(tmp_path / "jejak.pdf")
    rest(qtbot)
    strict((tmp_path / "jejak.pdf").read_bytes())
