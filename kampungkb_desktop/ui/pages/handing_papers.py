"""The windows of papers that are printed from other screens than Laporan: berita acara of a file and of a village, the
sheet of a family. Apart from those screens, for paper is seldom printed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.family_sheet import family_sheet_pdf
from kampungkb_desktop.actions.file_handing_paper import file_handing_pdf
from kampungkb_desktop.actions.restricting import called
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.village_handing_paper import village_handing_pdf
from kampungkb_desktop.base.file_names import plain
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.ui.pages.exchange_words import village_words
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog


def file_paper(parent: QWidget, session: Session, file_id: str, number: int) -> PaperDialog:
    """Berita acara of one file of the history."""

    def noted() -> None:
        trail.note(session, trail.PRINTED, more=f"berita acara berkas {number}")

    return PaperDialog(
        parent, session, "Berita acara berkas kirim", f"Berita-acara-berkas_{number:04d}",
        lambda paper: file_handing_pdf(session, file_id, paper=paper), noted, topic="laporan#berita-acara",
    )  # fmt: skip


def village_paper(parent: QWidget, session: Session, village: str, day: date) -> PaperDialog:
    """Berita acara of a village that goes to another officer."""

    def noted() -> None:
        trail.note(session, trail.PRINTED, more=f"serah terima {village}")

    name = village_words(village).split(",")[0]
    return PaperDialog(
        parent, session, f"Berita acara serah terima {name}", f"Serah-terima_{plain(name)}_{day.isoformat()}",
        lambda paper: village_handing_pdf(session, village, day, paper=paper, progress=silent()), noted,
        topic="laporan#berita-acara",
    )  # fmt: skip


def family_paper(parent: QWidget, session: Session, family: Family) -> PaperDialog:
    """The sheet of one family."""

    def noted() -> None:
        trail.note(session, trail.PRINTED, form=Family.FORM, record=family.id, more="lembar keluarga")

    name = called(session, family)
    return PaperDialog(
        parent, session, f"Lembar {name}", f"Lembar-keluarga_{plain(name)}",
        lambda paper: family_sheet_pdf(session, family.id, paper=paper), noted, topic="laporan#lembar-keluarga",
    )  # fmt: skip
