"""Tables of families that are more than their answers: SIGA's recap of 25 columns, and the families at risk of stunting
with the reason of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kampungkb_desktop.actions.lists_in.target_words import SIGA_COLUMNS
from kampungkb_desktop.actions.lists_in.targets import TARGETS
from kampungkb_desktop.actions.lists_out import wholes
from kampungkb_desktop.actions.lists_rows import shown, siga_rows
from kampungkb_desktop.actions.restricting import veiled
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import judged, reading_of, verified_in
from kampungkb_desktop.actions.tables_out.register_columns import masked
from kampungkb_desktop.actions.tables_out.registers import LEFT_OUT, restricted
from kampungkb_desktop.actions.tables_out.table import Row, Scope, Table, column_for, region_cells, state_line
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import fields_of
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.report.workbook import Column, Value
from kampungkb_desktop.rules.stunting_headings import READING_WORDS, assistance_words
from kampungkb_desktop.rules.stunting_home import CODES
from kampungkb_desktop.rules.stunting_recap import Verified
from kampungkb_desktop.rules.stunting_risk import Answer, Risk
from kampungkb_desktop.rules.stunting_words import SHORT
from kampungkb_desktop.store import read

_AT_ONCE: Final = 400
_ANSWERS: Final = {Answer.YES: "Ya", Answer.NO: "Tidak", Answer.UNKNOWN: "Belum diketahui"}
_NIK_AT: Final = next(at for at, (title, _) in enumerate(SIGA_COLUMNS) if title == "NIK")


def siga_recap(session: Session, scope: Scope, progress: Progress) -> Table:
    """Rekapitulasi Data Keluarga in SIGA's 25 columns: one row a person."""
    with session.database.read() as conn:
        withheld = restricted(conn)
        rows = read.rows(conn, Family, ("id",), {"village": list(scope.villages)}, order=("village", "rw", "rt", "id"))
    families = [str(row[0]) for row in rows if str(row[0]) not in withheld]
    columns = tuple(column_for(TARGETS[key].kind, title) for title, key in SIGA_COLUMNS)
    above = ("Rekapitulasi Data Keluarga", state_line(scope), *([LEFT_OUT] if withheld else []))
    found = siga_rows(wholes(session, families, progress), scope.today)
    return Table("Rekap keluarga", columns, (_veiled(row, scope) for row in found), above, 4)


def _veiled(row: list[Value], scope: Scope) -> Row:
    nik = row[_NIK_AT]
    row[_NIK_AT] = masked(str(nik), scope) if nik else nik
    return row


def risk_table(session: Session, scope: Scope, progress: Progress) -> Table:
    """Every family of the villages with its verdict and the answer of each column of the official list."""
    semester = Semester.of(scope.day)
    with session.database.read() as conn:
        reading = reading_of(conn, scope.day)
        withheld = restricted(conn)
    columns = (
        Column("No", 6, "number"), Column("Kecamatan", 18), Column("Desa/kelurahan", 20), Column("Kepala keluarga", 26),
        Column("Nomor KK", 21), Column("RT", 6), Column("RW", 6), Column("Alamat", 34), Column("Berisiko stunting", 16),
        *(Column(SHORT[code], 14) for code in CODES), Column("Sebabnya", 60), Column("Verval", 20),
        Column("Peringkat kesejahteraan", 14), Column("Pendampingan", 34), Column("ID", 30),
    )  # fmt: skip
    above = (
        "Keluarga berisiko stunting", f"{state_line(scope)}, {semester.label}",
        f"Cara baca: {READING_WORDS[reading]}. Hasil ini penunjuk; petugas yang memutuskan.",
        *([LEFT_OUT] if withheld else []),
    )  # fmt: skip
    return Table("KRS", columns, _risk_rows(session, scope, progress, withheld), above, 4)


def _risk_rows(session: Session, scope: Scope, progress: Progress, withheld: frozenset[str]) -> Iterator[Row]:
    at, semester = 0, Semester.of(scope.day)
    for done, village in enumerate(scope.villages):
        progress.report(done, len(scope.villages), "Menilai keluarga")
        with session.database.read() as conn:
            found = {r.family: r for r in judged(conn, village, scope.day) if r.family not in withheld}
            families = veiled(conn, read.by_ids(conn, Family, found))
            verified = verified_in(conn, village, semester)
        for one in sorted(families.values(), key=lambda f: (f.rw or "", f.rt or "", f.name(), f.id)):
            at += 1
            yield (at, *region_cells(village)[2:], *_risk_cells(one, found[one.id], verified.get(one.id), scope))


def _risk_cells(family: Family, risk: Risk, checked: Verified | None, scope: Scope) -> list[Value]:
    verdict = "Bukan sasaran" if risk.at_risk is Answer.NOT_APPLICABLE else _ANSWERS[risk.at_risk]
    helped = "; ".join(assistance_words(code) for code in checked.assistance) if checked else ""
    return [
        family.head_name, masked(family.kk, scope), family.rt, family.rw, family.address, verdict,
        *(_ANSWERS.get(risk.answer(code)) for code in CODES), " ".join(risk.reasons) or None,
        _verval(checked), checked.rank if checked else None, helped or None, family.id,
    ]  # fmt: skip


def _verval(checked: Verified | None) -> str:
    kind = fields_of(RiskVerification)["found"]
    return str(shown(kind, checked.found) or "Sudah") if checked else "Belum"
