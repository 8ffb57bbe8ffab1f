"""The third step: every row of the file with what would become of it. Ticks and the two ways of writing change only
what is shown; nothing is kept before Masukkan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from kampungkb_desktop.actions.lists_in.plan import Counts, Line, Mode, Plan, Verdict
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.filter_chips import FilterChips, Saved
from kampungkb_desktop.ui.pages.import_words import (
    LEFT,
    LEVELS,
    TAKEN,
    VERDICTS,
    change_lines,
    headline,
    may_be_another,
    new_lines,
    remark,
)
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Align, Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import Banner, EmptyState
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, label, row

COLUMNS = (
    Column("take", "Dimasukkan", 9, sortable=False, firm=True, tip="Spasi atau Enter mengganti"),
    Column("row", "Baris", 6, Align.RIGHT, sortable=False),
    Column("name", "Nama", 16, sortable=False),
    Column("family", "Keluarga", 12, sortable=False),
    Column("verdict", "Hasil", 13, sortable=False, firm=True),
    Column("remark", "Keterangan", 18, sortable=False, stretch=True),
)
ALL, SAID = "semua", "temuan"
_FILTERS: tuple[tuple[str, str, str], ...] = (
    (ALL, "Semua", "Semua baris"),
    (SAID, "Ada catatan", "Baris yang isinya ditolak, dikosongkan, atau perlu dicocokkan"),
    (Verdict.REFUSED, "Ditolak", "Baris yang tidak dapat dimasukkan"),
    (Verdict.DOUBT, "Meragukan", "Mungkin sudah tercatat; baru dimasukkan bila Anda menandainya"),
    (Verdict.NEW, "Baru", "Belum tercatat di aplikasi"),
    (Verdict.CHANGES, "Mengubah", "Menambah atau mengganti jawaban yang sudah ada"),
    (Verdict.SAME, "Tetap", "Tidak ada yang ditulis: sudah sama, atau berbeda dan dibiarkan"),
)
_MOST_LINES = 60
Headline = Callable[[Counts, int], tuple[str, Tone]]
"""The whole file in words, by its counts and how many rows go in."""


class ReviewStep(QWidget):
    """``accepted()`` wants it written, ``back()`` the columns again, ``findings_wanted()`` the findings as a file,
    ``stranger(row)`` says that a doubtful row is somebody else."""

    accepted = Signal()
    back = Signal()
    findings_wanted = Signal()
    stranger = Signal(int)

    def __init__(self, columns: Sequence[Column] = COLUMNS, headline: Headline = headline) -> None:
        super().__init__()
        self._headline = headline
        self.plan: Plan | None = None
        self.mode = Mode.FILL
        self._by_row: dict[int, Line] = {}
        self._taken = 0
        self._filter = ALL
        self.banner = Banner("", Tone.INFO)
        self.modes = FilterChips(
            (
                Saved(Mode.FILL, "Isi yang kosong saja", "Jawaban yang sudah ada tidak pernah diganti"),
                Saved(
                    Mode.REPLACE,
                    "Ganti dengan yang dari berkas",
                    "Jawaban yang berbeda diganti; Riwayat tetap mencatat",
                ),
            )
        )
        self.modes.chosen.connect(self._choose_mode)
        self.chips = FilterChips([Saved(*one) for one in _FILTERS])
        self.chips.chosen.connect(self.choose)
        self.table = RecordTable(columns, self._rows, name="Baris berkas")
        self.table.set_empty(EmptyState("Tidak ada baris seperti itu", "Pilih saringan lain di atas.", icon="filter"))
        self.table.selected.connect(self._show)
        self.table.opened.connect(lambda at: self.turn(int(at)))
        self.table.view.installEventFilter(self)
        self.detail = _Detail(self.turn, self.stranger.emit)
        self.save = button("Simpan &catatan…", self.findings_wanted.emit, icon="save", tip="Simpan catatan sebagai CSV")
        self.cancel = button("Ke&mbali", self.back.emit, shortcut="Esc")
        self.accept = button("Ma&sukkan", self.accepted.emit, kind="primary", icon="check", shortcut="Ctrl+Return")
        self._lay_out()

    def _lay_out(self) -> None:
        question = row(label("Bila jawabannya sudah ada:", "label"), self.modes, spacing=10)
        question.setStretch(1, 1)
        box = column(self.banner, question, self.chips, spacing=8)
        middle = row(spacing=12)
        middle.addWidget(self.table, 5)
        middle.addWidget(self.detail, 2)
        box.addLayout(middle, 1)
        box.addLayout(row(self.save, None, self.cancel, self.accept, spacing=8))
        self.setLayout(box)

    def show_plan(self, plan: Plan, mode: Mode = Mode.FILL) -> None:
        """Show a plan from the beginning; of a list from elsewhere, only what is empty is filled."""
        self.plan = plan
        self._by_row = {line.row: line for line in plan.lines}
        self.mode = mode
        self.modes.show_key(self.mode)
        self._weigh()
        self.choose(self._first_filter(plan.counts(mode)))
        self.save.setEnabled(any(line.said for line in plan.lines))

    def _first_filter(self, counts: Counts) -> str:
        """What somebody looks at first: what is refused; of tables that come back, what is not as it was."""
        if counts.of(Verdict.REFUSED) or self.mode is Mode.FILL:
            return Verdict.REFUSED if counts.of(Verdict.REFUSED) else ALL
        found: list[tuple[str, int]] = [(SAID, counts.said)]
        found += [(one, counts.of(one)) for one in (Verdict.DOUBT, Verdict.CHANGES, Verdict.NEW)]
        return next((key for key, count in found if count), ALL)

    def choose(self, key: str) -> None:
        """Show only the rows of one filter."""
        self._filter = key
        self.chips.show_key(key)
        self.table.set_ids([line.row for line in self._lines() if self._fits(line)])
        if self.table.model.ids and self.table.current_id() is None:
            self.table.select(self.table.model.ids[0])
        self._show(self.table.current_id())

    def turn(self, at: int) -> None:
        """Take a row in that was left out, or the other way round; a refused one stays out."""
        line, plan = self._by_row.get(at), self.plan
        if line is None or plan is None or self._verdict(line) in (Verdict.REFUSED, Verdict.SAME):
            return
        plan.ticks[at] = not plan.taken(line, self.mode)
        self._taken += 1 if plan.ticks[at] else -1
        self.table.refresh()
        self._tell()
        self._show(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            if (here := self.table.current_id()) is not None:
                self.turn(int(here))
            return True
        return super().eventFilter(watched, event)

    def first(self) -> QWidget:
        """Where the keys go."""
        return self.table

    # --- inside

    def _lines(self) -> Sequence[Line]:
        return self.plan.lines if self.plan is not None else ()

    def _fits(self, line: Line) -> bool:
        if self._filter in (ALL, SAID):
            return self._filter == ALL or bool(line.said)
        return self._verdict(line) == self._filter

    def _verdict(self, line: Line) -> Verdict:
        return self.plan.weighed(self.mode).verdicts[line.row] if self.plan is not None else Verdict.REFUSED

    def _choose_mode(self, key: str) -> None:
        self.mode = Mode(key)
        self.modes.show_key(key)
        self._weigh()
        self.choose(self._filter)

    def _weigh(self) -> None:
        plan = self.plan
        self._taken = sum(plan.taken(line, self.mode) for line in plan.lines) if plan is not None else 0
        self._tell()

    def _tell(self) -> None:
        plan = self.plan
        if plan is None:
            return
        counts = plan.counts(self.mode)
        taken = self._taken
        words, tone = self._headline(counts, taken)
        self.banner.say(" ".join((words, *plan.notes)), tone)
        self.accept.setEnabled(bool(taken))
        self.accept.setText(f"Ma&sukkan {number(taken)} baris" if taken else "Tidak ada yang dimasukkan")
        self.chips.count({ALL: counts.rows, SAID: counts.said, **{v: counts.of(v) for v in Verdict}})

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        plan = self.plan
        found = [self._by_row[int(at)] for at in ids if int(at) in self._by_row] if plan else []
        return [self._row(line, plan) for line in found if plan is not None]

    def _row(self, line: Line, plan: Plan) -> Row:
        taken, verdict = plan.taken(line, self.mode), self._verdict(line)
        cells = (
            TAKEN if taken else LEFT, number(line.number), line.name, line.household.name, VERDICTS[verdict],
            remark(line, self.mode),
        )  # fmt: skip
        return Row(line.row, cells, faint=not taken)

    def _show(self, at: object) -> None:
        line = self._by_row.get(int(at)) if isinstance(at, int) else None
        self.detail.show_line(line, self.plan, self.mode)


class _Detail(Card):
    """One row in words: what is said of it and what would change."""

    def __init__(self, turn: Callable[[int], object], deny: Callable[[int], object]) -> None:
        super().__init__("", padding=12)
        self._words = VerticalScroll(spacing=6, margins=(0, 0, 6, 0))
        self._at = 0
        self.turn = button("", lambda: turn(self._at), tip="Spasi")
        self.other = button("Bukan orang itu: catat &baru", lambda: deny(self._at), tip="Catat sebagai yang baru")
        self.body.addWidget(self._words, 1)
        self.body.addWidget(self.turn)
        self.body.addWidget(self.other)

    def show_line(self, line: Line | None, plan: Plan | None, mode: Mode) -> None:
        """Tell of this row."""
        box = self._words.body
        while (item := box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.turn.setVisible(False)
        self.other.setVisible(line is not None and may_be_another(line))
        if line is None or plan is None:
            return
        verdict = line.verdict(mode)
        self._at = line.row
        box.addWidget(label(f"Baris {number(line.number)}: {line.name}", "section", wrap=True))
        box.addWidget(Chip(*VERDICTS[verdict]))
        if line.doubt:
            box.addWidget(Banner(line.doubt, Tone.WARN))
        for said in line.said:
            box.addWidget(
                Banner(f"{said.column}: {said.sentence}" if said.column else said.sentence, LEVELS[said.level])
            )
        for heading, lines in (
            ("Dibandingkan dengan yang tercatat", change_lines(line, mode)), ("Yang baru dicatat", new_lines(line)),
        ):  # fmt: skip
            for at, words in enumerate(islice(lines, _MOST_LINES)):
                if at == 0:
                    box.addWidget(label(heading, "label"))
                box.addWidget(_small(words))
        box.addStretch(1)
        if verdict not in (Verdict.REFUSED, Verdict.SAME):
            self.turn.setText("Lewati baris ini (Spasi)" if plan.taken(line, mode) else "Masukkan baris ini (Spasi)")
            self.turn.setVisible(True)


def _small(words: str) -> QLabel:
    return label(words, "small", wrap=True)
