"""One person of a family (Blok I of the family survey).

The NIK is optional: babies and undocumented people have none, and then the reason is asked. What the number says about
birth date, sex and region is compared elsewhere; here only its length is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import (
    EDUCATION,
    JKN,
    MARITAL,
    MUTATION,
    NIK_MISSING,
    OCCUPATION,
    PRESENCE,
    RELATION,
    RELIGION,
    SEX,
    SPOUSE,
    UNMARRIED,
)  # fmt: skip
from kampungkb_desktop.forms.family import card_number_finding
from kampungkb_desktop.forms.kinds import Choice, Day, Digits, Link, Number, Text, YesNo
from kampungkb_desktop.forms.person_name import name_finding
from kampungkb_desktop.forms.record import Finding, Record, ask

IDENTITY, FAMILY, LIFE, CHANGE = "Identitas", "Dalam keluarga", "Keterangan diri", "Mutasi"
LAW = "Pelindungan data pribadi"

EARLIEST_BIRTH = date(1900, 1, 1)


def _without_nik(member: Member) -> bool:
    return not member.nik


def _was_married(member: Member) -> bool:
    return member.marital not in (None, UNMARRIED)


def _changed(member: Member) -> bool:
    return member.mutation is not None


def _restricted(member: Member) -> bool:
    return member.restricted is True


@frozen(kw_only=True)
class Member(Record):
    """A person belongs to one family at a time; the name field is ``full_name`` because ``name()`` is the record's."""

    FORM: ClassVar[str] = "member"
    TITLE: ClassVar[str] = "Anggota keluarga"
    VERSION: ClassVar[int] = 3

    family_id: str | None = ask(Link("Keluarga", required=True, group=FAMILY, to="family"))

    full_name: str | None = ask(Text("Nama", required=True, group=IDENTITY, personal=True, longest=120))
    nik: str | None = ask(Digits("NIK", group=IDENTITY, personal=True, hint="16 angka; boleh kosong bila belum ada"))
    nik_missing: str | None = ask(
        Choice("Alasan NIK kosong", group=IDENTITY, when=_without_nik, personal=True, options=NIK_MISSING)
    )
    sex: str | None = ask(Choice("Jenis kelamin", required=True, group=IDENTITY, personal=True, options=SEX))
    birth_date: date | None = ask(
        Day("Tanggal lahir", required=True, group=IDENTITY, personal=True, earliest=EARLIEST_BIRTH)
    )
    birth_certificate: bool | None = ask(YesNo("Akta lahir", group=IDENTITY, personal=True, yes="Ada", no="Tidak ada"))

    relation: str | None = ask(
        Choice("Hubungan dengan kepala keluarga", required=True, group=FAMILY, personal=True, options=RELATION)
    )
    mother_id: str | None = ask(
        Link("Ibu kandung", group=FAMILY, personal=True, to="member", hint="Bila ibu tercatat dalam keluarga ini")
    )
    marital: str | None = ask(Choice("Status perkawinan", group=FAMILY, personal=True, options=MARITAL))
    first_marriage_age: int | None = ask(
        Number("Usia kawin pertama", group=FAMILY, when=_was_married, personal=True, low=8, high=90, unit="tahun")
    )

    religion: str | None = ask(Choice("Agama", group=LIFE, personal=True, options=RELIGION))
    occupation: str | None = ask(Choice("Pekerjaan", group=LIFE, personal=True, options=OCCUPATION))
    education: str | None = ask(Choice("Pendidikan", group=LIFE, personal=True, options=EDUCATION))
    jkn: str | None = ask(Choice("Jaminan kesehatan", group=LIFE, personal=True, options=JKN))
    presence: str | None = ask(Choice("Keberadaan anggota keluarga", group=LIFE, personal=True, options=PRESENCE))
    disability: bool | None = ask(YesNo("Penyandang disabilitas", group=LIFE, personal=True))

    kk: str | None = ask(
        Digits("Nomor KK orang ini", group=FAMILY, personal=True, hint="Hanya bila berbeda dari nomor KK keluarga")
    )
    joined_on: date | None = ask(
        Day("Datang ke wilayah ini pada", group=CHANGE, personal=True, earliest=EARLIEST_BIRTH)
    )
    mutation: str | None = ask(Choice("Mutasi", group=CHANGE, personal=True, options=MUTATION))
    mutation_on: date | None = ask(Day("Tanggal mutasi", group=CHANGE, when=_changed, personal=True))
    restricted: bool | None = ask(
        YesNo("Pemrosesan data dibatasi", group=LAW, personal=True,
              hint="Ya bila orang ini meminta datanya dibatasi dahulu")
    )  # fmt: skip
    restricted_on: date | None = ask(Day("Dibatasi sejak", group=LAW, when=_restricted, personal=True))
    restricted_why: str | None = ask(Text("Alasan pembatasan", group=LAW, when=_restricted, personal=True, lines=2))
    note: str | None = ask(Text("Catatan", group="Catatan", personal=True, longest=2000, lines=4))

    def rules(self) -> Iterator[Finding]:
        """Cautions about the NIK's form, kinship, and dates that cannot follow each other."""
        yield from name_finding("full_name", self.full_name)
        yield from card_number_finding("nik", "NIK", self.nik)
        yield from card_number_finding("kk", "Nomor KK orang ini", self.kk)
        yield from self._identity()
        yield from self._kinship()
        if self.mutation is not None and self.mutation_on is None:
            yield Finding("mutation_on", "caution", "Tanggal mutasi belum diisi. Isi bila diketahui.", "tanggal_mutasi")
        if self.mutation_on and self.birth_date and self.mutation_on < self.birth_date:
            yield Finding("mutation_on", "caution",
                          "Tanggal mutasi lebih awal daripada tanggal lahir. Periksa kedua tanggal.",
                          "mutasi_sebelum_lahir")  # fmt: skip

    def _identity(self) -> Iterator[Finding]:
        if not self.nik and self.nik_missing is None:
            yield Finding("nik", "caution", "NIK masih kosong. Isi nomornya atau pilih alasan mengapa kosong.",
                          "nik_kosong")  # fmt: skip
        if self.nik and self.nik_missing is not None:
            yield Finding("nik_missing", "caution", "NIK sudah terisi. Kosongkan alasan NIK kosong.", "nik_terisi")

    def _kinship(self) -> Iterator[Finding]:
        if self.relation == SPOUSE and self.marital == UNMARRIED:
            yield Finding("marital", "caution",
                          "Tercatat sebagai istri atau suami, tetapi status perkawinannya belum kawin. "
                          "Periksa salah satunya.", "pasangan_belum_kawin")  # fmt: skip
        if self.id and self.mother_id == self.id:
            yield Finding("mother_id", "caution", "Ibu kandung tidak mungkin orang yang sama. Pilih ibunya.",
                          "ibu_diri_sendiri")  # fmt: skip

    def name(self) -> str:
        """The person's name; the form's title while there is none."""
        return self.full_name or self.TITLE
