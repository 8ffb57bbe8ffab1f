"""A new recovery sheet for a lost one: shown, printed, and two of its groups typed back before it is put in force."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.pages.welcome_secret import RecoveryStep
from kampungkb_desktop.ui.tall_dialog import TallDialog
from kampungkb_desktop.ui.widgets import button, column, label, row

WORDS = (
    "Lembar yang lama berlaku sampai Anda menekan “Sudah saya catat”. Sesudah itu hanya lembar ini yang membuka data "
    "bila kata sandi lupa."
)


def put_on_paper(owner: QWidget, session: Session, code: str) -> bool:
    """Show a new code and put it in force once it was typed back; whether it was."""

    def put() -> bool:
        sessions.put_code(session, code)
        return True

    return bool(RecoveryDialog(owner, code).exec() and attempt(owner, put))


class RecoveryDialog(TallDialog):
    """Accepted once the groups asked for were typed back as they stand on the paper."""

    help_topic = "pengaturan#lembar-pemulihan-baru"

    def __init__(self, owner: QWidget, code: str) -> None:
        super().__init__(owner)
        self.setWindowTitle("Lembar pemulihan baru")
        self.setModal(True)
        self.step = RecoveryStep(code)
        self.step.forward.connect(self.confirm)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        done = button("S&udah saya catat", self.confirm, kind="primary")
        box = column(label(self.step.heading, "title"), label(WORDS, "soft", wrap=True), self.step, spacing=10)
        self.arrange(box, column(self.problem, row(None, button("&Batal", self.reject), done)), 560)
        for one in self.findChildren(QPushButton):
            one.setAutoDefault(False)  # Enter in a field must not print
        self.step.first().setFocus()

    def confirm(self) -> None:
        """Compare what was typed back."""
        problem = self.step.problem()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.fit()
        if not problem:
            self.accept()
