"""One editor per kind of answer. An editor never loses what was typed: text it cannot read stays on the screen, is
kept in the draft as ``typed`` and has a sentence that says what was expected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from kampungkb_desktop.base import text as words
from kampungkb_desktop.base.typed import read_measure, read_number
from kampungkb_desktop.forms.kinds import Answer, Digits, Kind, Measure, Number, Text
from kampungkb_desktop.ui.widgets import label, row

MILLIONS = 9_999_999
"""Above this a figure is money and needs a wider box than a count."""
YEARS = 1900  # a number that cannot be lower is a year

Lookup = Callable[[Kind], Sequence[tuple[str, str]]]
"""Candidates of a Link: (record id, label)."""


class Editor(QWidget):
    """What a form view asks of an editor."""

    edited = Signal()
    left = Signal()

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind

    def answer(self) -> Answer:
        """The answer as it stands; ``None`` when empty or unreadable."""
        raise NotImplementedError

    def set_answer(self, answer: Answer) -> None:
        """Show an answer, without ``edited``."""
        raise NotImplementedError

    def typed(self) -> str:
        """Text that could not be read as an answer; empty when all is well."""
        return ""

    def set_typed(self, text: str) -> None:
        """Show text that could not be read."""

    def unreadable(self) -> str:
        """What to say about ``typed``."""
        return ""

    def inputs(self) -> Sequence[QWidget]:
        """The widgets that take the keys, in order."""
        return ()

    def wide(self) -> bool:
        """Whether it wants a row of its own."""
        return False

    def asks(self) -> int:
        return self.minimumSizeHint().width()  # the pixels it likes to have, over several columns if need be

    def takes_enter(self, _widget: QWidget) -> bool:
        """Whether Enter belongs to this editor now (its list is open) and does not walk on."""
        return False

    def watch(self, *inputs: QWidget) -> None:
        """Tell ``left`` when the keys leave one of these for something outside this editor."""
        for widget in inputs:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            elsewhere = self.focusWidget() is not None and self.isAncestorOf(self.focusWidget())
            popup = event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if not popup and not (elsewhere and self.focusWidget() is not watched):
                self.left.emit()
        return super().eventFilter(watched, event)


class LineEditor(Editor):
    """A line of text that is read as some value; subclasses say how."""

    wanted = ""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(kind.label)
        self._note: QLabel | None = None
        self._row = box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.line, 1)
        self.line.textEdited.connect(lambda: self.edited.emit())
        self.line.editingFinished.connect(self._settle)
        self.watch(self.line)
        self.setFocusProxy(self.line)

    @property
    def note(self) -> QLabel:
        """The few words at the right of the line; most lines never have any."""
        if self._note is None:
            self._note = QLabel(self)
            self._note.setProperty("role", "small")
            self._note.hide()
            self._row.insertWidget(1, self._note)
        return self._note

    def read(self, text: str) -> Answer:
        """The answer a text means, or ``None``. What was pasted over several lines is one line."""
        return " ".join(text.split())

    def show_as(self, answer: Answer) -> str:
        """How an answer stands in the line."""
        return str(answer)

    def answer(self) -> Answer:
        text = self.line.text().strip()
        return self.read(text) if text else None

    def set_answer(self, answer: Answer) -> None:
        self.line.setText("" if answer is None else self.show_as(answer))
        self.line.setCursorPosition(len(self.line.text()) if self.line.hasFocus() else 0)  # shows how it begins
        self._explain()

    def typed(self) -> str:
        text = self.line.text().strip()
        return text if text and self.read(text) is None else ""

    def set_typed(self, text: str) -> None:
        self.line.setText(text)
        self._explain()

    def unreadable(self) -> str:
        return self.wanted if self.typed() else ""

    def inputs(self) -> Sequence[QWidget]:
        return (self.line,)

    def explain(self, _answer: Answer) -> str:
        """A few words at the right of the line ("Kamis, 5 Maret 2026")."""
        return ""

    def _settle(self) -> None:
        answer = self.answer()
        if answer is not None:
            self.line.setText(self.show_as(answer))
        self._explain()

    def _explain(self) -> None:
        answer = self.answer()
        text = "" if answer is None else self.explain(answer)
        if text or self._note is not None:
            self.note.setText(text)
            self.note.setVisible(bool(text))


class TextEditor(LineEditor):
    """One line of free text."""

    def __init__(self, kind: Text, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.line.setPlaceholderText(kind.hint)

    def wide(self) -> bool:
        return isinstance(self.kind, Text) and self.kind.longest > 255


class DigitsEditor(LineEditor):
    """Digits kept as text; blanks, dots and dashes between them are taken out, anything else stays and is named."""

    def read(self, text: str) -> Answer:
        return text.translate(str.maketrans("", "", " .-")) or None

    def explain(self, answer: Answer) -> str:
        lengths = self.kind.lengths if isinstance(self.kind, Digits) else ()
        told = bool(lengths) and max(lengths) >= 8 and len(str(answer)) not in lengths
        return f"{len(str(answer))}/{max(lengths)}" if told else ""


class NumberEditor(LineEditor):
    """A whole number, right-aligned, with its unit."""

    wanted = "Isi dengan angka, misalnya 25."
    tells_unit = True

    def __init__(self, kind: Number | Measure, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        digit = self.fontMetrics().horizontalAdvance("0")
        self.line.setMaximumWidth(digit * 20)
        if kind.high > MILLIONS:
            self.line.setMinimumWidth(digit * 19)  # money: every digit of it in sight
        if kind.unit and self.tells_unit:
            self._row.addWidget(label(kind.unit, "soft"))
        self._row.addStretch(2)

    def read(self, text: str) -> Answer:
        return read_number(text)

    def show_as(self, answer: Answer) -> str:
        year = isinstance(self.kind, Number) and self.kind.low >= YEARS  # a year has no thousands dot
        return words.number(answer) if isinstance(answer, int) and not year else str(answer)


class MeasureEditor(NumberEditor):
    """A decimal number with comma or dot."""

    wanted = "Isi dengan angka, misalnya 7,5."

    def read(self, text: str) -> Answer:
        return read_measure(text, self.kind.places, self.kind.high) if isinstance(self.kind, Measure) else None

    def show_as(self, answer: Answer) -> str:
        if not isinstance(answer, (int, float)) or not isinstance(self.kind, Measure):
            return str(answer)
        text = words.number(answer, self.kind.places)
        if abs(answer) > self.kind.high:  # "1.000" kg would be read again as one kilogram
            text = text.replace(".", "")
        return text.rstrip("0").rstrip(",") if "," in text else text


class ParagraphEditor(Editor):
    """Several lines of text. Enter begins a new line here; Tab goes on."""

    def __init__(self, kind: Text, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.area = QPlainTextEdit(self)
        self.area.setTabChangesFocus(True)
        self.area.setAccessibleName(kind.label)
        self.area.setPlaceholderText(kind.hint)
        line = self.area.fontMetrics().lineSpacing()
        self.area.setFixedHeight(line * (kind.lines + 1) + 10)
        self.setLayout(row(self.area))
        self.area.textChanged.connect(self.edited)
        self.watch(self.area)
        self.setFocusProxy(self.area)

    def answer(self) -> Answer:
        return self.area.toPlainText().strip() or None

    def set_answer(self, answer: Answer) -> None:
        with QSignalBlocker(self.area):
            self.area.setPlainText("" if answer is None else str(answer))

    def inputs(self) -> Sequence[QWidget]:
        return (self.area,)

    def wide(self) -> bool:
        return True
