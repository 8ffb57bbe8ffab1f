"""Andai-andai: turn the twelve figures and see which class would come of it. It changes nothing that is recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from kampungkb_desktop.rules.classification import Classification, Indicator, VillageInputs, classify, rules
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.even_row import EvenRow
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.village_words import class_tag, nearest_words
from kampungkb_desktop.ui.widgets import Card, button, column, label, row

_MOST = {"I1": 3, "I2": 6, "I3": 5, "I4": 2, "I5": 2, "P1": 5, "P2": 5, "P3": 37}
_GROUP_WORDS = {"I": "Input", "P": "Proses", "O": "Output"}


UNKNOWN = -1
"""The lowest step of every spinner: no data, which is not the same as 0."""


def inputs_from(figures: dict[str, int | None]) -> VillageInputs:
    """The rule's inputs that give these figures; Pokja and support go in steps as the rule reads them."""
    pokja, support = figures["I1"], figures["I5"]
    return VillageInputs(
        pokja_pengurusan_flag=None if pokja is None else pokja > 0,
        pokja_jumlah=1 if (pokja or 0) > 1 else 0,
        pokja_pelatihan_flag=(pokja or 0) > 2,
        total_sumber_dana=figures["I2"],
        total_poktan=figures["I3"],
        total_sarana=figures["I4"],
        plkb_pendamping_flag=None if support is None else support > 0,
        regulasi_flag=None if support is None else support > 1,
        total_penggunaan_data=figures["P1"],
        total_operasional=figures["P2"],
        total_lintas_sektor=figures["P3"],
        output_persentase_poktan=figures["O1"],
        output_persentase_cpr=figures["O2"],
        output_persentase_mkjp=figures["O3"],
        output_persentase_unmet=figures["O4"],
    )


class WhatIf(Card):
    """Twelve spinners and the class they make, live."""

    def __init__(self) -> None:
        super().__init__("Andai-andai")
        self._start: Classification | None = None
        self.spinners: dict[str, QSpinBox] = {}
        self._scores: dict[str, QLabel] = {}
        self.chip = Chip()
        self.verdict = label("", "label", wrap=True)
        self.nearest = label("", "soft", wrap=True)
        self.reset = button("Kembalikan ke angka sekarang", self._back, icon="undo")
        self.body.addWidget(
            label("Ubah angkanya untuk melihat kelas yang akan dicapai. Data yang tercatat tidak berubah.", "soft",
                  wrap=True)
        )  # fmt: skip
        self.body.addLayout(EvenRow(*(self._column(group) for group in "IPO"), spacing=20))
        line = row(self.chip, spacing=12)
        line.addWidget(self.verdict, 1)
        line.addWidget(self.reset)
        self.body.addLayout(line)
        self.body.addWidget(self.nearest)

    def start_from(self, found: Classification) -> None:
        """Begin at a village's own figures."""
        self._start = found
        self._back()

    def _column(self, group: str) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(tokens().px(6))
        shown = [one for one in rules().indicators if one.group == group]
        for at, one in enumerate(shown):
            spinner, score = self._spinner(one), label("", "small")
            name = label(one.label, wrap=True)
            name.setBuddy(spinner)
            self.spinners[one.code], self._scores[one.code] = spinner, score
            grid.addWidget(name, at, 0)
            grid.addWidget(spinner, at, 1)
            grid.addWidget(score, at, 2)
        made = QWidget()
        box: QVBoxLayout = column(label(_GROUP_WORDS[group], "label"), grid, None, spacing=8)
        made.setLayout(box)
        return made

    def _spinner(self, one: Indicator) -> QSpinBox:
        made = QSpinBox()
        made.setRange(UNKNOWN, _MOST.get(one.code, 100))
        made.setSpecialValueText("belum ada")
        made.setSuffix(" %" if one.unit == "%" else "")
        made.setAccessibleName(one.label)
        made.setToolTip(" · ".join(one.conditions) if one.conditions else one.label)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setFixedWidth(tokens().px(104))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.valueChanged.connect(lambda _value: self._judge())
        return made

    def _back(self) -> None:
        if self._start is None:
            return
        for score in self._start.scores:
            spinner = self.spinners[score.code]
            spinner.blockSignals(True)  # noqa: FBT003  Qt's own signature
            spinner.setMaximum(max(spinner.maximum(), score.figure or 0))
            spinner.setValue(UNKNOWN if score.figure is None else score.figure)
            spinner.blockSignals(False)  # noqa: FBT003
        self._judge()

    def _judge(self) -> None:
        if self._start is None:
            return
        figures = {code: _figure(spinner) for code, spinner in self.spinners.items()}
        changed = any(figures[score.code] != score.figure for score in self._start.scores)
        found = classify(inputs_from(figures), rules(self._start.rule_version)) if changed else self._start
        for score in found.scores:
            self._scores[score.code].setText(f"nilai {score.score}")
        self.chip.show_tag(class_tag(found.level))
        self.verdict.setText(" · ".join(f"{index.label} {index.text}" for index in found.indices))
        words = nearest_words(found)
        self.nearest.setText(words[:1].upper() + words[1:])
        self.reset.setEnabled(changed)


def _figure(spinner: QSpinBox) -> int | None:
    return None if spinner.value() == UNKNOWN else spinner.value()
