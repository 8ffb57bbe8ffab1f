"""What the layouts of ours hold stays theirs, whatever stood in memory there before."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from kampungkb_desktop.ui.even_row import EvenRow


def test_items_outlive_a_layout_whose_items_stood_at_the_same_addresses(qtbot: QtBot) -> None:
    """Seen: a page let go took the items of its successor with it, and the next question for a height the program."""
    gone, here = [QLabel() for _ in range(40)], [QLabel() for _ in range(40)]
    page, owner = QWidget(), QWidget()
    qtbot.addWidget(owner)
    box = QVBoxLayout(page)
    for label in gone:
        box.addWidget(label)
    assert all(box.itemAt(at) is not None for at in range(len(gone))), "Python has seen each of them"
    for label in gone:
        delete(label)
    row = EvenRow(*here)
    owner.setLayout(row)
    delete(page)
    assert [at for at in range(row.count()) if not isValid(row.itemAt(at))] == []
    assert row.heightForWidth(600) > 0
    delete(here[0])
    assert row.count() == len(here) - 1, "and what is gone leaves its place"
