"""Boxes in even columns, read downwards, never narrower than the widest."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.columns_layout import ColumnsLayout
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved


def test_as_many_columns_as_the_width_allows(qtbot: QtBot) -> None:
    host, layout = QWidget(), ColumnsLayout(3)
    qtbot.addWidget(host)
    host.setLayout(layout)
    boxes = [QCheckBox(f"Pilihan {n}") for n in range(7)]
    for box in boxes:
        layout.addWidget(box)
    wide = boxes[0].sizeHint().width()
    heights = {columns: layout.heightForWidth(columns * (wide + 18)) for columns in (1, 2, 3, 9)}
    assert heights[1] > heights[2] > heights[3]
    assert heights[9] == heights[3]  # never more than three
    host.resize(3 * (wide + 18), heights[3])
    layout.setGeometry(host.rect())
    assert [boxes.index(box) for box in sorted(boxes, key=lambda b: (b.x(), b.y()))] == list(range(7))
    assert all(box.width() >= wide for box in boxes)


def test_one_filter_holds(qtbot: QtBot) -> None:
    chips = FilterChips([Saved("a", "Semua", "Semua"), Saved("b", "Draf", "Belum selesai")])
    qtbot.addWidget(chips)
    with qtbot.waitSignal(chips.chosen) as told:
        chips._group.button(1).click()
    assert told.args == ["b"]
    chips.show_key("a")
    assert chips._group.checkedId() == 0
