"""A page that goes is taken apart in small turns, from within, and never while somebody types."""

from __future__ import annotations

import weakref
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QScrollArea, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kampungkb_desktop.ui.background import run, worker_of
from kampungkb_desktop.ui.letting_go import LettingGo
from kampungkb_desktop.ui.page import Page
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.taking_apart import PAUSE_MS, TakingApart


class Sheet(QFrame):
    """Holds itself by what it calls, as pages do, and hears when its line changes."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.line, self.heard = QLineEdit("isi"), ended
        self.again = lambda: self.line.text()
        self.pulse = QTimer(self, interval=0)
        self.pulse.timeout.connect(self.beat)
        self.pulse.start()
        self.shown = Stack()
        area = QScrollArea()
        within = QWidget()
        box = QVBoxLayout(within)
        for number in range(20):
            made = QLabel(str(number))
            made.destroyed.connect(lambda _it=None, number=number: ended.append(f"label {number}"))
            box.addWidget(made)
        area.setWidget(within)
        self.shown.addWidget(area)
        self.shown.addWidget(QTableWidget(3, 3))
        self.shown.currentChanged.connect(self.turned)
        whole = QVBoxLayout(self)
        for one in (self.line, QComboBox(), self.shown):
            whole.addWidget(one)
        self.destroyed.connect(lambda _it=None: ended.append("sheet"))

    def beat(self) -> None:
        self.heard.append(f"beat {self.line.text()}")

    def turned(self, _at: int) -> None:
        self.heard.append(f"turned {self.line.text()}")


def _page(window: QWidget, ended: list[str]) -> QWidget:
    page = QWidget(window)
    box = QVBoxLayout(page)
    for _ in range(3):
        box.addWidget(Sheet(ended))
    page.hide()
    return page


def test_it_goes_in_turns_from_within_and_nothing_in_it_is_called_any_more(qtbot: QtBot) -> None:
    window, ended = QWidget(), list[str]()
    qtbot.addWidget(window)
    apart = TakingApart(window)
    page = _page(window, ended)
    inside = [weakref.ref(one) for one in page.findChildren(Sheet)]
    apart.take(page)
    left = []
    while apart.busy:
        left.append(len(window.findChildren(QWidget)))
        apart.step(0)
    assert len(left) > 60
    assert all(before - after <= 20 for before, after in pairwise(left)), "a table is the most"
    assert ended == ([f"label {number}" for number in range(20)] + ["sheet"]) * 3
    assert not isValid(page)
    assert not window.findChildren(QWidget)
    assert [one() for one in inside] == [None] * 3, "freed without the collector"


def test_it_waits_while_somebody_types_and_ends_with_the_window(qtbot: QtBot) -> None:
    window, ended = QWidget(), list[str]()
    qtbot.addWidget(window)
    line = QLineEdit(window)
    window.show()
    apart = TakingApart(window)
    for _ in range(2):
        apart.take(_page(window, ended))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert apart._timer.interval() == PAUSE_MS
    assert "sheet" not in ended
    with qtbot.waitSignal(apart.over, timeout=10_000):
        apart._timer.start(0)
    assert ended.count("sheet") == 6
    assert isValid(line)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_B)
    assert not apart._timer.isActive(), "it no longer listens"
    page = _page(window, ended)
    apart.take(page)
    apart.step(0)
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window))
    assert not isValid(page)
    apart.__dict__.clear()


def test_one_rests_once_when_nothing_was_read_for_a_while(qtbot: QtBot) -> None:
    """What is typed leaves long lists of numbers with the database, whether one goes to another page or not."""
    window, rested = QWidget(), list[int]()
    qtbot.addWidget(window)
    going = LettingGo(window, lambda _key: None, lambda _key: Page())
    going.rested.connect(lambda: rested.append(1))
    run(window, lambda _p: None, done=lambda _n: None)
    qtbot.waitUntil(lambda: not worker_of().busy())
    for told in (0, 1, 1, 1):
        going.look()
        assert len(rested) == told
