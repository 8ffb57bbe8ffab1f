"""What is checked of one engaged person (calon pengantin), each of the two on a record of their own.

Haemoglobin, arm circumference and iron tablets are asked of the bride. The body mass index and the thresholds are
computed elsewhere and never stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_visit import ELSIMIL_RESULT, ENGAGED, GROOM
from kampungkb_desktop.forms.kinds import Choice, Day, Link, Measure, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

WHO, BODY, HABITS, CERTIFICATE = "Calon pengantin", "Pemeriksaan", "Kebiasaan", "Elsimil"


def _not_groom(person: CatinCheck) -> bool:
    return person.role != GROOM


def _certified(person: CatinCheck) -> bool:
    return person.elsimil_certificate is True


@frozen(kw_only=True)
class CatinCheck(Record):
    """The age is that of the linked member on ``measured_on``; water, latrine and counselling stand on the visit."""

    FORM: ClassVar[str] = "catin"
    TITLE: ClassVar[str] = "Pemeriksaan calon pengantin"

    visit_id: str | None = ask(Link("Kunjungan", group=WHO, to="visit"))
    member_id: str | None = ask(Link("Calon pengantin", required=True, group=WHO, personal=True, to="member"))
    measured_on: date | None = ask(Day("Tanggal pemeriksaan", required=True, group=WHO))
    role: str | None = ask(Choice("Sebagai", group=WHO, personal=True, options=ENGAGED))
    wedding_on: date | None = ask(Day("Rencana tanggal nikah", group=WHO, personal=True, future=True))

    weight_kg: float | None = ask(
        Measure("Berat badan", group=BODY, personal=True, low=20, high=250, places=1, unit="kg")
    )
    height_cm: float | None = ask(
        Measure("Tinggi badan", group=BODY, personal=True, low=80, high=230, places=1, unit="cm")
    )
    hb_g_dl: float | None = ask(
        Measure("Hemoglobin (Hb)", group=BODY, when=_not_groom, personal=True, low=2, high=25, places=1, unit="g/dL")
    )
    lila_cm: float | None = ask(
        Measure("Lingkar lengan atas (LILA)", group=BODY, when=_not_groom, personal=True, low=10, high=60, places=1,
                unit="cm")
    )  # fmt: skip
    iron_tablets: bool | None = ask(
        YesNo("Mendapat tablet tambah darah (TTD)", group=BODY, when=_not_groom, personal=True)
    )

    smoker: bool | None = ask(YesNo("Merokok", group=HABITS, personal=True))
    smoke_exposure: bool | None = ask(YesNo("Terpapar asap rokok", group=HABITS, personal=True))

    elsimil_certificate: bool | None = ask(
        YesNo("Memiliki sertifikat siap nikah Elsimil", group=CERTIFICATE, personal=True)
    )
    elsimil_result: str | None = ask(
        Choice("Hasil Elsimil", group=CERTIFICATE, when=_certified, personal=True, options=ELSIMIL_RESULT)
    )
    note: str | None = ask(Text("Catatan", group="Catatan", personal=True, longest=2000, lines=4))

    def rules(self) -> Iterator[Finding]:
        """Cautions about the role and the wedding day."""
        if self.role is None:
            yield Finding("role", "caution",
                          "Pilih calon istri atau calon suami agar pertanyaan dan batas yang dipakai sesuai.",
                          "peran_kosong")  # fmt: skip
        if self.wedding_on and self.measured_on and self.wedding_on < self.measured_on:
            yield Finding("wedding_on", "caution",
                          "Rencana nikah lebih awal daripada tanggal pemeriksaan. Periksa kedua tanggal.",
                          "nikah_sebelum_periksa")  # fmt: skip

    def name(self) -> str:
        """The form's title and its day; the person's name is that of the linked record."""
        return f"{self.TITLE}, {long_date(self.measured_on)}" if self.measured_on else self.TITLE
