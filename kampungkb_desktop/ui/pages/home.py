"""Beranda: what waits for the person today. Painted at once, filled by the worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.page import Page


class HomePage(Page):
    """The first screen after Masuk."""

    title = "Beranda"

    def __init__(self, session: Session, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
