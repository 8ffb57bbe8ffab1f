"""What a paper of Laporan may need chosen: a village, a kabupaten, a month, a semester, a day, a record by typing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox, QWidget

from kampungkb_desktop.actions.paper_kinds import About
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_verval import semesters
from kampungkb_desktop.base.text import month_name, month_shift
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.kinds import Link
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.finder import finder
from kampungkb_desktop.ui.pages.record_search import RecordSearch, activity_search, family_search, person_search
from kampungkb_desktop.ui.widgets import row, tool

MONTHS_BACK = 36
USUAL_LINES, MOST_LINES = 20, 300


def place_words(code: str) -> str:
    """``Maluang – Kec. Gunung Tabur``: names repeat, so the kecamatan always stands beside."""
    region = regions.load().region(code)
    return f"{region.name} – Kec. {region.at('district').name}" if region else code


class VillageBox(ComboBox):
    """A list that is found by typing any part of the name; a district has hundreds."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName("Desa/kelurahan")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(18)
        self.setCompleter(finder(self.model(), self))
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
        self.list = ComboBox()
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


class SemesterBox(ComboBox):
    """A semester from a list, the running one first."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setAccessibleName("Semester")
        for one in semesters(today):
            self.addItem(one.label, one.code)

    def choose(self, code: str) -> None:
        """Go to a semester of the list."""
        self.setCurrentIndex(max(self.findData(code), 0))


class NamedBox(ComboBox):
    """A list of officers, or of files, each with its id."""

    def __init__(self, name: str, listed: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(18)
        self.offer(listed)

    def offer(self, listed: Sequence[tuple[str, str]]) -> None:
        """Show these (id, words), keeping the choice."""
        keep = self.currentData()
        self.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.clear()
        for one, words in listed:
            self.addItem(words, one)
        self.setCurrentIndex(max(self.findData(keep), 0) if self.count() else -1)
        self.blockSignals(False)  # noqa: FBT003

    def choose(self, one: str) -> None:
        """Go to one of them; an unknown id changes nothing."""
        if (at := self.findData(one)) >= 0:
            self.setCurrentIndex(at)

    def chosen(self) -> str:
        """The id, "" for none."""
        return str(self.currentData() or "")


class LinesBox(QSpinBox):
    """How many empty lines a sheet is to have."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Baris kosong")
        self.setRange(0, MOST_LINES)
        self.setValue(USUAL_LINES)
        self.setSuffix(" baris")


class RegencyBox(ComboBox):
    """The kabupaten and kota that one has villages of; nearly always a single one."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Kabupaten/kota")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def offer(self, villages: Sequence[str]) -> None:
        """Those of the villages, keeping the choice."""
        keep = self.currentData()
        self.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.clear()
        for code in sorted({code[:REGENCY] for code in villages}):
            region = regions.load().region(code)
            self.addItem(region.name if region else code, code)
        self.setCurrentIndex(max(self.findData(keep), 0) if self.count() else -1)
        self.blockSignals(False)  # noqa: FBT003

    def code(self) -> str:
        """The chosen kabupaten or kota, "" for none."""
        return str(self.currentData() or "")


REGENCY = len("64.03")


def record_box(session: Session, about: About, today: date) -> RecordSearch:
    """A line that finds the record a paper is about."""
    if about == "family":
        return family_search(session, Link("Keluarga", to="family"))
    if about == "member":
        return person_search(session, Link("Nama", to="member"), today)
    return activity_search(session, Link("Kegiatan", to="activity"))
