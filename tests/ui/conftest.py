"""Every widget test sees the same look, and leaves it as it found it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import LIGHT
from kampungkb_desktop.ui.theme import apply_theme


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Light at 100 %, with a caret that does not blink."""
    if not qapp.property("kkb_prepared"):
        qapp.setCursorFlashTime(0)
        apply_theme(qapp)
    yield
    if tokens() != LIGHT:
        apply_theme(qapp)
