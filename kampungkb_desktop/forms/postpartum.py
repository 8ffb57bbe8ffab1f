"""The birth and the weeks after it (pasca salin), of one mother on one day.

Of twins the first-born's weight and length stand here; each living child becomes a member with measurements of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import METHOD
from kampungkb_desktop.forms.choices_visit import (
    BABY_STATE,
    BIRTH_ATTENDANT,
    BIRTH_MODE,
    BIRTH_PLACE,
    NONE,
    OTHER,
    POSTPARTUM_TROUBLE,
)
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Link, Measure, Number, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

WHO, BIRTH, BABY, MOTHER, KB = "Ibu pasca salin", "Persalinan", "Bayi", "Keadaan ibu", "KB pasca salin"


def _other_trouble(mother: PostpartumCheck) -> bool:
    return OTHER in (mother.troubles or ())


def _uses(mother: PostpartumCheck) -> bool:
    return mother.postpartum_kb is True


def _answered(mother: PostpartumCheck) -> bool:
    return mother.postpartum_kb is not None


@frozen(kw_only=True)
class PostpartumCheck(Record):
    """``kb_reason`` is asked of both answers: why this method, or why none."""

    FORM: ClassVar[str] = "postpartum"
    TITLE: ClassVar[str] = "Pemeriksaan ibu pasca salin"

    visit_id: str | None = ask(Link("Kunjungan", group=WHO, to="visit"))
    member_id: str | None = ask(Link("Ibu", required=True, group=WHO, personal=True, to="member"))
    measured_on: date | None = ask(Day("Tanggal pemeriksaan", required=True, group=WHO))

    delivered_on: date | None = ask(Day("Tanggal melahirkan", group=BIRTH, personal=True))
    birth_place: str | None = ask(Choice("Tempat melahirkan", group=BIRTH, personal=True, options=BIRTH_PLACE))
    attendant: str | None = ask(Choice("Penolong persalinan", group=BIRTH, personal=True, options=BIRTH_ATTENDANT))
    birth_mode: str | None = ask(Choice("Cara melahirkan", group=BIRTH, personal=True, options=BIRTH_MODE))
    gestation_weeks: int | None = ask(
        Number("Usia kehamilan saat melahirkan", group=BIRTH, personal=True, low=20, high=45, unit="minggu")
    )

    babies: int | None = ask(
        Number("Jumlah bayi", group=BABY, personal=True, low=1, high=6, hint="Lebih dari 1 bila kembar")
    )
    baby_state: str | None = ask(Choice("Keadaan bayi", group=BABY, personal=True, options=BABY_STATE))
    birth_weight_g: int | None = ask(
        Number("Berat badan lahir", group=BABY, personal=True, low=300, high=7000, unit="g")
    )
    birth_length_cm: float | None = ask(
        Measure("Panjang badan lahir", group=BABY, personal=True, low=20, high=70, places=1, unit="cm")
    )
    exclusive_breastfeeding: bool | None = ask(YesNo("ASI eksklusif", group=BABY, personal=True))

    mother_alive: bool | None = ask(YesNo("Ibu hidup", group=MOTHER, personal=True))
    troubles: tuple[str, ...] | None = ask(
        Choices("Komplikasi nifas", group=MOTHER, personal=True, options=POSTPARTUM_TROUBLE, alone=(NONE,))
    )
    trouble_other: str | None = ask(Text("Komplikasi lainnya", group=MOTHER, when=_other_trouble, personal=True))
    iron_tablets: bool | None = ask(YesNo("Mendapat tablet tambah darah (TTD)", group=MOTHER, personal=True))

    postpartum_kb: bool | None = ask(YesNo("Memakai KB pasca salin", group=KB, personal=True))
    kb_method: str | None = ask(Choice("Metode KB pasca salin", group=KB, when=_uses, personal=True, options=METHOD))
    kb_reason: str | None = ask(
        Text("Alasan memakai atau tidak memakai", group=KB, when=_answered, personal=True, lines=2)
    )
    note: str | None = ask(Text("Catatan", group="Catatan", personal=True, longest=2000, lines=4))

    def rules(self) -> Iterator[Finding]:
        """Cautions about the day of birth, the way of using KB and answers that exclude each other."""
        if self.delivered_on and self.measured_on and self.delivered_on > self.measured_on:
            yield Finding("delivered_on", "caution",
                          "Tanggal melahirkan sesudah tanggal pemeriksaan. Periksa kedua tanggal.",
                          "lahir_sesudah_periksa")  # fmt: skip
        if _uses(self) and self.kb_method is None:
            yield Finding("kb_method", "caution", "Metode KB pasca salin belum dipilih. Pilih metodenya.",
                          "metode_kosong")  # fmt: skip
        if NONE in (self.troubles or ()) and len(self.troubles or ()) > 1:
            yield Finding("troubles", "caution", "“Tidak ada” terpilih bersama komplikasi lain. Pilih salah satunya.",
                          "tidak_ada_bersama")  # fmt: skip

    def name(self) -> str:
        """The form's title and its day; the mother's name is that of the linked record."""
        return f"{self.TITLE}, {long_date(self.measured_on)}" if self.measured_on else self.TITLE
