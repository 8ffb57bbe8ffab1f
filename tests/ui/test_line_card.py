"""A card of lines after the person has chosen larger letters: what it holds still begins at one edge."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.line_button import EDGE
from kampungkb_desktop.ui.line_card import LineCard
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.theme import apply_theme


@pytest.mark.parametrize("all_words", ["", "Semua kampung"])
def test_title_and_words_go_with_the_size_of_the_letters(qapp: QApplication, qtbot: QtBot, all_words: str) -> None:
    card = LineCard("Klasifikasi kampung", "Belum ada kampung.", all_words)
    qtbot.addWidget(card)
    dress(card)
    card.show_lines(())
    card.show()
    for scale in (2.0, 1.25):
        apply_theme(qapp, scale=scale)
        QApplication.processEvents()
        edge, title = tokens().px(EDGE), card.title_row.contentsMargins()
        first = card.lines.itemAt(0)
        words = first.widget() if first is not None else None
        assert isinstance(words, QLabel)
        assert (title.left(), title.right()) == (edge, 0 if all_words else edge)
        assert words.contentsMargins().left() == edge
        assert card.body.contentsMargins().left() == tokens().px(6)
