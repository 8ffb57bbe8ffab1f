"""Waiting for the work that a page has begun on the worker."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.background import worker_of


def idle(qtbot: QtBot) -> None:
    """Until the worker has nothing to do."""
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=30_000)
