"""Klasifikasi: where the village stands, what the portal says, what leads to the next class, every indicator with its
figure, score, thresholds and what would lift it, and how the class moved. The computed class is never typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from kampungkb_desktop.actions.classify_village import history
from kampungkb_desktop.actions.cross_sector import choose_reading
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import month_of
from kampungkb_desktop.forms.officer import AS_PORTAL, WITHOUT_KB
from kampungkb_desktop.forms.official_class import OfficialClass
from kampungkb_desktop.rules.classification import Index, Level, Path, Reading, rules, steps_to_next
from kampungkb_desktop.rules.classification_history import MonthClass
from kampungkb_desktop.rules.figures_village import other_class
from kampungkb_desktop.rules.indicators import IndicatorScore
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.after_paint import AfterPaint
from kampungkb_desktop.ui.class_progress import ClassProgress
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.even_row import TILE, EvenRow
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.village_class_official import OfficialCard, OfficialDesk
from kampungkb_desktop.ui.pages.village_class_past import PastCard
from kampungkb_desktop.ui.pages.village_class_rule import RuleCard
from kampungkb_desktop.ui.pages.village_facts import Facts
from kampungkb_desktop.ui.pages.village_tab import VillageTab
from kampungkb_desktop.ui.pages.village_what_if import WhatIf
from kampungkb_desktop.ui.pages.village_words import nearest_words, way_done
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.stack import Stack
from kampungkb_desktop.ui.tiles import StatTile
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, divider, flush, label, row

WHERE = {
    "I1": "kelembagaan", "I2": "kelembagaan", "I3": "kelembagaan", "I4": "kelembagaan", "I5": "kelembagaan",
    "P1": "kelembagaan", "P2": "kelembagaan",
    "P3": "kegiatan", "O1": "bulanan", "O2": "bulanan", "O3": "bulanan", "O4": "bulanan",
}  # fmt: skip
"""The tab where each indicator's figure is typed; P3 comes from the activities."""
_PLACES = {"kelembagaan": "Kelembagaan", "bulanan": "Bangga Kencana", "kegiatan": "Kegiatan"}
_READING = {AS_PORTAL: "seperti portal", WITHOUT_KB: "tanpa OPD-KB dan Perwakilan BKKBN"}
_AT_ONCE = 3
"""Cards that fill a window: the standing, what the portal says and the next step."""
_REST_HIGH = 1400
"""Pixels at 100 % of the other cards, about: the bar at the right stands from the start."""
_GROUP_WORDS = {"I": "Input", "P": "Proses", "O": "Output"}


class ScoreDots(QWidget):
    """A score as filled dots out of the highest, beside its figure."""

    def __init__(self, score: int, highest: int) -> None:
        super().__init__()
        self.score, self.highest = score, highest
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Nilai {score} dari {highest}")

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(96), tokens().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(11)
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(self.highest):
            painter.setBrush(QColor(look.accent if place < self.score else look.sunken))
            painter.drawEllipse(QRectF(place * (side + 4), (self.height() - side) / 2, side, side))
        painter.setPen(QColor(look.ink))
        left = look.px(64)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), int(Qt.AlignmentFlag.AlignVCenter),
                         f"{self.score}/{self.highest}")  # fmt: skip
        painter.end()


class ClassTab(VillageTab):
    """The explained class of one village, and behind it the desk of the portal's readings."""

    go_activities = Signal()

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.today = session, today
        self.stack = Stack()
        self.setLayout(column(self.stack, spacing=0))
        self.area = VerticalScroll()
        self.stack.addWidget(self.area)
        self.what_if, self.official, self.past, self.rule = WhatIf(), OfficialCard(), PastCard(), RuleCard()
        self.past.setParent(self)  # it shows itself before it has a place, and would be a window for a moment
        self.past.hide()
        self._kept: tuple[QWidget, ...] = (self.what_if, self.official, self.past, self.rule)
        self.official.wanted.connect(self.open_readings)
        self.rule.chosen.connect(self._read_so)
        self._desk: OfficialDesk | None = None
        self._facts: Facts | None = None
        self.readings: tuple[OfficialClass, ...] = ()
        self.months: tuple[MonthClass, ...] = ()
        self._shown: object = None
        self._waiting: Iterator[QWidget] = iter(())
        self.growing = AfterPaint(self.area, self._next, self._end)

    @property
    def desk(self) -> OfficialDesk:
        """The readings of the portal with their form; made when first wanted."""
        if self._desk is None:
            made = OfficialDesk(self.session, self.today, self.stack)
            made.closed.connect(lambda: self.stack.setCurrentWidget(self.area))
            made.wrote.connect(self.wrote)
            made.state.connect(self.state)
            self.stack.addWidget(made)
            self._desk = made
        return self._desk

    def show_facts(self, facts: Facts) -> None:
        if self._facts is not None and facts.code != self._facts.code:
            self.leave()
            self.stack.setCurrentWidget(self.area)
        self._facts = facts
        with self.session.database.read() as conn:
            where = {"village": facts.code}
            self.readings = tuple(read.records(conn, OfficialClass, where=where, order=("-read_on", "-id")))
        self.months = history(self.session, facts.code, month_of(self.today()))
        if self._desk is not None:
            self._desk.show_readings(facts.code, self.readings)
        now = (facts.code, facts.found, facts.state, self.readings, self.months)
        if now != self._shown:
            again, self._shown = self._shown is not None, now
            self._fill(facts, again=again)

    def open_record(self, record_id: str) -> None:
        self.open_readings(record_id)

    def open_readings(self, record_id: str = "") -> None:
        """The desk at one reading, with "" at a new one."""
        if self._facts is not None:
            self.desk.show_readings(self._facts.code, self.readings)
            self.stack.setCurrentWidget(self.desk)
            self.desk.open(record_id)

    def leave(self) -> bool:
        return self._desk is None or self._desk.desk.leave()

    def _read_so(self, reading: str) -> None:
        facts = self._facts
        if facts is None:
            return
        done = attempt(self, lambda: choose_reading(self.session, facts.code, cast("Reading", reading)))
        if done is not None:
            self.wrote.emit(done, "Cara membaca lintas sektor diganti.")

    def _fill(self, facts: Facts, *, again: bool) -> None:
        at = self.area.verticalScrollBar().value()
        body = self.area.body
        while (item := body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in self._kept:
                widget.hide()
                widget.deleteLater()
        self.official.show_readings(self.readings, self.months)
        body.addSpacing(tokens().px(_REST_HIGH))
        self._waiting = self._blocks(facts)
        for _card in range(_AT_ONCE):
            self._next()
        self.growing.begin()
        if again:  # whoever reads it meets the same page as before
            self.growing.finish()
            self.area.verticalScrollBar().setValue(at)

    def _next(self) -> bool:
        """The next card in its place; whether there was one."""
        made = next(self._waiting, None)
        if made is None:
            return False
        self.area.body.insertWidget(self.area.body.count() - 1, made)
        return True

    def _end(self) -> None:
        """Nothing waits any more: the room that was kept free for it is let go."""
        body = self.area.body
        body.takeAt(body.count() - 1)
        body.addStretch(1)

    def _blocks(self, facts: Facts) -> Iterator[QWidget]:
        found = facts.found
        yield self._standing(facts)
        yield self.official
        for path in steps_to_next(found.inputs, rules(found.rule_version)):
            yield self._way(path)
        for group in "IPO":
            yield self._group(facts, group)
        self.past.show_history(self.months, self.readings)
        yield self.past
        self.what_if.start_from(found)
        self.rule.show_state(facts.state, found)
        yield from (self.what_if, self.rule)

    def _standing(self, facts: Facts) -> QWidget:
        found = facts.found
        words = nearest_words(found)
        road = ClassProgress([level.label for level in Level], int(found.level) - 1, way_done(found))
        tiles = EvenRow(*(_index_tile(index) for index in found.indices), least=TILE)
        card = Card(f"Kelas sekarang: {found.level.label}", road, tiles, label(" ".join(found.reasons), wrap=True))
        other = other_class(facts.state, rules(found.rule_version))
        if other is not None:
            said = f"Bila lintas sektor (P3) dibaca {_READING[facts.state.other_reading.reading]}: {other.level.label}."
            card.body.addWidget(label(said, "caution", wrap=True))
        if found.level is not Level.BERKELANJUTAN:
            card.body.addWidget(label(f"Terdekat: {words}", "label", wrap=True))
        return card

    def _way(self, path: Path) -> QWidget:
        points = f"{path.points} poin" if path.points > 1 else "satu poin"
        card = Card(f"Langkah ke {path.level.label}: {points} lagi")
        for one in path.raises:
            card.body.addLayout(self._step(one.score, one.sentence, one.after))
        return card

    def _step(self, score: IndicatorScore, sentence: str, after: int) -> QHBoxLayout:
        line = row(spacing=14)
        name = label(f"{score.code}  {score.label}", "label", wrap=True)
        name.setFixedWidth(tokens().px(230))
        line.addWidget(name)
        line.addWidget(label(f"nilai {score.score} → {after}", "soft"))
        line.addWidget(label(sentence, wrap=True), 1)
        line.addWidget(self._open(score.code))
        return line

    def _group(self, facts: Facts, group: str) -> QWidget:
        found = facts.found
        index = next(one for one in found.indices if one.group == group)
        card = Card(f"{_GROUP_WORDS[group]}: indeks {index.text}")
        first = True
        for score in found.scores:
            if score.indicator.group == group:
                if not first:
                    card.body.addWidget(divider())
                first = False
                said = f"{score.shown}, {_READING[facts.state.reading]}" if score.code == "P3" else score.shown
                card.body.addWidget(self._indicator(score, said))
        return card

    def _indicator(self, score: IndicatorScore, said: str) -> QWidget:
        made = QFrame()
        look = tokens()
        name = label(f"{score.code}  {score.label}", "label", wrap=True)
        figure = label(said, wrap=True)
        left = column(name, figure, None, spacing=2)
        steps = column(label(score.thresholds, "small", wrap=True), spacing=2)
        steps.addWidget(label(score.next_step or "Sudah nilai tertinggi.", "soft", wrap=True))
        steps.addStretch(1)
        box = row(spacing=14)
        first = QWidget()
        first.setLayout(left)
        first.setFixedWidth(look.px(230))
        box.addWidget(first)
        box.addWidget(ScoreDots(score.score, score.highest), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(steps, 1)
        box.addWidget(self._open(score.code), 0, Qt.AlignmentFlag.AlignTop)
        made.setLayout(box)
        made.setAccessibleName(f"{score.label}: {said}, nilai {score.score} dari {score.highest}")
        return made

    def _open(self, code: str) -> QWidget:
        where = WHERE[code]
        made = button("Buka", lambda: self._go(where), kind="quiet", icon="forward")
        made.setToolTip(f"Buka {_PLACES[where]}, tempat angka ini diisi")
        made.setAccessibleName(f"Buka {_PLACES[where]} untuk {code}")
        return flush(made, "right")

    def _go(self, where: str) -> None:
        if where == "kegiatan":
            self.go_activities.emit()
        else:
            self.go_tab.emit(where)


def _index_tile(index: Index) -> StatTile:
    note = f"{index.total} dari {index.needed} poin yang perlu"
    tone = Tone.OK if index.good else Tone.WARN
    return StatTile(index.text, f"Indeks {index.label}", note, tone=tone, explains=False)
