"""Which rule the class was computed by, and how lintas sektor is read: the choice is the office's and changes the class
of every village of the kabupaten."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton

from kampungkb_desktop.forms.officer import CROSS_SECTOR
from kampungkb_desktop.rules.classification import Classification, rules
from kampungkb_desktop.rules.classification import classify as computed
from kampungkb_desktop.rules.figures_village import VillageState, inputs_of
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, label


class RuleCard(Card):
    """Names the rule and its source; ``chosen(reading)`` when the person picks the other way to read P3."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("Aturan yang dipakai")
        self.named, self.source, self.note = (
            label("", wrap=True),
            label("", "small", wrap=True),
            label("", "small", wrap=True),
        )
        for line in (self.named, self.source, self.note):
            self.body.addWidget(line)
        self.body.addWidget(label("Lintas sektor (P3) dibaca", "label"))
        self.choices = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        for option in CROSS_SECTOR.items:
            made = QRadioButton(option.label)
            made.clicked.connect(lambda _on=False, code=option.code: self._pick(code))
            self.choices.addButton(made)
            self.buttons[option.code] = made
            self.body.addWidget(made)
        self.body.addWidget(
            label("Pilihan ini berlaku untuk semua kampung di kabupaten/kota ini dan ikut terkirim, supaya kelasnya "
                  "sama di semua laptop.", "small", wrap=True)
        )  # fmt: skip
        self.effect = Banner("", Tone.INFO)
        self.body.addWidget(self.effect)
        self._reading = ""

    def show_state(self, state: VillageState, found: Classification) -> None:
        """The reading in force, and what the other one would make of this village."""
        self._reading = state.reading
        self.buttons[state.reading].setChecked(True)
        by = rules(found.rule_version)
        self.named.setText(f"{by.title} (versi {by.version})")
        self.source.setText(f"Sumber: {by.source}")
        self.note.setText(by.note)
        self.note.setVisible(bool(by.note))
        other = computed(inputs_of(state.other_reading), by)
        here, there = found.score("P3"), other.score("P3")
        if other.level is not found.level:
            words = f"Dengan bacaan yang lain kelasnya menjadi {other.level.label}, bukan {found.level.label}"
            self.effect.say(f"{words}: P3 {there.shown}, nilai {there.score}.", Tone.WARN)
        elif there.score != here.score:
            words = f"Dengan bacaan yang lain P3 bernilai {there.score} ({there.shown}), bukan {here.score}"
            self.effect.say(f"{words}; kelasnya tetap {found.level.label}.", Tone.INFO)
        else:
            self.effect.say("Bacaan yang lain tidak mengubah nilai P3 kampung ini.", Tone.INFO)

    def _pick(self, reading: str) -> None:
        if reading != self._reading:
            self.chosen.emit(reading)
