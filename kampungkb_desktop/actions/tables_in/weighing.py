"""One row of a register weighed against what is on record: refused, in doubt, new, changed, or the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from kampungkb_desktop.actions.lists_in.findings import Level, Said
from kampungkb_desktop.actions.lists_in.places import Places
from kampungkb_desktop.actions.lists_in.plan import ROWS_APART, Household, Line, Offer
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_in.cells import is_masked, says
from kampungkb_desktop.actions.tables_in.finding import Finder, Told, links_of
from kampungkb_desktop.actions.tables_in.rows import SheetRow, SheetRows, id_text
from kampungkb_desktop.actions.tables_in.telling_apart import id_for
from kampungkb_desktop.actions.tables_out.register_columns import CODE
from kampungkb_desktop.actions.tables_out.table import Row as Shown
from kampungkb_desktop.base.ids import is_id
from kampungkb_desktop.base.sheet_cells import Cell, cell_text
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Link
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.record import DONE, DRAFT, Record, check
from kampungkb_desktop.store.connection import Connection

_BY_REQUEST: Final = frozenset({"restricted", "restricted_on", "restricted_why"})
_NEEDED: Final = frozenset({"family", "member"})


@dataclass(slots=True)
class _Reading:
    """What a row gives so far."""

    answers: dict[str, Any] = field(default_factory=dict)
    said: list[tuple[str, Level, str]] = field(default_factory=list)
    doubt: str = ""

    def say(self, column: str, level: Level, sentence: str) -> None:
        self.said.append((column, level, sentence))


@dataclass(slots=True)
class Weighing:
    """Weighs the rows of one sheet."""

    session: Session
    conn: Connection
    finder: Finder
    places: Places
    sheet: SheetRows
    today: date

    def on_record(self, row: SheetRow) -> str | None:
        """The id of the record a row is, where that is on record: by its id, else by what tells it apart."""
        form = self.sheet.plan.form
        if row.id:
            shown = self.finder.shown(form.FORM, row.id)
            return shown if self.finder.on_record(form.FORM, shown) else None
        found = self._alike(self._read(row, None, None))
        return found[0] if len(found) == 1 else None

    def line(self, row: SheetRow, seen: Record | None, shown: Shown | None) -> Line:
        """The row in the plan; ``shown`` is what a table shows of ``seen`` now."""
        read = self._read(row, seen, shown)
        record_id = seen.id if seen is not None else self._new_id(row, read)
        self._weigh_rights(seen, record_id, read)
        offer = Offer(self.sheet.plan.form, record_id, seen, read.answers)
        made = _made(offer)
        if read.answers:
            self._settle_status(offer, made, read)
            self._check(made, read)
        number = row.at % ROWS_APART
        said = tuple(Said(number, column, level, sentence) for column, level, sentence in read.said)
        refused = any(one.level is Level.REFUSED for one in said)
        if seen is None and not refused:
            self.finder.add(made)
        told = self.sheet.told(row, None, self.today)
        name = told.name or told.head or made.name()
        return Line(row.at, name, Household(self.sheet.title), offer, said, refused, read.doubt)

    # --- reading

    def _read(self, row: SheetRow, seen: Record | None, shown: Shown | None) -> _Reading:
        read = _Reading()
        village = self._village(row, seen, read)
        if seen is None:
            read.answers["village"] = village
        for at, slot in enumerate(self.sheet.slots):
            if slot.role != "answer" or at not in row.cells:
                continue
            cell = row.cells[at]
            if shown is None or not says(cell, shown[at]):
                self._answer(slot.field, slot.column.title, cell, seen, read)
        told = self.sheet.told(row, village, self.today)
        for name, kind in links_of(self.sheet.plan.form):
            self._link(name, kind, row, seen, told, read)
        return read

    def _village(self, row: SheetRow, seen: Record | None, read: _Reading) -> str | None:
        if not row.code and not row.village:
            alone = self.places.allowed[0] if len(self.places.allowed) == 1 else None
            found, sentence = (seen.village if seen is not None else alone), ""
            if found is None:
                sentence = "Desa baris ini tidak diketahui. Isi kolom Kode desa/kelurahan."
        else:
            found, sentence = self.places.find(row.code or None, row.village)
        if sentence:
            read.say(CODE, Level.REFUSED, sentence)
        elif seen is not None and found != seen.village:
            words = "Desanya lain daripada yang tercatat. Kepindahan dicatat lewat Mutasi, bukan lewat tabel."
            read.say(CODE, Level.REFUSED, words)
        return found

    def _answer(self, name: str, title: str, cell: Cell, seen: Record | None, read: _Reading) -> None:
        """One cell that does not say what is on record."""
        if is_masked(cell):
            words = "Nomornya disamarkan, jadi tidak dibaca. Ekspor dengan “NIK dan Nomor KK lengkap”."
            read.say(title, Level.CHECK if seen is not None else Level.EMPTIED, words)
            return
        if name in _BY_REQUEST:
            read.say(title, Level.CHECK, "Pembatasan data tidak diubah lewat tabel. Catat di halaman keluarga.")
            return
        value, sentence = self.sheet.readers[name](cell)
        if sentence:
            read.say(title, Level.EMPTIED if value is None else Level.CHECK, sentence)
        if value is not None and (seen is None or value != getattr(seen, name)):
            read.answers[name] = value

    def _link(self, name: str, kind: Link, row: SheetRow, seen: Record | None, told: Told, read: _Reading) -> None:
        title = f"ID {kind.label}"
        cell = self.sheet.shown(row, title)
        if cell is not None:
            self._linked(name, kind, id_text(cell), seen, read)
            return
        if seen is not None:
            return
        found = self._guessed(name, kind, row, told, read)
        if len(found) == 1:
            read.answers[name] = found[0]
        elif found and not read.doubt:
            read.doubt = f"{kind.label}: ada {len(found)} yang cocok. Isi kolom {title}."
        elif kind.required and not found:
            read.say(title, Level.REFUSED, f"{kind.label} tidak ditemukan. Isi kolom {title}, atau catat dahulu.")

    def _linked(self, name: str, kind: Link, given: str, seen: Record | None, read: _Reading) -> None:
        record = self.finder.shown(kind.to, given)
        if seen is not None and getattr(seen, name) in (given, record):
            return
        title = f"ID {kind.label}"
        if self.finder.is_here(kind.to, record):
            read.answers[name] = record
        elif record in self.finder.erased:
            read.say(title, Level.REFUSED, "Datanya sudah dihapus atas permintaan orangnya.")
        elif kind.required or kind.to in _NEEDED:
            words = f"{kind.label} dengan ID ini belum tercatat di sini. Masukkan dahulu tabelnya, atau Buku register."
            read.say(title, Level.REFUSED, words)
        elif not is_id(given):
            read.say(title, Level.EMPTIED, "Ini bukan ID dari aplikasi, jadi tidak dibaca.")
        else:
            read.answers[name] = given
            if kind.to != "officer":
                read.say(title, Level.CHECK, f"{kind.label} itu belum ada di laptop ini.")

    def _guessed(self, name: str, kind: Link, row: SheetRow, told: Told, read: _Reading) -> list[str]:
        """The records a row without their ids may lead to."""
        plan = self.sheet.plan
        if name == plan.family:
            return self.finder.family(told)
        if name == plan.member:
            home = read.answers.get(plan.family) if plan.family else None
            if home is None and (homes := self.finder.family(told)) and len(homes) == 1:
                home = homes[0]
            return self.finder.member(told, home) or (self.finder.member(told) if home else [])
        shown = cell_text(self.sheet.shown(row, kind.label))
        return self.finder.named(self.conn, kind.to, told.village, shown) if shown else []

    # --- which record

    def _alike(self, read: _Reading) -> list[str]:
        """The records on record that a row without an id may be."""
        form, answers = self.sheet.plan.form, read.answers
        if form is Family:
            if answers.get("kki") and (found := self.finder.by_kki(str(answers["kki"]))):
                return found
            return self.finder.family(_of_family(answers))
        if form is Member:
            return self.finder.member(_of_member(answers), answers.get("family_id"))
        return self.finder.alike(self.conn, form, answers)

    def _new_id(self, row: SheetRow, read: _Reading) -> str:
        form = self.sheet.plan.form
        if not row.id:
            found = self._alike(read)
            if found and not read.doubt:
                read.doubt = f"Ada {len(found)} catatan yang mirip. Masukkan hanya bila catatan ini memang belum ada."
            if form is Mutation:
                words = "Mutasi baru dicatat di halaman keluarga, karena ikut mengubah keluarga dan anggotanya."
                read.say("", Level.REFUSED, words)
            return id_for(self.session, form, read.answers)
        if row.id in self.finder.erased:
            read.say(
                "ID", Level.REFUSED, "Data ini sudah dihapus atas permintaan orangnya, jadi tidak dimasukkan lagi."
            )
        elif not is_id(row.id):
            read.say("ID", Level.REFUSED, "Ini bukan ID dari aplikasi. Kosongkan sel ini untuk catatan baru.")
        elif row.id in self.finder.gone and not read.doubt:
            read.doubt = "Catatan ini pernah dihapus atau digabung di sini. Masukkan hanya bila memang diperlukan lagi."
        return row.id

    def _weigh_rights(self, seen: Record | None, record_id: str, read: _Reading) -> None:
        """Whoever asked that his data be used no further is written about by no table (UU 27/2022, Pasal 11)."""
        named = {
            record_id,
            *(str(read.answers.get(n) or getattr(seen, n, "")) for n, _ in links_of(self.sheet.plan.form)),
        }
        if not self.finder.withheld.isdisjoint(named):
            read.say("", Level.REFUSED, "Data keluarga atau orang ini dibatasi, jadi tidak diubah lewat tabel.")

    # --- what becomes of it

    def _settle_status(self, offer: Offer, made: Record, read: _Reading) -> None:
        """Selesai only where the form has nothing against it; a new row that says nothing is judged the same way."""
        wanted = read.answers.get("status")
        if offer.seen is not None and wanted != DONE:
            return
        problem = next((one for one in check(made, today=self.today) if one.strength == "problem"), None)
        if offer.seen is None:
            read.answers["status"] = DRAFT if problem is not None else wanted or DONE
        elif problem is not None:
            del read.answers["status"]
        if problem is not None and wanted == DONE:
            read.say("Keadaan", Level.CHECK, f"Belum dapat Selesai, jadi menjadi draf. {problem.sentence}")

    def _check(self, made: Record, read: _Reading) -> None:
        """What the form says of the answers the file brings."""
        titles = {slot.field: slot.column.title for slot in self.sheet.slots if slot.role == "answer"}
        for finding in check(made, today=self.today):
            if finding.field in read.answers and finding.code != "belum_diisi":
                read.say(titles.get(finding.field, ""), Level.CHECK, finding.sentence)


def _made(offer: Offer) -> Record:
    answers: dict[str, Any] = dict(offer.answers)
    return offer.seen.changed(**answers) if offer.seen is not None else offer.form(id=offer.id, **answers)


def _of_family(answers: Mapping[str, Any]) -> Told:
    return Told(
        answers.get("village"), str(answers.get("head_name") or ""), str(answers.get("kk") or ""),
        str(answers.get("rt") or ""),
    )  # fmt: skip


def _of_member(answers: Mapping[str, Any]) -> Told:
    return Told(
        answers.get("village"), name=str(answers.get("full_name") or ""), nik=str(answers.get("nik") or ""),
        birth=answers.get("birth_date"),
    )  # fmt: skip
