"""A family's or person's own data to be handed to whoever asked: whose it is, what of the others goes along, the paper,
and the same as a file that other programs read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kampungkb_desktop.actions import own_data_file
from kampungkb_desktop.actions.own_data import NAMED, UNNAMED, WHOLE, Others, OwnData, own_data
from kampungkb_desktop.actions.own_data_paper import own_data_paper
from kampungkb_desktop.actions.restricting import called
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.base.file_names import plain
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.combo_box import ComboBox
from kampungkb_desktop.ui.pages.paper_dialog import PaperDialog
from kampungkb_desktop.ui.widgets import button, label

OTHERS: tuple[tuple[Others, str], ...] = (
    (NAMED, "Anggota lain: nama dan hubungan saja"),
    (UNNAMED, "Anggota lain: tidak disebut"),
    (WHOLE, "Anggota lain: seluruh data keluarga"),
)
FILES = "JSON (*.json);;Excel (*.xlsx)"


class OwnDataDialog(PaperDialog):
    """``family`` and, where one person asks, ``member``; both can be changed in the window."""

    help_topic = "data-pribadi#mencetak-data-sendiri"

    def __init__(self, parent: QWidget | None, session: Session, family: str, member: str | None = None) -> None:
        self.family, self._count = family, 0
        self.whose, self.others = ComboBox(), ComboBox()
        self.whose.setAccessibleName("Data siapa")
        self.others.setAccessibleName("Data anggota lain")
        name = self._offer(session, member)
        for key, words in OTHERS:
            self.others.addItem(words, key)
        self.others.setEnabled(bool(self._member()))
        self.file = button("Simpan &berkas data…", self.ask_file, icon="spreadsheet", tip="JSON atau Excel")
        super().__init__(
            parent, session, "Salinan data pribadi", f"Data-pribadi_{plain(name)}", self._pdf, self._noted,
            beside=(label("Data siapa"), self.whose, self.others, self.file),
        )  # fmt: skip
        self.whose.activated.connect(self._chosen)
        self.others.activated.connect(lambda _at: self.make())

    def ask_file(self) -> None:
        """Ask where, and write the file that other programs read."""
        start = self.folder() / f"{self._file}.json"
        found, _ = QFileDialog.getSaveFileName(self, "Simpan berkas data", str(start), FILES)
        if found:
            self.write_file(Path(found))

    def write_file(self, target: Path) -> None:
        """Write it on the worker and say where it is."""
        asked = self._asked()
        run(
            self,
            lambda _p: own_data_file.write_own_data(self.session, self._gather(asked), target),
            done=self.say,
            text="Menulis berkas",
        )

    # --- inside

    def _offer(self, session: Session, member: str | None) -> str:
        with session.database.read() as conn:
            family = read.record(conn, Family, self.family)
            people = read.records(conn, Member, where={"family_id": self.family}, order=("birth_date", "id"))
        self.whose.addItem(f"Seluruh {family.name() if family else 'keluarga'}", "")
        for one in people:
            self.whose.addItem(one.name(), one.id)
        self.whose.setCurrentIndex(max(0, self.whose.findData(member or "")))
        whose = next((one for one in people if one.id == member), family)
        return called(session, whose) if whose is not None else "keluarga"

    def _member(self) -> str | None:
        return str(self.whose.currentData() or "") or None

    def _asked(self) -> tuple[str | None, Others]:
        return self._member(), self.others.currentData() or NAMED

    def _gather(self, asked: tuple[str | None, Others]) -> OwnData:
        return own_data(self.session, self.family, asked[0], others=asked[1])

    def _chosen(self, _at: int) -> None:
        self.others.setEnabled(bool(self._member()))
        self.make()

    def make(self) -> None:
        """Whose it is, is asked here: the worker touches no widget."""
        self._now = self._asked()
        super().make()

    def _pdf(self, paper: str) -> bytes:
        data = self._gather(self._now)
        self._count = len(data.items)
        return pdf_of(own_data_paper(self.session, data), paper)

    def _noted(self) -> None:
        own_data_file.note(self.session, self.family, self._now[0], self._count, "salinan data pribadi")
