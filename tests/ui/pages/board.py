"""What a district sees of two officers, one of whom never sent: on the board, and on Beranda."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.pages.exchange import LAPTOPS
from kampungkb_desktop.ui.pages.exchange_laptops import LaptopDesk
from kampungkb_desktop.ui.pages.home_desk import DeskCard


def who_is_late(desk: LaptopDesk, officer: str, other: str) -> None:
    """The one who never sent stands first, and is found by filter and by name."""
    assert list(desk.table.model.ids) == [officer, other]
    assert [one.text() for one in desk.chips.findChildren(QPushButton)] == [
        "Semua  2", "Belum mengirim  1", "Berkas kurang", "Minta didaftarkan",
    ]  # fmt: skip
    late = desk.chips.findChildren(QPushButton)[1]
    late.click()
    assert list(desk.table.model.ids) == [officer]
    desk.search.setText("andi")
    desk.search.flush()
    assert list(desk.table.model.ids) == []
    assert not desk.panel.isVisible()
    desk.chips.findChildren(QPushButton)[0].click()
    assert list(desk.table.model.ids) == [other]
    desk.search.clear()
    desk.search.flush()
    assert list(desk.table.model.ids) == [officer, other]


def what_waits(qtbot: QtBot, district: Session) -> None:
    """Beranda tells it at once, from the second time on; a line leads to the board."""
    gone = list[tuple[str, object]]()
    first, again = (DeskCard(district, lambda *to: gone.append(to)) for _ in range(2))
    for card in (first, again):
        qtbot.addWidget(card)
        card.load()
        qtbot.waitUntil(lambda: not worker_of().busy())
        assert bool(card.findChildren(LineButton)) is (card is again)
        first.look()
        qtbot.waitUntil(lambda: not worker_of().busy())
    (line,) = again.findChildren(LineButton)
    assert (line.name, line.words) == (
        "1 petugas belum mengirim", "Lebih dari 31 hari tidak ada berkasnya, atau belum pernah.",
    )  # fmt: skip
    line.click()
    assert gone == [("kirim-terima", LAPTOPS)]
