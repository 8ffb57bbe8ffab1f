"""The sheet hangs on windows: what belongs to one is dressed by it, what belongs to none is dressed by name."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.dress import _dress_forgotten, dress, watch
from kampungkb_desktop.ui.finder import finder
from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.theme import apply_theme
from kampungkb_desktop.ui.widgets import button


def _styled(widget: QWidget) -> bool:
    return widget.style().metaObject().className() == "QStyleSheetStyle"


def test_what_belongs_to_a_window_is_dressed_by_it(qtbot: QtBot) -> None:
    """A part put together apart wears nothing until it comes into a window; a menu and a dialog of it are within."""
    window = MainWindow()
    qtbot.addWidget(window)
    part = QWidget()
    QVBoxLayout(part).addWidget(button("Simpan"))
    assert not _styled(part)
    window.cover(part)
    assert all(_styled(one) for one in (window, part, QMenu(part), Dialog(part)))


def test_what_belongs_to_none_is_dressed_by_name(qtbot: QtBot) -> None:
    """A dialog before there is a window, and the list under a line that offers words."""
    alone, line = Dialog(), QLineEdit()
    qtbot.addWidget(alone)
    qtbot.addWidget(line)
    offering = finder(["Maluang", "Merancang"], line)
    line.setCompleter(offering)
    assert _styled(alone)
    popup = offering.popup()
    assert popup is not None
    assert _styled(popup)


def test_what_was_forgotten_is_dressed_once_it_has_the_keys(qtbot: QtBot, qapp: QApplication) -> None:
    watch(qapp)
    try:
        bare = QWidget()
        qtbot.addWidget(bare)
        QVBoxLayout(bare).addWidget(within := button("Simpan"))
        bare.show()
        assert not _styled(within)
        bare.activateWindow()
        qtbot.waitUntil(lambda: _styled(within))
    finally:
        qapp.focusWindowChanged.disconnect(_dress_forgotten)


def test_a_new_look_reaches_the_windows_that_stand(qtbot: QtBot, qapp: QApplication) -> None:
    """A larger text makes the buttons of an open window larger."""
    window = QWidget()
    dress(window)
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(made := button("Simpan"))
    window.show()
    before = made.sizeHint().height()
    apply_theme(qapp, scale=1.5)
    assert made.sizeHint().height() > before * 1.2
