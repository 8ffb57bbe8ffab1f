"""A list to choose from says to a screen reader what it asks, whatever is chosen in it."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui import combo_box
from kampungkb_desktop.ui.combo_box import ANSWER_IS_NAME, ComboBox

UI = Path(combo_box.__file__).parent


def test_what_is_asked_is_told_beside_the_answer(qtbot: QtBot) -> None:
    box = ComboBox()
    qtbot.addWidget(box)
    box.addItems(["A4", "F4"])
    box.setAccessibleName("Kertas")
    found = QAccessible.queryAccessibleInterface(box)
    name, beside = QAccessible.Text.Name, QAccessible.Text.Description
    assert "Kertas" in (found.text(beside) if ANSWER_IS_NAME else found.text(name))
    box.setToolTip("Ukuran lembar.")
    box.setAccessibleDescription("Pencetak tidak mempunyai F4.")
    said = f"{found.text(name)} {found.text(beside)}"
    assert "Kertas" in said
    assert "Pencetak tidak mempunyai F4" in said, "a finding, beside what is asked"
    box.setAccessibleDescription("")
    assert "Ukuran lembar" in found.text(beside), "what its tooltip says, where nothing else does"


def test_there_is_no_other_kind() -> None:
    made = re.compile(r"\bQComboBox\(|\(QComboBox\):")
    assert [one.name for one in UI.rglob("*.py") if made.search(one.read_text("utf-8"))] == ["combo_box.py"]
