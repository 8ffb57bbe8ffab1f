"""Catatan kerja: what an officer did in a month, read off kegiatan and kunjungan, with what it comes to by topic and
village, beside the number of entries e-visum asks for. Nothing is typed here; every line opens its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFileDialog, QWidget

from kampungkb_desktop.actions import activity_file, trail
from kampungkb_desktop.actions.activity_papers import work_log_pdf
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import write_pdf
from kampungkb_desktop.actions.work_log import clock_words, place_words, served_words, work_log, write_log
from kampungkb_desktop.base.text import long_date, month_name, month_of, month_shift, number, short_date
from kampungkb_desktop.base.typed_texts import as_typed
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_activity import TOPICS
from kampungkb_desktop.rules.work_log import ACTIVITY, VISIT, Entry, WorkLog
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.charts import Bar, BarList
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.even_row import TILE, EvenRow
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState, StatTile
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label

COLUMNS = (
    Column("day", "Tanggal", 12, sortable=False, firm=True),
    Column("hours", "Jam", 13, sortable=False, firm=True),
    Column("title", "Pekerjaan", 30, stretch=True, sortable=False),
    Column("topic", "Topik", 18, sortable=False),
    Column("village", "Desa/kelurahan", 15, sortable=False),
    Column("people", "Hadir", 7, Align.RIGHT, sortable=False),
    Column("status", "Keadaan", 12, sortable=False, firm=True),
)
FILES = "CSV (*.csv);;Excel (*.xlsx);;PDF (*.pdf)"
_MONTHS = 24
_SIDE, _LOW, _ANY = 300, 210, 16_777_215
_EMPTY = 250
"""So high is the table while it says why it is empty."""
ROOM_BESIDE = 1000
"""So wide, at 100 %, must the page be for the sums beside the table; else they stand under it."""


class WorkLogView(QWidget):
    """``opened(page, record)`` of a line, ``begin()`` for work that is no activity of a village yet, ``back()``."""

    opened = Signal(str, str)
    begin = Signal()
    back = Signal()
    said = Signal(str)

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self.today = session, today
        self.log: WorkLog | None = None
        self._asked = ("", "")
        self.month, self.officer = _combo("Bulan catatan kerja"), _combo("Petugas")
        self.keep = button("Simpan ta&bel atau PDF…", self.save_table, icon="spreadsheet", shortcut="Ctrl+E")
        self.other = button("Cata&t pekerjaan lain", self.begin.emit, icon="add")
        self.table = RecordTable(COLUMNS, self._rows, name="Catatan kerja")
        self.rule = label("", "small", wrap=True)
        self.tiles = {key: StatTile("–", words, "…", explains=False) for key, words in (
            ("entries", "Entri"), ("counselling", "Entri penyuluhan (KIE)"), ("days", "Hari dengan catatan"),
            ("hours", "Jam tercatat"), ("attended", "Orang hadir"),
        )}  # fmt: skip
        self.topics, self.villages = BarList((), "Entri per topik"), BarList((), "Entri per desa")
        self.served = label("", wrap=True)
        self._lay_out()
        self.month.currentIndexChanged.connect(lambda _at: self.load())
        self.officer.currentIndexChanged.connect(lambda _at: self.load())
        self.table.opened.connect(self._open)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.back.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        look = tokens()
        head = FlowLayout(self.month, self.officer, self.other, self.keep, apart=self.other)
        box = column(head, EvenRow(*self.tiles.values(), least=TILE), spacing=10)
        box.addWidget(self.rule)
        self.acceptors = Card("Akseptor dilayani", self.served)
        sums = QWidget()
        self._sums = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sums.setContentsMargins(0, 0, 0, 0)
        self._sums.setSpacing(look.px(10))
        self._of_topics, self._of_villages = Card("Per topik", self.topics, None), Card("Per desa", self.villages, None)
        for card in (self._of_topics, self._of_villages, self.acceptors):
            self._sums.addWidget(card)
        self._sums.addStretch(1)
        sums.setLayout(self._sums)
        self.side = VerticalScroll(sums, spacing=0, margins=(0, 0, 0, 0), most=0)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(look.px(12))
        self._below.addWidget(self.table, 1)
        self._below.addWidget(self.side)
        box.addLayout(self._below, 1)
        self.setLayout(box)
        self.setFocusProxy(self.table)

    def offer(self) -> None:
        """The months and the officers there are to choose from."""
        now = month_of(self.today())
        months = [month_shift(now, -back) for back in range(_MONTHS)]
        _offer(self.month, [(one, month_name(one)) for one in months])
        _offer(self.officer, activity_file.officers(self.session))
        self.officer.setVisible(self.officer.count() > 1)

    def show_month(self, month: str) -> None:
        """Go to a month ("2026-11"); an empty one means this month."""
        self.offer()
        self.month.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.month.setCurrentIndex(max(0, self.month.findData(month)))
        self.month.blockSignals(False)  # noqa: FBT003
        self.load()

    def load(self) -> None:
        """Read the month anew, on the worker."""
        asked = str(self.officer.currentData() or self.session.author), str(self.month.currentData() or "")
        if not asked[1]:
            return
        self._asked = asked
        run(self, lambda _progress: (asked, work_log(self.session, *asked)), done=self._show)

    def save_table(self) -> None:
        """Ask for a file and write the month to it."""
        log = self.log
        if log is None or not log.entries:
            self.said.emit("Belum ada catatan bulan ini: tidak ada yang disimpan.")
            return
        start = str(Path.home() / f"catatan-kerja-{log.month}.csv")
        name, _ = QFileDialog.getSaveFileName(
            self, "Simpan catatan kerja", start, "CSV (*.csv);;Excel (*.xlsx);;PDF (*.pdf)"
        )
        if name:
            self.write_to(Path(name))

    def write_to(self, target: Path) -> None:
        """Write the month shown to a file."""
        log, who = self.log, self.officer.currentText() or "petugas"
        assert log is not None
        wanted = target if target.suffix else target.with_suffix(".csv")
        officer = str(self.officer.currentData() or self.session.author)

        trail.note(self.session, trail.PRINTED, more=f"catatan kerja {log.month}")

        def write() -> Path:
            if wanted.suffix.casefold() == ".pdf":
                return write_pdf(wanted, work_log_pdf(self.session, log, officer))
            return write_log(log, who, wanted)

        run(self, lambda _progress: write(),
            done=lambda path: self.said.emit(f"Catatan kerja disimpan: {path.name}."))  # fmt: skip

    def minimumSizeHint(self) -> QSize:
        """With the height that the tiles take in so many lines."""
        least, box = super().minimumSizeHint(), self.layout()
        return QSize(least.width(), max(least.height(), box.minimumHeightForWidth(self.width()) if box else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
        self._place_sums()

    def _place_sums(self) -> None:
        """Beside the table, or under it over the whole width and no higher than the bars are."""
        look, ways = tokens(), QBoxLayout.Direction
        beside = self.width() >= look.px(ROOM_BESIDE)
        self._below.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._sums.setDirection(ways.TopToBottom if beside else ways.LeftToRight)
        for at in range(self._sums.count()):
            air = at == self._sums.count() - 1
            self._sums.setStretch(at, int(air is beside))
        self.side.setMaximumWidth(look.px(_SIDE) if beside else _ANY)
        self.side.setMaximumHeight(_ANY if beside else min(look.px(_LOW), self._sums.sizeHint().height()))

    # --- inside

    def _show(self, found: tuple[tuple[str, str], WorkLog]) -> None:
        asked, log = found
        if asked != self._asked:
            return  # another month was chosen since
        self.log = log
        self._tell(log)
        self.topics.set_bars(_bars(log.by_topic, lambda code: TOPICS.label(code) or "Belum bertopik"))
        self.villages.set_bars(_bars(log.by_village, _place))
        self._of_topics.setVisible(bool(log.by_topic))
        self._of_villages.setVisible(bool(log.by_village))
        words = served_words(log.served)
        self.served.setText(words)
        self.acceptors.setVisible(bool(words))
        self.side.setVisible(bool(log.by_topic or log.by_village or words))
        self._place_sums()
        self.table.setMinimumHeight(0 if log.entries else tokens().px(_EMPTY))
        if not log.entries:
            self.table.set_empty(self._empty(log))
        self.table.set_ids([f"{entry.form}/{entry.record}" for entry in log.entries])
        self.table.refresh()

    def _tell(self, log: WorkLog) -> None:
        kinds = log.by_form
        visits = kinds[VISIT]
        split = f"{number(len(log.entries) - visits)} kegiatan, {number(visits)} kunjungan"
        self.tiles["entries"].show_figure(number(len(log.entries)), split)
        enough = "cukup" if not log.lacking else f"kurang {number(log.lacking)} dari {number(log.wanted)}"
        self.tiles["counselling"].show_figure(
            number(log.counselling), enough, Tone.OK if not log.lacking else Tone.WARN
        )
        self.tiles["days"].show_figure(number(log.days), month_name(log.month))
        self.tiles["hours"].show_figure(number(log.minutes / 60, 1), "dari entri yang berjam")
        self.tiles["attended"].show_figure(number(log.attended), "pada kegiatan")
        self.rule.setText(
            f"{log.rule.source}: paling sedikit {number(log.wanted)} entri penyuluhan sebulan, dapat dilengkapi sampai "
            f"{long_date(log.until)}. {log.rule.note}"
        )

    def _empty(self, log: WorkLog) -> EmptyState:
        return EmptyState(
            f"Belum ada catatan pada {month_name(log.month)}",
            "Catatan kerja terisi sendiri dari kegiatan dan kunjungan yang Anda catat. Rapat, pencatatan, atau "
            "pekerjaan lain dicatat sebagai kegiatan tanpa desa.",
            "Catat pekerjaan",
            self.begin.emit,
            icon="kegiatan",
        )

    def _entry(self, key: Id) -> Entry | None:
        entries = self.log.entries if self.log is not None else ()
        return next((entry for entry in entries if f"{entry.form}/{entry.record}" == str(key)), None)

    def _open(self, key: Id) -> None:
        entry = self._entry(key)
        if entry is not None:
            self.opened.emit("kunjungan" if entry.form == VISIT else "", entry.record)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        wanted = {str(one) for one in ids}
        entries = self.log.entries if self.log is not None else ()
        return [_row(entry) for entry in entries if f"{entry.form}/{entry.record}" in wanted]


def _row(entry: Entry) -> Row:
    hours = "–".join(part for part in (clock_words(entry.starts), clock_words(entry.ends)) if part)
    return Row(
        f"{entry.form}/{entry.record}",
        (
            short_date(entry.day),
            hours,
            as_typed(entry.title) if entry.form == ACTIVITY else entry.title,
            TOPICS.label(entry.topic) or "belum bertopik",
            f"{place_words(entry)} (luar binaan)" if entry.outside else place_words(entry),
            number(entry.attended) if entry.attended is not None else "–",
            Tag("Selesai", Tone.OK) if entry.done else Tag("Draf", Tone.WARN),
        ),
    )


def _bars(counted: dict[str, int] | dict[str | None, int], name: Callable[..., str]) -> list[Bar]:
    most = sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return [Bar(name(code), count) for code, count in most]


def _place(code: str | None) -> str:
    place = regions.load().region(code) if code else None
    return place.name if place else code or "Di luar desa"


def _combo(name: str) -> QComboBox:
    made = ComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setMinimumContentsLength(16)
    return made


def _offer(combo: QComboBox, options: Sequence[tuple[str, str]]) -> None:
    kept = combo.currentData()
    combo.blockSignals(True)  # noqa: FBT003  Qt's own signature
    combo.clear()
    for code, words in options:
        combo.addItem(words, code)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
    combo.blockSignals(False)  # noqa: FBT003
