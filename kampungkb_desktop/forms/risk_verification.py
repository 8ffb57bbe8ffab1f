"""Verval KRS: what an officer found of one family in one semester, twice a year (domain.md 4.3, S21, S24b).

One record a family and semester; the earlier ones stay as its history. What the rule said on that day is kept beside
what was found, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import numbered, plain
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Link, Number, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

FOUND, NOT_FOUND = "ada", "tidak_ditemukan"
FOUND_STATE = plain("status_verval", "S24b", (FOUND, "Ada"), (NOT_FOUND, "Tidak ditemukan"))

LISTED, NEW = "ada", "baru"
ORIGIN = plain("asal_verval", "S17", (LISTED, "Sudah ada dalam daftar"), (NEW, "Baru"))

HALF = numbered("semester", "S12", ("1", "Semester I (Januari–Juni)"), ("2", "Semester II (Juli–Desember)"))

NO_ASSISTANCE = "tidak_ada"
ASSISTANCE = numbered(
    "pendampingan_krs", "S21",
    ("rujukan", "Ya, fasilitas rujukan"), ("bansos", "Ya, fasilitas bansos"), ("kie", "Ya, fasilitas KIE"),
    ("elsimil", "Ya, surveilans melalui Elsimil"), ("eppgbm", "Ya, surveilans melalui e-PPGBM"),
    ("bapak_asuh", "Ya, Bapak Asuh Anak Stunting"), ("pmt", "Ya, fasilitas PMT"), (NO_ASSISTANCE, "Tidak ada"),
)  # fmt: skip

RANK = plain("peringkat_kesejahteraan", "S21c", ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), (">4", "> 4"))

CATEGORY = plain(
    "kategori_krs", "S21c, S25",
    ("ya", "Berisiko Stunting"), ("tidak", "Tidak Berisiko Stunting"), ("tidak_berlaku", "Bukan Target Sasaran"),
    ("belum_diketahui", "Belum diketahui"),
)  # fmt: skip
"""The first three are the official values; the codes are those of the rule's answers."""

WHEN, WHAT, HELP, BESIDE = "Verifikasi", "Hasil", "Pendampingan", "Kategori KRS"


def _found(one: RiskVerification) -> bool:
    return one.found == FOUND


@frozen(kw_only=True)
class RiskVerification(Record):
    """``computed`` and ``computed_by`` are written when the record is saved; a person does not type them."""

    FORM: ClassVar[str] = "risk_verification"
    TITLE: ClassVar[str] = "Verval KRS"

    family_id: str | None = ask(Link("Keluarga", required=True, group=WHEN, to="family"))
    year: int | None = ask(Number("Tahun", required=True, group=WHEN, low=2021, high=2100))
    half: str | None = ask(Choice("Semester", required=True, group=WHEN, options=HALF))
    verified_on: date | None = ask(Day("Tanggal verifikasi", required=True, group=WHEN))
    verified_by: str | None = ask(
        Text("Petugas yang memverifikasi", group=WHEN, personal=True, longest=120, hint="PKB/PLKB, TPK, atau kader")
    )

    found: str | None = ask(Choice("Status keluarga", required=True, group=WHAT, options=FOUND_STATE))
    origin: str | None = ask(
        Choice("Asal keluarga", group=WHAT, options=ORIGIN, when=_found,
               hint="Baru bila keluarga belum ada dalam daftar verval semester ini")
    )  # fmt: skip
    wedding_plan: bool | None = ask(
        YesNo("Ada anggota yang berencana menikah dalam 3 bulan (catin)", group=WHAT, when=_found, personal=True)
    )
    welfare_rank: str | None = ask(
        Choice("Peringkat kesejahteraan", group=WHAT, when=_found, personal=True, options=RANK,
               hint="Hanya dihitung, tidak menentukan keluarga berisiko stunting")
    )  # fmt: skip

    assistance: tuple[str, ...] | None = ask(
        Choices("Pendampingan yang diterima", group=HELP, when=_found, personal=True, options=ASSISTANCE,
                alone=(NO_ASSISTANCE,))
    )  # fmt: skip
    note: str | None = ask(Text("Catatan", group=HELP, personal=True, longest=2000, lines=3))

    official: str | None = ask(
        Choice("Kategori pada daftar resmi", group=BESIDE, personal=True, options=CATEGORY,
               hint="Seperti tertulis pada daftar dari pusat, bila ada")
    )  # fmt: skip
    computed: str | None = ask(
        Choice("Kategori menurut aturan saat diverifikasi", group=BESIDE, personal=True, options=CATEGORY)
    )
    computed_by: str | None = ask(Text("Aturan dan bacaan", group=BESIDE, longest=80))

    @property
    def semester(self) -> Semester | None:
        """The semester it belongs to, once both parts are answered; None of a year that no calendar has."""
        if self.half not in HALF.codes() or not Semester.has_days(self.year or 0):
            return None
        return Semester(self.year or 0, int(self.half or 0))

    def rules(self) -> Iterator[Finding]:
        """Cautions: a day outside its semester, "Tidak ada" beside other help, an official value that differs."""
        semester = self.semester
        if self.verified_on and semester and not semester.first <= self.verified_on <= semester.last:
            yield Finding("verified_on", "caution",
                          f"Tanggal ini di luar {semester.label}. Periksa tanggal atau semesternya.",
                          "tanggal_di_luar_semester")  # fmt: skip
        if self.assistance and NO_ASSISTANCE in self.assistance and len(self.assistance) > 1:
            yield Finding("assistance", "problem",
                          "“Tidak ada” tidak dapat dipilih bersama pendampingan lain. Hapus salah satunya.",
                          "pendampingan_bertentangan")  # fmt: skip
        if self.official and self.computed and self.official != self.computed:
            yield Finding("official", "caution",
                          f"Daftar resmi berbeda dari hasil aturan ({CATEGORY.label(self.computed)}). "
                          "Periksa data keluarga; keduanya tetap disimpan.", "kategori_berbeda")  # fmt: skip

    def name(self) -> str:
        """``Verval KRS Semester II 2026``."""
        if self.semester is not None:
            return f"{self.TITLE} {self.semester.label}"
        return f"{self.TITLE}, {long_date(self.verified_on)}" if self.verified_on else self.TITLE


def verification_id(family_id: str, semester: Semester) -> str:
    """Two people who verify the same family in the same semester make the same record."""
    return derived_id(RiskVerification.FORM, family_id, semester.code)
