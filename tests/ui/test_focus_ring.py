"""Where the keys are is seen: every kind of control, pictured with and without them in all three looks, differs by a
line of its own length that stands out 3 : 1 (WCAG 2.2, 2.4.13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QTextBrowser,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.choice_tile import ChoiceTile
from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.growth_chart import GrowthChart
from kampungkb_desktop.ui.line_chart import LineChart
from kampungkb_desktop.ui.number_grid import Count, CountButton
from kampungkb_desktop.ui.page import Page, PageEntry
from kampungkb_desktop.ui.palette import contrast
from kampungkb_desktop.ui.pdf_preview import PagesView
from kampungkb_desktop.ui.sidebar import Sidebar
from kampungkb_desktop.ui.tabs import TabBar
from kampungkb_desktop.ui.theme import apply_theme, restyle
from kampungkb_desktop.ui.tiles import StatTile
from kampungkb_desktop.ui.widgets import button, tool

SEEN = 3.0
LOOKS = {"light": {}, "dark": {"dark": True}, "sharp": {"sharp": True}}


def _stated(made: QWidget, **properties: object) -> QWidget:
    for name, value in properties.items():
        made.setProperty(name, value)
    restyle(made)
    return made


def _checked(kind: str = "") -> QWidget:
    made = button("Semua", kind=kind)
    made.setCheckable(True)
    made.setChecked(True)
    return made


def _named(name: str) -> QWidget:
    made = button("Keluar dari latihan")
    made.setObjectName(name)
    return made


def _tabs() -> QWidget:
    bar = TabBar()
    for words in ("Ringkasan", "Profil", "Foto"):
        bar.addTab(words)
    return bar


def _sidebar() -> QWidget:
    made = Sidebar("Kampung KB")
    made.set_entries([PageEntry("keluarga", "Keluarga", "keluarga", Page)])
    made.setFocusProxy(made.buttons["keluarga"])
    return made


def _read_only() -> QWidget:
    line = QLineEdit("64.03")
    line.setReadOnly(True)
    return line


KINDS: dict[str, Callable[[], QWidget]] = {
    "button": lambda: button("Simpan"),
    "primary": lambda: button("Simpan", kind="primary"),
    "danger": lambda: button("Hapus", kind="danger"),
    "quiet": lambda: button("Lihat", kind="quiet"),
    "chosen button": _checked,
    "wrong button": lambda: _stated(button("1  Ya"), state="error"),
    "doubtful button": lambda: _stated(button("1  Ya"), state="caution"),
    "menu button": lambda: _stated(button("Cetak"), menu="true"),
    "practice": lambda: _named("practiceout"),
    "tool": lambda: tool("back", "Kembali"),
    "line": QLineEdit,
    "compact line": lambda: _stated(QLineEdit(), compact="true"),
    "wrong line": lambda: _stated(QLineEdit("x"), state="error"),
    "doubtful line": lambda: _stated(QLineEdit("x"), state="caution"),
    "line to read": _read_only,
    "paragraph": QPlainTextEdit,
    "box": QComboBox,
    "spinner": QSpinBox,
    "tick": lambda: QCheckBox("Sertakan foto"),
    "doubtful tick": lambda: _stated(QCheckBox("Sertakan foto"), state="caution"),
    "choice": lambda: QRadioButton("A4"),
    "list": QListWidget,
    "table": lambda: QTableWidget(3, 3),
    "tree": QTreeWidget,
    "text": QTextBrowser,
    "tabs": _tabs,
    "place": _sidebar,
    "figure": lambda: StatTile("6", "Perlu dikunjungi"),
    "count": lambda: CountButton(Count(6, "x"), "Balita"),
    "tile": lambda: ChoiceTile("users", "Petugas", "Untuk PKB dan PLKB", lambda: None),
    "growth": GrowthChart,
    "months": lambda: LineChart("Menurut bulan", line="keluarga"),
    "pages": PagesView,
}


def _outlined(without: QImage, with_: QImage) -> int:
    """Pixels that changed so much that anybody sees it."""
    pairs = {(x, y): (without.pixelColor(x, y).name(), with_.pixelColor(x, y).name())
             for y in range(with_.height()) for x in range(with_.width())}  # fmt: skip
    strong = {pair for pair in set(pairs.values()) if pair[0] != pair[1] and contrast(*pair) >= SEEN}
    return sum(pair in strong for pair in pairs.values())


def _pictures(window: QWidget, made: QWidget, rest: QWidget) -> Iterator[QImage]:
    for one in (rest, made):
        one.setFocus()
        QApplication.processEvents()
        yield window.grab(made.geometry()).toImage()


@pytest.mark.parametrize("look", LOOKS)
def test_where_the_keys_are_is_seen(qapp: QApplication, qtbot: QtBot, look: str) -> None:
    apply_theme(qapp, **LOOKS[look])
    window = QWidget()
    dress(window)
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    rest = QLineEdit()
    box.addWidget(rest)
    controls = {name: make() for name, make in KINDS.items()}
    for made in controls.values():
        made.setMaximumSize(QSize(160, 250 if isinstance(made, Sidebar) else 90))
        box.addWidget(made)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    dim = []
    for name, made in controls.items():
        changed = _outlined(*_pictures(window, made, rest))
        whole = made.focusProxy() or made
        if changed < whole.width() + whole.height():
            dim.append(f"{name}: {changed} of {whole.width() + whole.height()} pixels")
    assert not dim, "\n".join(dim)
