"""A family as the family survey (Pendataan Keluarga) records it: who and where, its house, and the law's notice.

A family card (KK) is not a family: one card may hold several families, so the number is an answer and never a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_family import (
    ACTIVE,
    CONSENT_HOW,
    FAMILY_STATE,
    GUARDIAN,
    LEGAL_BASIS,
    WELFARE_SOURCE,
)
from kampungkb_desktop.forms.choices_housing import (
    FLOOR,
    FUEL,
    LATRINE,
    LIGHTING,
    OWNERSHIP,
    ROOF,
    WALL,
    WATER,
    latrine_safe,
    water_safe,
)  # fmt: skip
from kampungkb_desktop.forms.kinds import Choice, Day, Digits, Measure, Number, Text, YesNo
from kampungkb_desktop.forms.person_name import name_finding
from kampungkb_desktop.forms.record import Finding, Record, ask

__all__ = ["Family", "card_number_finding", "latrine_safe", "phone_finding", "water_safe"]

IDENTITY, PLACE, STATE = "Identitas", "Alamat", "Keadaan keluarga"
HOUSE = "Rumah (pertanyaan 19–28)"
LAW = "Pelindungan data pribadi"

CARD_LENGTH = 16
_MARKS = str.maketrans("", "", " .-\u00a0\u2013")


def _gone(family: Family) -> bool:
    return family.state not in (None, ACTIVE)


def _ranked(family: Family) -> bool:
    return family.welfare_rank is not None


def _told(family: Family) -> bool:
    return family.notice_given_on is not None


def _restricted(family: Family) -> bool:
    return family.restricted is True


def _has_child_consent(family: Family) -> bool:
    return bool(family.child_consent_by)


def card_number_finding(field: str, label: str, answer: str | None) -> Iterator[Finding]:
    """A caution when a NIK or KK number is not sixteen digits. It never blocks (domain.md 6.1), nor repeats it. Blanks,
    dots and dashes, which lists bring along, are taken out by one click."""
    if answer is None or (answer.isdigit() and len(answer) == CARD_LENGTH):
        return
    bare = answer.translate(_MARKS)
    if bare != answer and bare.isdigit():
        sentence = f"{label} tertulis dengan spasi, titik, atau tanda hubung."
        yield Finding(field, "caution", sentence, "tanda_baca", bare)
        return
    sentence = (
        f"{label} biasanya {CARD_LENGTH} angka; sekarang {len(answer)}. Cocokkan lagi dengan kartunya."
        if answer.isdigit()
        else f"{label} biasanya hanya berisi angka. Cocokkan lagi dengan kartunya."
    )
    yield Finding(field, "caution", sentence, "nomor_kartu")


def phone_finding(field: str, answer: str | None) -> Iterator[Finding]:
    """A caution when a telephone number is unusually short or long."""
    if answer is not None and answer.isdigit() and not 8 <= len(answer) <= 14:
        yield Finding(field, "caution", "Nomor HP biasanya 10 sampai 13 angka. Periksa lagi nomornya.", "nomor_hp")


@frozen(kw_only=True)
class Family(Record):
    """Location, identity and house of one family; its members and couple data are records of their own."""

    FORM: ClassVar[str] = "family"
    TITLE: ClassVar[str] = "Keluarga"
    VERSION: ClassVar[int] = 2

    head_name: str | None = ask(Text("Nama kepala keluarga", required=True, group=IDENTITY, personal=True, longest=120))
    kk: str | None = ask(Digits("Nomor KK", group=IDENTITY, personal=True, hint="16 angka pada Kartu Keluarga"))
    kki: str | None = ask(Text("Kode Keluarga Indonesia (KKI)", group=IDENTITY, personal=True, longest=40))
    special_family: bool | None = ask(
        YesNo("Keluarga khusus", group=IDENTITY, hint="Bukan satu pasangan suami istri dengan anak-anaknya")
    )
    members_expected: int | None = ask(Number("Jumlah anggota keluarga", group=IDENTITY, low=1, high=40, unit="jiwa"))
    welfare_rank: int | None = ask(
        Number("Peringkat kesejahteraan (desil)", group=IDENTITY, personal=True, low=1, high=10,
               hint="1 paling rendah; hanya dihitung, tidak menentukan keluarga berisiko stunting")
    )  # fmt: skip
    welfare_source: str | None = ask(
        Choice("Sumber peringkat kesejahteraan", group=IDENTITY, when=_ranked, options=WELFARE_SOURCE)
    )
    welfare_on: date | None = ask(Day("Peringkat menurut data tanggal", group=IDENTITY, when=_ranked))

    hamlet: str | None = ask(Text("Dusun/lingkungan", group=PLACE, longest=80))
    rw: str | None = ask(Text("RW", group=PLACE, longest=20))
    rt: str | None = ask(Text("RT", group=PLACE, longest=20, hint="000 bila tidak ada"))
    house_no: str | None = ask(Text("Nomor rumah", group=PLACE, longest=20))
    family_no: str | None = ask(Text("Nomor urut keluarga", group=PLACE, longest=20))
    address: str | None = ask(Text("Alamat", group=PLACE, personal=True, lines=2))
    phone: str | None = ask(Digits("Nomor HP", group=PLACE, personal=True))
    lived_6_months: bool | None = ask(
        YesNo("Sudah tinggal di sini 6 bulan atau lebih, atau berniat menetap", group=PLACE)
    )

    roof: str | None = ask(Choice("19. Atap rumah", group=HOUSE, options=ROOF))
    wall: str | None = ask(Choice("20. Dinding rumah", group=HOUSE, options=WALL))
    floor: str | None = ask(Choice("21. Lantai rumah", group=HOUSE, options=FLOOR))
    lighting: str | None = ask(Choice("22. Sumber penerangan utama", group=HOUSE, options=LIGHTING))
    water: str | None = ask(Choice("23. Sumber air minum utama", group=HOUSE, options=WATER))
    latrine: str | None = ask(Choice("24. Fasilitas tempat buang air besar", group=HOUSE, options=LATRINE))
    house_area_m2: float | None = ask(Measure("25. Luas rumah", group=HOUSE, low=1, high=5000, places=1, unit="m²"))
    residents: int | None = ask(
        Number("26. Jumlah orang yang menetap di rumah", group=HOUSE, low=1, high=99, unit="orang")
    )
    fuel: str | None = ask(Choice("27. Bahan bakar utama memasak", group=HOUSE, options=FUEL))
    ownership: str | None = ask(Choice("28. Kepemilikan rumah", group=HOUSE, options=OWNERSHIP))

    formed_on: date | None = ask(Day("Menjadi keluarga di sini sejak", group=STATE,
                                     hint="Bila baru terbentuk atau baru datang"))  # fmt: skip
    state: str | None = ask(Choice("Keberadaan keluarga", group=STATE, options=FAMILY_STATE))
    state_on: date | None = ask(Day("Sejak tanggal", group=STATE, when=_gone))
    state_note: str | None = ask(Text("Keterangan", group=STATE, when=_gone, personal=True, lines=2))

    legal_basis: str | None = ask(Choice("Dasar pemrosesan data", group=LAW, options=LEGAL_BASIS))
    notice_given_on: date | None = ask(Day("Pemberitahuan disampaikan pada", group=LAW))
    notice_given_by: str | None = ask(
        Text("Pemberitahuan disampaikan oleh", group=LAW, when=_told, longest=120, hint="Nama petugas atau kader")
    )
    restricted: bool | None = ask(
        YesNo("Pemrosesan data dibatasi", group=LAW, hint="Ya bila keluarga meminta datanya dibatasi dahulu")
    )
    restricted_on: date | None = ask(Day("Dibatasi sejak", group=LAW, when=_restricted))
    restricted_why: str | None = ask(Text("Alasan pembatasan", group=LAW, when=_restricted, personal=True, lines=2))
    child_consent_by: str | None = ask(
        Text("Yang menyetujui pencatatan data anak", group=LAW, personal=True, longest=120,
             hint="Nama orang tua atau wali")
    )  # fmt: skip
    child_consent_relation: str | None = ask(
        Choice("Hubungan dengan anak", group=LAW, when=_has_child_consent, options=GUARDIAN)
    )
    child_consent_how: str | None = ask(
        Choice("Cara menyetujui", group=LAW, when=_has_child_consent, options=CONSENT_HOW)
    )
    child_consent_on: date | None = ask(Day("Tanggal persetujuan", group=LAW, when=_has_child_consent))

    note: str | None = ask(Text("Catatan", group="Catatan", personal=True, longest=2000, lines=4))

    def rules(self) -> Iterator[Finding]:
        """Cautions about card number, telephone, residence, absence and parental consent."""
        yield from name_finding("head_name", self.head_name)
        yield from card_number_finding("kk", "Nomor KK", self.kk)
        yield from phone_finding("phone", self.phone)
        if self.lived_6_months is False:
            yield Finding("lived_6_months", "caution",
                          "Keluarga didata di tempat ia tinggal 6 bulan atau lebih, atau berniat menetap. "
                          "Pastikan keluarga ini tidak didata di tempat lain.", "belum_6_bulan")  # fmt: skip
        if _gone(self) and self.state_on is None:
            yield Finding("state_on", "caution", "Tanggal perubahan keadaan keluarga belum diisi. Isi bila diketahui.",
                          "tanggal_keadaan")  # fmt: skip
        if _ranked(self) and self.welfare_source is None:
            yield Finding("welfare_source", "caution",
                          "Sumber peringkat kesejahteraan belum dipilih. Tanpa sumbernya, angka ini sulit dicocokkan.",
                          "sumber_desil")  # fmt: skip
        if _has_child_consent(self) and self.child_consent_on is None:
            yield Finding("child_consent_on", "caution",
                          "Tanggal persetujuan orang tua atau wali belum diisi. Tuliskan kapan persetujuan diberikan.",
                          "persetujuan_anak")  # fmt: skip

    def name(self) -> str:
        """``Keluarga Suparman``, with the family's title alone while nobody is named."""
        return f"Keluarga {self.head_name}" if self.head_name else self.TITLE
