"""The papers about one family's personal data, each in its window: the copy of what is kept, the notice, the consent to
sign, and what was corrected. Apart from the card that offers them, for paper is seldom printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.notice_paper import CONSENT, NOTICE, consent_pdf, notice_pdf
from kampungkb_desktop.actions.own_data_paper import CORRECTIONS, corrections_pdf
from kampungkb_desktop.actions.restricting import called
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.file_names import plain
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.ui.pages.own_data_dialog import OwnDataDialog
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog

COPY, TOLD, AGREED, CORRECTED = "salinan", "pemberitahuan", "persetujuan", "koreksi"
Paper = Callable[[Session, Family, str], bytes]
_PAPERS: Mapping[str, tuple[str, str, Paper]] = {
    TOLD: (NOTICE, "Pemberitahuan", lambda s, f, paper: notice_pdf(s, f.village, paper=paper)),
    AGREED: (CONSENT, "Persetujuan-anak", lambda s, f, paper: consent_pdf(s, f.id, paper=paper)),
    CORRECTED: (CORRECTIONS, "Riwayat-koreksi", lambda s, f, paper: corrections_pdf(s, f.id, paper=paper)),
}


def paper_dialog(parent: QWidget, session: Session, family: Family, which: str) -> PaperDialog:
    """The window of one paper, not yet shown."""
    if which == COPY:
        return OwnDataDialog(parent, session, family.id)
    title, file, make = _PAPERS[which]

    def note() -> None:
        trail.note(session, trail.PRINTED, form=Family.FORM, record=family.id, more=title.lower())

    name = f"{file}_{plain(called(session, family))}"
    return PaperDialog(parent, session, title, name, lambda paper: make(session, family, paper), note)
