"""The deed at the end of a card's head ends where the card's contents end, on every tab of a village."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.widgets import Card
from tests.actions.households import settle
from tests.ui.pages import filled
from tests.ui.pages.filled import VILLAGE
from tests.ui.pages.windows import kampung, window_of


@pytest.mark.parametrize("tab", ["ringkasan", "klasifikasi", "angka"])
def test_a_quiet_deed_ends_with_the_card(qtbot: QtBot, session: Session, tab: str) -> None:
    settle(session)
    filled.fill(session)
    window = window_of(qtbot, session)
    window.go("kampung", f"{VILLAGE}/{tab}")
    qtbot.waitUntil(lambda: not worker_of().busy(), timeout=20_000)
    page = kampung(window).village.tab(tab)
    assert page is not None
    seen = 0
    for card in page.findChildren(Card):
        last = card.title_row.itemAt(card.title_row.count() - 1)
        deed = last.widget() if last is not None else None
        if isinstance(deed, QPushButton) and deed.property("kind") == "quiet" and card.title_row.count() > 1:
            assert deed.property("flush") == "right", (card.accessibleName(), deed.text())
            seen += 1
    assert seen
