"""One short question with one answer: a choice of a few, or a line of text. Nothing more belongs here; what asks two
things is a form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row


class AskDialog(Dialog):
    """``answer`` is a list of ``names``, or a line of text that must not stay empty, of ``longest`` letters;
    ``deed`` names the main button, ``topic`` the page of the guide."""

    help_topic = "data-pribadi"

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        question: str,
        deed: str,
        names: Sequence[str] = (),
        *,
        topic: str = "",
        longest: int = 300,
    ) -> None:
        super().__init__(parent)
        self.help_topic = topic or type(self).help_topic
        self.setWindowTitle(title)
        self.setModal(True)
        self.answer: QComboBox | QLineEdit = ComboBox() if names else QLineEdit()
        self.answer.setAccessibleName(question)
        self.go = button(deed, self.accept, kind="primary")
        if isinstance(self.answer, QComboBox):
            self.answer.addItems(list(names))
        else:
            self.answer.setMaxLength(longest)
            self.answer.textChanged.connect(self._typed)
            self._typed("")
        body = column(label(question, "section", wrap=True), self.answer, spacing=10, margins=(20, 20, 20, 16))
        body.addSpacing(tokens().px(6))
        body.addLayout(row(None, button("B&atal", self.reject, shortcut="Esc"), self.go))
        self.setLayout(body)
        self.setFixedWidth(tokens().px(460))
        self.answer.setFocus()

    def _typed(self, text: str) -> None:
        self.go.setEnabled(bool(text.strip()))

    def place(self) -> int:
        """Which of the names was chosen."""
        assert isinstance(self.answer, QComboBox)
        return self.answer.currentIndex()

    def text(self) -> str:
        """What was typed."""
        assert isinstance(self.answer, QLineEdit)
        return self.answer.text().strip()
