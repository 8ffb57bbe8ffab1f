"""Paints the first window once, seen or unseen: tells an installer whether Qt, fonts and icons are all there."""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import QApplication

from kampungkb_desktop.ui.main_window import MainWindow
from kampungkb_desktop.ui.pages.login import LoginPage
from kampungkb_desktop.ui.theme import apply_theme

SIZE = (1366, 768)


def painted() -> str:
    """Open Masuk without a screen, paint it and say how large; raises ``RuntimeError`` when nothing was painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app)
    window = MainWindow()
    window.cover(LoginPage(lambda _password: None))
    window.resize(*SIZE)
    window.show()
    app.processEvents()
    picture = window.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 16) for y in range(0, picture.height(), 16)}
    window.close()
    if len(colours) < 3:
        raise RuntimeError("nothing was painted")
    return f"{picture.width()} × {picture.height()}"
