"""What Beranda says of the 3×24 hours: requests about personal data that nobody has answered, lost laptops of which
nobody was told. Loaded late, and the card is there only while a clock runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.pdp_requests import Pending, pending
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.line_card import LineCard
from kampungkb_desktop.ui.pages.pdp_words import SHORT, clock_tag

SHOWN = 4
"""Lines of the card; the register shows all."""
Go = Callable[[str, object], object]


def show_clocks(card: LineCard, session: Session, go: Go) -> None:
    """Fill the card and show it, or hide it where no clock runs."""
    run(card, lambda _progress: pending(session), done=lambda found: _show(card, found, go))


def _show(card: LineCard, found: Sequence[Pending], go: Go) -> None:
    made: list[QWidget] = [_line(one, go) for one in found[:SHOWN]]
    if len(found) > SHOWN:
        words = f"Dan {number(len(found) - SHOWN)} lagi"
        made.append(LineButton(words, "", None, lambda: go("pengaturan", "data-pribadi/permintaan"), icon="more"))
    card.show_lines(made)
    card.setVisible(bool(made))


def _line(one: Pending, go: Go) -> LineButton:
    part = "hilang" if one.loss else "permintaan"
    place = f"data-pribadi/{part}/{one.record}"
    name = SHORT.get(one.kind, one.title)
    return LineButton(name, one.words, clock_tag(one.clock), lambda: go("pengaturan", place), icon="shield")
