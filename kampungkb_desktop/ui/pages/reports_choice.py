"""What is to be printed: the report, the village, the month and the paper. Values out, no reading, no making."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy, QWidget

from kampungkb_desktop.actions.papers import OFFERS, SUMMARY, offer
from kampungkb_desktop.actions.stunting_verval import semesters
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_name, month_shift
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.settings import PAPERS
from kampungkb_desktop.ui.widgets import Card, column, label, row, tool

REST_MS = 200
MONTHS_BACK = 36


@frozen
class Wish:
    """One paper wished for."""

    village: str
    month: str
    """A month, or a semester where the paper goes by semester."""
    paper: str
    kind: str = SUMMARY
    """A key of ``papers.OFFERS``."""


def place_words(code: str) -> str:
    """``Maluang – Kec. Gunung Tabur``: names repeat, so the kecamatan always stands beside."""
    region = regions.load().region(code)
    return f"{region.name} – Kec. {region.at('district').name}" if region else code


class VillageBox(QComboBox):
    """A list that is found by typing any part of the name; a district has hundreds."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName("Desa/kelurahan")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(18)
        finder = QCompleter(self.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setMaxVisibleItems(12)
        self.setCompleter(finder)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText("Ketik nama desa")
        line.editingFinished.connect(self._settle)
        self.activated.connect(lambda _at: self._tell())
        self._last = ""

    def offer(self, codes: Sequence[str]) -> None:
        """Show these villages by kecamatan and name, keeping the choice."""
        keep = self.code()
        listed = sorted((place_words(code).partition(" – ")[::-2], place_words(code), code) for code in codes)
        self.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.clear()
        for _, words, code in listed:
            self.addItem(words, code)
        at = self.findData(keep) if keep else -1
        self.setCurrentIndex(max(at, 0) if listed else -1)
        self.blockSignals(False)  # noqa: FBT003
        self._last = self.code()
        self._show_beginning()

    def code(self) -> str:
        """The chosen village, "" for none."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> bool:
        """Go to a village; False when it is not listed."""
        at = self.findData(code)
        if at >= 0:
            self.setCurrentIndex(at)
            self._tell()
        return at >= 0

    def _settle(self) -> None:
        """What was typed becomes the village it means, or goes back to the one chosen before."""
        typed = self.currentText().strip().casefold()
        fits = [at for at in range(self.count()) if typed and typed in self.itemText(at).casefold()]
        first = [at for at in fits if self.itemText(at).casefold().startswith(typed)]
        at = (first or fits or [self.findData(self._last)])[0]
        self.setCurrentIndex(at)
        self.setEditText(self.itemText(at))
        self._tell()

    def _show_beginning(self) -> None:
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def _tell(self) -> None:
        code = self.code()
        self.setToolTip(self.currentText())
        self._show_beginning()
        if code and code != self._last:
            self._last = code
            self.chosen.emit(code)


class MonthBox(QWidget):
    """A month from a list, with one step back and forward."""

    chosen = Signal(str)

    def __init__(self, latest: str) -> None:
        super().__init__()
        self.list = QComboBox()
        self.list.setAccessibleName("Bulan")
        self.list.setMaxVisibleItems(14)
        for back in range(MONTHS_BACK):
            month = month_shift(latest, -back)
            self.list.addItem(month_name(month), month)
        self.earlier = tool("chevron-left", "Bulan sebelumnya", lambda: self._step(1))
        self.later = tool("chevron-right", "Bulan berikutnya", lambda: self._step(-1))
        self.list.currentIndexChanged.connect(lambda _at: self._tell())
        line = row(self.earlier, spacing=4)
        line.addWidget(self.list, 1)
        line.addWidget(self.later)
        self.setLayout(line)
        self.setFocusProxy(self.list)
        self._tell()

    def month(self) -> str:
        """The chosen month as ``2026-10``."""
        return str(self.list.currentData())

    def choose(self, month: str) -> None:
        """Go to a month; one outside the list is put at its end."""
        at = self.list.findData(month)
        if at < 0:
            self.list.addItem(month_name(month), month)
            at = self.list.count() - 1
        self.list.setCurrentIndex(at)

    def _step(self, by: int) -> None:
        at = self.list.currentIndex() + by
        if 0 <= at < self.list.count():
            self.list.setCurrentIndex(at)

    def _tell(self) -> None:
        at = self.list.currentIndex()
        self.earlier.setEnabled(at < self.list.count() - 1)
        self.later.setEnabled(at > 0)
        self.chosen.emit(self.month())


class SemesterBox(QComboBox):
    """A semester from a list, the running one first."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setAccessibleName("Semester")
        for one in semesters(today):
            self.addItem(one.label, one.code)

    def choose(self, code: str) -> None:
        """Go to a semester of the list."""
        self.setCurrentIndex(max(self.findData(code), 0))


class ReportChoice(Card):
    """``wished(Wish)`` after a short rest, so that walking through months does not make every paper on the way."""

    wished = Signal(object)

    def __init__(self, latest: str, month: str, today: date) -> None:
        super().__init__("", padding=14)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Jenis laporan")
        for one in OFFERS:
            self.kind.addItem(one.title, one.key)
        self.told = label("", "soft", wrap=True)
        self.village, self.month, self.paper = VillageBox(), MonthBox(latest), QComboBox()
        self.semester = SemesterBox(today)
        self.paper.setAccessibleName("Kertas")
        for option in PAPERS.items:
            self.paper.addItem(option.label, option.code)
        self.month.choose(month)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._tell)
        self.village.chosen.connect(lambda _code: self._rest.start())
        self.month.chosen.connect(lambda _month: self._rest.start())
        for box in (self.kind, self.semester, self.paper):
            box.currentIndexChanged.connect(lambda _at: self._rest.start())
        self.kind.currentIndexChanged.connect(lambda _at: self._dress())
        self._fields: dict[str, QWidget] = {}
        self._add("Jenis lap&oran", self.kind, "kind")
        self.body.addWidget(self.told)
        for name, field, key in (
            ("&Desa/kelurahan", self.village, "village"), ("&Bulan", self.month, "month"),
            ("Se&mester", self.semester, "semester"), ("Ker&tas", self.paper, "paper"),
        ):  # fmt: skip
            self._add(name, field, key)
        self._dress()

    def go(self, route: str) -> None:
        """Go to a village, "village/month", or with the kind of paper before it "krs:village/semester"."""
        kind, _, place = route.rpartition(":")
        village, _, period = place.partition("/")
        self.kind.setCurrentIndex(max(self.kind.findData(kind or SUMMARY), 0))
        self.village.choose(village)
        if period and offer(kind or SUMMARY).period == "month":
            self.month.choose(period)
        elif period:
            self.semester.choose(period)

    def wish(self) -> Wish | None:
        """What is chosen now; ``None`` while there is no village."""
        code, kind = self.village.code(), str(self.kind.currentData())
        by_month = offer(kind).period == "month"
        period = self.month.month() if by_month else str(self.semester.currentData())
        return Wish(code, period, str(self.paper.currentData()), kind) if code else None

    def flush(self) -> None:
        """Tell at once."""
        self._rest.stop()
        self._tell()

    def _add(self, name: str, field: QWidget, key: str) -> None:
        words, box = label(name, "label"), QWidget()
        words.setBuddy(field)
        box.setLayout(column(words, field, spacing=4))
        self._fields[key] = box
        self.body.addWidget(box)

    def _dress(self) -> None:
        """Only the time that the chosen paper is about."""
        chosen = offer(str(self.kind.currentData()))
        self.told.setText(chosen.told)
        for period in ("month", "semester"):
            self._fields[period].setVisible(chosen.period == period)

    def _tell(self) -> None:
        wish = self.wish()
        if wish is not None:
            self.wished.emit(wish)
