"""One answer on a form: its label above, its editor, and under it what there is to say.

Most answers are never spoken of, so the line under an answer and its remedy are made when there is something to say:
a form of sixty answers opens in half the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.kinds import Answer, Choice, Kind
from kampungkb_desktop.forms.record import Finding
from kampungkb_desktop.ui.announce import announce
from kampungkb_desktop.ui.editors import Editor
from kampungkb_desktop.ui.theme import restyle
from kampungkb_desktop.ui.widgets import button, label, row

REQUIRED = "Wajib untuk selesai"


class FormCell(QWidget):
    """Shows findings only after the answer was left once, or when told to (``reveal``); while one types, a finding can
    only go away."""

    fixed = Signal(str, object)
    """A proposed answer was accepted: field and answer."""
    grew = Signal()
    """What is said under the answer changed, so its height may have."""

    def __init__(
        self, name: str, kind: Kind, editor: Editor, parent: QWidget | None = None, *, captioned: bool = True
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.kind = kind
        self.editor = editor
        self.revealed = False
        self.speaks_below = True
        """Whether its words stand under it; otherwise the grid says them for all of its cells."""
        self._findings: tuple[Finding, ...] = ()
        self._said = ""
        self._painted = False
        self._caption: QLabel | None = None
        self._past: QLabel | None = None
        self._spoken: tuple[QLabel, QPushButton] | None = None
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(editor)
        box.addStretch(1)
        if captioned:
            box.insertWidget(0, self.caption)

    @property
    def caption(self) -> QLabel:
        """The question over the answer; a grid that says it in a place of its own has none made."""
        if self._caption is None:
            self._caption = label(caption_words(self.kind), "label", wrap=True)
            if self.kind.required:
                self._caption.setToolTip("Wajib untuk selesai; draf boleh kosong.")
            self._caption.setBuddy(self.editor)
        return self._caption

    @property
    def message(self) -> QLabel:
        """The line under the answer."""
        return self._speech()[0]

    @property
    def remedy(self) -> QPushButton:
        """The proposed answer, to be taken with one click."""
        return self._speech()[1]

    @property
    def past(self) -> QLabel:
        """What was answered earlier, under the label."""
        if self._past is None:
            self._past = label("", "small", wrap=True)
            self._past.hide()
            self._box.insertWidget(self._box.indexOf(self.editor), self._past)
        return self._past

    @property
    def said(self) -> str:
        """The words under the answer, empty when there are none."""
        return self._said

    def _speech(self) -> tuple[QLabel, QPushButton]:
        if self._spoken is None:
            message, remedy = label("", "error", wrap=True), button("", self._accept, kind="quiet")
            message.hide()
            remedy.hide()
            if not self.speaks_below:
                message.setMaximumHeight(0)
            self._box.insertLayout(self._box.count() - 1, row(message, remedy))
            self._spoken = message, remedy
        return self._spoken

    def show_findings(self, findings: Sequence[Finding], *, settle: bool) -> None:
        """``settle`` is true when the person has left the answer: new findings may appear now."""
        unread = self.editor.unreadable()
        found = (Finding(self.name, "problem", unread),) if unread else tuple(findings)
        if settle:
            self.revealed = True
        if not self.revealed:
            return
        if not settle:
            found = tuple(f for f in found if f in self._findings)
        self._findings = found
        self._paint()

    def remind(self, text: str) -> None:
        """What was answered earlier, in grey under the label; "" takes it away."""
        if text != (self._past.text() if self._past is not None else ""):
            self.past.setText(text)
            self.past.setVisible(bool(text))
            self.grew.emit()

    def reveal(self) -> None:
        """Say everything there is to say from now on ("selesai" was pressed)."""
        self.revealed = True

    def hush(self) -> None:
        """A fresh record: say nothing yet."""
        self.revealed = False
        self._findings = ()
        self._paint()

    def _paint(self) -> None:
        problem = any(f.strength == "problem" for f in self._findings)
        text = "\n".join(f.sentence for f in self._findings)
        if text or self._spoken is not None:
            self._speak(text, problem=problem)
        state = "" if not text else "error" if problem else "caution"
        if text != self._said or not self._painted:
            self._painted = True
            for widget in self.editor.inputs():
                widget.setAccessibleDescription(self._beside(widget, text))
        for widget in self.editor.inputs():
            _set_property(widget, "state", state)
        if text != self._said:
            if self.isVisible():
                announce(self, f"{self.kind.label}: {text}" if text else "")
            self._said = text
            self.grew.emit()

    def _beside(self, widget: QWidget, text: str) -> str:
        """What is told beside the question, which itself is told without its star."""
        told = text or self.kind.hint or (widget.placeholderText() if isinstance(widget, QLineEdit) else "")
        return ". ".join(one.rstrip(".") for one in (REQUIRED if self.kind.required else "", told) if one)

    def _speak(self, text: str, *, problem: bool) -> None:
        self.message.setText(text)
        _set_property(self.message, "role", "error" if problem else "caution")
        self.message.setVisible(bool(text))
        fix = next((f for f in self._findings if f.fix is not None), None)
        self.remedy.setVisible(fix is not None)
        if fix is not None:
            self.remedy.setText(remedy_words(self.kind, fix))

    def height_for(self, width: int) -> int:
        """The height this cell needs at a width, wrapped sentences included."""
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        inner = self.editor.layout()
        if inner is not None:
            inner.invalidate()
        layout.invalidate()
        return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())

    def _accept(self) -> None:
        fix: Answer = next((f.fix for f in self._findings if f.fix is not None), None)
        if fix is not None:
            self.fixed.emit(self.name, fix)


_REMEDIES = {
    "tanggal_dari_nik": "Pakai tanggal lahir dari NIK: {}", "tanggal_beda": "Pakai tanggal lahir dari NIK: {}",
    "kelamin_dari_nik": "Pakai jenis kelamin dari NIK: {}", "kelamin_beda": "Pakai jenis kelamin dari NIK: {}",
    "tanda_baca": "Hapus spasi, titik, dan tanda hubung",
}  # fmt: skip
"""By the code of a finding; every other says "Pakai" and the answer."""


def caption_words(kind: Kind) -> str:
    """The question as it stands on a form, with a star where it must be answered."""
    return kind.label + (" *" if kind.required else "")


def remedy_words(kind: Kind, finding: Finding) -> str:
    """What the one click does, with the answer as people read it."""
    fix = finding.fix
    if isinstance(kind, Choice):
        said = kind.options.label(str(fix))
    else:
        said = long_date(fix) if isinstance(fix, date) else str(fix)
    return _REMEDIES.get(finding.code, "Pakai {}").format(said)


def _set_property(widget: QWidget, name: str, value: str) -> None:
    """Dressing anew costs a millisecond, so only where something changed."""
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        restyle(widget)
