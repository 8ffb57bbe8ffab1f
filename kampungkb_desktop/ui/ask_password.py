"""The person's password once more, before something much depends on."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from kampungkb_desktop.ui.caps_lock import PasswordField
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.widgets import button, column, label, row


class AskPassword(QDialog):
    """``password()`` after it was accepted; whether it is right is for others to find out."""

    help_topic = "masuk"

    def __init__(self, owner: QWidget, title: str, words: str, do: str) -> None:
        super().__init__(owner)
        self.setWindowTitle(title)
        self.setModal(True)
        self.field = PasswordField()
        self.field.setAccessibleName("Kata sandi Anda")
        self.caps = label("Caps Lock menyala.", "caution")
        self.caps.hide()
        self.field.caps_lock.connect(self.caps.setVisible)
        self.go = button(do, self._enter, kind="primary")
        self.go.setDefault(True)  # Enter in the field
        self.go.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.go.setEnabled(bool(text)))
        name = label("&Kata sandi Anda", "label")
        name.setBuddy(self.field)
        body = column(
            label(title, "section", wrap=True), label(words, wrap=True), 4, name, self.field, self.caps, spacing=8,
            margins=(20, 20, 20, 16),
        )  # fmt: skip
        body.addLayout(row(None, button("&Batal", self.reject, shortcut="Esc"), self.go))
        self.setLayout(body)
        self.setFixedWidth(tokens().px(460))
        self.field.setFocus()

    def password(self) -> str:
        """What was typed."""
        return self.field.text()

    def _enter(self) -> None:
        if self.field.text():
            self.accept()
