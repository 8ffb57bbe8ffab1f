"""The growth of one child as it will be on paper: seen first, then saved or printed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.growth_paper import growth_pdf
from kampungkb_desktop.actions.restricting import called
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.file_names import plain
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog


class GrowthPaper(PaperDialog):
    """The window of one child's growth; every one that is saved or printed is noted in the trail."""

    help_topic = "mengukur#mencetak"

    def __init__(self, session: Session, child: Member, parent: QWidget | None) -> None:
        name = called(session, child)

        def noted() -> None:
            trail.note(session, trail.PRINTED, form=Member.FORM, record=child.id, more="grafik pertumbuhan")

        super().__init__(
            parent, session, f"Cetak pertumbuhan {name}", f"Pertumbuhan_{plain(name)}",
            lambda size: growth_pdf(session, child.id, paper=size), noted,
        )  # fmt: skip
