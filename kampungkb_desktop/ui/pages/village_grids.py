"""Figures laid out as on the paper table: ages down and sex across, and lists of counts with a remark at the right.

They place the same cells as every form; only the captions move to the left and what is said stands below.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit

from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.population import AGE_GROUPS
from kampungkb_desktop.rules.figures_register import key_of
from kampungkb_desktop.ui.cell_grid import CellGrid
from kampungkb_desktop.ui.editors import NumberEditor
from kampungkb_desktop.ui.form_cell import FormCell, caption_words
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.register_beside import Beside
from kampungkb_desktop.ui.widgets import label

BESIDE = "Data keluarga"
BESIDE_WIDTH = 84
TYPED_COLUMNS, TYPED_INSET, COUNT_INSET = (1, 2), 9, 12
"""In the ages' table, the columns one types into; and how far in from their box, at 100 %, the digits end."""
LEAST_AGES, LEAST_COUNTS = 356, 303
"""Narrower, their heads would be cut off; the page scrolls before that."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
AGE_WORDS = tuple(group.replace("_", "–") if "_" in group else f"{group}+" for group in AGE_GROUPS)


class FigureGrid(CellGrid):
    """A grid that may show the register's figure of each answer at the right; ``besides`` by field name."""

    captioned = False

    def __init__(self) -> None:
        super().__init__(1)
        self.besides: dict[str, Beside] = {}
        self.beside_heads: list[QLabel] = []
        self._kept = self._known = False

    def add(self, cell: FormCell) -> None:
        super().add(cell)
        self._known = self._known or key_of(cell.name) is not None
        self._show_heads()

    def keep_room(self, *, kept: bool) -> None:
        """Whether the register's figures are to come: their column stands free from the start, in every grid of the
        form, so that nothing moves when they do and the answers of all grids stand under each other."""
        if kept is not self._kept:
            self._kept = kept
            self._show_heads()
            self.place()

    def _aside(self) -> int:
        """How wide the column of the register's figures is."""
        return tokens().px(BESIDE_WIDTH) if self._kept else 0

    def _headed(self) -> bool:
        """Whether that column has a heading: not where the register has a figure for none of the answers."""
        return self._kept and self._known

    def _show_heads(self) -> None:
        for head in self.beside_heads:
            head.setVisible(self._headed())

    def offer(self, besides: Mapping[str, Beside]) -> None:
        """Take in the figures of those fields that stand here; the others are let go."""
        for one in self.besides.values():
            one.hide()
        self.besides = {cell.name: besides[cell.name] for cell in self.cells if cell.name in besides}
        for one in self.besides.values():
            one.setParent(self)
        self.place()

    def _put_beside(self, cell: FormCell, box: QRect) -> None:
        beside = self.besides.get(cell.name)
        if beside is not None:
            beside.setVisible(not cell.isHidden())
            beside.setGeometry(box)


class AgeGrid(FigureGrid):
    """16 rows, men and women, with totals that follow every keystroke. Give it the men first, then the women: Enter
    and Tab then walk down each column. Arrows move freely."""

    def __init__(self) -> None:
        super().__init__()
        self._row = tokens().px(26)
        self._heads = [self._label(words, "label") for words in ("Umur", "Laki-laki", "Perempuan", "Jumlah")]
        self._ages = [self._label(words, "") for words in AGE_WORDS]
        self._sums = [self._label("", "soft") for _ in AGE_WORDS]
        self._totals = [self._label("", "label") for _ in range(4)]
        self.said = label("", "error", wrap=True)
        self.said.setParent(self)
        for head in (self._heads[0], *self._ages, self._totals[0]):
            head.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.beside_heads = [self._label(words, "small") for words in ("Data laki-laki", "Perempuan")]
        for head in self.beside_heads:
            head.hide()

    def _label(self, words: str, role: str) -> QLabel:
        made = label(words, role)
        made.setParent(self)
        made.setAlignment(_RIGHT)
        return made

    def add(self, cell: FormCell) -> None:
        super().add(cell)
        cell.speaks_below = False
        layout = cell.layout()
        assert layout is not None
        layout.setSpacing(0)
        cell.editor.edited.connect(self.count)
        if isinstance(cell.editor, NumberEditor):
            cell.editor.line.installEventFilter(self)

    def count(self) -> None:
        """Add up what is typed, once all cells stand there."""
        if len(self.cells) < 2 * len(AGE_GROUPS):
            return
        half = len(AGE_GROUPS)
        counts = [answer if isinstance(answer := cell.editor.answer(), int) else None for cell in self.cells]
        men, women = counts[:half], counts[half:]
        for place, words in enumerate(self._sums):
            pair = [n for n in (men[place], women[place]) if n is not None]
            words.setText(number(sum(pair)) if pair else "")
        sums = [sum(n for n in column if n is not None) for column in (men, women, counts)]
        for words, text in zip(self._totals, ["Jumlah jiwa", *(number(n) for n in sums)], strict=True):
            words.setText(text)

    def place(self) -> None:
        step, gap, aside = self._row, tokens().px(8), self._aside()
        self.setMinimumWidth(tokens().px(LEAST_AGES) + 2 * aside)
        wide = min(self.width() - 2 * aside, tokens().px(460))
        first = round(wide * 0.24)
        rest = (wide - first) // 3
        columns = [(0, first - gap), *((first + at * rest, rest - gap) for at in range(3))]
        inset = tokens().px(TYPED_INSET)
        sums = [(left, width - (inset if at in TYPED_COLUMNS else 0)) for at, (left, width) in enumerate(columns)]
        for head, (left, width) in zip(self._heads, sums, strict=True):
            head.setGeometry(left, 0, width, step)
        half = len(AGE_GROUPS)
        for line in range(half):
            top = step * (line + 1)
            self._ages[line].setGeometry(0, top, first - gap, step)
            self._sums[line].setGeometry(first + 2 * rest, top, rest - gap, step)
            for sex in (0, 1):
                if line + sex * half < len(self.cells):
                    box = QRect(first + sex * rest, top + 1, rest - gap, step - 2)
                    cell = self.cells[line + sex * half]
                    cell.setGeometry(box)
                    self._put_beside(cell, QRect(wide + sex * aside, top + 1, aside, step - 2))
        for sex, head in enumerate(self.beside_heads):
            head.setGeometry(wide + sex * aside, 0, max(1, aside - 2), step)
        top = step * (half + 1) + 2
        for words, (left, width) in zip(self._totals, sums, strict=True):
            words.setGeometry(left, top, width, step)
        self._say(top + step)

    def _say(self, top: int) -> None:
        """What there is to say about any cell, each line named, under the table."""
        lines = [f"{cell.kind.label}: {cell.said}" for cell in self.cells if cell.said]
        self.said.setText("\n".join(lines))
        self.said.setVisible(bool(lines))
        tall = self.said.heightForWidth(self.width()) if lines else 0
        self.said.setGeometry(0, top + 4, self.width(), tall)
        self.setFixedHeight(top + (tall + 8 if lines else 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            step = self._step(watched, event)
            here = next(i for i, cell in enumerate(self.cells) if watched in cell.editor.inputs())
            if step and 0 <= here + step < len(self.cells):
                self.cells[here + step].editor.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _step(line: QLineEdit, event: QKeyEvent) -> int:
        """How many cells on an arrow goes; sideways only from the end of the figure."""
        half = len(AGE_GROUPS)
        at, end = line.cursorPosition(), len(line.text())
        chosen = line.hasSelectedText()
        match event.key():
            case Qt.Key.Key_Down:
                return 1
            case Qt.Key.Key_Up:
                return -1
            case Qt.Key.Key_Right if at == end or chosen:
                return half
            case Qt.Key.Key_Left if at == 0 or chosen:
                return -half
            case _:
                return 0


class CountList(FigureGrid):
    """One count a line: its label at the left, the figure, its remark, and below it what there is to say."""

    summed = Signal()

    def __init__(self, total: str = "") -> None:
        super().__init__()
        self.beside_heads = [label(BESIDE, "small")]
        self.beside_heads[0].setParent(self)
        self.beside_heads[0].setAlignment(_RIGHT)
        self.beside_heads[0].hide()
        self._names: list[QLabel] = []
        self._total = (label(total, "label"), label("", "label")) if total else None
        for words in self._total or ():
            words.setParent(self)
        if self._total is not None:
            self._total[1].setAlignment(_RIGHT)

    def add(self, cell: FormCell) -> None:
        super().add(cell)
        name = label(caption_words(cell.kind).replace(" *", "\u00a0*"), wrap=True)
        name.setParent(self)
        name.setBuddy(cell.editor)
        self._names.append(name)
        cell.editor.edited.connect(self.count)

    def count(self) -> None:
        """Add up what is typed, where a total is shown."""
        if self._total is not None:
            known = [answer for cell in self.cells if isinstance(answer := cell.editor.answer(), int)]
            self._total[1].setText(number(sum(known)) if known else "–")

    def _typed_wide(self) -> int:
        """How wide the box of an answer is: the total ends under the digits."""
        editors = (cell.editor for cell in self.cells)
        return next((one.line.maximumWidth() for one in editors if isinstance(one, NumberEditor)), 0)

    def place(self) -> None:
        look, aside = tokens(), self._aside()
        self.setMinimumWidth(look.px(LEAST_COUNTS) + aside)
        first = min(look.px(250), round((self.width() - aside) * 0.42))
        top = look.px(20) if self._headed() else 0
        self.beside_heads[0].ensurePolished()
        wide = max(aside - look.px(8), self.beside_heads[0].sizeHint().width())  # a word is never cut at its beginning
        self.beside_heads[0].setGeometry(self.width() - look.px(8) - wide, 0, wide, look.px(18))
        for name, cell in zip(self._names, self.cells, strict=True):
            name.setVisible(not cell.isHidden())
            if cell.isHidden():
                continue
            room = self.width() - first - aside
            height = max(cell.height_for(room), name.heightForWidth(first - look.px(10)), look.px(32))
            lead = min(height, look.px(32))
            name.setGeometry(0, top, first - look.px(10), max(lead, name.heightForWidth(first - look.px(10))))
            cell.setGeometry(QRect(first, top, room, height))
            self._put_beside(cell, QRect(self.width() - aside, top, aside, lead))
            top += height + look.px(3)
        if self._total is not None:
            self._total[0].setGeometry(0, top, first - look.px(10), look.px(26))
            self._total[1].setGeometry(first, top, max(1, self._typed_wide() - look.px(COUNT_INSET)), look.px(26))
            top += look.px(26)
        self.setFixedHeight(max(0, top))
