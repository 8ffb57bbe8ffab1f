"""One home visit: who was visited, when, by whom, what was found and what was arranged.

Measurements of a child, an expectant or a new mother or an engaged person are records of their own that link here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_housing import LATRINE, WATER
from kampungkb_desktop.forms.choices_visit import (
    AID_FUNDING,
    CLOSURE,
    COUNSELLING,
    FACILITATION,
    GENERAL,
    IN_PROGRESS,
    NONE,
    NOT_NEEDED,
    OTHER,
    SOCIAL_AID,
    SUPPORT_RECEIVED,
    TARGET,
    VISITORS,
)
from kampungkb_desktop.forms.family import phone_finding
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Digits, Link, Measure, Number, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

VISIT, RESULT, HOUSE = "Kunjungan", "Hasil kunjungan", "Lingkungan rumah"
REFERRAL, AID, NEXT = "Fasilitasi pelayanan rujukan", "Fasilitasi bantuan sosial", "Tindak lanjut"


def _of_person(visit: Visit) -> bool:
    return visit.target != GENERAL


def _referred(visit: Visit) -> bool:
    return visit.referral not in (None, NOT_NEEDED)


def _aided(visit: Visit) -> bool:
    return visit.social_aid not in (None, NOT_NEEDED)


def _referral_closed(visit: Visit) -> bool:
    return _referred(visit) and visit.referral_closed_on is not None


def _aid_closed(visit: Visit) -> bool:
    return _aided(visit) and visit.social_aid_closed_on is not None


def _other_water(visit: Visit) -> bool:
    return OTHER in (visit.water or ())


def _other_latrine(visit: Visit) -> bool:
    return OTHER in (visit.latrine or ())


def _other_aid(visit: Visit) -> bool:
    return _aided(visit) and OTHER in (visit.social_aid_kinds or ())


@frozen(kw_only=True)
class Visit(Record):
    """A visit to one family for one ``target``; ``findings`` is "Hasil kunjungan" in the officer's words."""

    FORM: ClassVar[str] = "visit"
    TITLE: ClassVar[str] = "Kunjungan"
    VERSION: ClassVar[int] = 2

    family_id: str | None = ask(Link("Keluarga", required=True, group=VISIT, to="family"))
    target: str | None = ask(Choice("Sasaran", required=True, group=VISIT, personal=True, options=TARGET))
    member_id: str | None = ask(Link("Anggota keluarga", group=VISIT, when=_of_person, personal=True, to="member"))
    visited_on: date | None = ask(Day("Tanggal kunjungan", required=True, group=VISIT))
    officer_id: str | None = ask(Link("Petugas", group=VISIT, to="officer"))
    visited_by: tuple[str, ...] | None = ask(Choices("Dikunjungi oleh", group=VISIT, options=VISITORS))
    phone: str | None = ask(Digits("Nomor HP", group=VISIT, personal=True))
    latitude: float | None = ask(
        Measure("Garis lintang", group=VISIT, personal=True, low=-11.5, high=6.5, places=6, unit="°")
    )
    longitude: float | None = ask(
        Measure("Garis bujur", group=VISIT, personal=True, low=94.5, high=141.5, places=6, unit="°")
    )

    toddlers_met: int | None = ask(Number("Balita yang ditemui", group=RESULT, high=15, unit="anak"))
    findings: str | None = ask(Text("Hasil kunjungan", group=RESULT, personal=True, longest=4000, lines=4))
    counselling: tuple[str, ...] | None = ask(
        Choices("Konseling/KIE diterima", group=RESULT, personal=True, options=COUNSELLING)
    )
    support_received: tuple[str, ...] | None = ask(
        Choices("Pendampingan diterima", group=RESULT, personal=True, options=SUPPORT_RECEIVED, alone=(NONE,))
    )

    smoke_exposure: bool | None = ask(YesNo("Terpapar asap rokok", group=HOUSE, personal=True))
    mbg: bool | None = ask(YesNo("Menerima MBG", group=HOUSE, personal=True, hint="Makan Bergizi Gratis"))
    water: tuple[str, ...] | None = ask(Choices("Sumber air minum utama", group=HOUSE, personal=True, options=WATER))
    water_other: str | None = ask(Text("Sumber air minum lainnya", group=HOUSE, when=_other_water, personal=True))
    latrine: tuple[str, ...] | None = ask(Choices("Fasilitas BAB", group=HOUSE, personal=True, options=LATRINE))
    latrine_other: str | None = ask(Text("Fasilitas BAB lainnya", group=HOUSE, when=_other_latrine, personal=True))

    referral: str | None = ask(
        Choice("Fasilitasi pelayanan rujukan", group=REFERRAL, personal=True, options=FACILITATION)
    )
    referral_to: str | None = ask(
        Text("Dirujuk ke", group=REFERRAL, when=_referred, personal=True, hint="Puskesmas, rumah sakit, atau lainnya")
    )
    referral_closed_on: date | None = ask(Day("Rujukan selesai pada", group=REFERRAL, when=_referred, personal=True))
    referral_result: str | None = ask(
        Choice("Hasil rujukan", group=REFERRAL, when=_referral_closed, personal=True, options=CLOSURE)
    )
    referral_note: str | None = ask(
        Text("Catatan hasil rujukan", group=REFERRAL, when=_referral_closed, personal=True, longest=500)
    )
    social_aid: str | None = ask(Choice("Fasilitasi bantuan sosial", group=AID, personal=True, options=FACILITATION))
    social_aid_kinds: tuple[str, ...] | None = ask(
        Choices("Jenis bantuan sosial", group=AID, when=_aided, personal=True, options=SOCIAL_AID)
    )
    social_aid_other: str | None = ask(Text("Bantuan sosial lainnya", group=AID, when=_other_aid, personal=True))
    social_aid_funding: tuple[str, ...] | None = ask(
        Choices("Sumber bantuan", group=AID, when=_aided, personal=True, options=AID_FUNDING)
    )
    social_aid_closed_on: date | None = ask(Day("Bantuan selesai diurus pada", group=AID, when=_aided, personal=True))
    social_aid_result: str | None = ask(
        Choice("Hasil bantuan", group=AID, when=_aid_closed, personal=True, options=CLOSURE)
    )
    social_aid_note: str | None = ask(
        Text("Catatan hasil bantuan", group=AID, when=_aid_closed, personal=True, longest=500)
    )

    next_visit_on: date | None = ask(Day("Tanggal kunjungan berikutnya", group=NEXT, future=True))
    note: str | None = ask(Text("Catatan TPK", group=NEXT, personal=True, longest=2000, lines=4))

    def rules(self) -> Iterator[Finding]:
        """Cautions about who is visited, dates that cannot follow each other and answers that exclude each other."""
        yield from phone_finding("phone", self.phone)
        if self.target is not None and _of_person(self) and self.member_id is None:
            yield Finding("member_id", "caution",
                          "Sasaran ini seseorang, tetapi anggota keluarganya belum dipilih. Pilih namanya.",
                          "sasaran_tanpa_orang")  # fmt: skip
        if (self.latitude is None) != (self.longitude is None):
            empty = "latitude" if self.latitude is None else "longitude"
            yield Finding(empty, "caution",
                          "Isi garis lintang dan garis bujur bersama-sama, atau kosongkan keduanya.",
                          "letak_separuh")  # fmt: skip
        yield from self._not_before_visit("next_visit_on", "Kunjungan berikutnya", strictly=True)
        yield from self._not_before_visit("referral_closed_on", "Selesainya rujukan")
        yield from self._not_before_visit("social_aid_closed_on", "Selesainya urusan bantuan")
        yield from self._answers()

    def _not_before_visit(self, field: str, label: str, *, strictly: bool = False) -> Iterator[Finding]:
        day: date | None = getattr(self, field)
        if day is None or self.visited_on is None:
            return
        if day < self.visited_on or (strictly and day == self.visited_on):
            yield Finding(field, "caution",
                          f"{label} seharusnya sesudah kunjungan {long_date(self.visited_on)}. Periksa tanggalnya.",
                          "sebelum_kunjungan")  # fmt: skip

    def _answers(self) -> Iterator[Finding]:
        if NONE in (self.support_received or ()) and len(self.support_received or ()) > 1:
            yield Finding("support_received", "caution",
                          "“Tidak ada” terpilih bersama pendampingan lain. Pilih salah satunya.",
                          "tidak_ada_bersama")  # fmt: skip
        if _referred(self) and not self.referral_to:
            yield Finding("referral_to", "caution", "Tujuan rujukan belum diisi. Tuliskan ke mana dirujuk.",
                          "tujuan_rujukan")  # fmt: skip

    def name(self) -> str:
        """``Kunjungan 5 Maret 2026``; the family's name is that of the linked record."""
        return f"{self.TITLE} {long_date(self.visited_on)}" if self.visited_on else self.TITLE


def referral_open(visit: Visit) -> bool:
    """Whether a referral was begun and has not been closed."""
    return visit.referral == IN_PROGRESS and visit.referral_closed_on is None


def social_aid_open(visit: Visit) -> bool:
    """Whether social aid was asked for and has not arrived."""
    return visit.social_aid == IN_PROGRESS and visit.social_aid_closed_on is None
