"""The history of a family says of every change how far it has come on its way to the office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.family_file import family_file
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.pages.family_history import FamilyHistory
from tests.actions.exchanging import family, sent, taken


def test_each_change_on_its_way(qtbot: QtBot, pair: tuple[Session, Session], tmp_path: Path) -> None:
    officer, district = pair
    kept = family(officer, "Pak Awal")
    taken(district, sent(officer, tmp_path / "a").path)
    family(district, "Bu Balasan")
    taken(officer, sent(district, tmp_path / "b").path)
    second = kept.changed(rt="004")
    save(officer, "Simpan keluarga", [second])
    sent(officer, tmp_path / "c")
    save(officer, "Simpan keluarga", [second.changed(rt="005")])
    view = FamilyHistory(officer)
    qtbot.addWidget(view)
    found = family_file(officer, kept.id, date(2026, 11, 21))
    assert found is not None
    view.show_family(found)
    qtbot.waitUntil(lambda: bool(view._entries))
    tags = [row.cells[1].text for row in view._rows([0, 1, 2])]  # type: ignore[union-attr]
    assert tags == ["Belum dikirim", "Dikirim", "Diterima"]
    view.table.select(2)
    assert "Diterima kabupaten; diketahui 21 Nov 2026" in view.title.text()
