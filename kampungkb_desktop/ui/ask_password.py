"""The person's password once more, before something much depends on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.ui.caps_lock import PasswordField
from kampungkb_desktop.ui.tall_dialog import TallDialog
from kampungkb_desktop.ui.widgets import button, column, label, row


class AskPassword(TallDialog):
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
        self._more = column(spacing=8)
        body = column(
            label(title, "section", wrap=True), label(words, wrap=True), 4, name, self.field, self.caps, self._more,
            spacing=8,
        )  # fmt: skip
        self.arrange(body, row(None, button("&Batal", self.reject, shortcut="Esc"), self.go), 480)
        self.field.setFocus()

    def add_question(self, name: QWidget, editor: QWidget) -> None:
        """Ask for something more, below the password."""
        self._more.addWidget(name)
        self._more.addWidget(editor)
        self.setTabOrder(self.field, editor)

    def password(self) -> str:
        """What was typed."""
        return self.field.text()

    def _enter(self) -> None:
        if self.field.text():
            self.accept()
