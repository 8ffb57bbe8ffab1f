"""The scales beside the monthly form: users and non-users against PUS, what is typed on the portal (seven methods, four
reasons), and what the classification makes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.monthly import NON_USERS, PORTAL_METHODS, PortalRollUp
from kampungkb_desktop.rules.classification import Indicator, Rules
from kampungkb_desktop.rules.consistency import IDENTITY, Balance
from kampungkb_desktop.rules.percentages import Percentages
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import Card, button, column, divider, label

WIDTH = 248
_OUTPUTS = (("O1", "poktan", "Partisipasi poktan"), ("O2", "cpr", "CPR"), ("O3", "mkjp", "MKJP"),
            ("O4", "unmet", "Unmet need"))  # fmt: skip


class BalancePanel(QWidget):
    """``weigh`` renews it; it only looks."""

    go_tab = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.verdict = Banner("", Tone.INFO)
        self._figures: dict[str, QLabel] = {}
        sums = self._table((("users", "Peserta KB"), ("others", "Bukan peserta KB"), ("counted", "Jumlah"),
                            ("pus", "PUS")))  # fmt: skip
        outputs = self._table(tuple((key, words) for _, key, words in _OUTPUTS))
        self._portal = [self._table(part) for part in (PORTAL_METHODS, NON_USERS)]
        self._portal.append(self._table((("portal", "Jumlah di portal"),)))
        self.place = label("", "small", wrap=True)
        self.source = label("", "small", wrap=True)
        there = button("Buka Kependudukan", lambda: self.go_tab.emit("kependudukan"), kind="quiet", icon="users")
        first = Card("Kecocokan dengan PUS", sums, self.verdict, self.source, there, padding=12)
        methods, reasons, total = self._portal
        second = Card("Yang diketik di portal", methods, divider(), reasons, divider(), total, self.place, padding=12)
        third = Card("Indikator output", outputs, padding=12)
        self.setLayout(column(first, second, third, spacing=14))

    def _table(self, lines: tuple[tuple[str, str], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(tokens().px(5))
        for at, (key, words) in enumerate(lines):
            figure = label("–", "label")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label(words), at, 0)
            grid.addWidget(figure, at, 1)
            self._figures[key] = figure
        return grid

    def weigh(self, state: Balance, output: Percentages, portal: PortalRollUp, by: Rules) -> None:
        """Show what is typed so far, the same as the portal's boxes take it, and its scores by a rule."""
        for key, value in (("users", state.users), ("others", state.non_users), ("counted", state.counted),
                           ("pus", state.pus)):  # fmt: skip
            self._figures[key].setText("–" if value is None else number(value))
        self._judge(state)
        for code, key, _ in _OUTPUTS:
            self._figures[key].setText(_scored(by.indicator(code), getattr(output, key)))
        self._roll_up(portal, state.pus)

    def _roll_up(self, portal: PortalRollUp, pus: int | None) -> None:
        for name, _label, count in (*portal.methods, *portal.reasons):
            self._figures[name].setText("–" if count is None else number(count))
        same = pus is not None and portal.total == pus
        self._figures["portal"].setText(number(portal.total) + (" = PUS" if same else ""))
        if not portal.others:
            self.place.setText("Semua peserta KB memakai metode yang ada di portal.")
        elif portal.unplaced:
            self.place.setText(
                f"{number(portal.unplaced)} dari {number(portal.others)} pemakai MAL dan cara tradisional belum "
                "ditempatkan. Portal hanya punya 7 metode: isi menurut niatnya, supaya jumlahnya sama dengan PUS."
            )
        else:
            self.place.setText(
                f"Termasuk {number(portal.placed)} pemakai MAL dan cara tradisional, yang di portal masuk ke alasan "
                "bukan peserta KB menurut niatnya."
            )

    def _judge(self, state: Balance) -> None:
        gap = state.difference
        if gap is None:
            self.verdict.say("PUS belum ada. Isi dahulu Kependudukan.", Tone.WARN)
        elif gap == 0:
            self.verdict.say("Cocok: jumlahnya sama dengan PUS.", Tone.OK)
        else:
            how = f"lebih {number(gap)}" if gap > 0 else f"kurang {number(-gap)}"
            tone = Tone.BAD if state.complete else Tone.INFO
            self.verdict.say(f"Masih {how} pasangan." if not state.complete else f"Tidak sama: {how} pasangan.", tone)
        self.source.setText(f"{IDENTITY}. PUS dari {state.source}." if state.source else IDENTITY + ".")


def _scored(rule: Indicator, figure: int | None) -> str:
    if figure is None:
        return "belum ada"
    return f"{figure} % · nilai {rule.score(figure)}"
