"""Editors for answers that are chosen: by their number on the paper form, by first letters, or with the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

from kampungkb_desktop.forms.kinds import Answer, Choice, Choices, Kind, Option, YesNo
from kampungkb_desktop.ui.columns_layout import ColumnsLayout, on_two_lines
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.editors import Editor, Lookup
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.widgets import one_of_several

_PAUSE_MS = 700
FEW = 4  # so many options stand side by side as buttons; more open as a list
_SHORT, _LONG = 22, 26  # letters of one button, and of two beside each other in the narrowest column


class ButtonsEditor(Editor):
    """A few options side by side. Keys: number or first letter chooses, arrows move, Delete or Backspace empties."""

    def __init__(
        self, kind: Kind, options: Sequence[Option], parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        """``wrap`` breaks the line of buttons where it is narrow, and takes a row of its own."""
        super().__init__(kind, parent)
        self._wrap = wrap
        self._options = tuple(options)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons: list[QPushButton] = []
        breaks = wrap or len(self._options) > 2 or sum(len(one.label) for one in self._options) > _LONG
        box: QLayout = FlowLayout(spacing=6) if breaks else QHBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for index, option in enumerate(self._options):
            made = QPushButton(f"{option.number or index + 1}  {option.label}", self)
            one_of_several(made)
            made.setAccessibleName(f"{kind.label}: {option.label}")
            made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _on, i=index: self._choose(i))
            self._buttons.append(made)
            self._group.addButton(made, index)
            box.addWidget(made)
        if isinstance(box, QHBoxLayout):
            box.addStretch(1)
        self.setLayout(box)
        self.watch(*self._buttons)
        self._reach()

    def answer(self) -> Answer:
        chosen = self._chosen()
        return None if chosen is None else self._value(self._options[chosen])

    def set_answer(self, answer: Answer) -> None:
        for button, option in zip(self._buttons, self._options, strict=True):
            button.setChecked(answer is not None and self._value(option) == answer)
        self._reach()

    def inputs(self) -> Sequence[QWidget]:
        return tuple(self._buttons)

    def wide(self) -> bool:
        return self._wrap

    def asks(self) -> int:
        return sum(made.sizeHint().width() + 6 for made in self._buttons) - 6

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or watched not in self._buttons:
            return super().eventFilter(watched, event)
        if self._key(self._buttons.index(watched), event):
            return True
        return super().eventFilter(watched, event)

    def _value(self, option: Option) -> Answer:
        return option.code == "ya" if isinstance(self.kind, YesNo) else option.code

    def _chosen(self) -> int | None:
        return next((i for i, button in enumerate(self._buttons) if button.isChecked()), None)

    def _choose(self, index: int | None) -> None:
        for i, button in enumerate(self._buttons):
            button.setChecked(i == index)
        self._reach()
        if index is not None:
            self._buttons[index].setFocus()
        self.edited.emit()

    def _reach(self) -> None:
        """Tab stops once: at the chosen button, else at the first. No focus proxy says so: each new one would move its
        button to another place in Tab's way."""
        stop = self._chosen() or 0
        for i, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if i == stop else Qt.FocusPolicy.ClickFocus)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the button at which Tab stops."""
        if self._buttons:
            self._buttons[self._chosen() or 0].setFocus(reason)

    def _key(self, at: int, event: QKeyEvent) -> bool:
        key, text = event.key(), event.text().lower()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
            return True
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self._choose((at + step) % len(self._buttons))
            return True
        if not text.strip() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        for i, option in enumerate(self._options):
            if text == str(option.number or i + 1) or option.label.lower().startswith(text):
                self._choose(i)
                return True
        return False


class _Combo(ComboBox):
    """A list that is searched by number or by the words of the label, and that a rolling wheel does not change."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buffer = ""
        self._since = QElapsedTimer()
        self.setMaxVisibleItems(18)
        self.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setCurrentIndex(0)
            self.activated.emit(0)
            return
        plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        typing = bool(self._buffer) and self._since.isValid() and self._since.elapsed() <= _PAUSE_MS
        said = text.strip() and text.isprintable()  # Esc is a letter to Qt, and belongs to the dialog
        if not (said or (text == " " and typing)) or event.modifiers() & ~plain:
            super().keyPressEvent(event)
            return
        if not typing:
            self._buffer = ""
        self._since.start()
        self._buffer += text.lower()
        found = self._find(self._buffer)
        if found is None and len(self._buffer) > 1:
            self._buffer = text.lower()
            found = self._find(self._buffer)
        if found is not None:
            self.setCurrentIndex(found)
            self.activated.emit(found)

    def _find(self, typed: str) -> int | None:
        names = [self.itemText(i).lower() for i in range(self.count())]
        if typed.isdigit():
            return next((i for i, name in enumerate(names) if name.split("  ")[0] == typed), None)
        labels = [name.split("  ", 1)[-1] for name in names]
        starts = (i for i, name in enumerate(labels) if i and name.startswith(typed))
        holds = (i for i, name in enumerate(labels) if i and f" {typed}" in f" {name}")
        return next(starts, None) or next(holds, None)


class ListEditor(Editor):
    """One option out of a list."""

    def __init__(self, kind: Kind, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.combo = _Combo(self)
        self.combo.setAccessibleName(kind.label)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.combo)
        self.combo.activated.connect(lambda _index: self.edited.emit())
        self.watch(self.combo)
        self.setFocusProxy(self.combo)
        self.offer(options)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace the options, keeping the answer."""
        kept = self.answer()
        self.combo.clear()
        self.combo.addItem("", None)
        for code, text in options:
            self.combo.addItem(text, code)
        self.set_answer(kept)

    def answer(self) -> Answer:
        code = self.combo.currentData()
        return None if code is None else str(code)

    def set_answer(self, answer: Answer) -> None:
        if answer is None:
            self.combo.setCurrentIndex(0 if self.combo.count() else -1)
            return
        at = self.combo.findData(answer)
        if at < 0:  # a code of a newer version: shown as it is, never dropped
            self.combo.addItem(str(answer), answer)
            at = self.combo.count() - 1
        self.combo.setCurrentIndex(at)

    def inputs(self) -> Sequence[QWidget]:
        return (self.combo,)


class ChecksEditor(Editor):
    """Several options out of a list, as boxes in columns. Keys: a number ticks its box, arrows move, Space ticks."""

    def __init__(self, kind: Choices, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._unknown: tuple[str, ...] = ()
        items = kind.options.items
        columns = ColumnsLayout(3 if len(items) > 9 else 2)
        self.setLayout(columns)
        for item in items:
            box = QCheckBox(f"{item.number}  {item.label}" if item.number else item.label, self)
            box.setText(on_two_lines(box.text()))
            box.setAccessibleName(f"{kind.label}: {item.label}")
            box.toggled.connect(lambda on, code=item.code: self._toggled(code, on=on))
            self._boxes[item.code] = box
            columns.addWidget(box)
        self.watch(*self._boxes.values())
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def answer(self) -> Answer:
        codes = [code for code, box in self._boxes.items() if box.isChecked()]
        return tuple(sorted({*codes, *self._unknown})) or None

    def set_answer(self, answer: Answer) -> None:
        codes = answer if isinstance(answer, tuple) else ()
        self._unknown = tuple(code for code in codes if code not in self._boxes)
        for code, box in self._boxes.items():
            box.blockSignals(True)  # noqa: FBT003  Qt's own signature
            box.setChecked(code in codes)
            box.blockSignals(False)  # noqa: FBT003

    def inputs(self) -> Sequence[QWidget]:
        return tuple(self._boxes.values())

    def wide(self) -> bool:
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QCheckBox):
            boxes = list(self._boxes.values())
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if key == Qt.Key.Key_Down else -1
                boxes[(boxes.index(watched) + step) % len(boxes)].setFocus()
                return True
            number = event.text()
            if number.isdecimal() and 0 < int(number) <= len(boxes):
                boxes[int(number) - 1].toggle()
                boxes[int(number) - 1].setFocus()
                return True
        return super().eventFilter(watched, event)

    def _toggled(self, code: str, *, on: bool) -> None:
        alone = self.kind.alone if isinstance(self.kind, Choices) else ()
        if on:
            for other, box in self._boxes.items():
                if other != code and (code in alone or other in alone) and box.isChecked():
                    box.setChecked(False)
        self.edited.emit()


def yes_no(kind: YesNo) -> ButtonsEditor:
    """Ya and Tidak side by side, in the kind's own words."""
    return ButtonsEditor(kind, (Option("ya", kind.yes, 1), Option("tidak", kind.no, 2)))


def choice(kind: Choice) -> Editor:
    """Buttons for a few short options, a list for more."""
    items = kind.options.items
    if len(items) <= FEW and sum(len(item.label) for item in items) <= _SHORT * len(items):
        return ButtonsEditor(kind, items)
    numbered = [(item.code, f"{item.number}  {item.label}" if item.number else item.label) for item in items]
    return ListEditor(kind, numbered)


def link(kind: Kind, lookup: Lookup) -> ListEditor:
    """One record out of the candidates a page looks up."""
    return ListEditor(kind, lookup(kind))
