"""Neither answer of a conflict is right: the question once more, for whoever knows what is. The office types into no
family of its officers, so the desk is the only place where it can say so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import conflict_desk
from kampungkb_desktop.actions.conflict_desk import Standoff
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.forms.kinds import Kind
from kampungkb_desktop.ui.dialogs import attempt
from kampungkb_desktop.ui.field_editors import EDITORS, Surroundings
from kampungkb_desktop.ui.form_cell import FormCell
from kampungkb_desktop.ui.tall_dialog import TallDialog
from kampungkb_desktop.ui.widgets import button, column, label, row

WIDTH = 480


class OtherAnswerDialog(TallDialog):
    """``told`` is the sentence of what was decided, "" where nothing was."""

    help_topic = "kirim-terima#bentrok"

    def __init__(self, parent: QWidget | None, session: Session, one: Standoff, kind: Kind) -> None:
        super().__init__(parent)
        self.session, self.one, self.told = session, one, ""
        self.setWindowTitle("Jawaban lain")
        self.setModal(True)
        today = day_of(session.clock())
        self.cell = FormCell(one.field, kind, EDITORS[type(kind)](kind, Surroundings(today, lambda _kind: ())))
        self.keep = button("&Simpan", self.try_save, kind="primary")
        said = [label(f"{side.author}: {side.words}", "soft", wrap=True) for side in one.sides]
        inside = column(label(one.name or one.title, "section", wrap=True), *said, self.cell, spacing=8)
        self.arrange(inside, row(None, button("Ba&tal", self.reject, shortcut="Esc"), self.keep), WIDTH)
        self.cell.grew.connect(self.fit)
        self.cell.editor.setFocus()

    def try_save(self) -> None:
        """Decide; what cannot be an answer keeps the dialog open, and so does a refusal."""
        editor = self.cell.editor
        found = conflict_desk.findings(self.session, self.one, editor.answer())
        self.cell.show_findings(found, settle=True)
        if editor.unreadable() or any(one.strength == "problem" for one in found):
            editor.setFocus()
            return
        answer = editor.answer()
        if attempt(self, lambda: conflict_desk.answer_otherwise(self.session, self.one, answer)) is not None:
            self.told = f"{self.one.label}: jawaban lain disimpan."
            self.accept()
