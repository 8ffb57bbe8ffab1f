"""The growth chart with its choices: the index, and the ages where there is room for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from kampungkb_desktop.rules.growth import Sex
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.growth_chart import GrowthChart, GrowthPoint
from kampungkb_desktop.ui.growth_curves import CHARTS, OLDER, TITLES, WHOLE, YOUNG, ChartScale, Months, name_of
from kampungkb_desktop.ui.widgets import column, one_of_several, row

SPANS: Final[tuple[tuple[str, Months], ...]] = (("0–24 bulan", YOUNG), ("24–60 bulan", OLDER), ("0–60 bulan", WHOLE))


class IndexPicks(QWidget):
    """The charts of a young child as buttons that follow a chart; ``renew`` after the chart shows another child."""

    def __init__(self, chart: GrowthChart, *, wrap: bool = False) -> None:
        """``wrap`` breaks the line of buttons where it is narrow."""
        super().__init__()
        self.chart = chart
        self._group = QButtonGroup(self)
        for at, scale in enumerate(CHARTS):
            _add(self._group, at, TITLES[scale])
        buttons = self._group.buttons()
        self.setLayout(FlowLayout(*buttons, spacing=4) if wrap else row(*buttons, None, spacing=4))
        self._group.idClicked.connect(lambda at: self._choose(CHARTS[at]))
        chart.indexed.connect(lambda _scale: self.renew())
        self.renew()

    def renew(self) -> None:
        """Name the indices as the newest measuring is judged, and mark the one shown."""
        for at, scale in enumerate(CHARTS):
            one = self._group.button(at)
            one.setText(name_of(scale, self.chart.points))
            one.setChecked(scale == self.chart.scale)

    def names(self) -> list[str]:
        """The words on the buttons."""
        return [one.text() for one in self._group.buttons()]

    def chosen(self) -> int:
        """The number of the button marked."""
        return self._group.checkedId()

    def _choose(self, scale: ChartScale) -> None:
        self.chart.show_scale(scale)
        self.chart.indexed.emit(scale)


class GrowthPanel(QWidget):
    """The chart with buttons for the indices, the head, and the ages."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = GrowthChart()
        self.picks = IndexPicks(self.chart)
        self.spans = QButtonGroup(self)
        for at, (name, _months) in enumerate(SPANS):
            _add(self.spans, at, f"Tampilkan umur {name}").setText(name)
        ages = self.spans.buttons()
        head = FlowLayout(self.picks, *ages, spacing=4, apart=ages[0])
        box = column(head, spacing=8)
        box.addWidget(self.chart, 1)
        self.setLayout(box)
        self.spans.idClicked.connect(lambda at: self.chart.show_months(SPANS[at][1]))
        self.chart.indexed.connect(lambda _scale: self._renew())

    def set_child(self, sex: Sex, points: Sequence[GrowthPoint]) -> None:
        """Show these measurings; the ages follow the child's own."""
        self.chart.show_months(None)
        self.chart.set_child(sex, points)
        self.picks.renew()
        self._renew()

    def _renew(self) -> None:
        for at, (_name, months) in enumerate(SPANS):
            self.spans.button(at).setChecked(months == self.chart.months)
            self.spans.button(at).setEnabled(self.chart.scale != "wfl")


def _add(group: QButtonGroup, at: int, tip: str) -> QPushButton:
    made = QPushButton()
    one_of_several(made)
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    group.addButton(made, at)
    return made
