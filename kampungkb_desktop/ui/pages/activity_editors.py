"""Editors that only the form of a kegiatan has: its title, the description with its questions, the speakers in pairs,
the villages that took part."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kampungkb_desktop.base.mojibake import mended
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.kinds import Answer, Kind, Place, Text
from kampungkb_desktop.ui.editors import Editor, ParagraphEditor, TextEditor
from kampungkb_desktop.ui.names_editor import Chips, grown
from kampungkb_desktop.ui.place_editor import PlaceEditor
from kampungkb_desktop.ui.widgets import button, column, row

PROMPTS = ("Tujuan:", "Dihadiri oleh:", "Setelah kegiatan:", "Terlaksana karena:", "Antusiasme:")
"""The portal's prompts for the description (domain.md 3.3)."""
SPEAKERS = 6
"""Lines of speakers on the screen; more of a pasted text are kept behind them."""
_BETWEEN = "; "


class TitleEditor(TextEditor):
    """A line over the whole width: titles are long, and the kegiatan is suggested from their words."""

    def wide(self) -> bool:
        return True

    def answer(self) -> Answer:
        found = super().answer()
        return mended(found) if isinstance(found, str) else found


class PastedEditor(ParagraphEditor):
    """A paragraph that takes text from anywhere: letters mangled on the way are mended."""

    def answer(self) -> Answer:
        found = super().answer()
        return mended(found) if isinstance(found, str) else found


class PromptedEditor(PastedEditor):
    """A description with a button that lays out the questions it should answer."""

    def __init__(self, kind: Text) -> None:
        super().__init__(kind)
        self.frame = button("Sisipkan kera&ngka", self.lay_out, kind="quiet", icon="document")
        self.frame.setToolTip("Sisipkan pertanyaan: " + " ".join(PROMPTS) + " (Alt+N)")
        self.watch(self.frame)
        old = self.layout()
        assert isinstance(old, QHBoxLayout)
        box = column(self.frame, None, spacing=0)
        old.addLayout(box)

    def lay_out(self) -> None:
        """Add the prompts that do not stand there yet."""
        text = self.area.toPlainText().rstrip()
        lacking = [prompt for prompt in PROMPTS if prompt.lower() not in text.lower()]
        self.area.setPlainText("\n".join([*([text] if text else []), *(f"{prompt} " for prompt in lacking)]))
        self.area.setFocus()
        cursor = self.area.textCursor()
        found = self.area.document().find(lacking[0]) if lacking else cursor
        cursor.setPosition(found.selectionEnd() + 1 if lacking and not found.isNull() else len(text))
        self.area.setTextCursor(cursor)


class SpeakersEditor(Editor):
    """Several speakers, each with his or her office: a line of two fields, and an empty one below. One text line each,
    name and office apart by a semicolon."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)
        self._rest: list[str] = []
        self.pairs = [self._pair(at) for at in range(SPEAKERS)]
        self._rows = []
        box = column(spacing=4)
        for name, office in self.pairs:
            line = QWidget(self)
            line.setLayout(row(name, office, spacing=8))
            self._rows.append(line)
            box.addWidget(line)
        self.setLayout(box)
        self.watch(*self.inputs_all())
        self.setFocusProxy(self.pairs[0][0])
        self._show()

    def inputs_all(self) -> list[QLineEdit]:
        """Every field, shown or not."""
        return [field for pair in self.pairs for field in pair]

    def answer(self) -> Answer:
        said = [(n.text().strip(), o.text().strip()) for n, o in self.pairs]
        lines = [_BETWEEN.join(part for part in pair if part) if pair[0] else f"{_BETWEEN}{pair[1]}"
                 for pair in said if any(pair)]  # fmt: skip
        return "\n".join([*lines, *self._rest]) or None

    def set_answer(self, answer: Answer) -> None:
        lines = [line.strip() for line in str(answer or "").splitlines() if line.strip()]
        self._rest = lines[SPEAKERS:]
        for (name, office), line in zip(self.pairs, [*lines, *[""] * SPEAKERS], strict=False):
            before, _, after = line.partition(";")
            name.setText(before.strip())
            office.setText(after.strip())
        self._show()

    def inputs(self) -> Sequence[QWidget]:
        return self.inputs_all()

    def wide(self) -> bool:
        return True

    def takes_enter(self, widget: QWidget) -> bool:
        return isinstance(widget, QLineEdit) and self._next(widget) is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers()
        if enter and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            following = self._next(watched) if isinstance(watched, QLineEdit) else None
            if following is not None:
                following.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    # --- inside

    def _pair(self, at: int) -> tuple[QLineEdit, QLineEdit]:
        made = QLineEdit(self), QLineEdit(self)
        for field, hint in zip(made, ("Nama pemateri", "Jabatan dan instansi"), strict=True):
            field.setPlaceholderText(hint)
            field.setAccessibleName(f"{hint} {at + 1}")
            field.setMaxLength(150)
            field.textEdited.connect(lambda _text: self._edited())
        return made

    def _next(self, here: QLineEdit) -> QLineEdit | None:
        """The field after this one, while the speaker has a name; an empty line walks on."""
        fields = self.inputs_all()
        at = fields.index(here)
        if not self.pairs[at // 2][0].text().strip() or at + 1 >= len(fields):
            return None
        return fields[at + 1]

    def _edited(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        filled = [at for at, pair in enumerate(self.pairs) if any(field.text().strip() for field in pair)]
        shown = min(SPEAKERS, (filled[-1] + 2) if filled else 1)
        changed = False
        for at, line in enumerate(self._rows):
            changed = changed or line.isHidden() == (at < shown)
            line.setVisible(at < shown)
        if changed:
            grown(self)


class JoinedEditor(Editor):
    """The villages that took part, found by typing their names; all of one's own with one button."""

    def __init__(self, kind: Kind, own: Callable[[], Sequence[str]]) -> None:
        super().__init__(kind)
        self._codes: list[str] = []
        self.line = PlaceEditor(Place(kind.label))
        self.every = button("Semua desa binaan", lambda: self._add(*own()), kind="quiet", icon="add")
        self.chips = Chips()
        head = row(spacing=8)
        head.addWidget(self.line, 1)
        head.addWidget(self.every)
        self.setLayout(column(self.chips, head, spacing=4))
        self.line.edited.connect(self._edited)
        self.chips.removed.connect(self._remove)
        self.watch(*self.line.inputs())
        self.setFocusProxy(self.line)

    def answer(self) -> Answer:
        return tuple(sorted(self._codes)) or None

    def set_answer(self, answer: Answer) -> None:
        self._codes = list(answer) if isinstance(answer, tuple) else []
        self.line.set_answer(None)
        self._show()

    def inputs(self) -> Sequence[QWidget]:
        return self.line.inputs()

    def takes_enter(self, widget: QWidget) -> bool:
        return self.line.takes_enter(widget)

    def typed(self) -> str:
        return self.line.typed()

    def set_typed(self, text: str) -> None:
        self.line.set_typed(text)

    def unreadable(self) -> str:
        return self.line.unreadable()

    def wide(self) -> bool:
        return True

    # --- inside

    def _edited(self) -> None:
        code = self.line.answer()
        if isinstance(code, str):
            self.line.set_answer(None)
            self._add(code)
        else:
            self.edited.emit()

    def _add(self, *codes: str) -> None:
        self._codes = list(dict.fromkeys([*self._codes, *codes]))
        self._show()
        self.edited.emit()

    def _remove(self, code: str) -> None:
        self._codes = [one for one in self._codes if one != code]
        self._show()
        self.line.setFocus()
        self.edited.emit()

    def _show(self) -> None:
        places = [(code, regions.load().region(code)) for code in self._codes]
        self.chips.show_names([(code, place.name if place else code) for code, place in places])
        grown(self)
