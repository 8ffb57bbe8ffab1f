"""A question before something is taken out of force: what follows from it, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row


class ReasonDialog(Dialog):
    """``reason()`` after the deed was chosen; nothing without a reason."""

    help_topic = "aturan-dan-wilayah"

    def __init__(self, parent: QWidget | None, title: str, question: str, consequence: str, do: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.line = QLineEdit()
        self.line.setMaxLength(300)
        self.line.setAccessibleName("Alasan")
        self.deed = button(do, self.accept, kind="danger")
        self.deed.setEnabled(False)
        self.line.textChanged.connect(self._typed)
        name = label("&Alasan", "label")
        name.setBuddy(self.line)
        body = column(
            label(question, "section", wrap=True), label(consequence, wrap=True), name, self.line,
            spacing=8, margins=(20, 20, 20, 16),
        )  # fmt: skip
        body.addLayout(row(None, button("&Batal", self.reject, shortcut="Esc"), self.deed))
        self.setLayout(body)
        self.setFixedWidth(tokens().px(460))
        self.line.setFocus()

    def reason(self) -> str:
        """What was typed."""
        return self.line.text().strip()

    def _typed(self, text: str) -> None:
        self.deed.setEnabled(bool(text.strip()))
