"""What is checked of one expectant mother on one day.

Raw values only: anaemia, KEK and body mass index are computed from them. Values a midwife reads (fundal height,
estimated weight, heart rate) are kept for her and never judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import METHOD
from kampungkb_desktop.forms.choices_visit import ILLNESS, NONE, OTHER, PHASE, PROTEIN_URINE
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Link, Measure, Number, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

WHO, HISTORY, BODY, BABY = "Ibu hamil", "Riwayat", "Pemeriksaan ibu", "Pemeriksaan janin"
TABLETS, OUTCOME = "Tablet tambah darah (TTD)", "Keadaan terakhir"


def _later_child(mother: PregnancyCheck) -> bool:
    return mother.child_number is None or mother.child_number > 1


def _hb_taken(mother: PregnancyCheck) -> bool:
    return mother.hb_checked is True


def _hb_not_taken(mother: PregnancyCheck) -> bool:
    return mother.hb_checked is False


def _other_illness(mother: PregnancyCheck) -> bool:
    return OTHER in (mother.illnesses or ())


def _delivered(mother: PregnancyCheck) -> bool:
    return mother.delivered is True


def _after_birth_method(mother: PregnancyCheck) -> bool:
    return _delivered(mother) and mother.postpartum_kb is True


@frozen(kw_only=True)
class PregnancyCheck(Record):
    """One contact during a pregnancy; ``gestation_weeks`` is the age on ``measured_on``."""

    FORM: ClassVar[str] = "pregnancy"
    TITLE: ClassVar[str] = "Pemeriksaan ibu hamil"

    visit_id: str | None = ask(Link("Kunjungan", group=WHO, to="visit"))
    member_id: str | None = ask(Link("Ibu hamil", required=True, group=WHO, personal=True, to="member"))
    measured_on: date | None = ask(Day("Tanggal pemeriksaan", required=True, group=WHO))
    phase: str | None = ask(Choice("Tahap", group=WHO, personal=True, options=PHASE))
    gestation_weeks: int | None = ask(Number("Usia kehamilan", group=WHO, personal=True, high=45, unit="minggu"))

    child_number: int | None = ask(Number("Kehamilan anak ke-", group=HISTORY, personal=True, low=1, high=25))
    last_child_born_on: date | None = ask(
        Day("Tanggal lahir anak terakhir", group=HISTORY, when=_later_child, personal=True)
    )
    illnesses: tuple[str, ...] | None = ask(
        Choices("Riwayat penyakit", group=HISTORY, personal=True, options=ILLNESS, alone=(NONE,))
    )
    illness_other: str | None = ask(Text("Penyakit lainnya", group=HISTORY, when=_other_illness, personal=True))

    weight_first_trimester_kg: float | None = ask(
        Measure("Berat badan trimester 1", group=BODY, personal=True, low=20, high=250, places=1, unit="kg")
    )
    weight_kg: float | None = ask(
        Measure("Berat badan sekarang", group=BODY, personal=True, low=20, high=250, places=1, unit="kg")
    )
    height_cm: float | None = ask(
        Measure("Tinggi badan", group=BODY, personal=True, low=80, high=230, places=1, unit="cm")
    )
    lila_cm: float | None = ask(
        Measure("Lingkar lengan atas (LILA)", group=BODY, personal=True, low=10, high=60, places=1, unit="cm")
    )
    hb_checked: bool | None = ask(YesNo("Hb diperiksa", group=BODY, personal=True))
    hb_g_dl: float | None = ask(
        Measure("Hemoglobin (Hb)", group=BODY, when=_hb_taken, personal=True, low=2, high=25, places=1, unit="g/dL")
    )
    hb_reason: str | None = ask(Text("Alasan Hb tidak diperiksa", group=BODY, when=_hb_not_taken, personal=True))
    systolic: int | None = ask(
        Number("Tekanan darah atas (sistolik)", group=BODY, personal=True, low=50, high=260, unit="mmHg")
    )
    diastolic: int | None = ask(
        Number("Tekanan darah bawah (diastolik)", group=BODY, personal=True, low=30, high=180, unit="mmHg")
    )
    blood_sugar_mg_dl: int | None = ask(
        Number("Gula darah sewaktu", group=BODY, personal=True, low=20, high=800, unit="mg/dL")
    )
    protein_urine: str | None = ask(Choice("Protein urine", group=BODY, personal=True, options=PROTEIN_URINE))

    babies: int | None = ask(
        Number("Jumlah janin", group=BABY, personal=True, low=1, high=6, hint="Lebih dari 1 bila kembar")
    )
    fundal_height_cm: float | None = ask(
        Measure("Tinggi fundus uteri (TFU)", group=BABY, personal=True, low=5, high=60, places=1, unit="cm")
    )
    estimated_weight_g: int | None = ask(
        Number("Taksiran berat janin (TBJ)", group=BABY, personal=True, low=50, high=7000, unit="g")
    )
    heart_rate: int | None = ask(
        Number("Denyut jantung janin (DJJ)", group=BABY, personal=True, low=40, high=250, unit="kali/menit")
    )
    moves: bool | None = ask(YesNo("Janin bergerak", group=BABY, personal=True))

    tablets_received: int | None = ask(Number("TTD diterima", group=TABLETS, personal=True, high=400, unit="tablet"))
    tablets_taken: int | None = ask(Number("TTD diminum", group=TABLETS, personal=True, high=400, unit="tablet"))

    delivered: bool | None = ask(YesNo("Sudah melahirkan", group=OUTCOME, personal=True))
    mother_alive: bool | None = ask(YesNo("Ibu hidup", group=OUTCOME, when=_delivered, personal=True))
    postpartum_kb: bool | None = ask(YesNo("Memakai KB pasca salin", group=OUTCOME, when=_delivered, personal=True))
    postpartum_method: str | None = ask(
        Choice("Metode KB pasca salin", group=OUTCOME, when=_after_birth_method, personal=True, options=METHOD)
    )
    note: str | None = ask(Text("Catatan", group="Catatan", personal=True, longest=2000, lines=4))

    def rules(self) -> Iterator[Finding]:
        """Cautions about numbers that do not go together and dates that cannot follow each other."""
        if _more(self.tablets_taken, self.tablets_received):
            yield Finding("tablets_taken", "caution",
                          "Tablet yang diminum lebih banyak daripada yang diterima. Periksa kedua angka.",
                          "ttd_diminum")  # fmt: skip
        if _more(self.diastolic, self.systolic, or_equal=True):
            yield Finding("diastolic", "caution",
                          "Tekanan darah bawah seharusnya lebih kecil daripada yang atas. Periksa kedua angka.",
                          "tekanan_darah")  # fmt: skip
        if self.last_child_born_on and self.measured_on and self.last_child_born_on > self.measured_on:
            yield Finding("last_child_born_on", "caution",
                          "Anak terakhir tercatat lahir sesudah pemeriksaan. Periksa kedua tanggal.",
                          "anak_sesudah_periksa")  # fmt: skip
        if NONE in (self.illnesses or ()) and len(self.illnesses or ()) > 1:
            yield Finding("illnesses", "caution", "“Tidak ada” terpilih bersama penyakit lain. Pilih salah satunya.",
                          "tidak_ada_bersama")  # fmt: skip

    def name(self) -> str:
        """The form's title and its day; the mother's name is that of the linked record."""
        return f"{self.TITLE}, {long_date(self.measured_on)}" if self.measured_on else self.TITLE


def _more(value: int | None, limit: int | None, *, or_equal: bool = False) -> bool:
    return value is not None and limit is not None and (value > limit or (or_equal and value == limit))
