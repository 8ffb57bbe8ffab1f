"""The lines under a kegiatan: decisions and what follows from them, who attended, which families were served, and the
acceptors of each method. The last two appear where the kegiatan has them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions import trail
from kampungkb_desktop.actions.activity_file import servable_families
from kampungkb_desktop.actions.activity_papers import minutes_pdf
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import write_pdf
from kampungkb_desktop.forms.activity import DASHAT, Activity
from kampungkb_desktop.forms.activity_rows import Attendee, MethodService, MinuteItem, ServedFamily
from kampungkb_desktop.forms.choices_activity import SERVICE_TOPIC
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.row_table import RowCard, RowColumn, RowWords
from kampungkb_desktop.ui.widgets import button, column, row

SERVICES = ("3.1", "3.5", "4.12")
"""Kegiatan at which acceptors are served."""

MINUTES = RowWords(
    "Keputusan dan tindak lanjut",
    "Satu baris untuk tiap keputusan atau tindak lanjut: apa, siapa yang mengerjakan, dan kapan.",
    "notulen",
)
ATTENDANCE = RowWords("Daftar hadir", "Nama hanya bila diperlukan; jumlah peserta cukup di atas.", "daftar hadir")
FAMILIES = RowWords(
    "Keluarga yang dilayani",
    "Ketik nama kepala keluarga. Keluarga berisiko stunting (KRS) didahulukan, dengan peringkat kesejahteraannya.",
    "keluarga dilayani",
)
METHODS = RowWords("Akseptor dilayani per metode", "Peserta baru, ulang, dan ganti cara pada kegiatan ini.", "akseptor")


_CARDS: tuple[tuple[type[Record], RowWords, tuple[RowColumn, ...]], ...] = (
    (ServedFamily, FAMILIES, (RowColumn("family_id"), RowColumn("served_as", 20), RowColumn("portions", 10))),
    (MethodService, METHODS, (
        RowColumn("method"), RowColumn("new", 10), RowColumn("again", 10), RowColumn("changed_to", 10),
    )),
    (MinuteItem, MINUTES, (
        RowColumn("kind", 14), RowColumn("text"), RowColumn("who", 22), RowColumn("due_on", 12),
        RowColumn("done_on", 13),
    )),
    (Attendee, ATTENDANCE, (RowColumn("full_name"), RowColumn("sex", 16), RowColumn("origin", 34))),
)  # fmt: skip


class ActivityLines(QWidget):
    """``wrote(Saved, sentence)`` after every line. Its cards are built one at a time by ``grow``, after the form."""

    wrote = Signal(object, str)
    told = Signal(str)
    """Something was done that changed no record."""

    def __init__(self, session: Session, today: date, owner_for_row: Callable[[], Record | None]) -> None:
        super().__init__()
        self.session, self.today = session, today
        self._owner_for_row = owner_for_row
        self._owner: Activity | None = None
        self._followed = Activity()
        self._offered_for: tuple[str, ...] = ()
        self._later = list(_CARDS)
        self.cards: dict[type[Record], RowCard] = {}
        self._box = column(spacing=14)
        self.setLayout(self._box)
        self.paper = button(
            "Simpan notulen dan da&ftar hadir…", self._ask_paper, icon="print", shortcut="Ctrl+P",
            tip="PDF di bawah kop kantor; baris kosong untuk ditandatangani bila belum ada nama",
        )  # fmt: skip
        self._foot = row(None, self.paper)

    def grow(self) -> bool:
        """Build the next card; whether there was one."""
        if not self._later:
            if self._foot.parent() is None:
                self._box.addLayout(self._foot)
            return False
        form, words, columns = self._later.pop(0)
        made = RowCard(self.session, form, words, columns, self._owner_for_row, today=self.today)
        made.hide()
        self._box.addWidget(made)
        made.wrote.connect(self.wrote)
        self.cards[form] = made
        made.show_owner(self._owner)
        self.follow(self._followed)
        return True

    def show_owner(self, record: Activity | None) -> None:
        """The lines of a saved activity; none for one not saved yet."""
        self._owner = record
        for card in self.cards.values():
            card.show_owner(record)

    def renew(self) -> None:
        """After an undo, or when others came in."""
        for card in self.cards.values():
            card.renew()

    def write_paper(self, target: Path) -> None:
        """Write minutes and attendance sheet of the saved activity as PDF."""
        owner = self._owner_for_row()
        if not isinstance(owner, Activity):
            return
        wanted = target if target.suffix else target.with_suffix(".pdf")
        trail.note(self.session, trail.PRINTED, form=Activity.FORM, record=owner.id, more="notulen dan daftar hadir")
        run(self, lambda _progress: write_pdf(wanted, minutes_pdf(self.session, owner)),
            done=lambda path: self.told.emit(f"Notulen disimpan: {path.name}."))  # fmt: skip

    def _ask_paper(self) -> None:
        start = str(Path.home() / "notulen.pdf")
        name, _ = QFileDialog.getSaveFileName(self, "Simpan notulen dan daftar hadir", start, "PDF (*.pdf)")
        if name:
            self.write_paper(Path(name))

    def follow(self, record: Activity) -> None:
        """Show what this kegiatan has; lines that are there are always shown."""
        self._followed = record
        wanted = {
            ServedFamily: record.kegiatan == DASHAT,
            MethodService: record.kegiatan in SERVICES or record.topic == SERVICE_TOPIC,
        }
        for form, card in self.cards.items():
            card.setVisible(wanted.get(form, True) or not card.empty())
        families = self.cards.get(ServedFamily)
        if families is not None and not families.isHidden():
            self._offer(families, record)

    def _offer(self, families: RowCard, record: Activity) -> None:
        villages = tuple(dict.fromkeys([*([record.village] if record.village else []), *(record.joined or ())]))
        if villages == self._offered_for:
            return
        self._offered_for = villages
        run(self, lambda _progress: servable_families(self.session, villages, self.today), done=families.offer)
