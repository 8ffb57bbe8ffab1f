"""The people and offices who record: officer (PKB/PLKB or operator), assignment to villages, office letterhead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_village import ROLES
from kampungkb_desktop.forms.kinds import Blob, Choice, Day, Digits, Link, Option, Options, Place, Text
from kampungkb_desktop.forms.person_name import name_finding
from kampungkb_desktop.forms.record import Finding, Record, ask

DISTRICT = "kabupaten"
"""The role of the office's own laptop; the other is ``petugas``."""
RECEIVER: Final = "penerima"
"""An office that only takes in what others give it: a province, another agency (decision 0015)."""
AS_PORTAL: Final = "portal"
WITHOUT_KB: Final = "tanpa_kb"
CROSS_SECTOR = Options(
    "lintas_sektor",
    (
        Option(AS_PORTAL, "Seperti portal: semua instansi dihitung", 1),
        Option(WITHOUT_KB, "Tanpa OPD-KB dan Perwakilan BKKBN (instansi 26 dan 34)", 2),
    ),
    "S1",
)
"""How the lintas-sektor indicator is read (domain.md 2.4): as the portal's query counts, or as it was meant."""
_WHO = "Petugas"
_OFFICE = "Kantor"
_HEAD = "Kepala kantor"
_PDP = "Pelindungan data pribadi"


@frozen(kw_only=True)
class Officer(Record):
    """A person who writes; ``author`` of every change is the id of such a record."""

    FORM: ClassVar[str] = "officer"
    TITLE: ClassVar[str] = "Petugas"

    full_name: str | None = ask(Text("Nama lengkap", required=True, longest=100, group=_WHO, personal=True))
    nip: str | None = ask(Digits("NIP", lengths=(18,), group=_WHO, personal=True, hint="18 angka, boleh kosong"))
    role: str | None = ask(Choice("Peran", options=ROLES, required=True, group=_WHO))
    position: str | None = ask(Text("Jabatan", group=_WHO, hint="misalnya PKB Ahli Muda"))
    phone: str | None = ask(Digits("Nomor HP", group=_WHO, personal=True))
    office: str | None = ask(Text("Balai penyuluhan/kantor", group=_OFFICE))

    def name(self) -> str:
        return self.full_name or self.TITLE

    def rules(self) -> Iterator[Finding]:
        yield from name_finding("full_name", self.full_name)


@frozen(kw_only=True)
class Assignment(Record):
    """One village of one officer, with its dates. Sets are rows (sync.md 3): id = derived_id(officer, village)."""

    FORM: ClassVar[str] = "assignment"
    TITLE: ClassVar[str] = "Penugasan"

    officer_id: str | None = ask(Link("Petugas", to="officer", required=True, group=_WHO))
    since: date | None = ask(Day("Mulai", group=_WHO, future=True))
    until: date | None = ask(Day("Sampai tanggal", group=_WHO, future=True))

    def rules(self) -> Iterator[Finding]:
        if self.since and self.until and self.until < self.since:
            yield Finding("until", "problem", "Tanggal akhir mendahului tanggal mulai.", "urutan")


@frozen(kw_only=True)
class Office(Record):
    """The OPD-KB of a kabupaten/kota as it stands on letterheads: its name and acronym differ by district."""

    FORM: ClassVar[str] = "office"
    TITLE: ClassVar[str] = "Kantor OPD-KB"
    VERSION: ClassVar[int] = 3

    regency: str | None = ask(Place("Kabupaten/kota", level="regency", required=True, group=_OFFICE))
    government: str | None = ask(
        Text("Pemerintah", required=True, group=_OFFICE, hint="misalnya Pemerintah Kabupaten Berau")
    )
    full_name: str | None = ask(Text("Nama dinas", required=True, longest=200, group=_OFFICE))
    acronym: str | None = ask(Text("Singkatan", longest=30, group=_OFFICE, hint="misalnya DPPKBP3A"))
    address: str | None = ask(Text("Alamat", longest=200, lines=2, group=_OFFICE))
    phone: str | None = ask(Text("Telepon", longest=60, group=_OFFICE))
    email: str | None = ask(Text("Surel", longest=100, group=_OFFICE))
    logo: str | None = ask(Blob("Lambang", group=_OFFICE))
    head_title: str | None = ask(
        Text("Sebutan jabatan", group=_HEAD, hint="Kepala Dinas; bila perlu dengan Plt. atau Pj.")
    )
    head_name: str | None = ask(Text("Nama kepala", group=_HEAD, personal=True))
    head_nip: str | None = ask(Digits("NIP kepala", lengths=(18,), group=_HEAD, personal=True))
    cross_sector: str | None = ask(
        Choice("Lintas sektor (P3) dibaca", options=CROSS_SECTOR, group="Klasifikasi", hint="Biasanya seperti portal")
    )
    dpo_name: str | None = ask(
        Text("Pejabat pelindungan data (PPDP)", group=_PDP, personal=True, hint="nama atau jabatan; boleh kosong")
    )
    dpo_contact: str | None = ask(
        Text("Cara menghubunginya", longest=150, group=_PDP, hint="telepon atau surel untuk permintaan data pribadi")
    )

    def name(self) -> str:
        return self.acronym or self.full_name or self.TITLE
