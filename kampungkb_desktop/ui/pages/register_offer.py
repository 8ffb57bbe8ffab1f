"""The family register's figures offered beside a snapshot's form: "pakai angka dari data keluarga", one by one or all.

What is taken over is an ordinary edit of the form: it becomes a draft, is saved and undone like anything typed. Read on
the worker; a village without families is not asked at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.village_register import village_register
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.forms.kinds import Answer
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.rules.figures_register import VillageRegister, key_of
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.growing_form import GrowingForm
from kampungkb_desktop.ui.pages.figure_route import figure_route
from kampungkb_desktop.ui.pages.register_beside import Beside
from kampungkb_desktop.ui.pages.village_grids import FigureGrid
from kampungkb_desktop.ui.roomy_label import RoomyLabel
from kampungkb_desktop.ui.widgets import Card, button, row

Day = Callable[[Record], date]
COUNTING = "Angka dari data keluarga sedang dihitung…"
_GAPS = (
    ("age_unknown", "male_0_4", "jiwa tanpa tanggal lahir atau jenis kelamin tidak masuk tabel umur"),
    ("pus_unknown", "users_iud", "PUS belum punya jawaban KB, jadi jumlahnya kurang sebanyak itu"),
    ("groups_unknown", "bkb", "keluarga belum ditanya keikutsertaannya dalam poktan"),
    ("bpjs_unknown", "bpjs", "jiwa belum diisi jaminan kesehatannya"),
)
"""Count of the register, an answer that misses it, and what is said of it."""


def coverage_words(found: VillageRegister) -> str:
    """``per 31 Oktober 2026, dari 312 keluarga tercatat, 15 belum lengkap``."""
    return _coverage(found.on, found.figures.families.count, found.open.count)


def _coverage(on: date, families: int, unfinished: int) -> str:
    told = f"per {long_date(on)}, dari {number(families)} keluarga tercatat"
    return f"{told}, {number(unfinished)} belum lengkap" if unfinished else f"{told}, semuanya lengkap"


def gaps_words(found: VillageRegister, names: Iterable[str]) -> str:
    """What the register cannot say yet and the snapshot will miss."""
    counts, asked = found.counts(), set(names)
    told = [f"{number(counts[key])} {words}." for key, field, words in _GAPS if counts[key] and field in asked]
    return " ".join(told)


def longest_words(day: date, families: int, fields: Iterable[str]) -> str:
    """The most that can come to be said of so many families: the room that is kept until they are counted."""
    count, asked = number(families), set(fields)
    gaps = " ".join(f"{count} {words}." for _key, field, words in _GAPS if field in asked)
    return f"Angka dari data keluarga {_coverage(day, families, families)}. {gaps}"


class RegisterOffer(Card):
    """The line over the form, and the figures beside its answers (``besides``, for the grids to place).

    ``opened(route)`` leads to the records of a figure, ``more()`` to all figures of the register.
    """

    opened = Signal(str)
    more = Signal()

    def __init__(self, session: Session, view: GrowingForm, grids: Sequence[FigureGrid], day: Day) -> None:
        super().__init__(padding=10)
        self.session, self.view, self._day, self._grids = session, view, day, tuple(grids)
        self.found: VillageRegister | None = None
        self.besides: dict[str, Beside] = {}
        self._village, self._families, self._awaited = "", 0, False
        self._asked: tuple[str, date] | None = None
        self._job: background.Job | None = None
        self._before: dict[str, tuple[Answer, str]] = {}
        self.words = RoomyLabel("small")
        self.all_button = button(
            "Pakai semua angka", self.use_all, icon="back", shortcut="Ctrl+Shift+J",
            tip="Isi semua jawaban di bawah ini dengan angka dari data keluarga",
        )  # fmt: skip
        self.back_button = button("Kembalikan isian", self.give_back, kind="quiet", icon="undo")
        self.more_button = button("Lihat angka keluarga", self.more.emit, kind="quiet", icon="chart")
        self.body.addWidget(self.words)
        self.body.addLayout(row(self.all_button, self.back_button, None, self.more_button, spacing=8))
        self._keys()
        view.changed.connect(self.refresh)
        view.card_grew.connect(self._grew)
        self.hide()

    def _keys(self) -> None:
        for keys, deed in (
            ("Ctrl+J", self._use_here),
            ("Ctrl+B", self._open_here),
        ):
            made = QShortcut(QKeySequence(keys), self.view)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(deed)

    @property
    def _names(self) -> list[str]:
        """The answers the register knows a figure for."""
        placed = [cell for grid in self._grids for cell in grid.cells] if self.view.cells else []
        return [cell.name for cell in placed if key_of(cell.name) is not None]

    def _made(self) -> Mapping[str, Beside]:
        """The figures' places, made when the first figures come: a tab shall be seen before they are counted."""
        for name in self._names if not self.besides else ():
            self.besides[name] = made = Beside(self.view.cells[name].kind.label)
            made.setParent(self)
            made.used.connect(lambda name=name: self.use([name]))
            made.opened.connect(lambda name=name: self.open(name))
        return self.besides

    # --- what is offered

    def set_village(self, code: str, families: int) -> None:
        """The village of the form and how many families it has on record; asks anew, because they may have changed."""
        self._village, self._families, self._asked = code, families, None
        self.refresh()

    def opened_record(self) -> None:
        """Another record stands in the form."""
        self._before = {}
        self.refresh()

    def refresh(self) -> None:
        """Ask for the figures of the form's day where they are not known yet, and compare. While the form grows nothing
        is asked: an answer that came before the first paint would have it built whole."""
        record = self.view.record()
        self._awaited = bool(self._village and self._families and record.village == self._village)
        self._keep_room(record)
        if not self._awaited:
            self._show(None)
            return
        if not self.view.grown():
            return
        wanted = (self._village, self._day(record))
        if wanted == self._asked:
            self._show(self.found)
            return
        self._asked = wanted
        self.all_button.setEnabled(False)
        session = self.session
        if self._job is not None and not self._job.over:
            self._job.cancel()  # a day half typed is asked for no more
        self._job = background.run(
            self,
            lambda _progress: village_register(session, *wanted, health=False),
            done=self._came,
            cancelled=lambda: None,
        )

    def _keep_room(self, record: Record) -> None:
        """The line and the column stand from the start, so that nothing moves when the figures arrive."""
        for grid in self._grids:
            grid.keep_room(kept=self._awaited)
        self.setVisible(self._awaited)
        if self._awaited:
            self.words.keep_room_for(longest_words(self._day(record), self._families, fields_of(self.view.form)))
            if self.found is None:
                self.words.setText(COUNTING)
                self.all_button.setEnabled(False)

    def _grew(self) -> None:
        if self.view.grown():
            self.refresh()

    def _came(self, found: VillageRegister) -> None:
        if (found.village, found.on) == self._asked:
            self._show(found)

    def _fresh(self) -> bool:
        """Whether the figures shown are those of the form's day; not while another day's are being counted."""
        return self.found is not None and (self.found.village, self.found.on) == self._asked

    def _show(self, found: VillageRegister | None) -> None:
        before, self.found = self.found, found
        counts = found.counts() if found is not None else {}
        for name, beside in (self._made() if found is not None else self.besides).items():
            beside.show_count(counts.get(name), self.view.cells[name].editor.answer())
        if (found is None) is not (before is None):
            for grid in self._grids:
                grid.offer(self.besides if found is not None else {})
        self.all_button.setEnabled(self._fresh())
        self.back_button.setVisible(bool(self._before))
        if found is not None and found is not before:
            said = f"Angka dari data keluarga {coverage_words(found)}. {gaps_words(found, self.besides)}"
            self.words.setText(said.strip())

    # --- what a person does

    def use(self, names: Iterable[str]) -> None:
        """Take the register's figure for these answers, as if typed."""
        counts = self.found.counts() if self.found is not None and self._fresh() else {}
        taken = {}
        for name in names:
            editor = self.view.cells[name].editor
            if name in counts and editor.inputs() and editor.answer() != counts[name]:
                self._before.setdefault(name, (editor.answer(), editor.typed()))
                taken[name] = counts[name]
        self._answer(taken)

    def use_all(self) -> None:
        """Take every figure."""
        self.use(self._names)

    def give_back(self) -> None:
        """What stood there before figures were taken over."""
        before, self._before = self._before, {}
        self._answer({name: answer for name, (answer, _) in before.items()})
        for name, (_, typed) in before.items():
            if typed:
                self.view.cells[name].editor.set_typed(typed)
        self.refresh()

    def _answer(self, answers: Mapping[str, Answer]) -> None:
        """All at once: what follows from the form is drawn once, not forty times."""
        self.view.blockSignals(True)  # noqa: FBT003  Qt's own signature
        for name, answer in answers.items():
            self.view.answer(name, answer)
        self.view.blockSignals(False)  # noqa: FBT003
        self.view.changed.emit()

    def open(self, name: str) -> None:
        """The records behind a figure."""
        if self.found is not None and self.found.figure(name).count:
            self.opened.emit(figure_route(name, self._village, self.found.on))

    def _here(self) -> str | None:
        widget: QWidget | None = QApplication.focusWidget()
        return next((n for n in self._names if widget in self.view.cells[n].editor.inputs()), None)

    def _use_here(self) -> None:
        if (name := self._here()) is not None:
            self.use([name])

    def _open_here(self) -> None:
        if (name := self._here()) is not None:
            self.open(name)
