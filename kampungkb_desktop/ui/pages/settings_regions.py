"""Pengaturan of regions: what decrees have changed of desa, kelurahan and kecamatan since the program was made. A
district adds to it; its officers get it with the next answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import office_rules
from kampungkb_desktop.actions.save import Saved
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.text import short_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.region_change import CODE, GONE, REGION_CHANGES, RegionChange
from kampungkb_desktop.forms.region_changes import fitting
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.dialog import Dialog
from kampungkb_desktop.ui.form_view import FormView, Section
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.pages.told_tab import ToldTab
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Column, Id, RecordTable, Row
from kampungkb_desktop.ui.tiles import EmptyState
from kampungkb_desktop.ui.widgets import button, column, label, row

COLUMNS = (
    Column("code", "Kode", 14, sortable=False, firm=True),
    Column("kind", "Perubahan", 20, sortable=False, firm=True),
    Column("name", "Nama", 24, sortable=False, stretch=True),
    Column("since", "Sejak", 11, sortable=False, firm=True),
    Column("source", "Dasarnya", 22, sortable=False, stretch=True),
    Column("state", "Keadaan", 15, sortable=False, firm=True),
)
_ASKED = (Section("Perubahan wilayah", ("kind", "code", "place_name", "successor", "since", "source"), columns=1),)
Change = tuple[RegionChange, str]


class RegionsTab(ToldTab):
    """``wrote(Saved, sentence)`` after every change of the district."""

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self.session, self._today = session, today
        self._district = session.role == DISTRICT
        self.changes: Sequence[Change] = ()
        self.table = RecordTable(COLUMNS, self._rows, name="Perubahan wilayah", empty=self._nothing())
        self.table.opened.connect(lambda _at: self.edit())
        self.table.selected.connect(lambda _at: self._dress())
        self.add = button("Catat &perubahan…", self.begin, kind="primary", icon="add")
        self.change = button("U&bah…", self.edit)
        self.drop = button("&Hapus", self._drop)
        self.told = label("", "soft", wrap=True)
        head = row(spacing=12)
        head.addWidget(self.told, 1)
        for one in (self.change, self.drop, self.add):
            head.addWidget(one)
        if not self._district:
            self.add.hide()
        box = column(head, spacing=10)
        box.addWidget(self.table, 1)
        self.setLayout(box)
        self.setFocusProxy(self.table)
        self._dress()  # what stands over the table takes its room before the changes are read
        self.load()

    def load(self) -> None:
        """Read the changes again."""
        run(self, lambda _p: office_rules.region_changes(self.session), done=self._show)

    def leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def begin(self) -> None:
        """Another change."""
        self._ask(RegionChange(id=new_record_id(self.session), kind="baru"), "Wilayah dicatat.")

    def edit(self) -> None:
        """Mend the chosen one."""
        one = self._chosen()
        if one is not None and self._district:
            self._ask(one, "Perubahan wilayah disimpan.")

    # --- inside

    def _ask(self, one: RegionChange, sentence: str) -> None:
        dialog = RegionDialog(self, one, [other for other, _why in self.changes], self._today())
        if dialog.exec():
            kept = dialog.change()
            self._do(lambda: office_rules.keep_region(self.session, kept), sentence)

    def _drop(self) -> None:
        one = self._chosen()
        if one is not None:
            self._do(lambda: office_rules.drop_region(self.session, one), "Perubahan wilayah dihapus.")

    def _do(self, deed: Callable[[], Saved], sentence: str) -> None:
        self.add.setFocus()  # what was pressed may go
        self.do(deed, sentence)

    def _show(self, found: Sequence[Change]) -> None:
        chosen = self.table.current_id()
        self.changes = found
        self.table.set_ids(list(range(len(found))))
        if found:
            self.table.select(chosen if isinstance(chosen, int) and chosen < len(found) else 0)
        self._dress()

    def _chosen(self) -> RegionChange | None:
        at = self.table.current_id()
        return self.changes[at][0] if isinstance(at, int) and 0 <= at < len(self.changes) else None

    def _dress(self) -> None:
        for one in (self.change, self.drop):
            one.setVisible(self._district and self._chosen() is not None)
        at = self.table.current_id()
        why = self.changes[at][1] if isinstance(at, int) and 0 <= at < len(self.changes) else ""
        shipped = f"Daftar wilayah aplikasi: {regions.shipped().source}."
        self.told.setText(f"Tidak cocok: {why}." if why else shipped)

    def _rows(self, ids: Sequence[Id]) -> list[Row]:
        return [self._row(int(at)) for at in ids]

    def _row(self, at: int) -> Row:
        one, why = self.changes[at]
        name = one.place_name or ""
        if one.kind == GONE:
            name = place_words(one.code or "") + (f", diteruskan {place_words(one.successor)}" if one.successor else "")
        cells = (
            one.code or "–", REGION_CHANGES.label(one.kind), name or "–", short_date(one.since) if one.since else "–",
            one.source or "–", self._state(one, why),
        )  # fmt: skip
        return Row(at, cells)

    def _state(self, one: RegionChange, why: str) -> Tag:
        if why:
            return Tag("Tidak cocok", Tone.BAD)
        if one.since is not None and one.since > self._today():
            return Tag("Belum mulai", Tone.INFO, "clock")
        return Tag("Berlaku", Tone.OK)

    def _nothing(self) -> EmptyState:
        if not self._district:
            return EmptyState(
                "Belum ada perubahan wilayah",
                "Desa yang baru, berganti nama, atau digabung tercatat di kabupaten dan datang dengan berkas balasan.",
            )
        return EmptyState(
            "Belum ada perubahan wilayah",
            "Catat desa, kelurahan, atau kecamatan yang baru, berganti nama, atau digabung sejak aplikasi ini dibuat, "
            "supaya dapat ditugaskan dan dipakai petugas.",
            "Catat perubahan",
            self.begin,
        )


class RegionDialog(Dialog):
    """One change, asked in the order of a decree. ``change()`` after Simpan."""

    help_topic = "aturan-dan-wilayah#wilayah"

    def __init__(self, parent: QWidget | None, one: RegionChange, known: Sequence[RegionChange], today: date) -> None:
        super().__init__(parent)
        self.setWindowTitle("Perubahan wilayah")
        self.setModal(True)
        self._known = known
        self.view = FormView(RegionChange, today=today, sections=_ASKED)
        self.view.set_record(one)
        self.said = label("", wrap=True)
        self.save = button("&Simpan", self._save, kind="primary", shortcut="Ctrl+Return")
        body = column(self.view, self.said, spacing=10, margins=(20, 20, 20, 16))
        body.addLayout(row(None, button("&Batal", self.reject, shortcut="Esc"), self.save))
        self.setLayout(body)
        self.setFixedWidth(tokens().px(520))
        self.view.changed.connect(self._tell)
        self.view.finished.connect(self._save)
        self._tell()
        self.view.focus_field("kind")

    def change(self) -> RegionChange:
        """What was typed."""
        found = self.view.record()
        assert isinstance(found, RegionChange)
        return found

    def _tell(self) -> None:
        """Where the place lies, so that a wrong code is seen at once."""
        self.said.setText(whereabouts(self.change().code or ""))

    def _save(self) -> None:
        problems = [one for one in self.view.findings() if one.strength == "problem"]
        why = "" if problems else fitting(regions.shipped(), self._known, self.change())
        if not problems and not why:
            self.accept()
            return
        self.said.setText(problems[0].sentence if problems else f"Belum cocok: {why}.")
        if problems and problems[0].field in self.view.cells:
            self.view.focus_field(problems[0].field)


def whereabouts(code: str) -> str:
    """In which kecamatan or kabupaten a code lies, and what it is called now."""
    places = regions.load()
    found = places.region(code) if regions.normalise_code(code) == code else None
    if found is not None:
        return f"Sekarang: {found.full_name}."
    over = code.rpartition(".")[0]
    above = places.region(over) if over else None
    if above is not None:
        return f"Terletak di {above.full_name}."
    return f"{over} belum ada dalam daftar." if CODE.fullmatch(code) else "Tulis kodenya lengkap dengan titik."


def place_words(code: str) -> str:
    """The name of a place, or its code where it has none here."""
    found = regions.load().region(code) or regions.shipped().region(code)
    return found.name if found is not None else code
