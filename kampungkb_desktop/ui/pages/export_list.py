"""Ekspor: the families in sight as a list for other programs. Asks which layout and where, and warns that the file is
not locked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QRadioButton, QWidget

from kampungkb_desktop.actions.lists_out import OutLayout, Written, in_list, write_list
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.exchange_places import documents
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.progress_view import run_shown
from kampungkb_desktop.ui.tiles import Banner
from kampungkb_desktop.ui.widgets import button, column, explained, label, row

_FILTERS = "Excel (*.xlsx);;CSV (*.csv)"
_OWN = "Semua jawaban keluarga dan anggota; dapat diimpor kembali."
_SIGA = "25 kolom, satu baris satu orang."
_NAMES = {"templat": "Daftar-keluarga", "siga": "Rekapitulasi-data-keluarga"}


class LayoutDialog(Dialog):
    """Which layout; ``layout_wanted`` after Lanjut."""

    help_topic = "impor#ekspor"

    def __init__(self, parent: QWidget, families: int, which: str = "yang sedang tampil di daftar") -> None:
        super().__init__(parent)
        self.setWindowTitle("Ekspor daftar keluarga")
        self.setModal(True)
        self.own = QRadioButton("&Templat aplikasi ini")
        self.siga = QRadioButton("&Rekapitulasi Data Keluarga SIGA")
        for one, told in ((self.own, _OWN), (self.siga, _SIGA)):
            one.setAccessibleDescription(told)
        self.own.setChecked(True)
        warning = "Berkas ini berisi nama, NIK, dan data pribadi lain, dan tidak terkunci. Simpan di tempat yang aman."
        go_on, keep = button("&Lanjut…", self.accept, kind="primary"), button("&Batal", self.reject)
        words = label(f"{number(families)} keluarga {which}.", "section", wrap=True)
        self.setLayout(
            column(words, explained(self.own, _OWN), explained(self.siga, _SIGA), 4, Banner(warning, Tone.WARN), 8,
                   row(None, keep, go_on), margins=(20, 20, 20, 16), spacing=10)
        )  # fmt: skip
        self.setFixedWidth(tokens().px(600))
        go_on.setDefault(True)
        self.own.setFocus()

    def layout_wanted(self) -> OutLayout:
        """The chosen one."""
        return "siga" if self.siga.isChecked() else "templat"


def ask_and_export(
    owner: QWidget,
    session: Session,
    families: Sequence[int],
    today: date,
    said: Callable[[str], object],
    which: str = "yang sedang tampil di daftar",
) -> None:
    """Ask for layout and place, then write on the worker and tell what was written."""
    dialog = LayoutDialog(owner, len(families), which)
    if not dialog.exec():
        return
    layout = dialog.layout_wanted()
    start = str(documents() / f"{_NAMES[layout]}_{today.isoformat()}.xlsx")
    found, kind = QFileDialog.getSaveFileName(owner, "Simpan daftar", start, _FILTERS)
    if found:
        target = Path(found)
        if target.suffix.casefold() not in (".xlsx", ".csv"):
            target = target.with_name(f"{target.name}{'.csv' if 'csv' in kind else '.xlsx'}")
        export(owner, session, families, target, layout, today, said)


def export(
    owner: QWidget,
    session: Session,
    families: Sequence[int],
    target: Path,
    layout: OutLayout,
    today: date,
    said: Callable[[str], object],
) -> None:
    """Write the list on the worker. ``families`` are their numbers in the list on the screen."""

    def tell(written: Written) -> None:
        said(f"{number(written.families)} keluarga, {number(written.members)} orang tersimpan: {written.path.name}.")

    run_shown(
        owner,
        lambda progress: write_list(session, in_list(session, families), target, layout, today, progress),
        done=tell,
        cancelled=lambda: said("Ekspor dibatalkan. Tidak ada berkas yang ditulis."),
        text="Menulis daftar…",
    )
