"""The box over a list in which one, several or all villages are chosen."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.village_box import VillageBox

NAMES = {"1": "Gunung Tabur", "2": "Birang", "3": "Maluang", "4": "Samburakat"}


class _Given(VillageBox):
    """Its dialog is given up at once."""

    asked = 0

    def choose_several(self) -> QDialog:
        self.asked += 1
        return QDialog()


def test_a_village_is_typed_though_several_begins_alike(qtbot: QtBot) -> None:
    box = _Given(list(NAMES), NAMES.__getitem__)
    qtbot.addWidget(box)
    box.set_codes(["3"])  # as after a start, where nobody has chosen yet
    qtbot.keyClicks(box, "b")
    assert (box.codes(), box.asked) == (("2",), 0)
    qtbot.keyClicks(box, "e")
    assert (box.codes(), box.asked) == (("2",), 1), "several are still asked for by their letters"
    box.set_codes(["3"])
    box.activated.emit(box.count() - 1)
    assert (box.codes(), box.asked) == (("3",), 2)


def test_lines_that_stand_already_are_not_made_again(qtbot: QtBot) -> None:
    named = dict(NAMES)
    box = _Given(list(named), named.__getitem__)
    qtbot.addWidget(box)
    made: list[int] = []
    box.model().rowsInserted.connect(lambda *_where: made.append(1))
    for codes in (["3"], [], ["2"]):
        box.set_codes(codes)
        box.offer(list(named))
        assert box.codes() == tuple(codes)
    assert not made
    box.set_codes(["1", "3"])
    assert (box.currentText(), box.codes()) == ("2 desa", ("1", "3"))
    box.set_codes(["3"])
    assert (box.findText("2 desa"), box.codes()) == (-1, ("3",))
    named["3"] = "Maluang Baru"
    box.offer(list(named))
    assert (box.currentText(), box.codes()) == ("Maluang Baru", ("3",))
    box.offer(["1", "2"])
    assert (box.count(), box.codes()) == (3, ())


def test_a_key_held_down_asks_once(qtbot: QtBot) -> None:
    """Two lists lay over each other; the second was gone when the first was answered, and the answer was a crash."""
    box = VillageBox(list(NAMES), NAMES.__getitem__)
    qtbot.addWidget(box)
    box.show()
    for _ in range(2):
        box.activated.emit(box.count() - 1)
    (asked,) = box.findChildren(QDialog)
    asked.accept()
    box.activated.emit(box.count() - 1)
    assert [one.isVisible() for one in box.findChildren(QDialog) if one is not asked] == [True], "and again later"


def test_a_box_that_nobody_holds_ends_once_with_the_list_it_asks_with(qapp: QApplication) -> None:
    """Bus error: what hears the answer held the box, let go of it while the list ended, and so ended the list twice."""
    for answer in (QDialog.reject, QDialog.accept):
        box = VillageBox(list(NAMES), NAMES.__getitem__)
        asked = box.choose_several()
        answer(asked)
        del box, asked
        gc.collect()
        qapp.processEvents()


@pytest.mark.parametrize("count", [5, 30])
def test_the_lines_to_choose_from_stand_under_the_box(qtbot: QtBot, count: int) -> None:
    """As a menu over the box the list hid its first line behind an arrow, and the last one behind another."""
    outer = QWidget()
    box = ComboBox(outer)
    box.addItems([f"Nama {one}" for one in range(count)])
    box.setCurrentIndex(3)
    qtbot.addWidget(outer)
    dress(outer)
    outer.setGeometry(100, 100, 300, 60)
    outer.show()
    box.showPopup()
    list_, bar = box.view(), box.view().verticalScrollBar()
    assert list_.mapToGlobal(QPoint()).y() >= box.mapToGlobal(box.rect().bottomLeft()).y()
    assert list_.indexAt(QPoint(8, 8)).row() == 0
    assert (bar.maximum() > 0) == bar.isVisible() == (count == 30)
    box.hidePopup()
