"""The guide on paper: asks where to, makes the book on the worker, and opens what was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions.guide_book import FILE_NAME, GuidePage, guide_pdf
from kampungkb_desktop.actions.summary import write_pdf
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.ui.help_pages import CONTENTS, Guide
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.progress_view import run_shown


def save_book(owner: QWidget, guide: Guide, *, told: Callable[[str], object]) -> None:
    """Ask for a name, write the whole guide there, and show it. ``told`` says where it is: a laptop without a reader of
    PDFs shows nothing."""
    found, _ = QFileDialog.getSaveFileName(owner, "Simpan panduan", str(documents() / FILE_NAME), "PDF (*.pdf)")
    if not found:
        return
    target = Path(found)
    whole = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
    pages = [GuidePage(one.group, one.title, one.markdown) for one in guide.values() if one.topic != CONTENTS]

    def work(progress: Progress) -> Path:
        return write_pdf(whole, guide_pdf(pages, progress=progress))

    def done(path: Path) -> None:
        told(f"Tersimpan: {path.name}")
        _show(path)

    run_shown(owner, work, done=done, text="Menyusun panduan…")


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
