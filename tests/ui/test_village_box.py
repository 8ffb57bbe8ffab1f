"""The box over a list in which one, several or all villages are chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.village_box import VillageBox

NAMES = {"1": "Gunung Tabur", "2": "Birang", "3": "Maluang", "4": "Samburakat"}


def test_a_village_is_typed_though_several_begins_alike(qtbot: QtBot) -> None:
    box = VillageBox(list(NAMES), NAMES.__getitem__)
    qtbot.addWidget(box)
    box.set_codes(["3"])
    qtbot.keyClicks(box, "b")
    assert box.codes() == ("2",)
    assert not box.findChildren(QDialog)
    qtbot.keyClicks(box, "e")
    (asked,) = box.findChildren(QDialog)
    asked.reject()
    assert box.codes() == ("2",)


def test_what_was_set_stands_again_after_batal(qtbot: QtBot) -> None:
    box = VillageBox(list(NAMES), NAMES.__getitem__)
    qtbot.addWidget(box)
    box.set_codes(["3"])  # as after a start, where nobody has chosen yet
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.count() - 1)
    (asked,) = box.findChildren(QDialog)
    asked.reject()
    assert box.codes() == ("3",)
